import { expect, test } from 'vitest';
import { draw64 } from '../random.ts';
import { runTrial, type Trial } from '../trial.ts';

const run = (trial: Trial, name: string) => runTrial(trial).values.get(name) ?? Number.NaN;

/** Measured order of convergence at a fixed end time, from two step widths. */
function order(
  trial: Omit<Trial, 'dt' | 'steps'>,
  name: string,
  expected: number,
  end: number,
  steps: number,
) {
  const error = (n: number) => Math.abs(run({ ...trial, dt: end / n, steps: n }, name) - expected);
  return Math.log2(error(steps) / error(2 * steps));
}

const logistic = { equations: 'dx/dt = x*(1 - x)/tau : 1', values: { tau: '10*ms', x: 0.1 } };
const logisticAnswer = 1 / (1 + 9 * Math.exp(-2));
const forced = { equations: 'dx/dt = (cos(t/tau) - x)/tau : 1', values: { tau: '10*ms', x: 0.5 } };
const forcedAnswer = (Math.cos(2) + Math.sin(2)) / 2;

test.each([
  ['euler', 1],
  ['rk2', 2],
  ['rk4', 4],
])('%s converges with order %i on the logistic equation and under a force of time', (method, expected) => {
  expect(order({ ...logistic, method }, 'x', logisticAnswer, 0.02, 64)).toBeCloseTo(expected, 0.8);
  expect(order({ ...forced, method }, 'x', forcedAnswer, 0.02, 64)).toBeCloseTo(expected, 0.8);
});

test.each(['heun', 'milstein'])('%s without noise is Euler', (method) => {
  const trial = { ...logistic, dt: 1e-4, steps: 50 };
  expect(run({ ...trial, method }, 'x')).toBe(run({ ...trial, method: 'euler' }, 'x'));
});

const decay = {
  equations: 'dv/dt = (El - v)/tau : volt',
  values: { El: '-70*mV', tau: '20*ms', v: '-50*mV' },
};

test.each(['exact', 'exponential_euler'])('%s solves a decay whatever the step', (method) => {
  const answer = -0.07 + 0.02 * Math.exp(-0.1 / 0.02);
  for (const steps of [1, 10, 1000])
    expect(run({ ...decay, method, dt: 0.1 / steps, steps }, 'v') / answer - 1).toBeLessThan(1e-12);
});

const current = {
  equations: `dv/dt = (El - v)/tau + I/C : volt
    dI/dt = (x - I)/s : amp
    dx/dt = -x/s : amp`,
  values: { El: '-70*mV', tau: '10*ms', s: '10*ms', C: '250*pF', v: '-70*mV', I: '0*pA', x: '100*pA' },
};

test('exact solves coupled equations with all time constants equal, whatever the step', () => {
  const t = 0.03;
  // v - El = x0/(C s) t^2/2 exp(-t/s)
  const answer = ((100e-12 / (250e-12 * 0.01)) * t * t * Math.exp(-t / 0.01)) / 2;
  for (const steps of [1, 7, 300]) {
    const v = run({ ...current, method: 'exact', dt: t / steps, steps }, 'v');
    expect(Math.abs((v + 0.07) / answer - 1)).toBeLessThan(1e-12);
  }
});

test('exact leaves out what is structurally zero', () => {
  const { program } = runTrial({ ...current, dt: 1e-4, steps: 0 });
  expect(program.method).toEqual({ name: 'exact', automatic: true });
  const text = JSON.stringify(program.update.map(({ value }) => value));
  const entries = new Set(
    [...text.matchAll(/"part":"(\w+)","row":(\d),"column":(\d)/g)].map((m) => m.slice(1).join(' ')),
  );
  expect([...entries].sort()).toEqual(
    ['input 0 0', 'state 0 0', 'state 0 1', 'state 0 2', 'state 1 1', 'state 1 2', 'state 2 2'].sort(),
  );
});

test('exact solves an oscillator and a perfect integrator where asked', () => {
  const oscillator = { equations: 'dx/dt = w*y : 1\ndy/dt = -w*x : 1', values: { w: '200/second', x: 1 } };
  expect(run({ ...oscillator, method: 'exact', dt: 1e-3, steps: 10 }, 'y')).toBeCloseTo(-Math.sin(2), 13);
  const integrator = {
    equations: 'dv/dt = g/tau : 1\ndg/dt = -g/s : 1',
    values: { tau: '10*ms', s: '5*ms', g: 1 },
  };
  expect(run({ ...integrator, method: 'exact', dt: 1e-3, steps: 10 }, 'v')).toBeCloseTo(
    (1 - Math.exp(-2)) / 2,
    13,
  );
});

test('exact takes recorded arrays as held through a step', () => {
  const trial = { equations: 'dv/dt = (I(t) - v)/tau : 1', values: { tau: '10*ms' }, method: 'exact' };
  const array = (_: string, time: number) => (time < 0.0095 ? 1 : 0);
  const v = run({ ...trial, array, dt: 1e-3, steps: 20 }, 'v');
  expect(v).toBeCloseTo((1 - Math.exp(-1)) * Math.exp(-1), 13);
});

const heldTrial = {
  equations: `dv/dt = (g - v)/tau : 1 (unless refractory)
    dg/dt = -g/s : 1
    dw/dt = (v - w)/tau : 1`,
  values: { tau: '10*ms', s: '5*ms', v: 0.3, g: 1, w: 0 },
};

test.each([
  ['exact', 1e-13],
  ['exponential_euler', 5e-3],
  ['euler', 2e-2],
  ['rk2', 1e-4],
  ['rk4', 1e-9],
] as const)('%s holds a refractory variable; others go on from its value', (method, tolerance) => {
  const { values } = runTrial({ ...heldTrial, method, notRefractory: () => false, dt: 1e-4, steps: 100 });
  expect(values.get('v')).toBe(0.3);
  expect(Math.abs((values.get('g') ?? 0) - Math.exp(-2))).toBeLessThan(tolerance);
  expect(Math.abs((values.get('w') ?? 0) - 0.3 * (1 - Math.exp(-1)))).toBeLessThan(tolerance);
  const free = { ...heldTrial, method, dt: 1e-4, steps: 100 };
  const g = 1; // v - its own decay is driven by g: v(t) = 0.3 e^-t/tau + g0 s/(s - tau) (e^-t/s - e^-t/tau)
  const answer = 0.3 * Math.exp(-1) + ((g * 5) / (5 - 10)) * (Math.exp(-2) - Math.exp(-1));
  expect(Math.abs(run(free, 'v') - answer)).toBeLessThan(tolerance);
});

test('exponential_euler stays finite where the rate is zero, and is stable where it is large', () => {
  const zero = { equations: 'dx/dt = a*x + 1/second : 1\na : Hz', values: { x: 2, a: '0*Hz' } };
  expect(run({ ...zero, method: 'exponential_euler', dt: 1e-3, steps: 1000 }, 'x')).toBeCloseTo(3, 12);
  const stiff = {
    equations: 'dx/dt = (1 - x)/tau : 1',
    values: { tau: '1*us' },
    method: 'exponential_euler',
  };
  expect(run({ ...stiff, dt: 1e-3, steps: 3 }, 'x')).toBeCloseTo(1, 12);
});

test('coefficients may read not_refractory', () => {
  const values = { tau: '10*ms', v: 0.3, g: 1 };
  const texts = [
    'dv/dt = int(not_refractory)*(g - v)/tau : 1\ndg/dt = -g/tau : 1',
    'dv/dt = (g - v)/tau : 1 (unless refractory)\ndg/dt = -g/tau : 1',
  ];
  const [written, flagged] = texts.map((equations) =>
    run(
      { equations, values, method: 'exact', dt: 1e-3, steps: 10, notRefractory: (step) => step !== 4 },
      'v',
    ),
  );
  expect(written).toBeCloseTo(flagged ?? Number.NaN, 14);
  const alone = { equations: 'dv/dt = -v*int(not_refractory)/tau : 1', values: { tau: '10*ms', v: 1 } };
  const v = run({ ...alone, method: 'exact', dt: 1e-3, steps: 10, notRefractory: (step) => step !== 4 }, 'v');
  expect(v).toBeCloseTo(Math.exp(-0.9), 14);
});

/** Strong error at the end of one Brownian path, seen with n steps: each increment sums those of the finest path. */
function strongError(method: string, drift: 0 | 1, n: number, path: number): number {
  const [fine, tau, s] = [1024, 0.01, 0.4];
  const normal = (step: number) => draw64('normal', path, 1, step, 0);
  const draw = (_: string, step: number) => {
    let sum = 0;
    for (let k = 0; k < fine / n; k++) sum += normal((step * fine) / n + k);
    return sum / Math.sqrt(fine / n);
  };
  const equations = `dx/dt = -${drift}*x/tau + s*x*tau**-0.5*xi : 1\ns : 1`;
  const x = run({ equations, method, values: { tau: '10*ms', s, x: 1 }, draw, dt: tau / n, steps: n }, 'x');
  let w = 0;
  for (let k = 0; k < fine; k++) w += normal(k);
  // Stratonovich's calculus has the ordinary chain rule; w/sqrt(fine) is W(tau)/sqrt(tau).
  return Math.abs(x - Math.exp(-drift + (s * w) / Math.sqrt(fine)));
}

test.each([
  ['heun', 1, 1],
  ['heun', 0, 1],
  ['milstein', 0, 1],
  // Brian2's support holds the drift, and the mean of dW^2 does not vanish: half an order is lost.
  ['milstein', 1, 0.5],
] as const)(
  '%s with drift %i converges to the Stratonovich solution with strong order %d',
  (method, drift, expected) => {
    const mean = (n: number) => {
      let sum = 0;
      for (let path = 0; path < 30; path++) sum += strongError(method, drift, n, path);
      return sum / 30;
    };
    const [coarse, fine] = [mean(16), mean(128)];
    expect(fine).toBeLessThan(0.02);
    const order = Math.log2(coarse / fine) / 3;
    expect(Math.abs(order - expected)).toBeLessThan(0.3);
  },
);
