import type { Figure } from '../../src/experiment/figure.ts';
import { axonRates, rateSymbols } from './models/axon.ts';

export const figure: Figure = {
  title: 'Action potentials of a noisy axon',
  question: 'What can a spike say?',
  caption:
    'An axon is driven by a fluctuating current. Above, when it fires: irregularly. Beside it, its last 60 spikes laid over each other at the moment when they cross 0 mV: nearly one line. What varies is when, not what.',
  alt: 'The membrane potential of a noisy axon with spikes at irregular times, above the fluctuating current. Beside it many spikes aligned at their threshold crossing, which nearly coincide.',
  network: {
    dt: '0.01*ms',
    populations: {
      axon: {
        size: 1,
        equations: `dv/dt = (I - g_Na*m**3*h*(v - E_Na) - g_K*n**4*(v - E_K) - g_L*(v - E_L))/C_m : volt
I = I_0 + sigma*x : amp/meter**2
dx/dt = -x/tau_x + sqrt(2/tau_x)*xi : 1
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
${axonRates}
I_0 : amp/meter**2
sigma : amp/meter**2`,
        threshold: 'v > 0*mV',
        refractory: 'v > 0*mV',
        method: 'euler',
        parameters: {
          I_0: '4*uA/cm**2',
          sigma: '2*uA/cm**2',
          tau_x: '5*ms',
          C_m: '1*uF/cm**2',
          g_Na: '120*mS/cm**2',
          g_K: '36*mS/cm**2',
          g_L: '0.3*mS/cm**2',
          E_Na: '50*mV',
          E_K: '-77*mV',
          E_L: '-54.387*mV',
        },
        initial: { v: '-65*mV', m: 0.052932, h: 0.596121, n: 0.317677 },
        record: { variables: ['v', 'I'], indices: [0], every: '0.05*ms' },
      },
    },
  },
  parameters: [
    {
      name: 'sigma',
      symbol: '\\sigma',
      role: 'excitatory',
      meaning: 'size of the fluctuation (standard deviation)',
      unit: 'uA/cm**2',
      minimum: 0,
      maximum: 6,
      default: 2,
      step: 0.1,
      prominent: true,
      sets: [{ path: 'populations.axon.parameters.sigma' }],
    },
    {
      name: 'I_0',
      symbol: 'I_0',
      role: 'excitatory',
      meaning: 'mean current density',
      unit: 'uA/cm**2',
      minimum: 0,
      maximum: 12,
      default: 4,
      step: 0.1,
      prominent: true,
      sets: [{ path: 'populations.axon.parameters.I_0' }],
    },
    {
      name: 'tau_x',
      symbol: '\\tau_x',
      role: 'excitatory',
      meaning: 'time constant of the fluctuation',
      unit: 'ms',
      minimum: 1,
      maximum: 20,
      default: 5,
      step: 0.5,
      prominent: true,
      sets: [{ path: 'populations.axon.parameters.tau_x' }],
    },
  ],
  symbols: {
    v: { symbol: 'V', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    I: { symbol: 'I', role: 'excitatory', meaning: 'injected current density', unit: 'uA/cm**2' },
    x: { symbol: 'x', role: 'excitatory', meaning: 'fluctuation of the current' },
    m: { symbol: 'm', role: 'excitatory', meaning: 'sodium activation' },
    h: { symbol: 'h', role: 'adaptation', meaning: 'sodium inactivation' },
    n: { symbol: 'n', role: 'inhibitory', meaning: 'potassium activation' },
    ...rateSymbols,
  },
  views: [
    {
      kind: 'traces',
      title: 'When it fires',
      window: '500*ms',
      panels: [
        { label: 'V', unit: 'mV', range: [-90, 60], lines: [{ of: 'axon.v' }], height: 1.6 },
        { label: 'I', unit: 'uA/cm**2', range: [-10, 20], lines: [{ of: 'axon.I' }] },
      ],
    },
    {
      kind: 'aligned',
      title: 'How it fires',
      place: 'side',
      of: 'axon.v',
      unit: 'mV',
      range: [-90, 60],
      before: '3*ms',
      after: '6*ms',
      count: 60,
      window: '2*second',
    },
  ],
  measures: {
    peak: { kind: 'shape', of: 'axon.v', gives: 'mean peak', level: '0*mV', unit: 'mV', label: 'mean peak' },
    peakDeviation: {
      kind: 'shape',
      of: 'axon.v',
      gives: 'deviation of peak',
      level: '0*mV',
      unit: 'mV',
      label: 'its deviation',
    },
    width: {
      kind: 'shape',
      of: 'axon.v',
      gives: 'mean width',
      level: '0*mV',
      unit: 'ms',
      label: 'mean width at 0 mV',
    },
    widthDeviation: {
      kind: 'shape',
      of: 'axon.v',
      gives: 'deviation of width',
      level: '0*mV',
      unit: 'ms',
      label: 'its deviation',
    },
    count: { kind: 'count', population: 'axon', since: 'change', label: 'spikes since the last change' },
    cv: { kind: 'cv', population: 'axon', label: 'irregularity of intervals (CV)' },
  },
  goals: [
    {
      name: 'clockwork',
      task: 'Make the axon fire like a clock, with a CV of its intervals below 0.05 over 20 spikes, without taking the fluctuation $\\sigma$ below 0.5 µA/cm².',
      hint: 'The fluctuation decides when a membrane that hovers near its threshold fires. Take it away from there.',
      answer:
        'Raise the mean current to 12 µA/cm² and lower $\\sigma$ to 0.5 µA/cm². The axon is now on its limit cycle: pushes of this size hurry or delay it a little, and the CV settles near 0.024. With $\\sigma = 1$ µA/cm² a push now and then makes it miss a spike, and one missed spike in a hundred is enough to take the CV above 0.05.',
      when: [
        { of: 'sigma', atLeast: 0.5 },
        { of: 'count', atLeast: 20 },
        { of: 'cv', atMost: 0.05 },
      ],
      solution: [{ values: { sigma: 0.5, I_0: 12 } }],
      within: '500*ms',
    },
  ],
  speed: 0.1,
  duration: '500*ms',
  sources: ['HodgkinHuxley1952'],
};
