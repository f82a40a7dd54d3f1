import { synapsesOf } from '../engine/simulation.ts';
import type { CompiledNetwork, CompiledPopulation, CompiledProjection } from '../network/compiled.ts';
import { ChipError } from './error.ts';
import { type Plasticity, plasticityOf } from './plasticity.ts';

/** How a projection's synapses are stored, which decides what one of them costs. */
export type Format = 'sparse' | 'dense' | 'convolution';

/** A network as the chip sees it: who sends to whom, by global numbers that run through all populations in order. */
export interface Workload {
  readonly populations: readonly WorkloadPopulation[];
  readonly neurons: number;
  /** Synapses of neuron n are `offsets[n]` to `offsets[n + 1] - 1`. */
  readonly offsets: Uint32Array;
  /** Global numbers of the neurons that they reach. */
  readonly targets: Uint32Array;
  /** The projection of each synapse. */
  readonly projection: Uint16Array;
  readonly projections: readonly WorkloadProjection[];
}

export interface WorkloadPopulation {
  readonly name: string;
  readonly size: number;
  /** Global number of its neuron 0. */
  readonly first: number;
  /** Spikes come from outside (given times, or a random source without state): sent, but no neuron is updated. */
  readonly input: boolean;
}

export interface WorkloadProjection {
  /** `the synapses from E to I`. */
  readonly name: string;
  /** Places in `populations`. */
  readonly from: number;
  readonly to: number;
  readonly format: Format;
  /** Products that one synapse evaluates at a spike of either side and in every step; absent: it never changes. */
  readonly learns?: Plasticity;
  readonly delayed: boolean;
}

/** More than any mesh that this book draws could hold. */
const MOST_SYNAPSES = 16_000_000;

/** Throws `ChipError` for a network that no chip here could hold. */
export function workloadOf(network: CompiledNetwork): Workload {
  let neurons = 0;
  const populations = network.populations.map((population) => {
    const first = neurons;
    neurons += population.size;
    return { name: population.name, size: population.size, first, input: isInput(population) };
  });
  const synapses = network.projections.reduce((sum, { targets }) => sum + targets.length, 0);
  if (synapses > MOST_SYNAPSES)
    throw new ChipError(
      `The network has ${synapses} synapses; the chip takes at most ${MOST_SYNAPSES}. Fewer neurons, or fewer synapses a neuron, would fit.`,
    );
  const offsets = new Uint32Array(neurons + 1);
  const firstOf = (place: number) => populations[place]?.first as number;
  for (const { from, offsets: own } of network.projections)
    for (let i = 0; i + 1 < own.length; i++)
      (offsets[firstOf(from) + i + 1] as number) += (own[i + 1] as number) - (own[i] as number);
  for (let n = 0; n < neurons; n++) (offsets[n + 1] as number) += offsets[n] as number;
  const next = offsets.slice(0, neurons);
  const targets = new Uint32Array(synapses);
  const projection = new Uint16Array(synapses);
  network.projections.forEach(({ from, to, offsets: own, order, targets: reached }, place) => {
    const shift = firstOf(to);
    for (let i = 0; i + 1 < own.length; i++) {
      let at = next[firstOf(from) + i] as number;
      for (let k = own[i] as number; k < (own[i + 1] as number); k++) {
        targets[at] = shift + (reached[order ? (order[k] as number) : k] as number);
        projection[at++] = place;
      }
      next[firstOf(from) + i] = at;
    }
  });
  const projections = network.projections.map((own) => ({
    name: synapsesOf(network, own),
    from: own.from,
    to: own.to,
    format: formatOf(network, own),
    delayed: own.delays.some((delay) => typeof delay !== 'number' || delay > 0),
    ...learning(own),
  }));
  return { populations, neurons, offsets, targets, projection, projections };
}

function isInput({ spikes, program }: CompiledPopulation): boolean {
  return spikes !== undefined || program === undefined || program.derivatives.size === 0;
}

function learning({ program }: CompiledProjection): { readonly learns?: Plasticity } {
  const learns = plasticityOf(program);
  return learns.pre + learns.post + learns.clock.length > 0 ? { learns } : {};
}

/** Dense where every source that has synapses reaches every neuron of the target population. */
function formatOf({ populations }: CompiledNetwork, { to, offsets, targets }: CompiledProjection): Format {
  const size = populations[to]?.size ?? 0;
  let rows = 0;
  for (let i = 0; i + 1 < offsets.length; i++) if (offsets[i + 1] !== offsets[i]) rows += 1;
  return rows > 0 && targets.length === rows * size ? 'dense' : 'sparse';
}
