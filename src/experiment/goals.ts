import { FigureError } from './error.ts';
import type { Condition, Figure, Goal } from './figure.ts';
import { measureUnit } from './measure-unit.ts';
import { completeValues, type ParameterValues } from './quantities.ts';
import { closedFormIn } from './reference.ts';

type Numbers = Readonly<Record<string, number>>;
type Check = (values: ParameterValues, measures: Numbers) => boolean;

const checks = new WeakMap<Goal, Check>();

/**
 * Whether all conditions of the goal hold at one moment. `values` are the parameters' in their own units (those missing
 * are at their defaults), `measures` the numbers of `Measures.values`. What has no value yet fulfils nothing.
 */
export function goalReached(figure: Figure, goal: Goal, values: ParameterValues, measures: Numbers): boolean {
  let check = checks.get(goal);
  if (!check) {
    const all = goal.when.map((condition) => compileCondition(figure, condition));
    check = (present, measured) => all.every((holds) => holds(present, measured));
    checks.set(goal, check);
  }
  return check(completeValues(figure, values), measures);
}

/** Throws `FigureError` or `LanguageError` where a condition does not fit its figure. */
function compileCondition(figure: Figure, condition: Condition): Check {
  const { of, untouched } = condition;
  const parameter = figure.parameters.find(({ name }) => name === of);
  if (untouched) {
    if (!parameter) throw new FigureError(`only a parameter can be untouched, and ${of} is none.`);
    return (values) => values[of] === parameter.default;
  }
  const measure = Object.hasOwn(figure.measures ?? {}, of) ? figure.measures?.[of] : undefined;
  if (!parameter && !measure) throw new FigureError(`there is no measure or parameter ${of}.`);
  if (parameter && measure) throw new FigureError(`${of} is a measure and a parameter: which is meant?`);
  const unit = measure ? measureUnit(measure) : parameter?.unit;
  const atLeast = bound(figure, condition.atLeast, unit, Number.NEGATIVE_INFINITY);
  const atMost = bound(figure, condition.atMost, unit, Number.POSITIVE_INFINITY);
  return (values, measures) => {
    const value = (measure ? measures : values)[of] ?? Number.NaN;
    return value >= atLeast(values) && value <= atMost(values);
  };
}

/** The bound in `unit`, over the values; NaN where its expression has no value, which nothing reaches. */
function bound(
  figure: Figure,
  given: number | string | undefined,
  unit: string | undefined,
  absent: number,
): (values: ParameterValues) => number {
  if (typeof given !== 'string') return () => given ?? absent;
  return closedFormIn(figure, given, unit, 'bound');
}
