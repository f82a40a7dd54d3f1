import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { population, workload } from '../testing/workload.ts';
import type { Architecture } from './architecture.ts';
import { loihiCalibrated } from './architectures/loihi-calibrated.ts';
import { Chip } from './chip.ts';
import { totalOf } from './counts.ts';
import type { Mapping } from './mapping.ts';
import { operationNames } from './operations.ts';
import { mapNaive } from './partition.ts';

/** Neurons 0 and 1 on slot 0 (tile 0: x 0, y 0), 2 on slot 4 (tile 1: x 0, y 1), 3 on slot 20 (tile 5: x 1, y 1). */
const four = workload(
  [population('N', 4, 0)],
  [
    [0, 1],
    [0, 2],
    [0, 3],
    [2, 3],
    [3, 0],
    [3, 1],
  ],
);
const placed: Mapping = {
  core: Uint16Array.of(0, 0, 1, 2),
  cores: 3,
  slot: Uint16Array.of(0, 4, 20),
};

describe('a network small enough to be counted by hand', () => {
  const chip = new Chip(loihiCalibrated, four, placed);
  chip.step([0, 3]);

  it('counts every operation', () => {
    const totals = Object.fromEntries(operationNames.map((name) => [name, totalOf(chip.counts, name)]));
    // Neuron 0 sends to its own core, one tile north, and one east and one north; neuron 3 one west and one south.
    expect(totals).toEqual({
      synapseSparse: 5,
      synapseDense: 0,
      synapseConvolution: 0,
      neuronIdle: 0,
      neuronActive: 4,
      spike: 2,
      messageOut: 4,
      messageIn: 4,
      hopEast: 1,
      hopWest: 1,
      hopNorth: 2,
      hopSouth: 1,
      learningProduct: 0,
      learningSkipped: 0,
      // Four neurons, four lists of one word each, and five sums.
      memoryRead: 4 + 4 + 5,
      memoryWrite: 4 + 5,
    });
    expect(chip.counts.cores.messageIn[0]).toBe(2);
    // Northwards: from tile 0 (to neuron 2) and from tile 4 (to neuron 3, after its hop to the east).
    expect([chip.counts.links[0 * 4 + 2], chip.counts.links[4 * 4 + 2], chip.counts.links[0 * 4]]).toEqual([
      1, 1, 1,
    ]);
  });

  it('takes the time of its longest chain of work', () => {
    // Slot 0: neuron 0 (9.7 + 30), then three packets at 5.1 ns each; the third goes to slot 20 over 4.1 + 6.5 ns, and
    // keeps it busy for 16 + 4.7. Slot 20 sends at 9.7 + 30 + 5.1, and slot 0 is free by then.
    const third = 9.7 + 30 + 3 * 5.1 + 4.1 + 6.5 + 16 + 4.7;
    const back = 9.7 + 30 + 5.1 + (4.1 + 6.5) + 16 + 2 * 4.7;
    // The packet to itself is received at once, so neuron 3's waits for it: 44.8 + 20.7, then 25.4.
    const own = 9.7 + 30 + 5.1 + 16 + 4.7;
    const slotZero = Math.max(own, 9.7 + 30 + 5.1 + 10.6) + 16 + 2 * 4.7;
    expect(back).toBeLessThan(slotZero);
    expect(chip.last.detailed * 1e9).toBeCloseTo(1000 + Math.max(third, slotZero) + 0, 6);
  });

  it('says where the packets go', () => {
    const { of, packets } = chip.packets(10);
    expect(of).toBe(4);
    expect(packets.map(({ neuron, from, to }) => [neuron, from, to])).toEqual([
      [0, 0, 0],
      [0, 0, 4],
      [0, 0, 20],
      [3, 20, 0],
    ]);
    for (const { arrives, done } of packets) expect(done).toBeGreaterThan(arrives);
    expect((packets[2]?.arrives ?? 0) - (packets[2]?.departs ?? 0)).toBeCloseTo(10.6e-9, 15);
    expect(chip.packets(2)).toMatchObject({ of: 4, packets: [{ to: 0 }, { to: 20 }] });
  });
});

describe('a rule that works at every step', () => {
  it('evaluates its products in each, skips only those that wait for a spike, and keeps its core busy', () => {
    const rule = { pre: 1, post: 0, clock: ['c', 'w'] } as const;
    const learning = workload([population('N', 2, 0)], [[0, 1]], rule);
    const mapping = { core: Uint16Array.of(0, 1), cores: 2, slot: Uint16Array.of(0, 4) };
    const chip = new Chip(loihiCalibrated, learning, mapping);
    chip.step([]);
    const idle = chip.last.simple;
    chip.step([0]);
    chip.step([1]);
    expect(totalOf(chip.counts, 'learningProduct')).toBe(3 * 2 + 1);
    expect(totalOf(chip.counts, 'learningSkipped')).toBe(2);
    // The synapse lies with its target.
    expect([...chip.counts.cores.learningProduct.subarray(0, 5)]).toEqual([0, 0, 0, 0, 7]);
    // One neuron, and two products of 6.1 ns; two tiles.
    expect(idle * 1e9).toBeCloseTo(1000 + 9.7 + 2 * 6.1, 6);
  });
});

describe('every chip', () => {
  const edge = fc.tuple(fc.nat(29), fc.nat(29));
  const networks = fc.record({
    edges: fc.array(edge, { maxLength: 120 }),
    cores: fc.integer({ min: 1, max: 30 }),
    fired: fc.array(fc.uniqueArray(fc.nat(29), { maxLength: 30 }), { minLength: 1, maxLength: 4 }),
    rule: fc.record({
      pre: fc.constantFrom(0 as const, 1 as const),
      post: fc.constantFrom(0 as const, 1 as const),
      clock: fc.subarray(['c', 'w']),
    }),
  });

  it('has as many hops as its links have packets, and receives what it sends', () => {
    fc.assert(
      fc.property(networks, ({ edges, cores, fired, rule }) => {
        const network = workload([population('A', 12, 0), population('B', 18, 12, true)], edges, rule);
        const chip = new Chip(loihiCalibrated, network, mapNaive(network, loihiCalibrated, { cores }));
        for (const ids of fired) chip.step([...ids].sort((a, b) => a - b));
        const { counts } = chip;
        const sum = (...names: (typeof operationNames)[number][]) =>
          names.reduce((whole, name) => whole + totalOf(counts, name), 0);
        const spikes = fired.flat();
        const links = counts.links.reduce((whole, packets) => whole + packets, 0);
        expect(sum('hopEast', 'hopWest', 'hopNorth', 'hopSouth')).toBe(links);
        expect(sum('messageIn')).toBe(sum('messageOut'));
        expect(sum('synapseSparse')).toBe(
          spikes.reduce((whole, id) => whole + edges.filter(([source]) => source === id).length, 0),
        );
        expect(sum('spike')).toBe(spikes.filter((id) => id < 12).length);
        expect(sum('neuronActive')).toBe(12 * fired.length);
        const waiting = (rule.pre + rule.post) * edges.length * fired.length;
        const came = edges.reduce(
          (whole, [source, target]) =>
            whole +
            rule.pre * spikes.filter((id) => id === source).length +
            rule.post * spikes.filter((id) => id === target).length,
          0,
        );
        const ticked = rule.clock.length * edges.length * fired.length;
        expect([sum('learningProduct'), sum('learningSkipped')]).toEqual([came + ticked, waiting - came]);
        expect(chip.total.detailed).toBeGreaterThanOrEqual(chip.last.detailed);
        expect(chip.last.detailed).toBeGreaterThanOrEqual(chip.last.simple * (1 - 1e-12));
      }),
      { numRuns: 60 },
    );
  });

  it('counts the same wherever its cores stand, but for the hops', () => {
    const mirrored: Architecture = {
      ...loihiCalibrated,
      mesh: { ...loihiCalibrated.mesh, width: 4, height: 8 },
    };
    const chip = new Chip(mirrored, four, { ...placed, slot: Uint16Array.of(100, 101, 102) });
    chip.step([0, 3]);
    expect(chip.counts.links.every((packets) => packets === 0)).toBe(true);
    expect(totalOf(chip.counts, 'synapseSparse')).toBe(5);
  });
});
