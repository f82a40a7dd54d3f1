import type { Run } from '../worker/run.ts';

/** All that the panel knows of the figure in focus. */
export interface Subject {
  readonly id: string;
  readonly title: string;
  readonly run: Run;
  playing(): boolean;
  play(): void;
  pause(): void;
  /** Shows these neurons in the figure's own pictures; undefined: none. */
  mark(neurons: Marked | undefined): void;
  /** Calls back when the reader points out a neuron in the figure. */
  onPick(listener: (population: string, index: number) => void): () => void;
}

/** Stretches of neurons, `last` included. */
export type Marked = readonly {
  readonly population: string;
  readonly first: number;
  readonly last: number;
}[];
