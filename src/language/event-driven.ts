/**
 * Event-driven equations of synapses: dx/dt = a x + b, with a and b standing still between a synapse's events, is
 * solved in one go when the next event comes: x exp(a s) + b s exprel(a s), where s is the time since the last one. An
 * equation may be driven by others that only decay, dx/dt = a x + c y + b with dy/dt = d y: each adds the convolution of
 * two exponentials, c y (exp(a s) - exp(d s)) / (a - d), in a form that also holds for a = d.
 */
import { add, apply, builtin, isZero, mul, neg, slot, store, sub, ZERO } from './build.ts';
import type { CheckedPopulation } from './checked.ts';
import { describeNode } from './describe.ts';
import type { Node, Statement } from './ir.ts';
import { changesWithinStep, type LinearEquations, linearEquations, Unfit } from './linear.ts';
import type { Variable } from './model.ts';
import type { Report } from './report.ts';
import { children } from './visit.ts';

const ELAPSED = builtin('elapsed');

export interface EventDriven {
  readonly variables: ReadonlyMap<string, Variable>;
  /** dx/dt of every differential variable of the synapses. */
  readonly derivatives: ReadonlyMap<string, Node>;
  readonly pre?: CheckedPopulation | undefined;
  readonly post?: CheckedPopulation | undefined;
}

/**
 * One store for each event-driven variable, which brings it up to date: those that are driven by others first, because
 * they read what the others were at the last event. What cannot be solved so is complained of.
 */
export function catchUp(model: EventDriven, report: Report): Statement[] {
  const [driven, alone]: [Statement[], Statement[]] = [[], []];
  for (const [name, derivative] of model.derivatives) {
    const variable = model.variables.get(name);
    if (!variable?.flags.has('event-driven')) continue;
    const problem = changesBetweenEvents(derivative, name, model);
    const drivers = driversOf(derivative, name, model);
    const solution = problem ?? solve(name, drivers, model);
    if (typeof solution !== 'string') (drivers.length > 0 ? driven : alone).push(store(name, solution));
    else
      report.add(
        variable.expression?.span ?? variable.nameSpan,
        `\`${name}\` cannot be event-driven: ${solution}. Write \`(clock-driven)\`.`,
      );
  }
  return [...driven, ...alone];
}

const isEventDriven = (name: string, { variables, derivatives }: EventDriven): boolean =>
  derivatives.has(name) && variables.get(name)?.flags.has('event-driven') === true;

/** The other event-driven variables that a derivative reads. */
function driversOf(derivative: Node, name: string, model: EventDriven): string[] {
  const found = new Set<string>();
  (function look(node: Node): void {
    if (node.kind === 'slot' && node.slot.owner === 'self' && node.slot.name !== name)
      if (isEventDriven(node.slot.name, model)) found.add(node.slot.name);
    for (const child of children(node)) look(child);
  })(derivative);
  return [...found];
}

function solve(name: string, drivers: readonly string[], model: EventDriven): Node | string {
  const coupled = drivers.find(
    (driver) => driversOf(model.derivatives.get(driver) ?? ZERO, driver, model).length > 0,
  );
  if (coupled !== undefined)
    return `it is driven by ${coupled}, which is driven itself, and only one such step is solved between events`;
  let linear: LinearEquations;
  try {
    linear = linearEquations(
      new Map([name, ...drivers].map((one) => [one, model.derivatives.get(one) ?? ZERO])),
    );
  } catch (error) {
    if (error instanceof Unfit) return error.message;
    throw error;
  }
  const rate = linear.matrix[0]?.[0] ?? ZERO;
  const input = linear.input[0] ?? ZERO;
  const x = slot(name);
  const exponent = mul(rate, ELAPSED);
  const own = isZero(rate)
    ? add(x, mul(input, ELAPSED))
    : add(mul(x, apply('exp', exponent)), mul(input, mul(ELAPSED, apply('exprel', exponent))));
  let solution = own;
  for (const [k, driver] of drivers.entries()) {
    if (!isZero(linear.input[k + 1] ?? ZERO))
      return `it is driven by ${driver}, whose equation has a constant part, and only decay is solved for what drives another`;
    solution = add(
      solution,
      carried(slot(driver), linear.matrix[0]?.[k + 1] ?? ZERO, rate, linear.matrix[k + 1]?.[k + 1] ?? ZERO),
    );
  }
  return solution;
}

/**
 * c y (exp(a s) - exp(d s)) / (a - d) as c y s exp(m s) exprel(-|a - d| s), m the larger of a and d: no difference of like
 * numbers where a and d are close, and no overflow where they are far apart.
 */
function carried(y: Node, c: Node, a: Node, d: Node): Node {
  const larger = apply('exp', mul(apply('max', a, d), ELAPSED));
  const apart = mul(neg(apply('abs', sub(a, d))), ELAPSED);
  return mul(mul(c, y), mul(ELAPSED, mul(larger, apply('exprel', apart))));
}

/** Why an equation has no one form from an event to the next, or undefined where it has. */
function changesBetweenEvents(derivative: Node, name: string, model: EventDriven): string | undefined {
  const moving = changesWithinStep(derivative, new Set());
  if (moving) return `its equation reads ${describeNode(moving)}, which changes between events`;
  const seen = new Set<Node>();
  return look(derivative);

  function look(node: Node): string | undefined {
    if (seen.has(node)) return undefined;
    seen.add(node);
    if (node.kind === 'array')
      return `its equation reads the recorded array ${node.name}, which changes between events`;
    if (node.kind === 'builtin' && (node.name === 'lastspike' || node.name === 'not_refractory'))
      return `its equation reads ${describeNode(node)}, which changes between events`;
    if (node.kind === 'slot') {
      const { owner, name: read } = node.slot;
      const linked = owner === 'self' && model.variables.get(read)?.flags.has('linked');
      if (linked) return `its equation reads ${describeNode(node)}, which changes between events`;
      const changes =
        owner === 'self'
          ? read !== name && model.derivatives.has(read) && !isEventDriven(read, model)
          : changesOf(model[owner], read);
      if (changes)
        return owner === 'self'
          ? `its equation reads ${describeNode(node)}, which has an equation of its own`
          : `its equation reads ${describeNode(node)}, which changes between events`;
    }
    for (const child of children(node)) {
      const found = look(child);
      if (found) return found;
    }
    return undefined;
  }
}

const changesOf = (side: CheckedPopulation | undefined, name: string): boolean =>
  side?.derivatives.has(name) === true ||
  side?.reset.some((statement) => statement.kind === 'store' && statement.slot.name === name) === true;
