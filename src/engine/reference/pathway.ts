import { longestDelay } from '../../network/order.ts';
import type { Clock, ReferencePopulation } from './population.ts';

/**
 * One pathway of a projection. A spike is put into the slot of the step in which it arrives, synapse by synapse, ordered
 * by the step in which it was fired, then neuron, then synapse; synapses act in that order.
 */
export class ReferencePathway {
  /** Synapses where something arrives in step k: slot k modulo their number. */
  readonly slots: number[][];

  constructor(
    private readonly delays: number | Uint32Array,
    private readonly fired: ReferencePopulation,
    private readonly synapsesOf: (neuron: number) => Iterable<number>,
    private readonly clock: Clock,
    private readonly act: (synapse: number) => void,
  ) {
    this.slots = Array.from({ length: longestDelay(delays) + 1 }, () => []);
  }

  /** Sends this step's spikes on their way, then lets those act that arrive in it. */
  run(): void {
    const { slots, clock, delays } = this;
    for (const neuron of this.fired.spikes)
      for (const synapse of this.synapsesOf(neuron)) {
        const delay = typeof delays === 'number' ? delays : (delays[synapse] as number);
        slots[(clock.step + delay) % slots.length]?.push(synapse);
      }
    const place = clock.step % slots.length;
    for (const synapse of slots[place] ?? []) this.act(synapse);
    slots[place] = [];
  }
}
