import { type Architecture, coresOf } from './architecture.ts';
import { axonsOf } from './axons.ts';
import { ChipError } from './error.ts';
import { type Filling, fillingOf } from './filling.ts';
import { type Incoming, incomingOf } from './incoming.ts';
import type { Mapping } from './mapping.ts';
import { refuseCores, refuseNeuron } from './refuse.ts';
import { synapseBits } from './synapse-memory.ts';
import type { Workload } from './workload.ts';

export interface MapOptions {
  /** Spread the neurons evenly over at least so many cores, even where fewer would hold them. */
  readonly cores?: number;
}

/** Numbers of cores are kept in 16 bits. */
const MOST_CORES = 65_535;

/**
 * Neurons in the order of the network, a core filled until one of its four limits is reached, cores in the order of
 * their slots. Throws `ChipError` where a neuron alone breaks a limit, or the cores do not suffice.
 */
export function mapNaive(workload: Workload, architecture: Architecture, options: MapOptions = {}): Mapping {
  const available = coresOf(architecture);
  const spread = options.cores ?? 1;
  if (!Number.isInteger(spread) || spread < 1 || spread > available)
    throw new ChipError(`The neurons can be spread over 1 to ${available} cores, not ${spread}.`);
  const limit = Math.min(architecture.limits.compartments, Math.ceil(workload.neurons / spread));
  const incoming = incomingOf(workload);
  const bits = synapseBits(architecture.memory, workload);
  // How many cores a neuron reaches is known once all neurons lie somewhere: the first pass leaves it out, and the
  // next ones take it from the pass before.
  let reach: Uint32Array | undefined;
  let found = fill(workload, architecture, incoming, bits, limit, reach);
  for (let pass = 0; pass < 4; pass++) {
    const { offsets } = axonsOf(workload, found, bits);
    const after = new Uint32Array(workload.neurons);
    for (let n = 0; n < workload.neurons; n++)
      after[n] = Math.max(reach?.[n] ?? 0, (offsets[n + 1] as number) - (offsets[n] as number));
    if (reach && after.every((cores, n) => cores === reach?.[n])) break;
    reach = after;
    const again = fill(workload, architecture, incoming, bits, limit, reach);
    const same = again.cores === found.cores && again.core.every((core, n) => core === found.core[n]);
    found = again;
    if (same) break;
  }
  if (found.cores > available) refuseCores(workload, architecture, found);
  return {
    core: found.core,
    cores: found.cores,
    slot: Uint16Array.from({ length: found.cores }, (_, k) => k),
  };
}

/** One pass; which limit ended each core. */
function fill(
  workload: Workload,
  architecture: Architecture,
  incoming: Incoming,
  bits: Float64Array,
  compartments: number,
  reach: Uint32Array | undefined,
): { core: Uint16Array; cores: number; ended: Filling['broken'][] } {
  const core = new Uint16Array(workload.neurons);
  const limits = { ...architecture.limits, compartments };
  const ended: Filling['broken'][] = [];
  const filling = fillingOf(workload.neurons, architecture.memory, limits, incoming, bits, reach);
  for (let n = 0; n < workload.neurons; n++) {
    if (!filling.add(n)) {
      ended.push(filling.broken);
      filling.clear();
      if (!filling.add(n)) refuseNeuron(workload, architecture, n, filling);
      if (ended.length >= MOST_CORES)
        throw new ChipError(
          `The network would need more than ${MOST_CORES} cores; the chip has ${coresOf(architecture)}.`,
        );
    }
    core[n] = ended.length;
  }
  return { core, cores: ended.length + 1, ended };
}
