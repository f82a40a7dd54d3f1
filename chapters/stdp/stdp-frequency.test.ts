import { describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import type { Sweep } from '../../src/experiment/figure.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { sweepAxis, sweepNetwork, sweepReference, sweepTimes } from '../../src/experiment/sweep.ts';
import { synapseValues } from '../../src/experiment/sweep-synapses.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import type { Network } from '../../src/network/network.ts';
import { cortex } from './models/triplet.ts';
import { figure } from './stdp-frequency.figure.ts';

const causal = figure.sweeps?.causal as Sweep;

async function simulate(network: Network, seconds: number) {
  const compiled = compileNetwork(network, { seed: 1, unused: 'ignore' });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  const steps = Math.round(seconds / compiled.dt);
  while (simulation.step < steps) {
    simulation.advance(steps - simulation.step);
    simulation.drain();
  }
  return simulation;
}

describe('sixty pairings, as Pfister and Gerstner (2006) computed them: within 0.005', () => {
  const rows = [
    ['minimal', 0, cortex.minimal, [0, 0.119, 0.228, 0.532, 0.763]],
    ['minimal', 1, cortex.minimal, [-0.317, -0.332, -0.342, 0.174, 0.749]],
    ['full', 0, cortex.full, [0, 0.132, 0.247, 0.534, 0.741]],
    ['full', 1, cortex.full, [-0.312, -0.334, -0.352, 0.155, 0.727]],
  ] as const;
  test.each(rows)('%s, late %d', async (_, late, constants, wanted) => {
    const sweep = { ...causal, at: { late } };
    const network = sweepNetwork(figure, sweep, [0.1, 10, 20, 40, 50], constants);
    // All these times are multiples of 5 ms, and between its events a trace decays exactly, in steps of any length.
    const run = await simulate({ ...network, dt: '5*ms' }, 600);
    const found = synapseValues(run, sweep) ?? [];
    wanted.forEach((w, k) => void expect(Math.abs((found[k] ?? Number.NaN) - w)).toBeLessThan(0.005));
  });
  test('and one run as it is shown, at 50 Hz', async () => {
    const run = await simulate(resolveNetwork(figure, { f: 50 }), 1.25);
    expect(Math.abs((run.get({ projection: 0, name: 'w' })[0] ?? 0) - 0.763)).toBeLessThan(0.005);
  });
});

describe('the sweeps lie on the closed form', () => {
  test.each([
    { name: 'causal' },
    { name: 'acausal', near: 1 },
    { name: 'pairCausal', near: 1 },
    { name: 'pairAcausal' },
  ])('$name, nearest spikes alone: $near', async ({ name, near = 0 }) => {
    const sweep = figure.sweeps?.[name];
    if (!sweep) throw new Error(`no sweep ${name}`);
    const values = { near, A3m: 0.5 };
    const xs = sweepAxis(figure, { ...sweep, from: 20 }, 3);
    const network = sweepNetwork(figure, sweep, xs, values);
    const run = await simulate(network, sweepTimes(sweep).duration / 10);
    const found = synapseValues(run, sweep) ?? [];
    const { x, y } = sweepReference(figure, sweep, values) ?? { x: [], y: [] };
    xs.forEach((f, k) => {
      const place = x.findIndex((other) => Math.abs(other - f) < 0.06);
      // Times of spikes are rounded to steps of 0.1 ms, 60 traces of 100 ms to as much as that changes them.
      expect(Math.abs((found[k] ?? Number.NaN) - (y[place] ?? Number.NaN)), `${f} Hz`).toBeLessThan(2e-3);
    });
  });
});
