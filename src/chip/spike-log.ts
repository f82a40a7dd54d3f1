import type { Batch } from '../engine/simulation.ts';
import { eachStep } from './spike-steps.ts';
import type { Workload } from './workload.ts';

/** All of a run's spikes, step by step, by global numbers, ascending; for a chip that is laid out after the run. */
export class SpikeLog {
  readonly #firsts: readonly number[];
  readonly #fired: Uint32Array[] = [];
  /** Spikes of each neuron so far. */
  readonly spikes: Uint32Array;

  constructor({ populations, neurons }: Pick<Workload, 'populations' | 'neurons'>) {
    this.#firsts = populations.map(({ first }) => first);
    this.spikes = new Uint32Array(neurons);
  }

  /** Takes what an engine hands out, batch after batch. */
  readonly add = (batch: Batch): void => {
    eachStep(batch, this.#firsts, (fired) => {
      this.#fired.push(fired.slice());
      for (const neuron of fired) (this.spikes[neuron] as number) += 1;
    });
  };

  /** Who fired in a step. */
  at(step: number): ArrayLike<number> {
    return this.#fired[step] ?? [];
  }
}
