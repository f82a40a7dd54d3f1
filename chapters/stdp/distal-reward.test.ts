import { describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { sweepAxis, sweepNetwork } from '../../src/experiment/sweep.ts';
import { synapseValues } from '../../src/experiment/sweep-synapses.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import type { Network } from '../../src/network/network.ts';
import { figure } from './distal-reward.figure.ts';

async function simulate(network: Network, seconds = 6) {
  const compiled = compileNetwork(network, { seed: 1, unused: 'ignore' });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32', relaxed: false });
  const steps = Math.round(seconds / compiled.dt);
  while (simulation.step < steps) {
    simulation.advance(steps - simulation.step);
    simulation.drain();
  }
  return simulation;
}

const { reference: gain = '' } = figure.measures?.gain ?? {};
const weight = async (values: Readonly<Record<string, number>>) =>
  (await simulate(resolveNetwork(figure, values))).get({ projection: 1, name: 'w' })[0] ?? Number.NaN;

describe('the gain is W d exp(-D/tau_c) tau_c tau_d/(tau_c + tau_d), within 1 %', () => {
  test('at a second, 0.0613 W d', async () => {
    const [found, formula] = [await weight({}), closedForm(figure, gain).at({})];
    expect(formula / (5 * Math.exp(-5 / 20))).toBeCloseTo(0.0613, 4);
    expect(Math.abs(found / formula - 1)).toBeLessThan(0.01);
  });
  test.each([{ lag: -12 }, { tau_c: 0.4, D: 0.3, tau_d: 0.05 }, { lag: 0, D: 0 }, { d0: -3 }])(
    '%o',
    async (values) => {
      expect(Math.abs((await weight(values)) / closedForm(figure, gain).at(values) - 1)).toBeLessThan(0.01);
    },
  );
  test('and over the delay, as the sweep has it', async () => {
    const sweep = figure.sweeps?.delay;
    if (!sweep) throw new Error('no sweep');
    const xs = sweepAxis(figure, sweep, 4);
    const found = synapseValues(await simulate(sweepNetwork(figure, sweep, xs, {})), sweep);
    expect(found).toHaveLength(4);
    found?.forEach((w, k) => {
      expect(Math.abs(w / closedForm(figure, gain).at({ D: xs[k] ?? 0 }) - 1)).toBeLessThan(0.01);
    });
  });
});

test('without reward the weight does not move at all', async () => {
  expect(await weight({ d0: 0 })).toBe(0);
});
