import type { Architecture } from './architecture.ts';
import type { Mapping } from './mapping.ts';
import { type MapOptions, mapNaive } from './partition.ts';
import { anneal, hilbertSlots } from './place.ts';
import { refine } from './refine.ts';
import { type PlacementCost, placementCost, trafficOf } from './traffic.ts';
import type { Workload } from './workload.ts';

export interface OptimiseOptions extends MapOptions {
  /** Spikes of each neuron; absent: one each. */
  readonly spikes?: ArrayLike<number>;
  readonly seed?: number;
  /** Exchanges that the annealing tries. */
  readonly tries?: number;
}

/** One way to lay the network out, and what becomes of its traffic. */
export interface Proposal extends PlacementCost {
  readonly name: 'naive' | 'hilbert' | 'optimised';
  readonly mapping: Mapping;
  /** Messages between cores. */
  readonly messages: number;
}

/**
 * The network in order; the same cores along a Hilbert curve; and its neurons refined, its cores annealed. Throws
 * `ChipError` where it does not fit.
 */
export function proposals(
  workload: Workload,
  architecture: Architecture,
  options: OptimiseOptions = {},
): readonly [naive: Proposal, hilbert: Proposal, optimised: Proposal] {
  const { spikes } = options;
  const naive = mapNaive(workload, architecture, options);
  const weighed = (name: Proposal['name'], mapping: Mapping): Proposal => {
    const flows = trafficOf(workload, mapping, architecture, spikes);
    return {
      name,
      mapping,
      messages: flows.reduce((sum, { messages }) => sum + messages, 0),
      ...placementCost(architecture, flows, mapping.slot),
    };
  };
  const hilbert = weighed('hilbert', { ...naive, slot: hilbertSlots(architecture).slice(0, naive.cores) });
  return [
    weighed('naive', naive),
    hilbert,
    weighed('optimised', optimised(workload, architecture, naive, options)),
  ];
}

/** A mapping with fewer messages between its cores and shorter ways for them, within every limit. */
function optimised(
  workload: Workload,
  architecture: Architecture,
  naive: Mapping,
  options: OptimiseOptions = {},
): Mapping {
  // Neurons that were spread over more cores than would hold them stay spread.
  const held = new Uint32Array(naive.cores);
  for (const core of naive.core) (held[core] as number) += 1;
  const compartments = options.cores ? Math.max(...held) : architecture.limits.compartments;
  const room = { ...architecture, limits: { ...architecture.limits, compartments } };
  const refined = refine(workload, room, naive, options);
  const flows = trafficOf(workload, refined, architecture, options.spikes);
  const hops = (slot: Uint16Array) => placementCost(architecture, flows, slot).hops;
  const curve = hilbertSlots(architecture).slice(0, refined.cores);
  // Chains of cores lie on the curve as well as they can, and annealing alone would hardly find it.
  const begin = hops(curve) < hops(refined.slot) ? curve : refined.slot;
  return { ...refined, slot: anneal(architecture, flows, begin, options) };
}
