/**
 * Event-driven equations of synapses: dx/dt = a x + b, with a and b standing still between a synapse's events, is
 * solved in one go when the next event comes: x exp(a s) + b s exprel(a s), where s is the time since the last one.
 */
import { add, apply, builtin, isZero, mul, slot, store, ZERO } from './build.ts';
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
 * One store for each event-driven variable, which brings it up to date and reads no other of them. What cannot be
 * solved so is complained of.
 */
export function catchUp(model: EventDriven, report: Report): Statement[] {
  const stores: Statement[] = [];
  for (const [name, derivative] of model.derivatives) {
    const variable = model.variables.get(name);
    if (!variable?.flags.has('event-driven')) continue;
    const problem = changesBetweenEvents(derivative, name, model);
    const solution = problem ?? solve(name, derivative);
    if (typeof solution !== 'string') stores.push(store(name, solution));
    else
      report.add(
        variable.expression?.span ?? variable.nameSpan,
        `\`${name}\` cannot be event-driven: ${solution}. Write \`(clock-driven)\`.`,
      );
  }
  return stores;
}

function solve(name: string, derivative: Node): Node | string {
  let linear: LinearEquations;
  try {
    linear = linearEquations(new Map([[name, derivative]]));
  } catch (error) {
    if (error instanceof Unfit) return error.message;
    throw error;
  }
  const rate = linear.matrix[0]?.[0] ?? ZERO;
  const input = linear.input[0] ?? ZERO;
  const x = slot(name);
  if (isZero(rate)) return add(x, mul(input, ELAPSED));
  const exponent = mul(rate, ELAPSED);
  return add(mul(x, apply('exp', exponent)), mul(input, mul(ELAPSED, apply('exprel', exponent))));
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
        owner === 'self' ? read !== name && model.derivatives.has(read) : changesOf(model[owner], read);
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
