/**
 * What the course of a synaptic variable rests on, read off the checked program: the locality of a rule. Everything that
 * does not change it is left out, however often the synapse's other statements read it.
 */
import type { Node, Slot, Statement } from './ir.ts';
import type { ProjectionProgram, Side } from './model.ts';
import { walk } from './visit.ts';

/** When a value is read: at a spike of either side, or in every step. */
export type Occasion = Side | 'step';

export interface Read {
  readonly name: string;
  readonly at: readonly Occasion[];
}

/** By where it lives, as `Reads` of the learning engine's rules (`chip/learning/rule.ts`). */
export interface Reads {
  /** Variables of the synapse itself: the weight, its traces. */
  readonly synapse: readonly Read[];
  /** Variables of the two neurons, subexpressions written out. */
  readonly pre: readonly Read[];
  readonly post: readonly Read[];
  /** Linked variables, by the name that they have in the synapse. */
  readonly shared: readonly Read[];
  /** Of the projection: the same for all synapses, and at rest. */
  readonly constants: readonly string[];
  /** Recorded arrays. */
  readonly arrays: readonly string[];
  /** The sides whose spikes change it. */
  readonly events: readonly Side[];
  /** It reads the time. */
  readonly clock: boolean;
}

/** The values that decide what is stored in a slot, `let` by `let`: slots, built-ins, arrays and draws. */
export function leavesOf(
  statements: readonly Statement[],
  { owner, name }: Slot,
): { readonly stored: boolean; readonly leaves: readonly Node[] } {
  const leaves: Node[] = [];
  const seen = new Set<Node>();
  const named = new Set<string>();
  let stored = false;
  const visit = (node: Node): void => {
    if (node.kind === 'local') follow(node.name);
    else if (node.kind !== 'apply' && node.kind !== 'constant' && node.kind !== 'propagator')
      leaves.push(node);
  };
  const follow = (local: string): void => {
    if (named.has(local)) return;
    named.add(local);
    for (const statement of statements)
      if (statement.kind === 'let' && statement.name === local) walk(statement.value, visit, seen);
  };
  for (const statement of statements)
    if (statement.kind === 'store' && statement.slot.owner === owner && statement.slot.name === name) {
      stored = true;
      walk(statement.value, visit, seen);
    }
  return { stored, leaves };
}

/** What decides a variable of the synapses from step to step. `program` is lowered: its `update` is there. */
export function readsOf(program: ProjectionProgram, variable: string): Reads {
  const places = {
    synapse: new Map<string, Set<Occasion>>(),
    pre: new Map<string, Set<Occasion>>(),
    post: new Map<string, Set<Occasion>>(),
    shared: new Map<string, Set<Occasion>>(),
  };
  const constants = new Set<string>();
  const arrays = new Set<string>();
  const events = new Set<Side>();
  let clock = false;
  const { pathways } = program;
  const parts: readonly { readonly statements: readonly Statement[]; readonly at: readonly Occasion[] }[] = [
    { statements: program.update, at: ['step'] },
    { statements: program.catchUp, at: [...new Set(pathways.map(({ side }) => side))] },
    ...pathways.map(({ statements, side }) => ({ statements, at: [side] })),
  ];
  const wanted = [variable];
  const note = (place: keyof typeof places, name: string, at: readonly Occasion[]) => {
    const known = places[place].get(name) ?? new Set();
    places[place].set(name, known);
    for (const occasion of at) known.add(occasion);
  };
  const read = (leaf: Node, at: readonly Occasion[]) => {
    if (leaf.kind === 'array') arrays.add(leaf.name);
    if (leaf.kind === 'builtin') {
      if (leaf.name === 't' || leaf.name === 'elapsed') clock ||= leaf.name === 't';
      // When a neuron fired last, and whether it rests since, is known where its spikes are.
      else if (leaf.owner !== 'self') events.add(leaf.owner);
    }
    if (leaf.kind !== 'slot') return;
    const { owner, name } = leaf.slot;
    if (owner !== 'self') return note(owner, name, at);
    const own = program.model.variables.get(name);
    if (!own) constants.add(name);
    else if (own.flags.has('linked')) note('shared', name, at);
    else {
      note('synapse', name, at);
      if (!wanted.includes(name)) wanted.push(name);
    }
  };
  for (const name of wanted)
    for (const { statements, at } of parts) {
      const { stored, leaves } = leavesOf(statements, { owner: 'self', name });
      // What is brought up to date at an event does not change by it.
      if (stored && statements !== program.catchUp)
        for (const side of at) if (side !== 'step') events.add(side);
      for (const leaf of leaves) read(leaf, at);
    }
  const list = (place: keyof typeof places): Read[] =>
    [...places[place]].map(([name, at]) => ({ name, at: [...at] }));
  const declared = [...program.model.variables.keys()];
  return {
    synapse: list('synapse').sort((a, b) => declared.indexOf(a.name) - declared.indexOf(b.name)),
    pre: list('pre'),
    post: list('post'),
    shared: list('shared'),
    constants: [...constants],
    arrays: [...arrays],
    events: (['pre', 'post'] as const).filter((side) => events.has(side)),
    clock,
  };
}
