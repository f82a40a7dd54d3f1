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

  // A spike on a grid is late by up to a step and the error adds up over the spikes.
  test('rk4 as SciPy: the same counts, spikes within 0.1 % of the time elapsed plus 0.1 ms', async () => {
    const run = await course(altered(file, 'neurons', { method: 'rk4' }), double, expected.duration);
    expected.patterns.forEach((pattern, k) => {
      const times = (run.trains[k] ?? []).map((step) => step * run.dt);
      const truth = expected.scipy.spikes[k] ?? [];
      expect(times.length, pattern).toBe(truth.length);
      times.forEach((time, spike) => {
        const from = truth[spike] ?? 0;
        expect(Math.abs(time - from), `${pattern}, spike ${spike}`).toBeLessThan(1e-3 * from + 1e-4);
      });
    });
  });
});
