import type { Figure } from '../../src/experiment/figure.ts';
import { axonRates, rateSymbols } from './models/axon.ts';

export const figure: Figure = {
  title: 'Hodgkin-Huxley neuron',
  question: 'How does a membrane make a spike?',
  caption:
    'Watch the order in every spike: $m$ opens first, then $h$ closes and $n$ opens. The curve is what the axon does when $I$ is switched on in one step: below about 6.3 µA/cm² a spike or two and then silence, above it at once more than 50 spikes a second. The mark is the rate of this run, and need not lie on the curve: between 6.3 and 9.8 µA/cm² the axon can also stay silent. Begin at 0 and raise $I$ in small steps.',
  alt: 'Membrane potential of a squid giant axon against time, and below it the gating variables m, h and n. The potential rests near -65 mV and rises to about 40 mV in every spike. A second panel shows the firing rate after a step of current, with a jump near 6.3 microamperes a square centimetre, and on it the rate of this run. A third shows the path of the state in the plane of V and n.',
  network: {
    dt: '0.01*ms',
    populations: {
      neuron: {
        size: 1,
        equations: `dv/dt = (I - I_Na - I_K - I_L)/C_m : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
I_Na = g_Na*m**3*h*(v - E_Na) : amp/meter**2
I_K = g_K*n**4*(v - E_K) : amp/meter**2
I_L = g_L*(v - E_L) : amp/meter**2
${axonRates}
I : amp/meter**2`,
        threshold: 'v > 0*mV',
        refractory: 'v > 0*mV',
        method: 'rk4',
        parameters: {
          I: '10*uA/cm**2',
          C_m: '1*uF/cm**2',
          g_Na: '120*mS/cm**2',
          g_K: '36*mS/cm**2',
          g_L: '0.3*mS/cm**2',
          E_Na: '50*mV',
          E_K: '-77*mV',
          E_L: '-54.387*mV',
        },
        // The resting state of these equations: the gates' steady values at -65 mV.
        initial: { v: '-65*mV', m: 0.052932, h: 0.596121, n: 0.317677 },
        record: { variables: ['v', 'm', 'h', 'n', 'I_Na', 'I_K'], indices: [0], every: '0.05*ms' },
      },
    },
  },
  parameters: [
    {
      name: 'I',
      symbol: 'I',
      role: 'excitatory',
      meaning: 'injected current density',
      unit: 'uA/cm**2',
      minimum: -10,
      maximum: 40,
      default: 10,
      step: 0.1,
      prominent: true,
      sets: [{ path: 'populations.neuron.parameters.I' }],
    },
    {
      name: 'g_Na',
      symbol: 'g_\\mathrm{Na}',
      role: 'neutral',
      meaning: 'largest sodium conductance',
      unit: 'mS/cm**2',
      minimum: 0,
      maximum: 200,
      default: 120,
      step: 1,
      prominent: true,
      sets: [{ path: 'populations.neuron.parameters.g_Na' }],
    },
    {
      name: 'g_K',
      symbol: 'g_\\mathrm{K}',
      role: 'neutral',
      meaning: 'largest potassium conductance',
      unit: 'mS/cm**2',
      minimum: 0,
      maximum: 80,
      default: 36,
      step: 1,
      prominent: true,
      sets: [{ path: 'populations.neuron.parameters.g_K' }],
    },
    {
      name: 'g_L',
      symbol: 'g_\\mathrm{L}',
      role: 'neutral',
      meaning: 'leak conductance',
      unit: 'mS/cm**2',
      minimum: 0.05,
      maximum: 2,
      default: 0.3,
      step: 0.05,
      sets: [{ path: 'populations.neuron.parameters.g_L' }],
    },
    {
      name: 'C_m',
      symbol: 'C',
      role: 'neutral',
      meaning: 'membrane capacitance',
      unit: 'uF/cm**2',
      minimum: 0.5,
      maximum: 3,
      default: 1,
      step: 0.05,
      sets: [{ path: 'populations.neuron.parameters.C_m' }],
    },
    {
      name: 'E_Na',
      symbol: 'E_\\mathrm{Na}',
      role: 'neutral',
      meaning: 'sodium reversal potential',
      unit: 'mV',
      minimum: 0,
      maximum: 80,
      default: 50,
      step: 1,
      sets: [{ path: 'populations.neuron.parameters.E_Na' }],
    },
    {
      name: 'E_K',
      symbol: 'E_\\mathrm{K}',
      role: 'neutral',
      meaning: 'potassium reversal potential',
      unit: 'mV',
      minimum: -100,
      maximum: -40,
      default: -77,
      step: 1,
      sets: [{ path: 'populations.neuron.parameters.E_K' }],
    },
    {
      name: 'E_L',
      symbol: 'E_\\mathrm{L}',
      role: 'neutral',
      meaning: 'leak reversal potential',
      unit: 'mV',
      minimum: -80,
      maximum: -40,
      default: -54.387,
      step: 0.001,
      sets: [{ path: 'populations.neuron.parameters.E_L' }],
    },
  ],
  symbols: {
    v: { symbol: 'V', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    m: { symbol: 'm', role: 'excitatory', meaning: 'sodium activation' },
    h: { symbol: 'h', role: 'adaptation', meaning: 'sodium inactivation' },
    n: { symbol: 'n', role: 'inhibitory', meaning: 'potassium activation' },
    I_Na: {
      symbol: 'I_\\mathrm{Na}',
      role: 'excitatory',
      meaning: 'sodium current, outward',
      unit: 'uA/cm**2',
    },
    I_K: {
      symbol: 'I_\\mathrm{K}',
      role: 'inhibitory',
      meaning: 'potassium current, outward',
      unit: 'uA/cm**2',
    },
    I_L: { symbol: 'I_\\mathrm{L}', role: 'neutral', meaning: 'leak current, outward', unit: 'uA/cm**2' },
    ...rateSymbols,
  },
  views: [
    {
      kind: 'traces',
      title: 'Potential, gates and currents',
      window: '100*ms',
      panels: [
        {
          label: 'V',
          unit: 'mV',
          range: [-90, 60],
          lines: [{ of: 'neuron.v' }],
          height: 1.6,
        },
        {
          label: 'gates',
          range: [0, 1],
          lines: [{ of: 'neuron.m' }, { of: 'neuron.h' }, { of: 'neuron.n' }],
        },
        {
          label: 'ionic currents',
          unit: 'uA/cm**2',
          range: [-1000, 1000],
          lines: [{ of: 'neuron.I_Na' }, { of: 'neuron.I_K' }],
        },
      ],
    },
    { kind: 'curve', title: 'Rate after a step', sweep: 'rate', own: 'rate', leaps: true },
    {
      kind: 'phase',
      title: 'Phase plane',
      population: 'neuron',
      x: { variable: 'v', unit: 'mV', range: [-90, 60] },
      y: { variable: 'n', range: [0, 1] },
      nullclines: false,
    },
  ],
  sweeps: {
    rate: {
      parameter: 'I',
      population: 'neuron',
      points: 101,
      duration: '500*ms',
      settle: '200*ms',
      measure: 'rate',
    },
  },
  measures: {
    rate: { kind: 'rate', population: 'neuron', window: '100*ms', label: 'firing rate' },
    count: {
      kind: 'count',
      population: 'neuron',
      since: 'change',
      skip: '3*ms',
      label: 'spikes since the last change',
    },
    peak: { kind: 'maximum', of: 'neuron.v', unit: 'mV', label: 'highest potential' },
  },
  goals: [
    {
      name: 'anode-break',
      task: 'Make the axon fire while $I$ stands at 0: let go of a current that held it down.',
      hint: 'Hold the membrane below its rest for a while, and watch $h$.',
      answer:
        'Set $I$ to $-8$ µA/cm², wait until $h$ has risen, and return to 0. While the membrane was held down, sodium inactivation was lifted ($h$ rose) and potassium gates closed ($n$ fell). Back at rest both need milliseconds to return, and for that time the sodium current wins.',
      when: [
        { of: 'I', atLeast: 0, atMost: 0 },
        { of: 'count', atLeast: 1 },
      ],
      solution: [{ values: { I: -8 } }, { at: '60*ms', values: { I: 0 } }],
      within: '40*ms',
    },
    {
      name: 'repetitive',
      task: 'Find the smallest current at which the axon, once it fires, fires on and on, within 0.1 µA/cm²: eight spikes and more.',
      hint: 'Come from above in small steps, and count the spikes after each.',
      answer:
        'At 6.3 µA/cm² it goes on firing at more than 50 spikes a second; a little below, it stops after a spike or two. The rate does not grow from zero: it jumps. From below you find another number: a current that is raised slowly leaves the axon silent beyond 9.',
      when: [
        { of: 'I', atMost: 6.4 },
        { of: 'count', atLeast: 8 },
      ],
      solution: [{ values: { I: 6.3 } }],
      within: '400*ms',
    },
    {
      name: 'silent-at-8',
      task: 'Keep the axon silent for 100 ms at 8 µA/cm² or more, with all conductances as they are: a current at which it fires on and on when it is switched on in one step.',
      hint: 'A step throws the state far from rest. How could you carry it along instead?',
      answer:
        'Set $I$ to 0, wait for silence, and raise it in steps of 0.5 µA/cm² with some 15 ms between them. Up to about 9.8 µA/cm² the resting state is stable: a small push dies away. Beside it lies the cycle of spikes, which is stable too, and a step from 0 throws the state onto it.',
      when: [
        { of: 'I', atLeast: 8, atMost: 9.5 },
        { of: 'rate', atMost: 0 },
        ...['g_Na', 'g_K', 'g_L', 'C_m', 'E_Na', 'E_K', 'E_L'].map(
          (of) => ({ of, untouched: true }) as const,
        ),
      ],
      solution: [
        { values: { I: 0 } },
        ...Array.from({ length: 16 }, (_, k) => ({ at: `${15 * (k + 1)}*ms`, values: { I: (k + 1) / 2 } })),
      ],
      within: '120*ms',
    },
  ],
  speed: 0.02,
  duration: '100*ms',
  sources: ['HodgkinHuxley1952'],
};
