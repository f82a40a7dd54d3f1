import { expect, test } from 'vitest';
import { bursts, burstsOf } from './bursts.ts';

const batch = (steps: number[], to: number) => ({
  from: 0,
  to,
  spikes: [{ steps: Float64Array.from(steps), indices: new Uint32Array(steps.length) }],
  samples: [],
});

test('a burst is where intervals are shorter than half their mean', () => {
  expect(burstsOf([0, 5, 140, 145, 150, 290])).toEqual([
    { first: 0, size: 2 },
    { first: 2, size: 3 },
  ]);
  expect(burstsOf([0, 10, 20, 30])).toEqual([]);
  expect(burstsOf([])).toEqual([]);
});

test('bursts a second from beginning to beginning, spikes in each that has ended', () => {
  const dt = 1e-3;
  const rate = bursts(0, dt, 2, 'rate');
  const size = bursts(0, dt, 2, 'size');
  for (const counter of [rate, size]) {
    expect(counter.value()).toBeNaN();
    counter.add(batch([0, 5, 200, 205, 210, 400, 405], 500));
  }
  expect(rate.value()).toBeCloseTo(5, 12);
  expect(size.value()).toBeCloseTo(2.5, 12);
  rate.changed?.();
  expect(rate.value()).toBeNaN();
});
