import { expect, test } from 'vitest';
import { type Tells, tell } from './course.ts';

const trains = { spikes: [5, 12, 30, 31, 52, 90], marks: [10, 28, 50, 70] };
const of = (tells: Tells, from = 0, to = 100) => tell(tells, trains, { from, to, within: 5, dt: 0.1 });

test('a mark is hit where a spike follows within the time given; its latency is that of the first', () => {
  // After 10 comes 12, after 28 comes 30, after 50 comes 52, after 70 nothing.
  expect(of('hits')).toBe(0.75);
  expect(of('latency')).toBeCloseTo(0.2, 12);
  expect(of('hits', 60, 100)).toBe(0);
  expect(of('latency', 60, 100)).toBeNaN();
  expect(of('hits', 80, 100)).toBeNaN();
});

test('false alarms are the spikes of the time that follows no mark', () => {
  // 5 and 90 in 100 - 4 * 5 steps of 0.1 s.
  expect(of('false alarms')).toBeCloseTo(2 / 8, 12);
  // A mark just before the stretch reaches into it: 12 is no false alarm, and 3 of 10 steps do not count.
  expect(of('false alarms', 12, 22)).toBe(0);
  expect(
    tell('false alarms', { spikes: [1, 2], marks: [0, 3] }, { from: 0, to: 8, within: 9, dt: 1 }),
  ).toBeNaN();
});

test('rate and irregularity of a stretch', () => {
  expect(of('rate', 0, 50)).toBeCloseTo(4 / 5, 12);
  // Intervals 7, 18, 1, 21, 38.
  const intervals = [7, 18, 1, 21, 38];
  const mean = 17;
  const deviation = Math.sqrt(intervals.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 5);
  expect(of('cv')).toBeCloseTo(deviation / mean, 12);
  expect(of('cv', 0, 50)).toBeNaN();
});
