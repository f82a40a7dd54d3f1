import type { Batch } from '../engine/simulation.ts';
import type { Command } from './protocol.ts';
import type { Task } from './scheduler.ts';

/** What is computed beside a run from the same values and texts: a sweep, the atlas, the comparison. */
export interface Follower extends Task {
  /** The session's values, texts or visibility changed. */
  follow(): void;
  command?(command: Command): void;
  /** What the run computed, before it is sent: not to be kept. */
  batch?(batch: Batch): void;
  /** For tests: as if the graphics context were lost. */
  loseContext?(): void;
  close(): void;
}
