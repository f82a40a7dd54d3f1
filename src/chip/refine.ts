import type { Architecture } from './architecture.ts';
import { Draws } from './draws.ts';
import type { Mapping } from './mapping.ts';
import { Partition } from './partition-state.ts';
import type { Workload } from './workload.ts';

export interface RefineOptions {
  /** Spikes of each neuron; absent: one each. */
  readonly spikes?: ArrayLike<number>;
  readonly seed?: number;
  readonly passes?: number;
}

/** Partners that are tried at random where no neuron of a full core wants to come the other way. */
const PARTNERS = 8;

/**
 * Moves neurons between the cores in use, or exchanges two of them, while that saves messages: a spike is sent once to
 * each other core that it reaches, so a neuron and its targets are a hyperedge, and what is made smaller is the sum over
 * hyperedges of spikes * (cores - 1) (the connectivity of Fiduccia and Mattheyses' descendants). Every core stays within
 * its four limits. O(passes * synapses * cores).
 */
export function refine(
  workload: Workload,
  architecture: Architecture,
  mapping: Mapping,
  { spikes, seed = 1, passes = 6 }: RefineOptions = {},
): Mapping {
  const { cores } = mapping;
  if (cores < 2) return mapping;
  const state = new Partition(workload, architecture, mapping, spikes);
  const draws = new Draws(seed);
  const members: number[][] = Array.from({ length: cores }, () => []);
  for (let pass = 0; pass < passes; pass++) {
    let saved = 0;
    // Neurons that would go from one full core to another, by `from * cores + to`.
    const waiting = new Map<number, number[]>();
    for (const each of members) each.length = 0;
    for (let n = 0; n < workload.neurons; n++) members[state.core[n] as number]?.push(n);
    for (let n = 0; n < workload.neurons; n++) {
      const from = state.core[n] as number;
      const { to, gain } = state.bestMove(n);
      if (gain <= 0) continue;
      if (state.tryMove(n, to)) {
        saved += gain;
        continue;
      }
      const back = waiting.get(to * cores + from) ?? [];
      const random = Array.from({ length: PARTNERS }, () => {
        const others = members[to] ?? [];
        return others[draws.below(others.length)] ?? -1;
      });
      const won = exchange(state, n, to, [...back.slice(-PARTNERS), ...random]);
      if (won > 0) saved += won;
      else waiting.set(from * cores + to, [...(waiting.get(from * cores + to) ?? []), n]);
    }
    if (saved <= 0) break;
  }
  return { ...mapping, core: state.core };
}

/** Exchanges a neuron with the first partner that makes it worth while; what that saves, or 0. */
function exchange(state: Partition, neuron: number, to: number, partners: readonly number[]): number {
  const from = state.core[neuron] as number;
  const gain = state.gainOf(neuron, to);
  for (const partner of partners) {
    if (partner < 0 || partner === neuron || state.core[partner] !== to) continue;
    state.move(neuron, to);
    const both = gain + state.gainOf(partner, from);
    if (both > 0) {
      state.move(partner, from);
      if (state.fits()) return both;
      state.move(partner, to);
    }
    state.move(neuron, from);
  }
  return 0;
}
