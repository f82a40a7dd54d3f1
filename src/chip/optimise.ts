import type { Architecture } from './architecture.ts';
import type { Mapping } from './mapping.ts';
import { optimised } from './optimised.ts';
import { type MapOptions, mapNaive } from './partition.ts';
import { type AnnealOptions, hilbertSlots } from './place.ts';
import { type PlacementCost, placementCost, trafficOf } from './traffic.ts';
import type { Workload } from './workload.ts';

export interface OptimiseOptions extends MapOptions, AnnealOptions {
  /** Spikes of each neuron; absent, or all 0: one each. */
  readonly spikes?: Uint32Array;
}

/** One way to lay the network out, and what becomes of its traffic. */
export interface Proposal extends PlacementCost {
  readonly name: 'in order' | 'hilbert' | 'optimised';
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
): readonly [inOrder: Proposal, hilbert: Proposal, optimised: Proposal] {
  const spikes = options.spikes?.some((count) => count > 0) ? options.spikes : undefined;
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
    weighed('in order', naive),
    hilbert,
    weighed('optimised', optimised(workload, architecture, naive, spikes, options)),
  ];
}
