import { AtlasTask } from './atlas-task.ts';
import { DeviationTask } from './deviation-task.ts';
import { ProbeTask } from './probe-task.ts';
import type { Command } from './protocol.ts';
import type { Task } from './scheduler.ts';
import type { Session, Surroundings } from './session.ts';
import { SweepTask } from './sweep-task.ts';

/** What is computed beside a run from the same values and texts: a sweep, the atlas, the comparison. */
export interface Follower extends Task {
  /** The session's values, texts or visibility changed. */
  follow(): void;
  command?(command: Command): void;
  /** For tests: as if the graphics context were lost. */
  loseContext?(): void;
  close(): void;
}

/** All that a figure declares beside its run. Throws `FigureError` where a sweep does not fit the table. */
export function openFollowers(session: Session, around: Surroundings): Follower[] {
  const { sweeps = {}, atlas } = session.figure;
  return [
    new DeviationTask(session, around),
    ...Object.entries(sweeps).map(([name, sweep]) => new SweepTask(name, sweep, session, around)),
    ...(atlas ? [new AtlasTask(atlas, session, around), new ProbeTask(atlas, session, around)] : []),
  ];
}
