import { checkValue } from '../language/check.ts';
import type { NamedType } from '../language/checked.ts';
import { formatDimension } from '../language/dimension.ts';
import { compileNode, type Environment } from '../language/interpret.ts';
import type { Dimension } from '../language/model.ts';
import { FigureError } from './error.ts';
import type { Figure } from './figure.ts';
import {
  type ParameterValues,
  sameDimension,
  tableQuantities,
  unitQuantity,
  unitScale,
} from './quantities.ts';
import { siegertCalls } from './siegert-calls.ts';

/**
 * A closed form over `t` (seconds) and the names of a figure's parameter table. It may call
 * `siegert(mu, sigma, tau, theta, V_r, t_ref)`, the rate of a neuron in white noise.
 */
export interface ClosedForm {
  readonly dimension: Dimension;
  /** Its value in SI base units at `t` = 0, `more` being its other names' values; NaN or infinite where it has none. */
  at(values: ParameterValues, more?: Readonly<Record<string, number>>): number;
  /**
   * Its values in SI base units where one name runs through `xs`: `t` in seconds, or a parameter in its own unit; all
   * other names have `values`. NaN or infinite where it has none.
   */
  over(values: ParameterValues, name: string, xs: ArrayLike<number>): Float64Array;
}

/** The name that a closed form runs over where that is a variable of the equations and not time. */
export function namesOver(
  over: { readonly name: string; readonly unit?: string | undefined } | undefined,
): Map<string, NamedType> {
  if (!over) return new Map();
  const { dimension } = unitQuantity(over.unit);
  return new Map([[over.name, { dimension, type: 'real' }]]);
}

const hertz = [0, 0, -1, 0, 0, 0, 0] as const;

/** Parses and checks the text once. Throws `LanguageError` where it does not fit the table. */
export function closedForm(
  figure: Figure,
  text: string,
  source = 'reference',
  /** Names besides, for `over` to run through or `at` to be given, in SI base units. */
  more: ReadonlyMap<string, NamedType> = new Map(),
): ClosedForm {
  const quantities = tableQuantities(figure, {});
  const names = new Map<string, NamedType>([
    ...more,
    ...[...quantities].map(([name, { dimension, type }]) => [name, { dimension, type }] as const),
  ]);
  const present = new Map<string, number>([['t', 0]]);
  const read = (name: string) => () => present.get(name) ?? Number.NaN;
  const environment: Environment = { read: ({ name }) => read(name), builtin: read };
  const calls = siegertCalls(text, source, names, environment);
  for (const { name } of calls.rates) names.set(name, { dimension: hertz, type: 'real' });
  const { node, dimension } = checkValue(calls.text, source, { names, stream: source });
  const outer = compileNode(node, environment);
  const evaluate = () => {
    for (const rate of calls.rates) present.set(rate.name, rate.evaluate());
    return outer();
  };
  const take = (values: ParameterValues) => {
    for (const [key, { value }] of tableQuantities(figure, values)) present.set(key, value);
  };
  return {
    dimension,
    at: (values, given = {}) => {
      take(values);
      for (const [name, value] of Object.entries(given)) present.set(name, value);
      present.set('t', 0);
      return evaluate();
    },
    over: (values, name, xs) => {
      take(values);
      const scale = unitScale(figure.parameters.find((parameter) => parameter.name === name)?.unit);
      return Float64Array.from(xs, (x) => {
        present.set(name, x * scale);
        return evaluate();
      });
    },
  };
}

/**
 * A closed form over the table as a number of `unit`s; NaN or infinite where it has no value. Throws `FigureError` where
 * it is of another dimension, `LanguageError` where it does not fit the table.
 */
export function closedFormIn(
  figure: Figure,
  text: string,
  unit: string | undefined,
  source: string,
): (values: ParameterValues) => number {
  const { dimension, at } = closedForm(figure, text, source);
  const wanted = unitQuantity(unit);
  if (!sameDimension(dimension, wanted.dimension))
    throw new FigureError(
      `"${text}" is in ${formatDimension(dimension)}, but ${unit ?? 'a pure number'} is expected.`,
    );
  return (values) => at(values) / wanted.value;
}
