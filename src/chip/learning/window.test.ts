import { describe, expect, it } from 'vitest';
import { createSimulation } from '../../engine/create.ts';
import { compileNetwork } from '../../network/compile.ts';
import { readNetwork } from '../../network/read.ts';
import { readRuleFile } from './read.ts';
import { LavaRounding, OwnRounding, type Rounding } from './rounding.ts';
import { runRule } from './run.ts';
import { continuousTwin } from './twin.ts';
import { pairingWindow } from './window.ts';

const rule = (rest = '') =>
  readRuleFile(
    `dw = 2^-2*x1*y0 - 3*2^-4*y1*x0
    x1_impulse = 40.5
    x1_tau = 12
    y1_impulse = 33
    y1_tau = 25
    ${rest}`,
    'rule',
  );

/** A exp(-lag/tau), with the amplitudes of the rule: scale times impulse. */
const formula = (lag: number) =>
  lag > 0 ? 0.25 * 40.5 * Math.exp(-lag / 12) : -(3 / 16) * 33 * Math.exp(lag / 25);

const lags = [-60, -31, -17, -8, -3, -1, 1, 2, 5, 11, 20, 41];

describe('the window of pair STDP', () => {
  it.each([1, 4, 7])('in real numbers is A exp(-lag/tau), in epochs of %i', (epoch) => {
    for (const { lag, exact } of pairingWindow(rule(`t_epoch = ${epoch}`), lags, { synapses: 2 }))
      expect(exact).toBeCloseTo(formula(lag), 12);
  });

  // Stochastic rounding adds noise and no bias: traces and weights keep their mean as long as none reaches its end. The
  // mean over n synapses lies within 4 of its standard errors; with 12 lags and 3 epochs, chance fails 0.2 % of seeds.
  it.each([1, 4, 7])('in integers has that mean, in epochs of %i', (epoch) => {
    for (const { lag, mean, deviation, exact } of pairingWindow(rule(`t_epoch = ${epoch}`), lags))
      expect(Math.abs(mean - exact), `lag ${lag}`).toBeLessThan(
        (4 * Math.max(deviation, 0.2)) / Math.sqrt(200),
      );
  });

  it('in integers scatters by less than one unit of the weight for a pair', () => {
    const points = pairingWindow(rule(), lags);
    expect(Math.max(...points.map(({ deviation }) => deviation))).toBeLessThan(1);
    expect(Math.max(...points.map(({ deviation }) => deviation))).toBeGreaterThan(0.4);
  });
});

it('scatters more where one random number serves a whole epoch, as Lava has it', () => {
  const file = readRuleFile('dw = u0*x1\nx1 = 100\nx1_tau = 20\nt_epoch = 8', 'rule');
  const last = (rounding: Rounding) => runRule(file, { pre: [], post: [] }, 8, rounding).x1.at(-1) as number;
  const many = Array.from({ length: 400 }, (_, k) => k);
  const own = many.map((k) => last(new OwnRounding(k)));
  // The shared number on a grid: its mean and deviation without chance.
  const shared = many.map((k) => {
    const rest = { decay_y: [], impulse_x: [], impulse_y: [], write: [0, 0] };
    return last(new LavaRounding({ decay_x: new Array(17).fill((k + 0.5) / 400), ...rest }));
  });
  const exact = 100 * Math.exp(-8 / 20);
  for (const found of [own, shared]) expect(Math.abs(mean(found) - exact)).toBeLessThan(0.2);
  expect(deviation(shared)).toBeGreaterThan(1.5 * deviation(own));
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

describe('the continuous twin', () => {
  const spikes = { pre: [3, 20, 24, 60, 61, 90], post: [8, 19, 40, 41, 62, 95] };
  const times = (steps: readonly number[]) => steps.map((step) => [step * 1e-3, 0]);

  it.each([
    ['pairs', rule('w = 20')],
    [
      'triplets that read their weight',
      readRuleFile(
        `dw = 2^-7*y0*x1*(y2 + 3)*sgn(w + 1) - 2^-6*x0*y1*(2^5 - w)
        x1_impulse = 20
        x1_tau = 15
        y1_impulse = 20
        y1_tau = 30
        y2_impulse = 9.5
        y2_tau = 80
        w = 60
        sign = excitatory`,
        'rule',
      ),
    ],
  ])('learns what the engine learns in real numbers: %s', async (_, file) => {
    const steps = 100;
    const network = readNetwork({
      dt: '1*ms',
      populations: {
        pre: { size: 1, spikes: times(spikes.pre) },
        post: { size: 1, spikes: times(spikes.post) },
      },
      projections: [{ from: 'pre', to: 'post', ...continuousTwin(file, '1*ms') }],
    });
    const compiled = compileNetwork(network, { seed: 1 });
    const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
    simulation.advance(steps + 1);
    const [w] = simulation.get({ projection: 0, name: 'w' });
    simulation.dispose();
    const real = runRule(file, spikes, steps, 'real').w;
    expect(Math.abs((w as number) - (real.at(-1) as number))).toBeLessThan(1e-9);
    expect(Math.abs((real.at(-1) as number) - file.initial.w)).toBeGreaterThan(1);
  });

  it.each([
    ['dw = u0*x1', /waits for u/],
    ['dw = y0*x1', /x1 lasts for one step/],
    ['dw = y0*x0', /Coincidence/],
    ['dw = x0\ngraded = saturate', /Payloads/],
    ['dw = x0\ny2_course = 3', /from outside/],
    ['dw = x0*t\ndt = y0*w', /no order/],
  ])('%j has none, and says why', (text, message) => {
    expect(() => continuousTwin(readRuleFile(text, 'rule'), '1*ms')).toThrow(message);
  });
});
