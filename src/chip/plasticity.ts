import type { Slot, Statement } from '../language/ir.ts';
import type { ProjectionProgram, Side } from '../language/model.ts';
import { eventStatements } from '../language/pathways.ts';
import { leavesOf } from '../language/reads.ts';

/** What a rule evaluates at one synapse: products of its own variables, as `u0`, `x0` and `y0` of Loihi's rules. */
export interface Plasticity {
  /** 1 where a spike of that side changes the synapse. */
  readonly pre: 0 | 1;
  readonly post: 0 | 1;
  /** Variables of the synapse that the clock changes in every step, one product each. */
  readonly clock: readonly string[];
}

/**
 * Which variables of its synapses a projection's rule changes, and when. A trace is none of them: a variable that decays by
 * itself and that the spikes of one side alone add to is its neuron's, and a chip keeps it there.
 */
export function plasticityOf(program: ProjectionProgram): Plasticity {
  const changes = (side: Side) =>
    storedIn(eventStatements(program, side)).some((name) => !isTrace(program, name)) ? 1 : 0;
  return {
    pre: changes('pre'),
    post: changes('post'),
    clock: storedIn(program.update).filter((name) => !isTrace(program, name)),
  };
}

/** Variables of the synapse that are added to the joined neurons when spikes arrive, or summed: its weight among them. */
export function transmitted(program: ProjectionProgram): string[] {
  const events = eventStatements(program);
  const outward = events.flatMap((statement) =>
    statement.kind === 'store' && statement.slot.owner !== 'self' ? [statement.slot] : [],
  );
  const own = new Set(outward.flatMap((slot) => ownOf(events, slot)));
  for (const { value } of program.sums)
    for (const name of ownOf([{ kind: 'store', slot: sum, value }], sum)) own.add(name);
  return [...own];
}

const sum: Slot = { owner: 'post', name: '' };

function isTrace(program: ProjectionProgram, name: string): boolean {
  const slot: Slot = { owner: 'self', name };
  const sides = (['pre', 'post'] as const).filter((side) =>
    storedIn(eventStatements(program, side)).includes(name),
  );
  if (!program.derivatives?.has(name) || sides.length !== 1 || transmitted(program).includes(name))
    return false;
  const events = eventStatements(program);
  const changing = new Set(storedIn([...program.update, ...program.catchUp, ...events]));
  return [program.update, program.catchUp, events].every((statements) =>
    leavesOf(statements, slot).leaves.every(
      (leaf) =>
        leaf.kind !== 'slot' ||
        (leaf.slot.owner === 'self' && (leaf.slot.name === name || !changing.has(leaf.slot.name))),
    ),
  );
}

/** Names of the synapse's own slots that decide what is stored in a slot. */
function ownOf(statements: readonly Statement[], slot: Slot): string[] {
  return leavesOf(statements, slot).leaves.flatMap((leaf) =>
    leaf.kind === 'slot' && leaf.slot.owner === 'self' ? [leaf.slot.name] : [],
  );
}

function storedIn(statements: readonly Statement[]): string[] {
  return [
    ...new Set(
      statements.flatMap((statement) =>
        statement.kind === 'store' && statement.slot.owner === 'self' ? [statement.slot.name] : [],
      ),
    ),
  ];
}
