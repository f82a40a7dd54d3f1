import { describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import type { Sweep } from '../../src/experiment/figure.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { sweepNetwork } from '../../src/experiment/sweep.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { pairRule } from './models/triplet.ts';
import { figure } from './stdp-poisson.figure.ts';

const sweep = figure.sweeps?.triplet as Sweep;
const trials = 200;
const seconds = 6;

/** Mean drift of so many synapses at each rate, with its standard error. */
async function drifts(rates: readonly number[], values: Readonly<Record<string, number>>) {
  const compiled = compileNetwork(sweepNetwork(figure, { ...sweep, trials }, rates, values), {
    seed: 1,
    unused: 'ignore',
  });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32', relaxed: false });
  const steps = Math.round(seconds / compiled.dt);
  while (simulation.step < steps) {
    simulation.advance(steps - simulation.step);
    simulation.drain();
  }
  const w = simulation.get({ projection: 0, name: 'w' });
  return rates.map((_, k) => {
    const own = [...w.subarray(k * trials, (k + 1) * trials)].map((value) => value / seconds);
    const mean = own.reduce((a, b) => a + b, 0) / trials;
    const square = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (trials - 1);
    return { mean, error: Math.sqrt(square / trials) };
  });
}

describe('the drift is that of the closed form, within 4 standard errors', () => {
  test.each([
    ['triplets', {}, [10, 19.22, 30]],
    ['pairs', pairRule, [10, 40]],
    ['nearest pairs', { ...pairRule, near: 1 }, [10, 45]],
    ['nearest triplets of both sides', { near: 1, A3m: 2 }, [10, 45]],
  ] as const)('%s', async (_, values, rates) => {
    const found = await drifts(rates, values);
    const form = closedForm(figure, sweep.reference ?? '');
    found.forEach(({ mean, error }, k) => {
      const r_post = rates[k] ?? 0;
      const wanted = form.at({ ...values, r_post });
      // Steps of 0.25 ms shift the sums of the decays by half a step: 0.4 % of depression, 0.8 % of potentiation.
      const fall = form.at({ ...values, r_post, A3p: 0, A2p: 0 });
      const grid = 0.008 * Math.max(-fall, wanted - fall);
      expect(Math.abs(mean - wanted), `${r_post} Hz`).toBeLessThan(4 * error + grid);
      if (Math.abs(wanted) > 4 * error + grid) expect(Math.sign(mean)).toBe(Math.sign(wanted));
    });
  });
});

test('the triplet rule’s threshold is 19.22 Hz: depression below it, potentiation above', async () => {
  const view = figure.views.find((one) => one.kind === 'relation');
  const [threshold] = view?.marks ?? [];
  expect(closedForm(figure, threshold?.at ?? '').at({})).toBeCloseTo(19.22, 2);
  const [below, above] = await drifts([12, 27], {});
  expect((below?.mean ?? 0) + 3 * (below?.error ?? 0)).toBeLessThan(0);
  expect((above?.mean ?? 0) - 3 * (above?.error ?? 0)).toBeGreaterThan(0);
});
