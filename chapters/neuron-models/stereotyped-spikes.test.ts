import { expect, test } from 'vitest';
import { type Course, course, deviation, mean, single } from '../../golden/run.ts';
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
  expect(peaks.length).toBeGreaterThan(30);
  expect(deviation(peaks) / mean(peaks)).toBeLessThan(0.04);
  expect(deviation(widths) / mean(widths)).toBeLessThan(0.08);
  expect(irregularity(run)).toBeGreaterThan(0.25);
});

/**
 * Over ten seconds the CV is 0.023 to 0.024 (seeds 1 to 3): the task of 0.05 is solved by no luck. With twice the
 * fluctuation it is 0.03 to 0.09, as one spike in a hundred is missed.
 */
test.each([1, 2, 3, 4, 5])(
  "the answer's clock does not depend on the seed or on when you look (seed %i)",
  async (seed) => {
    const goal = figure.goals?.find(({ name }) => name === 'clockwork');
    const run = await course(resolveNetwork(figure, goal?.solution[0]?.values ?? {}), single, 1.5, { seed });
    for (let spikes = 20; spikes <= (run.trains[0]?.length ?? 0); spikes += 10)
      expect(irregularity(run, spikes)).toBeLessThan(0.035);
  },
);

/** Deviation over mean of the intervals between the first spikes. */
function irregularity(run: Course, spikes = Number.POSITIVE_INFINITY): number {
  const train = (run.trains[0] ?? []).slice(0, spikes);
  const intervals = train.slice(1).map((step, k) => step - (train[k] ?? 0));
  return deviation(intervals) / mean(intervals);
}
