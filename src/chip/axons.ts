import type { Workload } from './workload.ts';

/**
 * Where each neuron's spikes go under a mapping: one axon for each core that the neuron reaches, in the order in which
 * its synapses first reach them.
 */
export interface Axons {
  /** Axons of neuron n are `offsets[n]` to `offsets[n + 1] - 1`. */
  readonly offsets: Uint32Array;
  /** Logical core that the axon ends on. */
  readonly core: Uint16Array;
  /** Synapses that it reaches there, by format: three numbers an axon (sparse, dense, convolution). */
  readonly synapses: Uint32Array;
  /** Synapses among them that evaluate a product when the spike arrives. */
  readonly learning: Uint32Array;
  /** Their bits, without header and rounding. */
  readonly bits: Float64Array;
}

const formats = ['sparse', 'dense', 'convolution'] as const;

/** O(synapses). */
export function axonsOf(
  workload: Workload,
  { core, cores }: { readonly core: Uint16Array; readonly cores: number },
  bitsOf: Float64Array,
): Axons {
  const { neurons, offsets: own, targets, projection, projections } = workload;
  const offsets = new Uint32Array(neurons + 1);
  const place = new Int32Array(cores).fill(-1);
  for (let n = 0, count = 0; n < neurons; n++) {
    const before = count;
    for (let k = own[n] as number; k < (own[n + 1] as number); k++) {
      const to = core[targets[k] as number] as number;
      if ((place[to] as number) >= before) continue;
      place[to] = count++;
    }
    offsets[n + 1] = count;
  }
  const count = offsets[neurons] as number;
  const axons = {
    offsets,
    core: new Uint16Array(count),
    synapses: new Uint32Array(3 * count),
    learning: new Uint32Array(count),
    bits: new Float64Array(count),
  };
  const formatOf = Uint8Array.from(projections, ({ format }) => formats.indexOf(format));
  const learns = Uint8Array.from(projections, ({ learns: rule }) => rule?.pre ?? 0);
  place.fill(-1);
  for (let n = 0, next = 0; n < neurons; n++) {
    const before = offsets[n] as number;
    for (let k = own[n] as number; k < (own[n + 1] as number); k++) {
      const to = core[targets[k] as number] as number;
      let axon = place[to] as number;
      if (axon < before) {
        axon = next++;
        place[to] = axon;
        axons.core[axon] = to;
      }
      const of = projection[k] as number;
      (axons.synapses[3 * axon + (formatOf[of] as number)] as number) += 1;
      (axons.learning[axon] as number) += learns[of] as number;
      (axons.bits[axon] as number) += bitsOf[of] as number;
    }
  }
  return axons;
}
