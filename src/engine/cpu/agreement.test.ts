import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../../network/compile.ts';
import { readNetwork } from '../../network/read.ts';
import { createReferenceSimulation } from '../reference/reference.ts';
import type { Batch, Simulation } from '../simulation.ts';
import { createCpuSimulation } from './simulation.ts';

interface Case {
  readonly network: unknown;
  readonly steps: number;
  /** Largest difference in 64 bit, relative to the variable's range; 0: the same bits. */
  readonly f64?: number;
  /** The same in 32 bit; absent: not compared (chance, or chaos). */
  readonly f32?: number;
}

const lif = {
  equations: 'dv/dt = (El - v + drive)/tau : volt (unless refractory)\ndrive : volt',
  threshold: 'v > -50*mV',
  reset: 'v = Vr',
  refractory: '2*ms',
  parameters: { El: '-65*mV', tau: '10*ms', Vr: '-70*mV', drive: '20*mV' },
  initial: { v: 'El' },
};

const hodgkinHuxley = `dv/dt = (I - gL*(v - EL) - gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK))/C : volt
dm/dt = alpham*(1 - m) - betam*m : 1
dh/dt = alphah*(1 - h) - betah*h : 1
dn/dt = alphan*(1 - n) - betan*n : 1
alpham = 1/exprel(-(v + 40*mV)/(10*mV))/ms : Hz
betam = 4*exp(-(v + 65*mV)/(18*mV))/ms : Hz
alphah = 0.07*exp(-(v + 65*mV)/(20*mV))/ms : Hz
betah = 1/(1 + exp(-(v + 35*mV)/(10*mV)))/ms : Hz
alphan = 0.1/exprel(-(v + 55*mV)/(10*mV))/ms : Hz
betan = 0.125*exp(-(v + 65*mV)/(80*mV))/ms : Hz
I : amp/meter**2`;

const hh = {
  equations: hodgkinHuxley,
  threshold: 'v > 0*mV',
  refractory: 'v > 0*mV',
  parameters: {
    gL: '0.3*msiemens/cm**2',
    gNa: '120*msiemens/cm**2',
    gK: '36*msiemens/cm**2',
    EL: '-54.387*mV',
    ENa: '50*mV',
    EK: '-77*mV',
    C: '1*uF/cm**2',
    I: '(5 + i)*uA/cm**2',
  },
  initial: { v: '-65*mV', m: 0.05, h: 0.6, n: 0.32 },
};

const one = (population: object, dt = '0.1*ms') => ({ dt, populations: { E: population } });

const cases: Record<string, Case> = {
  'integrate and fire, exact': {
    network: one({ ...lif, size: 7, record: ['v'] }),
    steps: 1000,
    f32: 1e-4,
  },
  'refractory time from neuron to neuron': {
    network: one({
      ...lif,
      size: 6,
      equations: `${lif.equations}\nrest : second`,
      refractory: 'rest',
      parameters: { ...lif.parameters, rest: 'i*ms' },
      record: ['v'],
    }),
    steps: 500,
    f32: 1e-4,
  },
  'time constants from neuron to neuron': {
    network: one({
      ...lif,
      size: 5,
      equations: `${lif.equations}\ntau : second (constant)`,
      parameters: { ...lif.parameters, tau: '(5 + 5*i)*ms' },
      record: ['v'],
    }),
    steps: 500,
    f32: 1e-4,
  },
  'Hodgkin and Huxley, exponential Euler': {
    network: one({ ...hh, size: 6, method: 'exponential_euler', record: ['v', 'm', 'alpham'] }, '0.01*ms'),
    steps: 1500,
    f64: 1e-11,
    // A spike each within the 10 to 15 ms; its steep flank raises the error to 3e-5 of the range.
    f32: 1e-4,
  },
  'Hodgkin and Huxley, rk4': {
    network: one({ ...hh, size: 3, method: 'rk4', record: ['v', 'n'] }, '0.01*ms'),
    steps: 1000,
    f64: 1e-11,
    // A spike each within the 10 to 15 ms; its steep flank raises the error to 3e-5 of the range.
    f32: 1e-4,
  },
  'Izhikevich, euler, with an adaptation that the reset changes': {
    network: one({
      size: 9,
      equations: `dv/dt = (0.04*v**2 + 5*v + 140 - u + drive)/ms : 1
du/dt = 0.02*(0.2*v - u)/ms : 1
drive : 1`,
      threshold: 'v >= 30',
      reset: 'v = -65; u += 8',
      method: 'euler',
      parameters: { drive: '4 + i' },
      initial: { v: -65, u: -13 },
      record: ['v', 'u'],
    }),
    steps: 1500,
    f64: 1e-9,
  },
  'functions of everything': {
    network: one({
      size: 5,
      equations: `dx/dt = (sin(5*t/ms) + cos(x) + tan(0.1*x) - x + y)/tau : 1
y = arctan(x) + arcsin(clip(x, -1, 1))*tanh(x) + sinh(0.1*x) - cosh(0.1*x) + log(2 + x**2) + log10(3 + abs(x)) : 1
z = sqrt(abs(x))**1.7 + int(x > 0.2) + sign(x) + floor(3*x) + ceil(2*x) + (10*x) % 3 + (10*x) // 3 + expm1(x) + log1p(abs(x)) + arccos(clip(x, -1, 1)) : 1
b = x > 0.5 and not (y < 1 or x < 0) : boolean`,
      method: 'rk2',
      parameters: { tau: '5*ms' },
      initial: { x: 'i/5 - 0.4' },
      record: { variables: ['x', 'y', 'z', 'b'], every: '0.3*ms' },
    }),
    steps: 300,
    f64: 1e-12,
  },
  'last spike and a condition': {
    network: one({
      ...lif,
      size: 4,
      equations: `${lif.equations}\nsince = t - lastspike : second\nfree = int(not_refractory) : 1`,
      refractory: '(t - lastspike) < 1.55*ms',
      parameters: { ...lif.parameters, drive: '(18 + i)*mV' },
      record: { variables: ['v', 'since', 'free'], every: '1*ms' },
    }),
    steps: 400,
    f32: 1e-4,
  },
  'noise and chance': {
    network: one({
      size: 6,
      equations: 'dx/dt = -x/tau + sigma*sqrt(2/tau)*xi : 1\ntau : second\nsigma : 1',
      threshold: 'rand() < 0.05 + 0.01*randn()',
      reset: 'x += 0.1*rand()',
      parameters: { tau: '10*ms', sigma: 0.5 },
      record: ['x'],
    }),
    steps: 500,
    f64: 1e-12,
  },
  'a recorded input': {
    network: {
      dt: '0.1*ms',
      arrays: {
        I: {
          values: [
            [0, 1, 2],
            [3, 4, 5],
            [6, 7, 8],
          ],
          dt: '1*ms',
        },
        J: { values: [[1], [2]], dt: '0.25*ms' },
      },
      populations: {
        E: {
          size: 3,
          equations: 'dx/dt = (I(t, i) + J(t) + I(t - 1*ms, 1) - x)/(2*ms) : 1',
          method: 'euler',
          record: ['x'],
        },
      },
    },
    steps: 50,
    f64: 1e-12,
    f32: 1e-5,
  },
  'given spikes, uniform and individual delays, both ends': {
    network: {
      dt: '0.1*ms',
      populations: {
        S: {
          size: 4,
          spikes: [
            [0.001, 0],
            [0.0011, 3],
            [0.002, 1],
            [0.002, 2],
            [0.0031, 0],
            [0.004, 3],
          ],
        },
        E: { ...lif, size: 10, parameters: { ...lif.parameters, drive: '14*mV + i*mV' }, record: ['v'] },
      },
      projections: [
        {
          from: 'S',
          to: 'E',
          model: 'w : volt',
          on_pre: 'v_post += w',
          connect: 'all-to-all',
          parameters: { w: '1*mV*(1 + i + 0.1*j)' },
          delay: '(0.1*i + 0.13*j)*ms',
        },
        {
          from: 'S',
          to: 'E',
          on_pre: 'v_post -= 0.5*mV',
          connect: {
            pairs: [
              [3, 1],
              [0, 2],
              [0, 2],
            ],
          },
          delay: '1*ms',
        },
        {
          from: 'E',
          to: 'E',
          model: 'w : volt\nc : 1',
          on_pre: 'v_post += w*rand(); c += 1; v_pre -= 0.1*mV',
          on_post: 'w *= 0.9; c += 10',
          connect: { condition: '(i + j) % 3 == 0' },
          parameters: { w: '0.2*mV' },
        },
      ],
    },
    steps: 600,
    f64: 1e-12,
  },
};

async function outcome(simulation: Simulation, steps: number): Promise<Batch> {
  expect(simulation.advance(steps)).toBe(steps);
  return simulation.drain();
}

function compare(actual: Batch, expected: Batch, bound: number): void {
  actual.samples.forEach(({ steps, values }, k) => {
    const other = expected.samples[k];
    if (!other) throw new Error('A probe is missing.');
    expect(Array.from(steps)).toEqual(Array.from(other.steps));
    const range = Math.max(...other.values) - Math.min(...other.values);
    let worst = 0;
    values.forEach((value, i) => {
      worst = Math.max(worst, Math.abs(value - (other.values[i] as number)));
    });
    expect(worst / (range || 1), `probe ${k}`).toBeLessThanOrEqual(bound);
  });
}

describe.each(Object.entries(cases))('%s', (_, { network, steps, f64 = 0, f32 }) => {
  const compiled = compileNetwork(readNetwork(network), { seed: 5 });

  it('is that of the reference in 64 bit', async () => {
    const expected = await outcome(createReferenceSimulation(compiled), steps);
    const actual = await outcome(await createCpuSimulation(compiled, { precision: 'f64' }), steps);
    expect(actual.spikes.map(({ indices }) => indices.length)).toEqual(
      expected.spikes.map(({ indices }) => indices.length),
    );
    actual.spikes.forEach(({ steps: times, indices }, p) => {
      expect(Array.from(times)).toEqual(Array.from(expected.spikes[p]?.steps ?? []));
      expect(Array.from(indices)).toEqual(Array.from(expected.spikes[p]?.indices ?? []));
    });
    compare(actual, expected, f64);
  });

  if (f32 === undefined) return;
  it('is near that of the reference in 32 bit', async () => {
    const expected = await outcome(createReferenceSimulation(compiled), steps);
    const actual = await outcome(await createCpuSimulation(compiled), steps);
    compare(actual, expected, f32);
    const relaxed = await outcome(await createCpuSimulation(compiled, { relaxed: true }), steps);
    compare(relaxed, expected, f32);
  });
});
