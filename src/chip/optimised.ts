import type { Architecture } from './architecture.ts';
import type { Mapping } from './mapping.ts';
import { type AnnealOptions, anneal, hilbertSlots } from './place.ts';
import { refine } from './refine.ts';
import { placementCost, trafficOf } from './traffic.ts';
import type { Workload } from './workload.ts';

/**
 * The best mapping that the book knows to make from one in order: neurons moved between cores so that fewer messages are
 * sent, then cores placed so that their ways are short. No core is given more neurons than the fullest had, so that what
 * was spread stays spread. `fired`: spikes of each neuron; absent, or all 0: one each.
 */
export function optimised(
  workload: Workload,
  architecture: Architecture,
  naive: Mapping,
  fired?: Float64Array | Uint32Array,
  options: AnnealOptions = {},
): Mapping {
  const spikes = fired?.some((count) => count > 0) ? fired : undefined;
  const held = new Uint32Array(naive.cores);
  for (const core of naive.core) (held[core] as number) += 1;
  const compartments = held.reduce((most, neurons) => Math.max(most, neurons), 1);
  const room = { ...architecture, limits: { ...architecture.limits, compartments } };
  const refined = refine(workload, room, naive, { ...options, ...(spikes ? { spikes } : {}) });
  const flows = trafficOf(workload, refined, architecture, spikes);
  const hops = (slot: Uint16Array) => placementCost(architecture, flows, slot).hops;
  // Chains of cores lie on the curve as well as they can, and annealing alone would hardly find it.
  const curve = hilbertSlots(architecture).slice(0, refined.cores);
  const begin = hops(curve) < hops(refined.slot) ? curve : refined.slot;
  return { ...refined, slot: anneal(architecture, flows, begin, options) };
}
