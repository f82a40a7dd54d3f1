/** What the learning engine did, as exact integers for the ledger, cumulative. */
export interface Counts {
  /** Products at synapses whose event had come in the epoch. */
  evaluated: number;
  /** Products that stood still because theirs had not: an event-driven engine saves them. */
  skipped: number;
  /** Traces that were not 0, advanced by a step. */
  decays: number;
  /** Impulses added to traces. */
  impulses: number;
  /** Roundings that needed a random number. */
  draws: number;
  /** Weights, delays and tags written back after a product was evaluated. */
  writes: number;
  /** Those of them that had another value afterwards. */
  changes: number;
}

export const noCounts = (): Counts => ({
  evaluated: 0,
  skipped: 0,
  decays: 0,
  impulses: 0,
  draws: 0,
  writes: 0,
  changes: 0,
});
