import { describe, expect, test } from 'vitest';
import { figure } from '../chapters/neuron-models/adaptive-exponential.figure.ts';
import { resolveNetwork } from '../src/experiment/resolve.ts';
import { golden } from './files.ts';
import { course, deviation, double, mean, single } from './run.ts';

const scipy = golden<{ patterns: string[]; scipy: { spikes: number[][] } }>('adex');

/** Spikes in 600 ms, by Euler at 5 us and by SciPy; the irregular pattern is chaotic, so that its count is no number. */
const counts: Readonly<Record<string, number>> = {
  tonic: 62,
  adaptation: 12,
  'initial-burst': 12,
  'regular-bursting': 11,
  'delayed-accelerating': 46,
  'delayed-bursting': 32,
  transient: 1,
};

const presets = figure.presets ?? [];

describe('the figure of the adaptive exponential neuron', () => {
  test.each(presets)('$title', async ({ name, values }) => {
    const network = resolveNetwork(figure, values);
    const [train = []] = (await course(network, double, 0.6)).trains;
    if (name === 'irregular') {
      const intervals = train.slice(1).map((step, k) => step - (train[k] ?? 0));
      expect(deviation(intervals) / mean(intervals)).toBeGreaterThan(0.3);
      return;
    }
    expect(train.length).toBe(counts[name]);
    const truth = scipy.scipy.spikes[presets.findIndex((preset) => preset.name === name)] ?? [];
    expect(truth.length).toBe(counts[name]);
    // First order at 10 us: the upstroke is late by a step or two, once more for each interval.
    train.forEach((step, k) => {
      expect(Math.abs(step * 1e-5 - (truth[k] ?? 0))).toBeLessThan(1e-4 * (k + 1));
    });
  });

  test('the counts hold in 32 bit too', async () => {
    for (const { name, values } of presets)
      if (name !== 'irregular')
        expect((await course(resolveNetwork(figure, values), single, 0.6)).trains[0]?.length, name).toBe(
          counts[name],
        );
  });
});
