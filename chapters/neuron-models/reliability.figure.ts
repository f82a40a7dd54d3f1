import type { Figure, Override } from '../../src/experiment/figure.ts';
import { frozenNoise } from '../../src/network/frozen-noise.ts';
import type { Population } from '../../src/network/network.ts';

/**
 * The same neuron 25 times: what differs between the trials is their intrinsic noise. After each second of stimulus it
 * rests for ten time constants, so that all trials begin alike.
 */
const trials = (stimulus: string, more: Population['parameters'] = {}): Population => ({
  size: 25,
  equations: `dv/dt = (E_L - v + R*I)/tau_m + sigma*sqrt(2/tau_m)*xi : volt (unless refractory)
${stimulus}`,
  threshold: 'v > theta',
  reset: 'v = V_r',
  refractory: 't_ref',
  method: 'euler',
  parameters: {
    I_0: '1.65*nA',
    sigma: '0.225*mV',
    R: '10*Mohm',
    tau_m: '20*ms',
    E_L: '-65*mV',
    theta: '-50*mV',
    V_r: '-65*mV',
    t_ref: '5*ms',
    period: '1.2*second',
    on: '1*second',
    ...more,
  },
  initial: { v: 'E_L' },
  record: { variables: ['I'], indices: [0], every: '1*ms' },
});

const both = (parameter: string): Override[] => [
  { path: `populations.constant.parameters.${parameter}` },
  { path: `populations.fluctuating.parameters.${parameter}` },
];

export const figure: Figure = {
  title: 'Reliability of spike timing',
  question: 'Does a neuron repeat itself when its input does?',
  caption:
    'One neuron, 25 trials of a second each, under two currents with the same mean: constant (the dashed line, lower half of the raster) and fluctuating (upper half), the same fluctuation in every trial. A row is a trial, and each has weak noise $\\sigma$ of its own. Under the constant current the columns of spikes smear as the trial goes on; under the fluctuating one they stay stripes.',
  alt: 'On top the injected currents over 1.2 seconds, one constant and one fluctuating about it. In the middle a raster of 25 trials for each: the spikes of the constant current begin in line and smear, those of the fluctuating one stand in vertical stripes. Below, the firing rate over all trials: a fading ripple for the constant current, tall separate peaks for the fluctuating one. Beside them the reliability against the size of the fluctuation, rising from a quarter to nine tenths.',
  network: {
    dt: '0.1*ms',
    // Frozen: every trial, run and machine has these numbers, whatever the seed of the intrinsic noise. Of the first
    // dozen this is the sample under which the neuron fires as often as under the constant current (test: within 10 %).
    arrays: { n: { values: frozenNoise(1200, 11), dt: '1*ms' } },
    populations: {
      constant: trials('I = I_0*int(t % period < on) : amp'),
      fluctuating: trials(
        `dx/dt = (sqrt(2*tau_s/ms)*n(t % period) - x)/tau_s : 1
I = (I_0 + A*x)*int(t % period < on) : amp`,
        { A: '0.75*nA', tau_s: '5*ms' },
      ),
    },
  },
  parameters: [
    {
      name: 'A',
      symbol: 'A',
      role: 'excitatory',
      meaning: 'size of the fluctuation (standard deviation)',
      unit: 'nA',
      minimum: 0,
      maximum: 1,
      default: 0.75,
      step: 0.01,
      prominent: true,
      sets: [{ path: 'populations.fluctuating.parameters.A' }],
    },
    {
      name: 'sigma',
      symbol: '\\sigma',
      role: 'neutral',
      meaning: 'intrinsic noise (standard deviation)',
      unit: 'mV',
      minimum: 0,
      maximum: 1.5,
      default: 0.225,
      step: 0.005,
      prominent: true,
      sets: both('sigma'),
    },
    {
      name: 'tau_s',
      symbol: '\\tau_s',
      role: 'excitatory',
      meaning: 'time constant of the fluctuation',
      unit: 'ms',
      minimum: 1,
      maximum: 100,
      default: 5,
      step: 0.5,
      scale: 'log',
      prominent: true,
      sets: [{ path: 'populations.fluctuating.parameters.tau_s' }],
    },
    {
      name: 'I_0',
      symbol: 'I_0',
      role: 'neutral',
      meaning: 'mean current, the same for both',
      unit: 'nA',
      minimum: 1.5,
      maximum: 3,
      default: 1.65,
      step: 0.01,
      prominent: true,
      sets: both('I_0'),
    },
    {
      name: 'tau_m',
      symbol: '\\tau_m',
      role: 'membrane',
      meaning: 'membrane time constant',
      unit: 'ms',
      minimum: 5,
      maximum: 30,
      default: 20,
      step: 0.5,
      sets: both('tau_m'),
    },
    {
      name: 't_ref',
      symbol: '\\tau_\\mathrm{arp}',
      role: 'neutral',
      meaning: 'absolute refractory period',
      unit: 'ms',
      minimum: 0,
      maximum: 20,
      default: 5,
      step: 0.5,
      sets: both('t_ref'),
    },
  ],
  symbols: {
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    I: { symbol: 'I', role: 'excitatory', meaning: 'injected current', unit: 'nA' },
    x: { symbol: 'x', role: 'excitatory', meaning: 'the frozen fluctuation, of deviation 1' },
    n: { symbol: 'n', role: 'excitatory', meaning: 'recorded noise, the same in every trial' },
    R: { symbol: 'R', role: 'neutral', meaning: 'membrane resistance', unit: 'Mohm' },
    E_L: { symbol: 'E_L', role: 'neutral', meaning: 'resting potential', unit: 'mV' },
    theta: { symbol: '\\theta', role: 'neutral', meaning: 'firing threshold', unit: 'mV' },
    V_r: { symbol: 'u_r', role: 'neutral', meaning: 'reset potential', unit: 'mV' },
    period: { symbol: 'T', role: 'neutral', meaning: 'from one trial to the next', unit: 'ms' },
    on: { symbol: 'T_\\mathrm{on}', role: 'neutral', meaning: 'length of the stimulus', unit: 'ms' },
  },
  views: [
    {
      kind: 'traces',
      title: 'Injected current',
      window: '1.2*second',
      height: 140,
      panels: [
        {
          label: 'I',
          unit: 'nA',
          range: [-2, 5],
          lines: [{ of: 'fluctuating.I' }],
          level: 'I_0',
        },
      ],
    },
    {
      kind: 'raster',
      title: '25 trials of each',
      window: '1.2*second',
      height: 250,
      populations: [
        { name: 'constant', role: 'neutral', label: 'constant' },
        { name: 'fluctuating', role: 'membrane', label: 'fluctuating' },
      ],
    },
    {
      kind: 'rate',
      title: 'Rate over trials',
      window: '1.2*second',
      height: 130,
      bin: '5*ms',
      populations: [
        { name: 'constant', role: 'neutral', label: 'constant' },
        { name: 'fluctuating', role: 'membrane', label: 'fluctuating' },
      ],
    },
    { kind: 'curve', title: 'Reliability', sweep: 'reliability' },
  ],
  sweeps: {
    reliability: {
      parameter: 'A',
      population: 'fluctuating',
      points: 17,
      trials: 25,
      duration: '1*second',
      measure: 'reliability',
      width: '1.8*ms',
    },
  },
  measures: {
    fluctuating: {
      kind: 'reliability',
      population: 'fluctuating',
      window: '1.2*second',
      width: '1.8*ms',
      label: 'reliability, fluctuating',
    },
    constant: {
      kind: 'reliability',
      population: 'constant',
      window: '1.2*second',
      width: '1.8*ms',
      label: 'reliability, constant',
    },
    rateFluctuating: {
      kind: 'rate',
      population: 'fluctuating',
      window: '1.2*second',
      label: 'rate, fluctuating',
    },
    rateConstant: { kind: 'rate', population: 'constant', window: '1.2*second', label: 'rate, constant' },
  },
  goals: [
    {
      name: 'least-fluctuation',
      task: 'Make the trials agree to at least 0.6 with as little fluctuation as you can: $A$ of 0.55 nA or less.',
      hint: 'The curve beside the raster is the answer for every $A$ at once. After a change the reliability is told when a whole trial has passed.',
      answer:
        'At $A$ = 0.5 nA the reliability is about 0.7. Each large upswing carries the potential over the threshold steeply, and where it crosses steeply, noise can move the crossing only a little.',
      when: [
        { of: 'fluctuating', atLeast: 0.6 },
        { of: 'A', atMost: 0.55 },
        { of: 'sigma', untouched: true },
        { of: 'tau_s', untouched: true },
        { of: 'I_0', untouched: true },
      ],
      solution: [{ values: { A: 0.5 } }],
      within: '1.3*second',
    },
    {
      name: 'quiet-neuron',
      task: 'Now make the trials of the constant current agree to at least 0.6, without touching a current.',
      hint: 'What differs between the trials?',
      answer:
        'Only the intrinsic noise does. With $\\sigma$ = 0.05 mV the spikes drift apart so slowly that a second is too short to see it. They still drift: nothing in a constant current could bring them together again.',
      when: [
        { of: 'constant', atLeast: 0.6 },
        { of: 'I_0', untouched: true },
        { of: 'A', untouched: true },
      ],
      solution: [{ values: { sigma: 0.05 } }],
      within: '1.3*second',
    },
  ],
  speed: 0.2,
  duration: '1.2*second',
  sources: ['MainenSejnowski1995', 'SchreiberEtAl2003'],
};
