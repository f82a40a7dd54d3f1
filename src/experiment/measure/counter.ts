import type { Batch } from '../../engine/simulation.ts';
import type { SentWeights } from '../weights.ts';

/** Takes what one measure needs from each batch. */
export interface Counter {
  add(batch: Batch): void;
  /** Values of the network changed. */
  changed?(): void;
  /** The weights that act from now on. */
  weigh?(weights: readonly SentWeights[]): void;
  /** NaN while there is nothing to say yet. */
  value(): number;
}
