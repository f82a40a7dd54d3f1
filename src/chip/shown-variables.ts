import { describeNode } from '../language/describe.ts';
import type { Node, Statement } from '../language/ir.ts';
import { eventStatements } from '../language/pathways.ts';
import { walk } from '../language/visit.ts';
import type { CompiledNetwork, CompiledPopulation, CompiledProjection } from '../network/compiled.ts';

/** Names that a figure declares to be weights, and to be membrane potentials: of its own symbols. */
export interface Declared {
  readonly weights: ReadonlySet<string>;
  readonly membranes: ReadonlySet<string>;
}

export const nothingDeclared: Declared = { weights: new Set(), membranes: new Set() };

/** A variable with the unit that the equations write, `1` where they write none. */
export interface Shown {
  readonly name: string;
  readonly unit: string;
}

/**
 * What a synapse keeps as its weight: the variable that the figure declares as one, of several the one that a spike adds to
 * the neuron, or that is learnt. Where none is declared, the one that is added, or that spikes of both sides write. Undefined
 * where synapses have none: what only helps a rule, a time constant say, is no weight.
 */
export function weightOf(
  network: Pick<CompiledNetwork, 'populations'>,
  projection: CompiledProjection,
  { weights }: Declared,
): Shown | undefined {
  const { program, constants } = projection;
  const own = [...program.model.variables.keys()];
  const added = addedBy(projection);
  const learnt = own.filter((name) => isLearnt(projection, name));
  const best = (names: readonly string[]) =>
    added.names.find((name) => names.includes(name) && learnt.includes(name)) ??
    added.names.find((name) => names.includes(name)) ??
    names.find((name) => learnt.includes(name));
  const declared = [...own, ...constants.keys()].filter((name) => weights.has(name));
  const name =
    best(declared) ??
    // A constant of the rule may be of the colour of weights too: it is one only where a spike adds it.
    declared.find((one) => own.includes(one)) ??
    best(own.filter((one) => learnt.includes(one))) ??
    added.alone;
  if (name === undefined) return undefined;
  const unit =
    program.model.variables.get(name)?.unit ??
    network.populations[projection.to]?.program?.model.variables.get(added.into ?? '')?.unit ??
    '1';
  return { name, unit };
}

/** The variable of a neuron that is its membrane potential: declared, or the first that has an equation. */
export function membraneOf({ program }: CompiledPopulation, { membranes }: Declared): Shown | undefined {
  if (!program) return undefined;
  const changing = [...program.derivatives.keys()];
  const name = changing.find((one) => membranes.has(one)) ?? (changing.includes('v') ? 'v' : changing[0]);
  return name === undefined ? undefined : { name, unit: program.model.variables.get(name)?.unit ?? '1' };
}

interface Added {
  /** Variables in the sums, whole values first. */
  readonly names: readonly string[];
  /** The one that is added as it is, and the variable of the neuron that it is added to. */
  readonly alone?: string;
  readonly into?: string;
}

/** What presynaptic spikes add to variables of the postsynaptic neuron. */
function addedBy({ program }: CompiledProjection): Added {
  const whole: string[] = [];
  const parts: string[] = [];
  let alone: string | undefined;
  let into: string | undefined;
  for (const statement of eventStatements(program, 'pre')) {
    const sum = summand(statement);
    if (!sum) continue;
    const text = describeNode(sum.value, 1000);
    for (const [name, node] of program.subexpressions ?? [])
      if (describeNode(node, 1000) === text) whole.push(name);
    walk(sum.value, (node) => {
      if (node.kind === 'slot' && node.slot.owner === 'self') parts.push(node.slot.name);
    });
    const found =
      whole[0] ?? (sum.value.kind === 'slot' && sum.value.slot.owner === 'self' ? parts[0] : undefined);
    if (alone === undefined && found !== undefined) [alone, into] = [found, sum.into];
  }
  return {
    names: [...whole, ...parts],
    ...(alone === undefined ? {} : { alone }),
    ...(into === undefined ? {} : { into }),
  };
}

/** `e` of `x_post += e` or `x_post -= e`, guarded or not; undefined of any other statement. */
function summand(statement: Statement): { readonly value: Node; readonly into: string } | undefined {
  if (statement.kind !== 'store' || statement.slot.owner !== 'post') return undefined;
  const { name } = statement.slot;
  const isOld = (node: Node | undefined) =>
    node?.kind === 'slot' && node.slot.owner === 'post' && node.slot.name === name;
  let value = statement.value;
  // Held while refractory: select(not refractory, new, old).
  while (value.kind === 'apply' && value.operation === 'select' && isOld(value.arguments[2]))
    value = value.arguments[1] as Node;
  if (value.kind !== 'apply' || (value.operation !== 'add' && value.operation !== 'sub')) return undefined;
  const [first, second] = value.arguments;
  if (isOld(first) && second) return { value: second, into: name };
  return isOld(second) && first && value.operation === 'add' ? { value: first, into: name } : undefined;
}

/** Written by spikes of both sides, or by the clock and by nothing else: traces are written by one side and decay. */
function isLearnt({ program }: CompiledProjection, name: string): boolean {
  const writes = (statements: readonly Statement[]) =>
    statements.some(({ kind, ...rest }) => kind === 'store' && 'slot' in rest && isOwn(rest.slot, name));
  const [pre, post] = [eventStatements(program, 'pre'), eventStatements(program, 'post')].map(writes);
  const clock = writes(program.update);
  return (pre && post) || (clock && !decays(program.derivatives?.get(name), name));
}

const isOwn = (slot: { readonly owner: string; readonly name: string }, name: string) =>
  slot.owner === 'self' && slot.name === name;

/** Whether a derivative reads its own variable, as a trace's does that forgets. */
function decays(derivative: Node | undefined, name: string): boolean {
  let reads = false;
  if (derivative)
    walk(derivative, (node) => {
      if (node.kind === 'slot' && isOwn(node.slot, name)) reads = true;
    });
  return reads;
}
