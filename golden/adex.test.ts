import { describe, expect, test } from 'vitest';
import { golden } from './files.ts';
import { altered, course, double, largestShift, network, reference } from './run.ts';

interface Golden {
  readonly patterns: string[];
  readonly duration: number;
  readonly scipy: { readonly spikes: number[][] };
  readonly brian2: { readonly steps: number[][] };
}

const expected = golden<Golden>('adex');
const file = network('adex');

describe('adaptive exponential integrate-and-fire', () => {
  // One step of 0.01 ms: sums in another order may move a crossing; a burst, whose last spike is a close call, amplifies that.
  test.each([reference, double])('Euler as Brian2, spike by spike, $name', async (engine) => {
    const run = await course(file, engine, expected.duration);
    expected.patterns.forEach((pattern, k) => {
      expect(largestShift(run.trains[k] ?? [], expected.brian2.steps[k] ?? []), pattern).toBeLessThanOrEqual(
        pattern.includes('bursting') ? 5 : 1,
      );
    });
  });

  // First order: each interval is wrong by a few steps (Euler on the upstroke, reset on the grid), and intervals add up.
  test('Euler at 1 us as SciPy: the same counts, spike n within 10 n us', async () => {
    const run = await course(altered(file, 'neurons', {}, '0.001*ms'), double, expected.duration);
    expected.patterns.forEach((pattern, k) => {
      const times = (run.trains[k] ?? []).map((step) => step * run.dt);
      const truth = expected.scipy.spikes[k] ?? [];
      expect(times.length, pattern).toBe(truth.length);
      times.forEach((time, n) => {
        expect(Math.abs(time - (truth[n] ?? 0)), `${pattern}, spike ${n + 1}`).toBeLessThan(1e-5 * (n + 1));
      });
    });
  });
});
