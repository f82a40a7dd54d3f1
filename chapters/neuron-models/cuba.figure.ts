import type { Figure, Override } from '../../src/experiment/figure.ts';
import type { Population, Projection } from '../../src/network/network.ts';

const neuron: Population = {
  size: 3200,
  equations: `dv/dt = (g_e + g_i - (v - E_L))/tau_m : volt (unless refractory)
dg_e/dt = -g_e/tau_e : volt
dg_i/dt = -g_i/tau_i : volt`,
  threshold: 'v > theta',
  reset: 'v = V_r',
  refractory: '5*ms',
  method: 'exact',
  parameters: {
    tau_m: '20*ms',
    tau_e: '5*ms',
    tau_i: '10*ms',
    E_L: '-49*mV',
    theta: '-50*mV',
    V_r: '-60*mV',
  },
  initial: { v: 'V_r + rand()*(theta - V_r)' },
  record: { variables: ['v'], indices: [0], every: '0.5*ms' },
};

const excitatory = (to: string): Projection => ({
  from: 'E',
  to,
  model: 'w_e : volt (shared, constant)',
  on_pre: 'g_e_post += w_e',
  connect: { probability: 0.02 },
  parameters: { w_e: '1.62*mV' },
});

const inhibitory = (to: string): Projection => ({
  from: 'I',
  to,
  model: 'w_i : volt (shared, constant)',
  on_pre: 'g_i_post += w_i',
  connect: { probability: 0.02 },
  parameters: { w_i: '-9*mV' },
});

const everywhere = (parameter: string): Override[] => [
  { path: `populations.E.parameters.${parameter}` },
  { path: `populations.I.parameters.${parameter}` },
];

export const figure: Figure = {
  title: 'Balanced network of 4,000 neurons',
  question: 'What keeps a network of thousands firing, and why so irregularly?',
  caption:
    'Every dot is a spike. Nothing random drives this network: each neuron leans just above threshold, and excitation and inhibition fight over it. Weaken inhibition ($w_i$ towards 0) and the network runs away; strengthen it and the rate falls.',
  alt: 'Raster of spikes of a network of excitatory and inhibitory neurons against time, irregular and asynchronous, and below it the firing rate of both populations, about six spikes a second.',
  network: {
    dt: '0.1*ms',
    populations: {
      E: neuron,
      I: { ...neuron, size: 800 },
    },
    projections: [excitatory('E'), excitatory('I'), inhibitory('E'), inhibitory('I')],
  },
  parameters: [
    {
      name: 'w_e',
      symbol: 'w_e',
      role: 'weight',
      meaning: 'excitatory weight',
      unit: 'mV',
      minimum: 0,
      maximum: 5,
      default: 1.62,
      step: 0.01,
      prominent: true,
      sets: [{ path: 'projections.0.parameters.w_e' }, { path: 'projections.1.parameters.w_e' }],
    },
    {
      name: 'w_i',
      symbol: 'w_i',
      role: 'weight',
      meaning: 'inhibitory weight',
      unit: 'mV',
      minimum: -30,
      maximum: 0,
      default: -9,
      step: 0.1,
      prominent: true,
      sets: [{ path: 'projections.2.parameters.w_i' }, { path: 'projections.3.parameters.w_i' }],
    },
    {
      name: 'N',
      symbol: 'N',
      role: 'neutral',
      meaning: 'neurons, each with 80 synapses',
      minimum: 1000,
      maximum: 40000,
      default: 4000,
      step: 1000,
      prominent: true,
      sets: [
        { path: 'populations.E.size', value: '0.8*N' },
        { path: 'populations.I.size', value: '0.2*N' },
        { path: 'projections.0.connect.probability', value: '80/N' },
        { path: 'projections.1.connect.probability', value: '80/N' },
        { path: 'projections.2.connect.probability', value: '80/N' },
        { path: 'projections.3.connect.probability', value: '80/N' },
      ],
    },
    {
      name: 'E_L',
      symbol: 'E_L',
      role: 'neutral',
      meaning: 'resting potential; above the threshold every neuron fires by itself',
      unit: 'mV',
      minimum: -60,
      maximum: -45,
      default: -49,
      step: 0.1,
      sets: everywhere('E_L'),
    },
    {
      name: 'tau_m',
      symbol: '\\tau_m',
      role: 'membrane',
      meaning: 'membrane time constant',
      unit: 'ms',
      minimum: 5,
      maximum: 50,
      default: 20,
      step: 0.5,
      sets: everywhere('tau_m'),
    },
    {
      name: 'tau_e',
      symbol: '\\tau_e',
      role: 'excitatory',
      meaning: 'time constant of excitatory synapses',
      unit: 'ms',
      minimum: 1,
      maximum: 20,
      default: 5,
      step: 0.5,
      sets: everywhere('tau_e'),
    },
    {
      name: 'tau_i',
      symbol: '\\tau_i',
      role: 'inhibitory',
      meaning: 'time constant of inhibitory synapses',
      unit: 'ms',
      minimum: 1,
      maximum: 20,
      default: 10,
      step: 0.5,
      sets: everywhere('tau_i'),
    },
  ],
  symbols: {
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    g_e: { symbol: 'g_e', role: 'excitatory', meaning: 'excitatory input', unit: 'mV' },
    g_i: { symbol: 'g_i', role: 'inhibitory', meaning: 'inhibitory input', unit: 'mV' },
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
    rate: { kind: 'rate', population: 'E', label: 'rate of excitatory neurons' },
    rateI: { kind: 'rate', population: 'I', label: 'rate of inhibitory neurons' },
    cv: { kind: 'cv', population: 'E', label: 'irregularity (CV)' },
  },
  goals: [
    {
      name: 'let-go',
      task: 'Double the rate of the excitatory neurons, to 12 Hz or more but under 20, and leave excitation and the resting potential as they are.',
      hint: 'Two forces fight over every neuron. You may weaken only one of them.',
      answer:
        'Raise $w_i$ to −4 mV. With less inhibition the neurons reach the threshold sooner, and each spike is followed sooner by the next: the rate rises and the CV falls, because the drift of the membrane decides and no longer the fluctuations.',
      when: [
        { of: 'w_e', untouched: true },
        { of: 'tau_e', untouched: true },
        { of: 'E_L', untouched: true },
        { of: 'rate', atLeast: 12, atMost: 20 },
      ],
      solution: [{ values: { w_i: -4 } }],
    },
  ],
  speed: 0.2,
  duration: '1*second',
  sources: ['VogelsAbbott2005', 'Brette2007'],
};
