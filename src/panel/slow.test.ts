import { describe, expect, it } from 'vitest';
import type { Packet } from '../chip/report.ts';
import { chooseSpike, isTimed, type SlowSpike, shareAt, slowdown, stageAt } from './slow.ts';

/** Two by two tiles of two cores: slots 0 and 1 on the first tile. */
const layout = {
  coresPerTile: 2,
  tiles: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0, y: 1 },
    { x: 1, y: 1 },
  ],
};
const ns = 1e-9;
const packet = (neuron: number, to: number, times: Partial<Packet> = {}): Packet => ({
  from: 0,
  to,
  neuron,
  population: 'E',
  index: neuron,
  depart: 105 * ns,
  arrive: 115 * ns,
  sending: 5 * ns,
  receiving: 16 * ns,
  done: 150 * ns,
  ...times,
});
const spikeOf = (...packets: Packet[]) => chooseSpike(packets, layout) as SlowSpike;

describe('one spike that is followed', () => {
  it('is the one that goes farthest, and goes through its stages at their times', () => {
    const spike = spikeOf(packet(1, 2), packet(2, 7), packet(2, 1));
    expect(spike.packets.map(({ to }) => to)).toEqual([7, 1]);
    expect(spike.tiles).toEqual([0, 1, 3]);
    expect(spike.stages.map(({ name }) => name)).toEqual([
      'threshold',
      'axon out',
      'hops',
      'axon in',
      'synapses',
    ]);
    const ends = spike.stages.map(({ end }) => end / ns);
    [0, 5, 15, 31, 50].forEach((end, k) => {
      expect(ends[k]).toBeCloseTo(end, 6);
    });
    expect(slowdown(spike)).toBeCloseTo(8.2 / (50 * ns), -3);
  });

  it('has no hops where it stays on its tile, and is shown all the same', () => {
    const spike = spikeOf(packet(1, 1, { arrive: 105 * ns }));
    expect(spike.stages.map(({ name }) => name)).toEqual(['threshold', 'axon out', 'axon in', 'synapses']);
    expect(isTimed(spike)).toBe(true);
  });

  it('is watched stage by stage, its packets on the mesh while it hops', () => {
    const spike = spikeOf(packet(2, 7));
    const [only] = spike.packets as [Packet];
    expect(stageAt(spike, 0.5)?.stage).toBe(0);
    expect(shareAt(spike, only, 0.5)).toBeUndefined();
    expect(stageAt(spike, 2.4 + 1.5)).toEqual({ stage: 2, share: expect.closeTo(0.5) });
    expect(shareAt(spike, only, 2.4 + 1.5)).toBeCloseTo(0.5);
    expect(shareAt(spike, only, 6)).toBe(1);
    expect(stageAt(spike, 8.3)).toBeUndefined();
  });

  it('hops in sight where the chip has no published times', () => {
    const none = { depart: 0, arrive: 0, sending: 0, receiving: 0, done: 0 };
    const spike = spikeOf(packet(2, 7, none));
    const [only] = spike.packets as [Packet];
    expect(isTimed(spike)).toBe(false);
    expect(shareAt(spike, only, 1.5)).toBeUndefined();
    expect(shareAt(spike, only, 2.4 + 0.75)).toBeCloseTo(0.25);
  });

  it('is none where there are no packets', () => {
    expect(chooseSpike([], layout)).toBeUndefined();
  });
});
