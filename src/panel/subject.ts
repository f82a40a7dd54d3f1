import type { Run } from '../worker/run.ts';

/** All that the panel knows of the figure in focus. */
export interface Subject {
  readonly id: string;
  readonly title: string;
  readonly run: Run;
  /** How the figure shows a name of its equations. */
  symbol(name: string): ShownSymbol;
  /** The number by which the figure calls the first neuron of a population: 0, or 1 where its rows are numbered. */
  numberedFrom(population: string): 0 | 1;
  playing(): boolean;
  play(): void;
  pause(): void;
  /** Shows these neurons in the figure's own pictures; undefined: none. */
  mark(neurons: Marked | undefined): void;
  /** Calls back when the reader points out a neuron in the figure. */
  onPick(listener: (population: string, index: number) => void): () => void;
}

export interface ShownSymbol {
  /** `w_e` is `w` and a lowered `e`. */
  readonly runs: readonly { readonly text: string; readonly shift: 'none' | 'sub' | 'super' }[];
  /** As the figure writes it, `mV`, and how many SI base units it is; absent where the figure names none. */
  readonly unit?: string;
  readonly scale?: number;
}

/** Stretches of neurons, `last` included. */
export type Marked = readonly {
  readonly population: string;
  readonly first: number;
  readonly last: number;
}[];
