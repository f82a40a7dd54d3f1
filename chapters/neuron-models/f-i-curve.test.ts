import { expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import type { Sweep } from '../../src/experiment/figure.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { SweepCounter, sweepNetwork } from '../../src/experiment/sweep.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './f-i-curve.figure.ts';

const { rate: sweep } = figure.sweeps as Readonly<Record<string, Sweep>> & { readonly rate: Sweep };
const times = { duration: 0.4, settle: 0.1 };
const trials = 100;

/** The figure's own sweep, with more neurons for each point. */
async function rates(currents: readonly number[], values: Readonly<Record<string, number>>) {
  const network = sweepNetwork(figure, { ...sweep, trials }, currents, values);
  const compiled = compileNetwork(network, { seed: 1 });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32' });
  const counter = new SweepCounter(currents.length * trials, 0, compiled.dt, times, {
    count: trials,
    width: 1e-3,
  });
  const end = Math.round(times.duration / compiled.dt);
  while (simulation.step < end) {
    simulation.advance(end - simulation.step);
    counter.add(simulation.drain());
  }
  simulation.dispose();
  return counter.values('rate');
}

const formula = (currents: readonly number[], values: Readonly<Record<string, number>>, text: string) =>
  closedForm(figure, text).over(values, 'I', currents);

const currents = [0.8, 1.2, 1.6, 2.5, 4];
/**
 * The threshold is tested once a step; what crosses it and comes back in between is missed, as if the threshold stood
 * 0.5826 standard deviations of a step's noise higher (-zeta(1/2)/sqrt(2 pi); Broadie, Glasserman and Kou 1997).
 */
const missed = 'siegert(E_L + R*I, sigma, tau_m, theta + 0.5826*sigma*sqrt(0.02*ms/tau_m), V_r, t_ref)';

test.each([
  [5, 2],
  [5, 0],
  [12, 2],
])('rates in noise of %d mV with a refractory period of %d ms lie on Siegert', async (sigma, t_ref) => {
  const values = { sigma, t_ref };
  const found = await rates(currents, values);
  const exact = formula(currents, values, sweep.reference ?? '');
  const corrected = formula(currents, values, missed);
  found.forEach((rate, k) => {
    const [hertz, close] = [exact[k] ?? 0, corrected[k] ?? 0];
    // 100 neurons for 0.3 s: counts as scattered as Poisson's at most, so five standard errors of that.
    const error = 5 * Math.sqrt(close / (trials * 0.3));
    expect(Math.abs(rate - close), `${rate} for ${close}`).toBeLessThan(Math.min(error, 0.03 * close + 1));
    // What the reader sees beside the formula: the missed crossings cost 6 % at most in the range of the curve.
    expect(rate).toBeGreaterThan(0.94 * hertz - error);
    expect(rate).toBeLessThan(hertz + error);
  });
});

test('without noise: the closed form to 1 %, and the rectified linear unit to 5 % from twice the rheobase', async () => {
  const above = [1.6, 2, 3, 4];
  const values = { sigma: 0, t_ref: 0 };
  const found = await rates(above, values);
  const exact = formula(above, values, sweep.reference ?? '');
  const line = formula(above, values, sweep.guides?.[0]?.form ?? '');
  found.forEach((rate, k) => {
    // Counted over 0.3 s: one spike more or less.
    expect(Math.abs(rate - (exact[k] ?? 0))).toBeLessThan(0.01 * rate + 1 / 0.3);
    if ((above[k] ?? 0) >= 3) expect(Math.abs((exact[k] ?? 0) / (line[k] ?? 1) - 1)).toBeLessThan(0.05);
  });
});
