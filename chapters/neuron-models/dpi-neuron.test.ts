import { expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import type { Sweep } from '../../src/experiment/figure.ts';
import { Measures } from '../../src/experiment/measures.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { SweepCounter, sweepDevices, sweepNetwork, sweepTimes } from '../../src/experiment/sweep.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './dpi-neuron.figure.ts';

const devices = 32;
const sweep = figure.sweeps?.devices as Sweep;

/** Coefficient of variation of the rates of the figure's own chip. */
async function mismatch(cv: number, seed: number): Promise<number> {
  const compiled = compileNetwork(resolveNetwork(figure, { cv }), { seed });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  const measures = new Measures(figure, compiled);
  const end = Math.round(0.3 / compiled.dt);
  while (simulation.step < end) {
    simulation.advance(end - simulation.step);
    measures.add(simulation.drain());
  }
  simulation.dispose();
  return measures.values.mismatch ?? Number.NaN;
}

test('equal devices fire alike; a mismatch of 0.2 spreads their rates, of 0.1 about half as much', async () => {
  expect(await mismatch(0, 1)).toBeLessThan(1e-12);
  for (const seed of [1, 2]) {
    const [less, more] = [await mismatch(0.1, seed), await mismatch(0.2, seed)];
    expect(more).toBeGreaterThan(0.1);
    // 32 devices, a response that is nearly proportional.
    expect(more / less).toBeGreaterThan(1.6);
    expect(more / less).toBeLessThan(2.6);
  }
});

test('the bias currents of the devices are lognormal with the coefficient that was asked for', () => {
  const drawn: number[] = [];
  for (let seed = 1; seed <= 10; seed++) {
    const { state } = compileNetwork(resolveNetwork(figure, {}), { seed }).populations[0] ?? {};
    for (const name of ['z_tau', 'z_th', 'z_fb'])
      drawn.push(...[...((state?.get(name) ?? []) as Float64Array)].slice(1));
  }
  const factors = drawn.map((z) => Math.exp(Math.sqrt(Math.log(1 + 0.2 ** 2)) * z));
  const mean = factors.reduce((sum, x) => sum + x, 0) / factors.length;
  const square = factors.reduce((sum, x) => sum + (x - mean) ** 2, 0) / factors.length;
  // 930 draws: the standard error of the coefficient is about 0.2/sqrt(1860) = 0.005.
  expect(Math.abs(Math.sqrt(square) / mean - 0.2)).toBeLessThan(0.015);
});

/** Rates of every device at these currents, as the fan computes them. */
async function fan(cv: number, currents: readonly number[]): Promise<number[][]> {
  const compile = (network: Parameters<typeof compileNetwork>[0]) => compileNetwork(network, { seed: 3 });
  const own = sweepDevices(figure, sweep, { cv }, {}, compile);
  const compiled = compile(sweepNetwork(figure, sweep, currents, { cv }, {}, own));
  const times = { ...sweepTimes(sweep), duration: 0.25 };
  const counter = new SweepCounter(compiled.populations[0]?.size ?? 0, 0, compiled.dt, times);
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  const end = Math.round(times.duration / compiled.dt);
  while (simulation.step < end) {
    simulation.advance(end - simulation.step);
    counter.add(simulation.drain());
  }
  simulation.dispose();
  const rates = [...counter.values('rate')];
  return currents.map((_, k) => rates.slice(k * devices, (k + 1) * devices));
}

test('in the fan every device keeps what chance gave it, at every current', async () => {
  const [low = [], high = []] = await fan(0.2, [50, 90]);
  expect(low).toHaveLength(devices);
  expect(new Set(low.map((rate) => rate.toFixed(3))).size).toBeGreaterThan(20);
  // The order of the devices is nearly that at another current: their rates correlate.
  const centred = (rates: readonly number[]) => {
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    return rates.map((rate) => rate - mean);
  };
  const [a, b] = [centred(low), centred(high)];
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, k) => sum + value * (y[k] ?? 0), 0);
  expect(product(a, b) / Math.sqrt(product(a, a) * product(b, b))).toBeGreaterThan(0.8);
  const [alike = []] = await fan(0, [50]);
  expect(new Set(alike).size).toBe(1);
  // The first device is the nominal one, whatever the mismatch.
  expect(low[0]).toBe(alike[0]);
});
