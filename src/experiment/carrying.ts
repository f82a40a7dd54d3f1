/** What it costs to carry to a synapse what its rule needs: packets, counted from the run, and their energy. */
import { loihiPackets } from '../chip/architectures/loihi-packets.ts';
import type { Carried } from '../network/compiled.ts';
import type { MeasuredNetwork } from './find-probe.ts';

/** Picojoules of Loihi's packets along a row of its mesh: sending one, and a hop. For words and closed forms. */
export const packetPicojoules = {
  send: picojoules(loihiPackets.messageOut.energy),
  hop: picojoules(loihiPackets.hopEast.energy),
};

/** How the network lies on the chip: over how many cores the receiving neurons are spread, and how far apart cores are. */
export interface Spread {
  readonly cores: number;
  /** Hops from a core to another, along a row of the mesh. */
  readonly hops: number;
}

/**
 * Packets a second on a way: one for each spike, or each neuron in every step, and each core that it goes to. `rate`: spikes
 * a second of all neurons of a population. NaN where neurons do not all reach as many others.
 */
export function packetsOf(
  { from, to, variable, each, of, reach }: Carried,
  { dt, populations }: Pick<MeasuredNetwork, 'dt' | 'populations'>,
  { cores }: Pick<Spread, 'cores'>,
  rate: (population: number) => number,
): number {
  const targets = populations[to]?.size ?? 0;
  if (each === 'spike' && variable !== undefined && of === undefined) return 0;
  const sent = each === 'spike' ? rate(of ?? from) : (populations[from]?.size ?? 0) / dt;
  if (reach === undefined || (reach > 1 && reach !== targets)) return Number.NaN;
  return sent * Math.min(reach, cores);
}

/** As the source prints it: what a binary fraction adds behind it is left out. */
function picojoules(joules: number): number {
  return Number((1e12 * joules).toPrecision(9));
}

/**
 * Joules for a packet to another core, along a row of Loihi's mesh (`loihi-packets.ts`). A value counts as a spike does: no
 * price of one is published.
 */
export function packetEnergy({ hops }: Pick<Spread, 'hops'>): number {
  return loihiPackets.messageOut.energy + hops * loihiPackets.hopEast.energy;
}
