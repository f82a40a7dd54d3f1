import type { Batch } from '../engine/simulation.ts';
import { eachStep } from './spike-steps.ts';
import type { Workload } from './workload.ts';

interface Step {
  readonly fired: Uint32Array;
  /** Neurons that came to rest or woke; undefined where nobody knows who rests. */
  readonly turned: Uint32Array | undefined;
}

/** All of a run's spikes, step by step, by global numbers, ascending; for a chip that is laid out after the run. */
export class SpikeLog {
  readonly #steps: Step[] = [];
  /** Who was active in the last step. */
  readonly #active: Uint8Array;
  /** Spikes of each neuron so far. */
  readonly spikes: Uint32Array;

  constructor(private readonly workload: Pick<Workload, 'populations' | 'neurons'>) {
    this.spikes = new Uint32Array(workload.neurons);
    this.#active = new Uint8Array(workload.neurons).fill(1);
  }

  /** Takes what an engine hands out, batch after batch. */
  readonly add = (batch: Batch): void => {
    eachStep(batch, this.workload, (fired, active) => {
      this.#steps.push({ fired: fired.slice(), turned: active && this.#turned(active) });
      for (const neuron of fired) (this.spikes[neuron] as number) += 1;
    });
  };

  /** Goes through the run from its beginning: who fired, and who had something to do (1 or 0 a neuron) where that is known. */
  replay(steps: number, each: (fired: ArrayLike<number>, active: Uint8Array | undefined) => void): void {
    const active = new Uint8Array(this.#active.length).fill(1);
    for (let step = 0; step < steps; step++) {
      const { fired, turned } = this.#steps[step] ?? { fired: [], turned: undefined };
      for (const neuron of turned ?? []) (active[neuron] as number) ^= 1;
      each(fired, turned && active);
    }
  }

  #turned(active: Uint8Array): Uint32Array {
    const before = this.#active;
    const turned: number[] = [];
    for (let k = 0; k < active.length; k++) if (active[k] !== before[k]) turned.push(k);
    before.set(active);
    return Uint32Array.from(turned);
  }
}
