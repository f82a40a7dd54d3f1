import type { Figure } from '../../src/experiment/figure.ts';

/** A pulse of current at t = 0 through the membrane: the postsynaptic potential (Rotter and Diesmann 1999). */
const closedForm = 'E_L + R*I_0*tau_s/(tau_m - tau_s)*(exp(-t/tau_m) - exp(-t/tau_s))';

const membrane = {
  size: 1,
  equations: `dv/dt = (E_L - v + R*I)/tau_m : volt
dI/dt = -I/tau_s : amp
u_c = E_L + u_0*(exp(-t/tau_m) - exp(-t/tau_s)) : volt
u_0 = R*I_0*tau_s/(tau_m - tau_s) : volt
err = abs(v - u_c) : volt`,
  parameters: { E_L: '-65*mV', R: '10*Mohm', tau_m: '10*ms', tau_s: '5*ms', I_0: '6*nA' },
  initial: { v: 'E_L', I: 'I_0' },
  record: { variables: ['v', 'err'], indices: [0] },
};

const both = (name: string) => ['exact', 'euler'].map((one) => ({ path: `populations.${one}.${name}` }));

export const figure: Figure = {
  title: 'Exact integration and Euler’s method',
  question: 'How long may a step of the simulation be?',
  caption:
    'A pulse of current reaches two copies of one membrane, and both are simulated with steps of length $h$; grey is the solution on paper. Drag $h$ in the plot of errors. Euler’s error grows in proportion to the step, up to where the method swings and then explodes. The exact propagator takes any step and is wrong by no more than the rounding of the machine.',
  alt: 'Two panels of membrane potential against time, a dot for each step of the simulation. With exact integration all dots lie on the grey solution; with the Euler method they leave it the more the longer the step. A third plot with logarithmic axes shows the error against the step: a line of slope 1 for Euler, and flat at rounding error for exact integration.',
  network: {
    dt: '3*ms',
    populations: {
      exact: { ...membrane, method: 'exact' },
      euler: { ...membrane, method: 'euler' },
    },
  },
  parameters: [
    {
      name: 'h',
      symbol: 'h',
      role: 'neutral',
      meaning: 'step of the simulation',
      unit: 'ms',
      minimum: 0.05,
      maximum: 25,
      default: 3,
      scale: 'log',
      prominent: true,
      sets: [{ path: 'dt' }],
    },
    {
      name: 'tau_s',
      symbol: '\\tau_s',
      role: 'excitatory',
      meaning: 'time constant of the synaptic current',
      unit: 'ms',
      minimum: 1,
      maximum: 8,
      default: 5,
      step: 0.1,
      prominent: true,
      anew: true,
      sets: both('parameters.tau_s'),
    },
    {
      name: 'tau_m',
      symbol: '\\tau_m',
      role: 'membrane',
      meaning: 'membrane time constant',
      unit: 'ms',
      minimum: 9,
      maximum: 30,
      default: 10,
      step: 0.5,
      prominent: true,
      anew: true,
      sets: both('parameters.tau_m'),
    },
    {
      name: 'I_0',
      symbol: 'I_0',
      role: 'excitatory',
      meaning: 'current that the pulse brings',
      unit: 'nA',
      minimum: 1,
      maximum: 8,
      default: 6,
      step: 0.1,
      anew: true,
      sets: both('parameters.I_0'),
    },
    {
      name: 'R',
      symbol: 'R',
      role: 'neutral',
      meaning: 'membrane resistance',
      unit: 'Mohm',
      minimum: 2,
      maximum: 12,
      default: 10,
      step: 0.5,
      anew: true,
      sets: both('parameters.R'),
    },
    {
      name: 'E_L',
      symbol: 'E_L',
      role: 'neutral',
      meaning: 'resting potential',
      unit: 'mV',
      minimum: -75,
      maximum: -60,
      default: -65,
      step: 1,
      anew: true,
      sets: both('parameters.E_L'),
    },
  ],
  symbols: {
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    I: { symbol: 'I', role: 'excitatory', meaning: 'synaptic current', unit: 'nA' },
    u_c: { symbol: 'u_\\mathrm{c}', role: 'neutral', meaning: 'solution in closed form', unit: 'mV' },
    u_0: { symbol: 'u_0', role: 'neutral', meaning: 'its scale', unit: 'mV' },
    err: { symbol: '\\varepsilon', role: 'error', meaning: 'error', unit: 'mV' },
  },
  views: [
    {
      kind: 'samples',
      title: 'grey: solution in closed form',
      window: '100*ms',
      unit: 'mV',
      range: [-80, -35],
      reference: closedForm,
      panels: [
        { of: 'exact.v', label: 'exact integration' },
        { of: 'euler.v', label: 'Euler', joined: true },
      ],
    },
    {
      kind: 'convergence',
      title: 'largest error',
      unit: 'mV',
      range: [1e-15, 1e4],
      sweeps: [
        { sweep: 'euler', label: 'Euler', slope: 1 },
        { sweep: 'exact', label: 'exact' },
      ],
      limits: [
        { parameter: 'tau_s', times: 1, label: 'Euler swings' },
        { parameter: 'tau_s', times: 2, label: 'Euler explodes' },
      ],
    },
  ],
  sweeps: {
    euler: {
      runs: true,
      parameter: 'h',
      population: 'euler',
      points: 13,
      duration: '100*ms',
      measure: 'peak',
      of: 'err',
    },
    exact: {
      runs: true,
      parameter: 'h',
      population: 'exact',
      points: 13,
      duration: '100*ms',
      measure: 'peak',
      of: 'err',
    },
  },
  measures: {
    euler: { kind: 'maximum', of: 'euler.err', unit: 'mV', label: 'largest error so far, Euler' },
    exact: { kind: 'maximum', of: 'exact.err', unit: 'mV', label: 'exact integration' },
  },
  goals: [
    {
      name: 'a-tenth-of-a-millivolt',
      task: 'Find the longest step with which Euler’s largest error stays under 0.1 mV, to within a tenth of that step. Change nothing but $h$.',
      hint: 'For short steps the error is proportional to the step: read it at one of them, and divide.',
      answer:
        'At $h$ = 0.1 ms the largest error is 0.137 mV. Slope 1 says that 0.1 mV belongs to $h$ = 0.1 ms × 0.1 / 0.137 = 0.073 ms: more than a thousand steps for these 100 ms. The exact propagator needs four steps of 25 ms, and is still right to the last digits.',
      when: [
        { of: 'tau_s', untouched: true },
        { of: 'tau_m', untouched: true },
        { of: 'I_0', untouched: true },
        { of: 'R', untouched: true },
        { of: 'h', atLeast: 0.066, atMost: 0.0735 },
        { of: 'euler', atLeast: 0.088, atMost: 0.1 },
      ],
      solution: [{ values: { h: 0.073 } }],
    },
    {
      name: 'explosion',
      task: 'Find the step, to within 10 %, from which on Euler’s error does not die away any more.',
      hint: 'In one step the synaptic current is multiplied by $1 - h/\\tau_s$. When does that make it grow?',
      answer:
        'From $h = 2 \\tau_s$ on, here 10 ms: the factor is then −1 or less, and the current changes sign in every step without getting smaller. The shortest time constant of a model sets the limit, also where you look only at a slower variable.',
      when: [
        { of: 'h', atLeast: '2*tau_s', atMost: '2.2*tau_s' },
        { of: 'euler', atLeast: 1 },
      ],
      solution: [{ values: { h: 10.5 } }],
    },
  ],
  repeats: '100*ms',
  speed: 0.1,
  duration: '100*ms',
  precision: 'f64',
  sources: ['RotterDiesmann1999'],
};
