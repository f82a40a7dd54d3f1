import type { Architecture } from '../chip/architecture.ts';
import { architectures } from '../chip/architectures/index.ts';
import { Chip } from '../chip/chip.ts';
import { chipNotes } from '../chip/notes.ts';
import { type Proposal, proposals } from '../chip/optimise.ts';
import { insideOf, type Outside, outsideNotes } from '../chip/outside.ts';
import { parseArchitecture } from '../chip/read-architecture.ts';
import { SpikeLog } from '../chip/spike-log.ts';
import { type Workload, workloadOf } from '../chip/workload.ts';
import type { Batch } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { advice } from './advice.ts';
import type { Arguments } from './arguments.ts';
import { quote, UsageError } from './fail.ts';
import { named, readText } from './files.ts';

/** A network's run, told to a chip. */
export interface ChipRun {
  readonly chip: Chip;
  readonly workload: Workload;
  /** All that were weighed, and which one the chip runs. */
  readonly proposals: readonly Proposal[];
  readonly chosen: Proposal;
  readonly dt: number;
  readonly seed: number;
  /** Spikes of all neurons. */
  readonly spikes: number;
  /** What the chip cannot do of the network, and what is not on it: a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Runs a network, lays it out by the spikes that it fired, and tells them to the chip step by step. `run` runs the
 * engine, hands on every batch and returns the seconds that it simulated.
 */
export async function runChip(
  compiled: CompiledNetwork,
  architecture: Architecture,
  { cores, place }: Pick<Arguments, 'cores' | 'place'>,
  run: (batch: (batch: Batch) => void) => Promise<number>,
  outside: Outside = {},
): Promise<ChipRun> {
  const network = insideOf(compiled, outside);
  const workload = workloadOf(network);
  const log = new SpikeLog(workload);
  const duration = await run(log.add);
  const weighed = proposals(workload, architecture, { spikes: log.spikes, ...(cores ? { cores } : {}) });
  const chosen = place === 'naive' ? weighed[0] : weighed[2];
  const chip = new Chip(architecture, workload, chosen.mapping);
  const steps = Math.round(duration / compiled.dt);
  log.replay(steps, (fired, active) => chip.step(fired, active ? { active } : {}));
  const spikes = log.spikes.reduce((sum, each) => sum + each, 0);
  const notes = [...outsideNotes(compiled, outside), ...chipNotes(network, workload, architecture)];
  return { chip, workload, proposals: weighed, chosen, dt: compiled.dt, seed: compiled.seed, spikes, notes };
}

/** An architecture by its name, or from a file. Throws `UsageError`, also for a file that holds another thing. */
export function findArchitecture(name: string | undefined): Architecture {
  const known =
    architectures.find((each) => each.name === name) ?? (name === undefined ? architectures[0] : undefined);
  if (known) return known;
  if (name !== undefined && /[./\\]/.test(name)) {
    const text = readText(name);
    try {
      return parseArchitecture(text);
    } catch (error) {
      throw named('architecture', name, error);
    }
  }
  const names = architectures.map((each) => each.name);
  throw new UsageError(`There is no architecture ${quote(name ?? '')}${advice(name ?? '', names)}`);
}
