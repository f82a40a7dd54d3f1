import { expect, test } from 'vitest';
import { course, double } from '../../golden/run.ts';
import { createSimulation } from '../../src/engine/create.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { compileNetwork } from '../../src/network/compile.ts';
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

/** Spikes in steps while the current, in uA/cm2, is led from one value to another by 0.1 every 15 ms. */
async function led(from: number, to: number, then: number) {
  const compiled = compileNetwork(resolveNetwork(figure, { I: from }), { seed: 1, unused: 'ignore' });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  const spikesOver = (steps: number) => {
    const end = simulation.step + steps;
    let count = 0;
    while (simulation.step < end) {
      simulation.advance(end - simulation.step);
      count += simulation.drain().spikes[0]?.steps.length ?? 0;
    }
    return count;
  };
  const changes = Math.round(Math.abs(to - from) / 0.1);
  let raised = 0;
  for (let k = 1; k <= changes; k++) {
    raised += spikesOver(1500);
    const I = from + ((to - from) * k) / changes;
    simulation.set({ population: 'neuron', name: 'I' }, I * 0.01);
  }
  const held = spikesOver(Math.round(then / compiled.dt));
  simulation.dispose();
  return { raised, held };
}

test('it is bistable: at 9.5 uA/cm2 no spike when led there slowly from rest, while led down from 10 it fires until 6.5', async () => {
  expect(await led(0, 9.5, 0.2)).toEqual({ raised: 0, held: 0 });
  // The resting state loses its stability at 9.775 uA/cm2, where an eigenvalue of the equations crosses zero.
  expect((await led(9, 11, 0.3)).held).toBeGreaterThan(15);
  // 53 Hz for 0.2 s.
  expect((await led(10, 6.5, 0.2)).held).toBeGreaterThanOrEqual(10);
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
