import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { population, workload } from '../testing/workload.ts';
import type { Architecture } from './architecture.ts';
import { loihi2 } from './architectures/loihi-2.ts';
import { loihiCalibrated } from './architectures/loihi-calibrated.ts';
import { Chip } from './chip.ts';
import { totalOf } from './counts.ts';
import { columnOf, rowOf } from './mesh.ts';
import { proposals } from './optimise.ts';
import { mapNaive } from './partition.ts';
import { anneal, hilbertSlots } from './place.ts';
import { refine } from './refine.ts';
import { distanceOf, type Flow, placementCost, trafficOf } from './traffic.ts';
import { utilisation } from './utilisation.ts';

/** A ring of 16 cores, numbered so that neighbours in the ring are far apart in number. */
const ring: Flow[] = Array.from({ length: 16 }, (_, k) => ({
  from: (k * 7) % 16,
  to: ((k + 1) * 7) % 16,
  messages: 10,
}));
const grid: Architecture = { ...loihiCalibrated, mesh: { width: 4, height: 4, coresPerTile: 1, buffer: 16 } };
const inOrder = Uint16Array.from({ length: 16 }, (_, k) => k);

describe('the Hilbert order', () => {
  it.each([
    [4, 4],
    [8, 4],
    [8, 8],
    [4, 8],
    [8, 16],
  ])('goes from tile to neighbouring tile on %i by %i', (width, height) => {
    const mesh = { width, height, coresPerTile: 1, buffer: 1 };
    const slots = hilbertSlots({ ...loihiCalibrated, mesh });
    expect(new Set(slots).size).toBe(width * height);
    for (let k = 1; k < slots.length; k++) {
      const [a, b] = [slots[k - 1] as number, slots[k] as number];
      expect(
        Math.abs(columnOf(mesh, a) - columnOf(mesh, b)) + Math.abs(rowOf(mesh, a) - rowOf(mesh, b)),
      ).toBe(1);
    }
  });
});

describe('annealing', () => {
  it('lays a ring out so that every neighbour is one hop away', () => {
    const before = placementCost(grid, ring, inOrder);
    const slot = anneal(grid, ring, inOrder, { tries: 20_000 });
    const after = placementCost(grid, ring, slot);
    expect(before.hops).toBeGreaterThan(400);
    expect(after.hops).toBe(160);
    expect(new Set(slot).size).toBe(16);
    expect(after.energy).toBeLessThan(before.energy ?? 0);
    expect(after.maxLink).toBeLessThanOrEqual(before.maxLink);
  });

  it('is decided by its seed, and never ends worse than it began', () => {
    const flows = fc.array(
      fc.record({ from: fc.nat(15), to: fc.nat(15), messages: fc.integer({ min: 1, max: 50 }) }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(flows, fc.nat(1000), (list, seed) => {
        const between = list.filter(({ from, to }) => from !== to);
        const once = anneal(grid, between, inOrder, { seed, tries: 500 });
        expect([...anneal(grid, between, inOrder, { seed, tries: 500 })]).toEqual([...once]);
        const cost = (slot: Uint16Array) => placementCost(grid, between, slot).energy ?? Number.NaN;
        expect(cost(once)).toBeLessThanOrEqual(cost(inOrder) * (1 + 1e-9));
      }),
      { numRuns: 20 },
    );
  });

  it('counts hops where they have no price', () => {
    expect(distanceOf(loihi2)(0, 17)).toBe(2);
    expect(placementCost(loihi2, ring, inOrder).energy).toBeNull();
  });
});

/** Two groups that talk within themselves, their neurons dealt out alternately. */
const clubs = workload(
  [population('N', 24, 0)],
  Array.from({ length: 24 }, (_, n) => [2, 4, 6].map((step) => [n, (n + step) % 24] as const)).flat(),
);

describe('all proposals side by side', () => {
  /** A chain of neurons, each of which reaches the next few: along the curve as short as can be. */
  const chain = workload(
    [population('N', 128, 0)],
    Array.from({ length: 128 }, (_, n) =>
      [1, 2, 3].map((step) => [n, Math.min(127, n + step)] as const),
    ).flat(),
  );
  const wide = { ...loihiCalibrated, mesh: { ...loihiCalibrated.mesh, coresPerTile: 1 } };

  it('are laid out ever better', () => {
    const [naive, hilbert, optimised] = proposals(chain, wide, { cores: 32, tries: 10_000 });
    expect(hilbert.hops).toBeLessThan(naive.hops);
    expect(optimised.hops).toBeLessThanOrEqual(hilbert.hops);
    expect(optimised.messages).toBeLessThanOrEqual(naive.messages);
    const held = utilisation(chain, optimised.mapping, wide).map(({ compartments }) => compartments);
    expect(held.every((neurons) => neurons <= 4)).toBe(true);
  });
});

describe('refinement', () => {
  it('finds the groups that talk within themselves', () => {
    const begin = mapNaive(clubs, grid, { cores: 2 });
    expect(trafficOf(clubs, begin, grid).reduce((sum, { messages }) => sum + messages, 0)).toBe(12);
    const dealt = { ...begin, core: begin.core.map((_, n) => (n % 12 < 6 ? n % 2 : 1 - (n % 2))) };
    const room = { ...grid, limits: { ...grid.limits, compartments: 12 } };
    const after = refine(clubs, room, dealt);
    expect(trafficOf(clubs, after, grid)).toEqual([]);
  });

  it('saves what the chip then does not send, within every limit', () => {
    const edges = fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { minLength: 20, maxLength: 150 });
    fc.assert(
      fc.property(edges, fc.integer({ min: 2, max: 6 }), (list, cores) => {
        const network = workload([population('A', 30, 0)], list);
        const before = mapNaive(network, grid, { cores });
        const used = utilisation(network, before, grid);
        const most = (name: 'compartments' | 'memory' | 'axonsIn' | 'axonsOut') =>
          used.reduce((largest, each) => Math.max(largest, each[name]), 0);
        const limits = {
          compartments: most('compartments'),
          memory: most('memory'),
          axonsIn: most('axonsIn'),
          axonsOut: most('axonsOut'),
        };
        const tight = { ...grid, limits };
        const after = refine(network, tight, before);
        for (const each of utilisation(network, after, tight)) expect(each.share).toBeLessThanOrEqual(1);
        const messages = (mapping: typeof before) =>
          trafficOf(network, mapping, tight).reduce((sum, flow) => sum + flow.messages, 0);
        expect(messages(after)).toBeLessThanOrEqual(messages(before));
        // One step in which everyone fires sends what the traffic says, and takes its hops.
        const chip = new Chip(tight, network, after);
        chip.step(Array.from({ length: 30 }, (_, n) => n));
        const hops = (['hopEast', 'hopWest', 'hopNorth', 'hopSouth'] as const).map((name) =>
          totalOf(chip.counts, name),
        );
        const cost = placementCost(tight, trafficOf(network, after, tight), after.slot);
        expect(hops.reduce((sum, each) => sum + each, 0)).toBe(cost.hops);
        expect(chip.counts.links.reduce((a, b) => Math.max(a, b), 0)).toBe(cost.maxLink);
      }),
      { numRuns: 20 },
    );
  });
});
