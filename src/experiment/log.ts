import type { Backend } from '../engine/simulation.ts';
import type { Figure } from './figure.ts';

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
  readonly backend: Backend;
  /** Version of the engine that made it. */
  readonly engine: string;
}

export interface LogEntry {
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}

/** Goes up when the same log would no longer give the same bits. */
export const engineVersion = '0.1';

/** What a figure runs on where nobody asks for something else. */
export function ownBackend({ chip }: { readonly chip?: Figure['chip'] | undefined }): 'cpu' | 'fixed-point' {
  return chip ? 'fixed-point' : 'cpu';
}

/** A new run's log: the values at the start, nothing run yet. */
export function beginLog(start: {
  readonly figure: string;
  readonly seed: number;
  readonly edits: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number>>;
  readonly backend: RunLog['backend'];
}): RunLog {
  const { figure, seed, edits, values, backend } = start;
  const entries = [{ step: 0, values: { ...values } }];
  return { version: 1, figure, seed, edits, entries, step: 0, backend, engine: engineVersion };
}

/**
 * Adds a change before `step`. Within a step the latest wins; what was logged for later steps is dropped, because a
 * change in the past makes another future.
 */
export function appendChange(log: RunLog, step: number, values: Readonly<Record<string, number>>): RunLog {
  const kept = log.entries.filter((entry) => entry.step <= step);
  const last = kept.at(-1);
  const entries =
    last?.step === step
      ? [...kept.slice(0, -1), { step, values: { ...last.values, ...values } }]
      : [...kept, { step, values: { ...values } }];
  return { ...log, entries };
}

/** The values that hold in the step `step`. */
export function valuesAt(log: RunLog, step: number): Record<string, number> {
  const values: Record<string, number> = {};
  for (const entry of log.entries) if (entry.step <= step) Object.assign(values, entry.values);
  return values;
}

/** The first change after `step`, or undefined. */
export function nextChange(log: RunLog, step: number): LogEntry | undefined {
  return log.entries.find((entry) => entry.step > step);
}
