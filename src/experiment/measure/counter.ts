import type { Batch } from '../../engine/simulation.ts';

/** Takes what one measure needs from each batch. */
export interface Counter {
  add(batch: Batch): void;
  /** Values of the network changed. */
  changed?(): void;
  /** NaN while there is nothing to say yet. */
  value(): number;
}
