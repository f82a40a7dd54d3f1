import type { Batch } from '../engine/simulation.ts';
import type { Workload } from './workload.ts';

/** Spikes as the chip wants them: step by step, by global numbers, ascending. */
export class SpikeLog {
  readonly #firsts: readonly number[];
  readonly #fired: number[][] = [];
  /** Spikes of each neuron so far. */
  readonly spikes: Uint32Array;

  constructor({ populations, neurons }: Pick<Workload, 'populations' | 'neurons'>) {
    this.#firsts = populations.map(({ first }) => first);
    this.spikes = new Uint32Array(neurons);
  }

  /** Takes what an engine hands out; populations in the network's order. */
  readonly add = ({ spikes }: Pick<Batch, 'spikes'>): void => {
    spikes.forEach(({ steps, indices }, place) => {
      const first = this.#firsts[place] as number;
      for (let k = 0; k < indices.length; k++) {
        const step = steps[k] as number;
        while (this.#fired.length <= step) this.#fired.push([]);
        const neuron = first + (indices[k] as number);
        this.#fired[step]?.push(neuron);
        (this.spikes[neuron] as number) += 1;
      }
    });
  };

  /** Who fired in a step. */
  at(step: number): readonly number[] {
    return this.#fired[step] ?? [];
  }
}
