import type { Figure } from '../../src/experiment/figure.ts';

export const figure: Figure = {
  title: 'Atlas of a two-variable neuron',
  question: 'How many kinds of neuron are in two equations?',
  caption:
    'Every pixel is a neuron with its own values of two parameters, $c$ and $d$ unless you choose others, and all of them run at once. Move the crosshair: the trace is that of the neuron under it, computed anew. Regular spiking, chattering and bursting are neighbouring countries with sharp borders.',
  alt: 'A map over two parameters: at first the reset value c across and the reset increment d upward. Its colour is the firing rate, the burst index or the adaptation of the neuron with these values. A trace shows the membrane potential of the neuron under the crosshair.',
  network: {
    dt: '0.1*ms',
    populations: {
      neuron: {
        size: 1,
        equations: `dv/dt = (0.04*v**2/mV + 5*v + 140*mV - u + I)/ms : volt
du/dt = a*(b*v - u)/ms : volt
I : volt
a : 1
b : 1
c : volt
d : volt`,
        threshold: 'v > 30*mV',
        reset: 'v = c\nu += d',
        method: 'euler',
        parameters: { I: '10*mV', a: 0.02, b: 0.2, c: '-65*mV', d: '8*mV' },
        initial: { v: '-70*mV', u: '-14*mV' },
        record: { variables: ['v', 'u'], indices: [0], every: '0.1*ms' },
      },
    },
  },
  parameters: [
    {
      name: 'I',
      symbol: 'I',
      role: 'excitatory',
      meaning: 'input',
      unit: 'mV',
      minimum: 0,
      maximum: 30,
      default: 10,
      step: 0.1,
      prominent: true,
      sets: [{ path: 'populations.neuron.parameters.I' }],
    },
    {
      name: 'c',
      symbol: 'c',
      role: 'neutral',
      meaning: 'reset value of the membrane potential',
      unit: 'mV',
      minimum: -70,
      maximum: -40,
      default: -65,
      step: 0.1,
      prominent: true,
      sets: [{ path: 'populations.neuron.parameters.c' }],
    },
    {
      name: 'd',
      symbol: 'd',
      role: 'adaptation',
      meaning: 'jump of the recovery variable at a spike',
      unit: 'mV',
      minimum: 0,
      maximum: 10,
      default: 8,
      step: 0.05,
      prominent: true,
      sets: [{ path: 'populations.neuron.parameters.d' }],
    },
    {
      name: 'a',
      symbol: 'a',
      role: 'adaptation',
      meaning: 'rate of recovery',
      minimum: 0.005,
      maximum: 0.2,
      default: 0.02,
      step: 0.001,
      sets: [{ path: 'populations.neuron.parameters.a' }],
    },
    {
      name: 'b',
      symbol: 'b',
      role: 'adaptation',
      meaning: 'coupling of the recovery variable to the membrane potential',
      minimum: 0.05,
      maximum: 0.3,
      default: 0.2,
      step: 0.005,
      sets: [{ path: 'populations.neuron.parameters.b' }],
    },
  ],
  symbols: {
    v: { symbol: 'v', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    u: { symbol: 'u', role: 'adaptation', meaning: 'recovery variable', unit: 'mV' },
  },
  atlas: {
    population: 'neuron',
    x: { parameter: 'c', from: -70, to: -40 },
    y: { parameter: 'd', from: 0, to: 10 },
    resolution: 256,
    duration: '600*ms',
    settle: '100*ms',
    measures: ['rate', 'burst index', 'adaptation'],
  },
  views: [
    { kind: 'atlas', title: 'Every pixel a neuron' },
    {
      kind: 'traces',
      title: 'The neuron under the crosshair',
      window: '300*ms',
      panels: [
        {
          label: 'v',
          unit: 'mV',
          range: [-90, 40],
          lines: [{ of: 'neuron.v' }],
          spikes: 'neuron',
          height: 1.6,
        },
        { label: 'u', unit: 'mV', range: [-20, 10], lines: [{ of: 'neuron.u' }] },
      ],
    },
    {
      kind: 'phase',
      title: 'Phase plane',
      population: 'neuron',
      x: { variable: 'v', unit: 'mV', range: [-90, 40] },
      y: { variable: 'u', unit: 'mV', range: [-20, 20] },
      nullclines: true,
    },
  ],
  measures: {
    burst: { kind: 'burst size', population: 'neuron', label: 'spikes per burst' },
    rate: { kind: 'rate', population: 'neuron', label: 'firing rate' },
    count: { kind: 'count', population: 'neuron', label: 'spikes' },
  },
  goals: [
    {
      name: 'chatter',
      task: 'Find a neuron that answers a steady current with bursts of at least three spikes.',
      hint: 'A burst needs a reset so high that the next spike follows at once, and a small jump of $u$, so that several follow.',
      answer:
        'Move the crosshair to $c = -50$ mV and $d = 2$ mV, the chattering neuron. The reset lands beside the parabola, where the potential grows at once; each spike adds $d$ to $u$, until the reset lands above it.',
      when: [{ of: 'burst', atLeast: 3 }],
      solution: [{ values: { c: -50, d: 2 } }],
      within: '500*ms',
    },
  ],
  speed: 0.05,
  duration: '300*ms',
  sources: ['Izhikevich2003', 'Izhikevich2004'],
};
