import type { Architecture } from './architecture.ts';
import type { Mapping } from './mapping.ts';
import { anneal, hilbertSlots } from './place.ts';
import { refine } from './refine.ts';
import { placementCost, trafficOf } from './traffic.ts';
import type { Workload } from './workload.ts';

/**
 * The best mapping that the book knows to make from one in order: neurons moved between cores so that fewer messages are
 * sent, then cores placed so that their ways are short. `fired`: spikes of each neuron; absent, or all 0: one each.
 */
export function optimised(
  workload: Workload,
  architecture: Architecture,
  naive: Mapping,
  fired?: Float64Array,
): Mapping {
  const spikes = fired?.some((count) => count > 0) ? fired : undefined;
  const refined = refine(workload, architecture, naive, spikes ? { spikes } : {});
  const flows = trafficOf(workload, refined, architecture, spikes);
  const curve = hilbertSlots(architecture).slice(0, refined.cores);
  const begin =
    placementCost(architecture, flows, curve).hops < placementCost(architecture, flows, refined.slot).hops
      ? curve
      : refined.slot;
  return { ...refined, slot: anneal(architecture, flows, begin) };
}
