import type { Events, LearningEngine } from './engine.ts';

/**
 * What plastic synapses of an all-to-all projection send on: the sum of the weights of this step's spikes, a step late, as Lava's
 * `LearningDense` does, so that neurons in a ring need not wait for each other.
 */
export class LearningDense {
  /** What the post-synaptic neurons receive in the coming step, one a neuron. */
  readonly current: Float64Array;

  constructor(
    readonly engine: LearningEngine,
    private readonly preNeurons: number,
    postNeurons: number,
    /** The current is multiplied by 2^exponent. */
    private readonly exponent = 0,
  ) {
    this.current = new Float64Array(postNeurons);
  }

  /** Does one step: the current of this step's spikes with the weights before it, then the learning. */
  step(events: Events): void {
    const { pre, payload } = events;
    const weights = this.engine.state.w;
    for (let post = 0; post < this.current.length; post++) {
      let sum = 0;
      for (let k = 0; k < pre.length; k++)
        sum += (weights[post * this.preNeurons + (pre[k] as number)] as number) * (payload?.[k] ?? 1);
      this.current[post] =
        this.exponent < 0 ? Math.floor(sum * 2 ** this.exponent) : sum * 2 ** this.exponent;
    }
    this.engine.step(events);
  }
}
