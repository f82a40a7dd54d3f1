import type { Figure, Override } from '../../src/experiment/figure.ts';
import type { Population, Projection } from '../../src/network/network.ts';

/** Benchmark 1 of Brette et al. (2007), after Vogels and Abbott (2005). */
const neuron: Population = {
  size: 3200,
  equations: `dv/dt = (g_L*(E_L - v) + g_e*(E_e - v) + g_i*(E_i - v))/C_m : volt (unless refractory)
dg_e/dt = -g_e/tau_e : siemens
dg_i/dt = -g_i/tau_i : siemens`,
  threshold: 'v > theta',
  reset: 'v = V_r',
  refractory: '5*ms',
  method: 'exponential_euler',
  parameters: {
    C_m: '200*pF',
    g_L: '10*nS',
    E_L: '-60*mV',
    E_e: '0*mV',
    E_i: '-80*mV',
    theta: '-50*mV',
    V_r: '-60*mV',
    tau_e: '5*ms',
    tau_i: '10*ms',
    kick: '1',
  },
  // The kick that starts it: as much conductance as if spikes had been arriving, never below 0.
  initial: {
    v: 'E_L + (5*randn() - 5)*mV',
    g_e: 'kick*clip(1.5*randn() + 4, 0, 100)*g_L',
    g_i: 'kick*clip(12*randn() + 20, 0, 100)*g_L',
  },
  record: { variables: ['v'], indices: [0], every: '0.5*ms' },
};

const excitatory = (to: string): Projection => ({
  from: 'E',
  to,
  model: 'w_e : siemens (shared, constant)',
  on_pre: 'g_e_post += w_e',
  connect: { probability: 0.02 },
  parameters: { w_e: '6*nS' },
});

const inhibitory = (to: string): Projection => ({
  from: 'I',
  to,
  model: 'w_i : siemens (shared, constant)',
  on_pre: 'g_i_post += w_i',
  connect: { probability: 0.02 },
  parameters: { w_i: '67*nS' },
});

const everywhere = (parameter: string): Override[] => [
  { path: `populations.E.parameters.${parameter}` },
  { path: `populations.I.parameters.${parameter}` },
];

export const figure: Figure = {
  title: 'Balanced network with conductances',
  question: 'Does it keep itself going, or die?',
  caption:
    'Nothing drives this network. A kick of conductance starts it, and from then on it lives on its own spikes, in bursts and pauses. It may also die: start it again with another seed, and with some seeds the raster stays white.',
  alt: 'Raster of spikes of 4,000 excitatory and inhibitory neurons with conductance-based synapses, irregular with waves of activity, the population rate of about twenty spikes a second below it, and the potential of one neuron.',
  network: {
    dt: '0.1*ms',
    populations: { E: neuron, I: { ...neuron, size: 800 } },
    projections: [excitatory('E'), excitatory('I'), inhibitory('E'), inhibitory('I')],
  },
  parameters: [
    {
      name: 'w_e',
      symbol: 'w_e',
      role: 'weight',
      meaning: 'excitatory weight',
      unit: 'nS',
      minimum: 0,
      maximum: 12,
      default: 6,
      step: 0.1,
      prominent: true,
      sets: [{ path: 'projections.0.parameters.w_e' }, { path: 'projections.1.parameters.w_e' }],
    },
    {
      name: 'w_i',
      symbol: 'w_i',
      role: 'weight',
      meaning: 'inhibitory weight',
      unit: 'nS',
      minimum: 0,
      maximum: 150,
      default: 67,
      step: 1,
      prominent: true,
      sets: [{ path: 'projections.2.parameters.w_i' }, { path: 'projections.3.parameters.w_i' }],
    },
    {
      name: 'kick',
      symbol: 'k',
      role: 'neutral',
      meaning: 'strength of the kick that starts it',
      minimum: 0,
      maximum: 3,
      default: 1,
      step: 0.1,
      prominent: true,
      sets: everywhere('kick'),
    },
    {
      name: 'g_L',
      symbol: 'g_L',
      role: 'membrane',
      meaning: 'leak conductance',
      unit: 'nS',
      minimum: 5,
      maximum: 30,
      default: 10,
      step: 0.5,
      sets: everywhere('g_L'),
    },
    {
      name: 'E_i',
      symbol: 'E_i',
      role: 'inhibitory',
      meaning: 'reversal potential of inhibition',
      unit: 'mV',
      minimum: -90,
      maximum: -60,
      default: -80,
      step: 1,
      sets: everywhere('E_i'),
    },
  ],
  symbols: {
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    g_e: { symbol: 'g_e', role: 'excitatory', meaning: 'excitatory conductance', unit: 'nS' },
    g_i: { symbol: 'g_i', role: 'inhibitory', meaning: 'inhibitory conductance', unit: 'nS' },
    C_m: { symbol: 'C_m', role: 'membrane', meaning: 'membrane capacitance', unit: 'pF' },
    E_L: { symbol: 'E_L', role: 'neutral', meaning: 'resting potential', unit: 'mV' },
    E_e: { symbol: 'E_e', role: 'excitatory', meaning: 'reversal potential of excitation', unit: 'mV' },
    tau_e: { symbol: '\\tau_e', role: 'excitatory', meaning: 'time constant of excitation', unit: 'ms' },
    tau_i: { symbol: '\\tau_i', role: 'inhibitory', meaning: 'time constant of inhibition', unit: 'ms' },
    theta: { symbol: '\\theta', role: 'neutral', meaning: 'firing threshold', unit: 'mV' },
    V_r: { symbol: 'u_r', role: 'neutral', meaning: 'reset potential', unit: 'mV' },
  },
  views: [
    {
      kind: 'raster',
      title: 'Spikes',
      window: '500*ms',
      populations: [
        { name: 'E', role: 'excitatory', label: 'excitatory' },
        { name: 'I', role: 'inhibitory', label: 'inhibitory' },
      ],
    },
    {
      kind: 'rate',
      title: 'Population rate',
      window: '500*ms',
      bin: '5*ms',
      populations: [
        { name: 'E', role: 'excitatory', label: 'excitatory' },
        { name: 'I', role: 'inhibitory', label: 'inhibitory' },
      ],
    },
    {
      kind: 'traces',
      title: 'One neuron',
      window: '500*ms',
      panels: [{ label: 'u', unit: 'mV', range: [-80, -40], lines: [{ of: 'E.v' }], spikes: 'E' }],
    },
  ],
  measures: {
    rate: { kind: 'rate', population: 'E', label: 'rate' },
    now: { kind: 'rate', population: 'E', window: '100*ms', label: 'in the last 0.1 s (0: it has died)' },
    cv: { kind: 'cv', population: 'E', label: 'irregularity (CV)' },
  },
  goals: [
    {
      name: 'silence',
      task: 'Leave both weights alone, and let the network die.',
      hint: 'Nothing but its own spikes keeps it going. What pulls every neuron back to rest between them?',
      answer:
        'The leak conductance $g_L$, the first of the sliders below the others, goes from 10 to 30 nS. The same spikes then move the membrane a third as far, and activity dies out. Put the leak back: the silence lasts, because nothing is left to wake it. The same network has two ways to be.',
      when: [
        { of: 'w_e', untouched: true },
        { of: 'w_i', untouched: true },
        { of: 'now', atMost: 0 },
      ],
      solution: [{ values: { g_L: 30 } }],
      within: '400*ms',
    },
  ],
  speed: 0.2,
  duration: '500*ms',
  sources: ['VogelsAbbott2005', 'Brette2007'],
};
