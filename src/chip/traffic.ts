import type { Architecture } from './architecture.ts';
import { axonsOf } from './axons.ts';
import type { Mapping } from './mapping.ts';
import { columnOf, routeOf, rowOf, tileOf, tilesOf } from './mesh.ts';
import { synapseBits } from './synapse-memory.ts';
import type { Workload } from './workload.ts';

/** Messages from one logical core to another. */
export interface Flow {
  readonly from: number;
  readonly to: number;
  readonly messages: number;
}

/** Who sends how much to whom. `spikes` of each neuron; absent: one each. Messages within a core are left out. */
export function trafficOf(
  workload: Workload,
  mapping: Pick<Mapping, 'core' | 'cores'>,
  architecture: Architecture,
  spikes?: ArrayLike<number>,
): Flow[] {
  const axons = axonsOf(workload, mapping, synapseBits(architecture.memory, workload));
  const between = new Map<number, number>();
  for (let n = 0; n < workload.neurons; n++) {
    const weight = spikes ? (spikes[n] as number) : 1;
    const from = mapping.core[n] as number;
    if (weight > 0)
      for (let a = axons.offsets[n] as number; a < (axons.offsets[n + 1] as number); a++) {
        const to = axons.core[a] as number;
        if (to === from) continue;
        const key = from * mapping.cores + to;
        between.set(key, (between.get(key) ?? 0) + weight);
      }
  }
  return [...between]
    .sort(([a], [b]) => a - b)
    .map(([key, messages]) => ({
      from: Math.floor(key / mapping.cores),
      to: key % mapping.cores,
      messages,
    }));
}

/** What a placement makes of the traffic. The three disagree: the shortest ways are not the least crowded ones. */
export interface PlacementCost {
  readonly hops: number;
  /** Joules of the hops alone; null where no price of a hop is published. */
  readonly energy: number | null;
  /** Packets over the busiest directed link. */
  readonly maxLink: number;
}

export function placementCost(
  { mesh, prices }: Architecture,
  flows: readonly Flow[],
  slot: ArrayLike<number>,
): PlacementCost {
  const links = new Float64Array(4 * tilesOf(mesh));
  let hops = 0;
  for (const { from, to, messages } of flows)
    for (const link of routeOf(mesh, tileOf(mesh, slot[from] as number), tileOf(mesh, slot[to] as number))) {
      (links[link] as number) += messages;
      hops += messages;
    }
  const price = [prices.hopEast, prices.hopWest, prices.hopNorth, prices.hopSouth].map(
    (each) => each?.energy,
  );
  const known = price.every((each) => each !== undefined);
  const energy = links.reduce((sum, packets, link) => sum + packets * (price[link & 3] ?? 0), 0);
  return { hops, energy: known ? energy : null, maxLink: links.reduce((a, b) => Math.max(a, b), 0) };
}

/** What one packet from slot to slot costs on its way: joules, or hops where they have no price. */
export function distanceOf({ mesh, prices }: Architecture): (from: number, to: number) => number {
  const mean = (a?: number, b?: number) => (a === undefined || b === undefined ? 1 : (a + b) / 2);
  const x = mean(prices.hopEast?.energy, prices.hopWest?.energy);
  const y = mean(prices.hopNorth?.energy, prices.hopSouth?.energy);
  return (from, to) => {
    const [begin, end] = [tileOf(mesh, from), tileOf(mesh, to)];
    return (
      x * Math.abs(columnOf(mesh, begin) - columnOf(mesh, end)) +
      y * Math.abs(rowOf(mesh, begin) - rowOf(mesh, end))
    );
  };
}
