import type { Figure, Parameter, Role, Sweep } from '../../src/experiment/figure.ts';
import { equations, gain, onset, steady } from './models/adaptation.ts';

/** A row of the parameter table: name, LaTeX, role, meaning, unit, minimum, maximum, default, step. */
type Row = readonly [string, string, Role, string, string, number, number, number, number];

const rows: readonly Row[] = [
  ['b_1', 'b_1', 'adaptation', 'jump of the fast adaptation current at a spike', 'pA', 0, 100, 40, 1],
  ['tau_1', '\\tau_1', 'adaptation', 'time constant of the fast adaptation current', 'ms', 10, 200, 50, 1],
  ['b_2', 'b_2', 'adaptation', 'jump of the slow adaptation current at a spike', 'pA', 0, 50, 12, 0.5],
  [
    'tau_2',
    '\\tau_2',
    'adaptation',
    'time constant of the slow adaptation current',
    'ms',
    200,
    2000,
    500,
    10,
  ],
  ['f', 'f', 'neutral', 'frequency of the wave', 'Hz', 0.3, 20, 1, 0.1],
  ['I_0', 'I_0', 'excitatory', 'height of the step of current', 'pA', 200, 900, 600, 5],
  ['I_1', 'I_1', 'excitatory', 'amplitude of the wave', 'pA', 20, 200, 60, 5],
  ['sigma', '\\sigma', 'neutral', 'strength of the noise', 'mV', 0, 5, 1, 0.1],
  ['C', 'C', 'membrane', 'membrane capacitance', 'pF', 100, 400, 200, 5],
  ['g_L', 'g_\\mathrm{L}', 'neutral', 'leak conductance', 'nS', 5, 15, 10, 0.5],
  ['E_L', 'E_\\mathrm{L}', 'neutral', 'resting and reset potential', 'mV', -75, -60, -65, 0.5],
  ['theta', '\\theta', 'neutral', 'firing threshold', 'mV', -55, -45, -50, 0.5],
];

const parameters = rows.map(
  ([name, symbol, role, meaning, unit, minimum, maximum, fallback, step], k): Parameter => ({
    name,
    symbol,
    role,
    meaning,
    unit,
    minimum,
    maximum,
    default: fallback,
    step,
    ...(name === 'f' ? { scale: 'log' } : {}),
    ...(k < 7 ? { prominent: true } : {}),
    sets: [{ path: `populations.neurons.parameters.${name}` }],
  }),
);

const none = { b_1: 0, b_2: 0 };

const step: Sweep = {
  parameter: 'I_0',
  population: 'neurons',
  points: 29,
  trials: 6,
  duration: '2*second',
  settle: '1.2*second',
  measure: 'rate',
};

const wave: Sweep = {
  parameter: 'f',
  population: 'neurons',
  points: 13,
  trials: 24,
  duration: '6*second',
  settle: '2.5*second',
  measure: 'gain',
  amplitude: 'I_1',
  unit: 'Hz/nA',
  selfConsistent: steady,
  reference: gain,
};

export const figure: Figure = {
  title: 'Two adaptation currents',
  question: 'What does a neuron that tires report of its input?',
  caption:
    'Fifty neurons get the same step of current, and from 2 s on a wave on top of it. At the step they fire fast; then the currents $w_1$ and $w_2$ catch up with the rate and hold it down. Turn the frequency $f$ and watch the rate: fast waves come through, slow ones are followed by $w$ and cancelled. The two curves at the right sum this up: above, the rate at the onset of a step and when settled, for every current; below, how much of a wave reaches the rate, for every frequency. Grey is the theory.',
  alt: 'Left, over time: a step of current with a wave on it, the membrane potential of one neuron, its fast and its slow adaptation current, and the rate of fifty neurons, which overshoots at the step and settles lower. Right: firing rate against current, at onset and when settled; and the gain of the rate against the frequency of the wave, flat without adaptation and falling towards low frequencies with it.',
  network: {
    dt: '0.1*ms',
    populations: {
      neurons: {
        size: 50,
        equations,
        threshold: 'v > theta',
        reset: 'v = E_L\nw_1 += b_1\nw_2 += b_2',
        method: 'euler',
        parameters: Object.fromEntries(
          rows.map(([name, , , , unit, , , value]) => [name, `${value}*${unit}`]),
        ),
        initial: { v: 'E_L' },
        record: { variables: ['v', 'w_1', 'w_2', 'I'], indices: [0], every: '0.5*ms' },
      },
    },
  },
  parameters,
  symbols: {
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    w_1: { symbol: 'w_1', role: 'adaptation', meaning: 'fast adaptation current', unit: 'pA' },
    w_2: { symbol: 'w_2', role: 'adaptation', meaning: 'slow adaptation current', unit: 'pA' },
    I: { symbol: 'I', role: 'excitatory', meaning: 'injected current', unit: 'pA' },
  },
  presets: [
    { name: 'both', title: 'Two currents', values: {} },
    { name: 'fast', title: 'Fast current alone', values: { b_1: 80, tau_1: 100, b_2: 0 } },
    { name: 'slow', title: 'Slow current alone', values: { b_1: 0, b_2: 16 } },
    { name: 'none', title: 'No adaptation', values: none },
  ],
  views: [
    {
      kind: 'traces',
      title: 'One of fifty neurons',
      window: '2*second',
      panels: [
        {
          label: 'I',
          unit: 'pA',
          range: [0, 1100],
          lines: [{ of: 'neurons.I' }],
          height: 0.6,
        },
        {
          label: 'u',
          unit: 'mV',
          range: [-80, -20],
          lines: [{ of: 'neurons.v' }],
          level: 'theta',
          spikes: 'neurons',
          height: 0.8,
        },
        {
          label: 'adaptation',
          unit: 'pA',
          range: [0, 600],
          lines: [{ of: 'neurons.w_1' }, { of: 'neurons.w_2' }],
        },
      ],
    },
    {
      kind: 'rate',
      title: 'Rate of all fifty',
      window: '2*second',
      bin: '20*ms',
      populations: [{ name: 'neurons', role: 'membrane', label: '' }],
      height: 170,
    },
    {
      kind: 'curve',
      title: 'Rate, settled and at onset',
      sweep: 'steady',
      beside: [{ sweep: 'onset', label: 'at onset' }],
    },
    {
      kind: 'curve',
      title: 'Gain',
      sweep: 'gain',
      beside: [{ sweep: 'flat', label: 'without adaptation' }],
    },
  ],
  sweeps: {
    steady: { ...step, selfConsistent: steady },
    onset: {
      ...step,
      points: 15,
      trials: 60,
      duration: '300*ms',
      settle: '100*ms',
      measure: 'onset',
      reference: onset,
    },
    gain: wave,
    flat: { ...wave, at: none },
  },
  measures: {
    onset: {
      kind: 'onset',
      population: 'neurons',
      from: '100*ms',
      settle: '1.2*second',
      until: '2*second',
      label: 'rate at onset',
      reference: onset,
    },
    steady: {
      kind: 'steady',
      population: 'neurons',
      from: '100*ms',
      settle: '1.2*second',
      until: '2*second',
      label: 'rate when settled',
      selfConsistent: steady,
    },
    gain: {
      kind: 'modulation',
      population: 'neurons',
      frequency: 'f',
      amplitude: 'I_1',
      settle: '2.5*second',
      pause: '500*ms',
      unit: 'Hz/nA',
      label: 'gain of the wave',
      selfConsistent: steady,
      reference: gain,
    },
  },
  goals: [
    {
      name: 'half',
      task: 'Leave the current as it is, and let the neurons settle at half the rate that they begin with, give or take 5 %.',
      hint: 'The settled rate depends on $b_1 \\tau_1 + b_2 \\tau_2$ alone, the charge that one spike takes back. Turn a slider and wait for the next step.',
      answer:
        'With $b_1$ = 20 pA and $b_2$ = 4 pA each spike takes back 3 pC. The neurons begin at 174 and settle at 86 spikes a second. Any pair with the same sum does, even one current alone: the settled rate does not tell how many currents there are.',
      when: [
        { of: 'I_0', untouched: true },
        { of: 'C', untouched: true },
        { of: 'steady', atLeast: `0.475*${onset}`, atMost: `0.525*${onset}` },
      ],
      solution: [{ values: { b_1: 20, b_2: 4 } }],
      within: '2.1*second',
    },
    {
      name: 'ignore-slow',
      task: 'Make the neurons ignore slow changes: set $f$ to 0.5 Hz or less, and press the gain below 85 Hz/nA, a quarter of what it is without adaptation.',
      hint: 'What must $w$ be able to do to cancel a wave? Look which of the two currents follows at 0.5 Hz, and how strongly.',
      answer:
        'A fast current follows a slow wave with hardly a delay. $b_1$ = 100 pA and $\\tau_1$ = 100 ms take back 10 pC a spike, and a wave of 0.5 Hz has a period twenty times as long as $\\tau_1$. A larger $b_2$ helps less: the slow current comes late.',
      when: [
        { of: 'f', atMost: 0.5 },
        { of: 'gain', atMost: 85 },
        { of: 'steady', atLeast: 20 },
        { of: 'C', untouched: true },
        { of: 'theta', untouched: true },
        { of: 'E_L', untouched: true },
      ],
      solution: [{ values: { f: 0.5, b_1: 100, tau_1: 100 } }],
      within: '5*second',
    },
  ],
  repeats: '6*second',
  speed: 0.5,
  duration: '2*second',
  sources: ['Gerstner2014', 'BendaHerz2003', 'Siegert1951'],
};
