/**
 * Traces: event-driven variables that are the same in all synapses of a neuron, such as the pre- and postsynaptic
 * traces of pair and triplet STDP. They are kept once a neuron and decay in every step, by vectors: a presynaptic
 * trace costs O(neurons), not O(synapses), and no event has an exponential to work out (Morrison et al. 2008).
 */
import type { Node, Statement } from '../../language/ir.ts';
import type { Side } from '../../language/model.ts';
import { some } from '../../language/visit.ts';
import type { CompiledProjection } from '../../network/compiled.ts';
import { endsMeet } from './aliases.ts';

/** By the side whose spikes change them. */
export type Traces = Readonly<Record<Side, ReadonlySet<string>>>;

export const isTrace = (traces: Traces, name: string): boolean =>
  traces.pre.has(name) || traces.post.has(name);

/** `uniform` says whether all synapses share a parameter's value, and nothing writes it. */
export function findTraces(projection: CompiledProjection, uniform: (name: string) => boolean): Traces {
  const { program, state, delays, probes, targets, from, to } = projection;
  const { pathways } = program;
  const found = { pre: new Set<string>(), post: new Set<string>() };
  // A value of the last event is what a record is promised (Meaning 5), and that differs from synapse to synapse.
  const recorded = new Set(probes.map(({ variable }) => variable));
  const meet = from === to && pathways.some(({ statements }) => endsMeet(statements));
  if (meet || targets.length === 0) return found;
  for (const statement of program.catchUp) {
    if (statement.kind === 'let') continue;
    const { name } = statement.slot;
    const writers = [...pathways.keys()].filter((k) => writes(pathways[k]?.statements ?? [], name));
    const side = pathways[writers[0] ?? -1]?.side;
    // Where spikes of one side arrive at a time of their own in each synapse, nothing is the same in all of them.
    const together = writers.every((k) => pathways[k]?.side === side && typeof delays[k] === 'number');
    const decays = !some(statement.value, (node) => !standsStill(node, name, uniform));
    // What drives another event-driven variable is read as it was at the synapse's own last event.
    const others = program.catchUp.filter((one) => one !== statement);
    const read = [...program.update, ...others].some(({ value }) =>
      some(value, (node) => isSlot(node, name)),
    );
    if (!side || !together || !decays || read || recorded.has(name) || !isOneValue(state.get(name))) continue;
    found[side].add(name);
  }
  while (pathways.some(({ side, statements }) => dropDiffering(statements, found[side], uniform)));
  return found;
}

const isSlot = (node: Node, name: string): boolean =>
  node.kind === 'slot' && node.slot.owner === 'self' && node.slot.name === name;

function standsStill(node: Node, name: string, uniform: (name: string) => boolean): boolean {
  if (node.kind === 'slot')
    return isSlot(node, name) || (node.slot.owner === 'self' && uniform(node.slot.name));
  if (node.kind === 'builtin') return node.name === 'elapsed' || node.name === 'dt';
  return node.kind === 'constant' || node.kind === 'apply';
}

const writes = (statements: readonly Statement[], name: string): boolean =>
  statements.some((s) => s.kind === 'store' && s.slot.owner === 'self' && s.slot.name === name);

function isOneValue(values: number | Float64Array | undefined): boolean {
  return typeof values !== 'object' || values.every((value) => value === values[0]);
}

/** Drops the traces to which something is written that is not the same in all synapses of the neuron; true where any. */
function dropDiffering(
  statements: readonly Statement[],
  names: Set<string>,
  uniform: (name: string) => boolean,
): boolean {
  const locals = new Map<string, boolean>();
  const same = (node: Node): boolean => !some(node, (leaf) => !isSame(leaf));
  const isSame = (leaf: Node): boolean => {
    if (leaf.kind === 'slot')
      return leaf.slot.owner === 'self' && (names.has(leaf.slot.name) || uniform(leaf.slot.name));
    if (leaf.kind === 'builtin') return leaf.name === 't' || leaf.name === 'dt';
    if (leaf.kind === 'local') return locals.get(leaf.name) === true;
    return leaf.kind === 'constant' || leaf.kind === 'apply';
  };
  for (const statement of statements) {
    if (statement.kind === 'let') locals.set(statement.name, same(statement.value));
    else if (statement.slot.owner === 'self' && names.has(statement.slot.name) && !same(statement.value)) {
      names.delete(statement.slot.name);
      return true;
    }
  }
  return false;
}
