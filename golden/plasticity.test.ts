import { describe, expect, test } from 'vitest';
import { createSimulation } from '../src/engine/create.ts';
import { compileNetwork } from '../src/network/compile.ts';
import type { Network, Projection } from '../src/network/network.ts';
import { readNetwork } from '../src/network/read.ts';
import { double, type Engine, reference, single } from './run.ts';

/** Published and closed forms of synaptic plasticity, each on given spikes. Sources: papers.md items 11 and 12. */

type Spikes = readonly (readonly [number, number])[];

/** One synapse from S to T (or more), with these spikes on its two sides. */
function pair(pre: Spikes, post: Spikes, synapses: Partial<Projection>, size = 1, dt = '0.1*ms'): Network {
  return readNetwork({
    dt,
    populations: { S: { size, spikes: pre }, T: { size, spikes: post } },
    projections: [{ from: 'S', to: 'T', connect: 'one-to-one', ...synapses }],
  });
}

async function final(
  network: Network,
  name: string,
  seconds: number,
  engine: Engine = double,
): Promise<Float64Array> {
  const compiled = compileNetwork(network, { seed: 1 });
  const { backend, precision } = engine;
  const simulation = await createSimulation(compiled, { backend, precision, relaxed: false });
  const steps = Math.round(seconds / compiled.dt);
  while (simulation.step < steps) {
    simulation.advance(steps - simulation.step);
    simulation.drain();
  }
  return simulation.get({ projection: 0, name });
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

const PAIR = `w : 1
dapre/dt = -apre/taupre : 1 (event-driven)
dapost/dt = -apost/taupost : 1 (event-driven)`;
const EVENTS = { on_pre: 'apre += Ap; w += apost', on_post: 'apost -= Am; w += apre' };

describe('the window of pair STDP, one pairing a synapse', () => {
  const parameters = { taupre: '16.8*ms', taupost: '33.7*ms', Ap: 0.777, Am: 0.273 };
  const lags = Array.from({ length: 41 }, (_, k) => (k - 20) * 4e-3);
  const network = pair(
    lags.map((_, k) => [0.1, k] as const),
    [...lags.entries()].map(([k, lag]) => [0.1 + lag, k] as const).sort((a, b) => a[0] - b[0]),
    { model: PAIR, ...EVENTS, parameters },
    lags.length,
  );
  test.each([reference, double, single])(
    '$name: A exp(-|lag|/tau) to rounding; both at lag 0, where neither sees its own',
    async (engine) => {
      const found = await final(network, 'w', 0.25, engine);
      for (const [k, lag] of lags.entries()) {
        const wanted =
          lag > 1e-9
            ? parameters.Ap * Math.exp(-lag / 16.8e-3)
            : lag < -1e-9
              ? -parameters.Am * Math.exp(lag / 33.7e-3)
              : parameters.Ap;
        expect(Math.abs((found[k] as number) - wanted)).toBeLessThan(
          engine.precision === 'f32' ? 2e-6 : 1e-12,
        );
      }
    },
  );
});

describe('triplet STDP (Pfister and Gerstner 2006), 60 pairings', () => {
  const model = `w : 1
dr1/dt = -r1/(16.8*ms) : 1 (event-driven)
dr2/dt = -r2/(101*ms) : 1 (event-driven)
do1/dt = -o1/(33.7*ms) : 1 (event-driven)
do2/dt = -o2/TY : 1 (event-driven)`;
  // The slow traces are read before the spike's own increment.
  const events = {
    on_pre: 'w -= o1*(A2m + A3m*r2); r1 += 1; r2 += 1',
    on_post: 'w += r1*(A2p + A3p*o2); o1 += 1; o2 += 1',
  };
  const minimal = { A2p: 0, A3p: 6.5e-3, A2m: 7.1e-3, A3m: 0 };
  const full = { A2p: 5e-10, A3p: 6.2e-3, A2m: 7e-3, A3m: 2.3e-4 };
  const rates = [0.1, 10, 20, 40, 50];
  const rows: [string, number, Readonly<Record<string, number>>, string, number[]][] = [
    ['minimal', 10, minimal, '(114*ms)', [0, 0.119, 0.228, 0.532, 0.763]],
    ['minimal', -10, minimal, '(114*ms)', [-0.317, -0.332, -0.342, 0.174, 0.749]],
    ['full', 10, full, '(125*ms)', [0, 0.132, 0.247, 0.534, 0.741]],
    ['full', -10, full, '(125*ms)', [-0.312, -0.334, -0.352, 0.155, 0.727]],
  ];
  test.each(rows)(
    '%s, lag %d ms: the published frequency dependence within 0.005',
    async (_, lag, constants, ty, wanted) => {
      for (const [place, rate] of rates.entries()) {
        const first = 0.02;
        const times = Array.from({ length: 60 }, (_, k) => first + k / rate);
        const network = pair(
          times.map((t) => [t, 0] as const),
          times.map((t) => [t + lag * 1e-3, 0] as const),
          { model: model.replace('TY', ty), ...events, parameters: constants },
        );
        const [w] = await final(network, 'w', (times.at(-1) ?? 0) + 0.1, single);
        expect(Math.abs((w as number) - (wanted[place] as number)), `${rate} Hz`).toBeLessThan(0.005);
      }
    },
    60_000,
  );
});

describe('Poisson spikes on both sides, 10 Hz, 400 synapses', () => {
  const poisson = (rate: string, size: number) => ({
    size,
    equations: 'x : 1',
    threshold: `rand() < ${rate}*dt`,
  });
  const drift = async (synapses: Partial<Projection>, rates: readonly [string, string], seconds: number) => {
    const network = readNetwork({
      dt: '1*ms',
      populations: { S: poisson(rates[0], 400), T: poisson(rates[1], 400) },
      projections: [{ from: 'S', to: 'T', connect: 'one-to-one', ...synapses }],
    });
    const w = await final(network, 'w', seconds, single);
    const mean = sum(w) / w.length / seconds;
    const square = sum(w.map((x) => (x / seconds - mean) ** 2)) / (w.length - 1);
    return { mean, error: Math.sqrt(square / w.length) };
  };

  test('pair STDP drifts by r r (A+ tau+ - A- tau-), on this grid by -0.98e-3 a second: within 4 standard errors', async () => {
    const { mean, error } = await drift(
      { model: PAIR, ...EVENTS, parameters: { taupre: '20*ms', taupost: '20*ms', Ap: 0.01, Am: 0.0105 } },
      ['10*Hz', '10*Hz'],
      100,
    );
    expect(error).toBeLessThan(1e-4);
    // A spike pair in one step counts for A+ and -A- once each less than both; the sums of the decays are 1/(e^h/tau - 1).
    const decays = 1 / Math.expm1(1e-3 / 20e-3);
    const grid = 10 * 10 * 1e-3 * (0.01 * (decays + 1) - 0.0105 * decays);
    expect(Math.abs(mean - grid)).toBeLessThan(4 * error);
  });

  test('triplets turn from depression to potentiation at 19.22 Hz: within 4 standard errors on both sides', async () => {
    const model = `w : 1
dr1/dt = -r1/(16.8*ms) : 1 (event-driven)
do1/dt = -o1/(33.7*ms) : 1 (event-driven)
do2/dt = -o2/(114*ms) : 1 (event-driven)`;
    const on_pre = 'w -= 7.1e-3*o1; r1 += 1';
    const on_post = 'w += 6.5e-3*r1*o2; o1 += 1; o2 += 1';
    for (const rate of [10, 19.22, 30]) {
      const { mean, error } = await drift({ model, on_pre, on_post }, ['10*Hz', `${rate}*Hz`], 100);
      const theory = 10 * rate * (6.5e-3 * 16.8e-3 * 114e-3 * rate - 7.1e-3 * 33.7e-3);
      // Steps of 1 ms shift the sums by up to 5 % of each of the two terms.
      expect(Math.abs(mean - theory)).toBeLessThan(4 * error + 0.05 * 10 * rate * 7.1e-3 * 33.7e-3);
      if (rate !== 19.22) expect(Math.sign(mean)).toBe(Math.sign(theory));
    }
  });
});

describe('reward-modulated STDP (Izhikevich 2007): one pair at +5 ms, one pulse of dopamine a second later', () => {
  const [tauC, tauD, delay] = [1, 0.2, 1];
  const network = (pulse: number) =>
    pair(
      [[0.1, 0]],
      [
        [0.105, 0],
        [0.105 + delay, 0],
      ],
      {
        model: `dc/dt = -c/(${tauC}*second) : 1 (clock-driven)
dd/dt = -d/(${tauD}*second) : 1 (clock-driven)
ds/dt = c*d/second : 1 (clock-driven)
dapre/dt = -apre/(20*ms) : 1 (event-driven)`,
        method: 'euler',
        on_pre: 'apre += 0.1',
        // The second postsynaptic spike stands for the reward: by then nothing is left of the presynaptic trace.
        on_post: `c += apre; d += ${pulse}*int(t > 0.5*second)`,
      },
    );

  test.each([double, single])(
    '$name: the gain is W d exp(-D/tau_c) tau_c tau_d/(tau_c + tau_d) within 1 %%',
    async (engine) => {
      const [gain = 0] = await final(network(0.5), 's', 4, engine);
      const window = 0.1 * Math.exp(-5 / 20);
      const wanted = window * 0.5 * Math.exp(-delay / tauC) * ((tauC * tauD) / (tauC + tauD));
      expect(Math.abs(gain / wanted - 1)).toBeLessThan(0.01);
    },
  );

  test('without reward nothing changes at all', async () => {
    expect(Array.from(await final(network(0), 's', 4, single))).toEqual([0]);
  });
});
