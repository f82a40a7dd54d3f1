import { describe, expect, it } from 'vitest';
import { coresOf } from './architecture.ts';
import { loihiCalibrated } from './architectures/loihi-calibrated.ts';
import { Messages } from './messages.ts';
import { Timing } from './timing.ts';
import { Ways } from './ways.ts';

const slots = coresOf(loihiCalibrated);
const hop = { time: 2, source: 'sanafe' };
const architecture = {
  ...loihiCalibrated,
  prices: { hopEast: hop, hopWest: hop, hopNorth: hop, hopSouth: hop },
};

/** Messages of [from, to], each after one second of work, each of which keeps its receiver busy for ten. */
function run(
  buffer: number,
  routes: readonly (readonly [number, number])[],
  idle: Readonly<Record<number, number>> = {},
) {
  const ways = new Ways(architecture, slots);
  const messages = new Messages(slots);
  for (const [from, to] of routes) messages.add(0, from, ways.numberOf(from, to), 1, 10);
  const left = new Float64Array(slots);
  for (const [slot, time] of Object.entries(idle)) left[Number(slot)] = time;
  const last = new Timing(buffer, ways, slots).run(messages, left);
  const times = (list: Float64Array) => [...list.subarray(0, routes.length)];
  return {
    last,
    departs: times(messages.departs),
    arrives: times(messages.arrives),
    done: times(messages.done),
  };
}

describe('the time of packets', () => {
  it('is that of their hops, and of receivers that take one at a time, where there is room', () => {
    // From slot 0 (tile 0) to slot 4 (tile 1), one hop of two seconds; a packet that waits is no load that blocks.
    const { departs, arrives, done, last } = run(16, [
      [0, 4],
      [0, 4],
    ]);
    // The second finds two thirds of a packet on its two links: crowded for 2 / 3 * 10 / 2 seconds, but the receiver is
    // busy until 13 anyway.
    expect(departs).toEqual([1, 2]);
    expect(arrives).toEqual([3, 13]);
    expect(done).toEqual([13, 23]);
    expect(last).toBe(23);
  });

  it('is longer where links are full, and their sender waits', () => {
    const { departs, arrives, done, last } = run(
      0.25,
      [
        [0, 4],
        [0, 4],
        [0, 4],
      ],
      { 0: 30 },
    );
    // Room for (1 + 1) * 0.25 packets. The second finds 2 / 3: it waits for (2 / 3 - 1 / 2) * 10 s. The third would go one
    // second later, when the first has landed (at 3), and finds the same.
    const second = 2 + 10 / 6;
    const third = second + 1 + 10 / 6;
    [1, second, third].forEach((time, k) => {
      expect(departs[k]).toBeCloseTo(time, 12);
    });
    expect(arrives).toEqual([3, 13, 23]);
    expect(done).toEqual([13, 23, 33]);
    // The sender works for 30 s after its last packet.
    expect(last).toBeCloseTo(third + 30, 12);
  });

  it('is shared by ways that cross', () => {
    // Slot 0 (tile 0) to slot 20 (tile 5: east, then north); slot 16 (tile 4) to slot 20: they share the hop north.
    const alone = run(16, [[16, 20]]);
    const crossed = run(16, [
      [0, 20],
      [16, 20],
    ]);
    expect(alone.arrives[0]).toBe(3);
    // Slot 0 goes first of two that send at the same time, arrives after two hops, and is read until 15.
    expect(crossed.arrives).toEqual([5, 15]);
  });

  it('goes by slot where times are the same, in whatever order messages were told', () => {
    const one = run(16, [
      [8, 4],
      [0, 4],
    ]);
    expect(one.arrives).toEqual([13, 3]);
  });

  it('is nothing where nobody works', () => {
    expect(run(16, []).last).toBe(0);
  });
});
