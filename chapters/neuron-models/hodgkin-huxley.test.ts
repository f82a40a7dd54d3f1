import { expect, test } from 'vitest';
import { course, double } from '../../golden/run.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { figure } from './hodgkin-huxley.figure.ts';

const spikes = async (I: number, duration: number) => {
  const run = await course(resolveNetwork(figure, { I }), double, duration);
  return (run.trains[0] ?? []).map((step) => step * run.dt);
};

test('the rate jumps: a spike or two at 6.0, more than 50 a second at 6.3 (RK4 of the published equations)', async () => {
  expect((await spikes(6, 0.3)).length).toBeLessThanOrEqual(2);
  const train = await spikes(6.3, 0.3);
  const rate = 5 / ((train.at(-1) ?? 0) - (train.at(-6) ?? 0));
  expect(Math.abs(rate / 52 - 1)).toBeLessThan(0.02);
});

test('at 10 uA/cm2 it fires 68.4 times a second, within 1 %', async () => {
  const train = await spikes(10, 0.3);
  const rate = 10 / ((train.at(-1) ?? 0) - (train.at(-11) ?? 0));
  expect(Math.abs(rate / 68.4 - 1)).toBeLessThan(0.01);
});

test('the three currents and the injected one are the capacitive current', async () => {
  const file = resolveNetwork(figure, {});
  const neuron = file.populations.neuron;
  if (!neuron) expect.fail('no neuron');
  const record = { variables: ['v', 'I_Na', 'I_K', 'I_L'], indices: [0], every: '0.01*ms' };
  const run = await course({ ...file, populations: { neuron: { ...neuron, record } } }, double, 0.02);
  const column = (name: string) => run.samples.get(name)?.rows.map(([value = 0]) => value) ?? [];
  const [v, na, k, leak] = ['v', 'I_Na', 'I_K', 'I_L'].map(column) as [
    number[],
    number[],
    number[],
    number[],
  ];
  for (let n = 1; n + 1 < v.length; n++) {
    const capacitive = (0.01 * ((v[n + 1] ?? 0) - (v[n - 1] ?? 0))) / 2e-5;
    const balance = 0.1 - (na[n] ?? 0) - (k[n] ?? 0) - (leak[n] ?? 0);
    // Central differences of 0.01 ms in an upstroke of 400 V/s.
    expect(Math.abs(capacitive - balance)).toBeLessThan(0.03);
  }
});
