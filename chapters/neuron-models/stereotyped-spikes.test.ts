import { expect, test } from 'vitest';
import { course, deviation, mean, single } from '../../golden/run.ts';
import { SpikeShapes } from '../../src/experiment/measure/shape.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { figure } from './stereotyped-spikes.figure.ts';

/**
 * Over three seeds of 1.5 s: the peak above the rest (-65 mV) varies by at most 4 %, the width by at most 8 %, the
 * intervals by at least 25 %. An independent integration in Python gave 2.1 %, 4.8 % and 42 % at these values.
 */
test.each([1, 2, 3])('the shape hardly varies, the times do (seed %i)', async (seed) => {
  const run = await course(resolveNetwork(figure, {}), single, 1.5, { seed });
  const shapes = new SpikeShapes(0);
  const samples = run.samples.get('v');
  samples?.steps.forEach((step, k) => void shapes.add(step * run.dt, samples.rows[k]?.[0] ?? Number.NaN));
  const peaks = shapes.spikes.map(({ peak }) => peak + 0.065);
  const widths = shapes.spikes.map(({ width }) => width);
  const train = run.trains[0] ?? [];
  const intervals = train.slice(1).map((step, k) => step - (train[k] ?? 0));
  expect(peaks.length).toBeGreaterThan(30);
  expect(deviation(peaks) / mean(peaks)).toBeLessThan(0.04);
  expect(deviation(widths) / mean(widths)).toBeLessThan(0.08);
  expect(deviation(intervals) / mean(intervals)).toBeGreaterThan(0.25);
});
