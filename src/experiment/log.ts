/**
 * A run is its log: everything that shapes it, time-stamped in steps. Replaying it on the deterministic CPU back end
 * gives the same bits.
 */
export interface RunLog {
  readonly version: 1;
  readonly figure: string;
  readonly seed: number;
  /** Texts that the reader rewrote, by path into the network: `populations.neuron.equations`. */
  readonly edits: Readonly<Record<string, string>>;
  /** Ordered by step; the entry of step 0 holds the values at the start. Values in the parameters' own units. */
  readonly entries: readonly LogEntry[];
  /** The step reached. */
  readonly step: number;
  readonly backend: 'cpu' | 'gpu' | 'reference';
  /** Version of the engine that made it. */
  readonly engine: string;
}

export interface LogEntry {
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}
