import type { Figure, LinearNeuron, Parameter } from '../../src/experiment/figure.ts';
import { frozenNoise } from '../../src/network/frozen-noise.ts';

/** Everything that the sum is made of is recorded, so that it goes through each change of a slider as the neuron does. */
const neuron: LinearNeuron = {
  population: 'neuron',
  potential: 'v',
  current: 'I',
  resistance: 'R',
  rest: 'E_L',
  time: 'tau_m',
  threshold: 'theta',
  reset: 'V_r',
  refractory: 't_ref',
};

/** A value of the neuron, by its name. */
const value = (
  name: string,
  [minimum, maximum, step]: readonly [number, number, number],
  words: Omit<Parameter, 'name' | 'minimum' | 'maximum' | 'step' | 'sets'>,
): Parameter => ({
  name,
  minimum,
  maximum,
  step,
  ...words,
  sets: [{ path: `populations.neuron.parameters.${name}` }],
});

export const figure: Figure = {
  title: 'A potential that is a sum of kernels',
  question: 'Can you write down the potential from the input and the spikes alone?',
  caption:
    'The black trace is simulated. The grey band beneath it is not: the page computes it from the recorded current and the spike times, as the filtered input $\\kappa * I$ plus one decaying step for each reset. The middle plot shows these two parts; the lowest takes their sum away from the simulation. Without a refractory period about a tenth of a millivolt is left, because a spike counts $\\theta - u_r$ and the time step carries the potential a little beyond $\\theta$. Now raise $\\tau_\\mathrm{arp}$: what arrives during the clamp is in the sum, but not in the neuron. The grey line starts the sum anew after the last spike, and stays at zero.',
  alt: 'Four plots over 150 milliseconds. On top the injected current, a staircase that fluctuates. Below it the membrane potential, a sawtooth with spikes, black on a wider grey band, the sum of kernels. Then the two parts of that sum: the filtered input, which rises and stays above zero, and the resets, which pile up below zero. At the bottom, the simulation minus the sum: close to zero without a refractory period, and falling by several millivolts at each spike with one.',
  network: {
    dt: '0.1*ms',
    arrays: { n: { values: frozenNoise(200, 3), dt: '5*ms' } },
    populations: {
      neuron: {
        size: 1,
        equations: `dv/dt = (E_L - v + R*I)/tau_m : volt (unless refractory)
I = I_0 + A*n(t % period) + I_p*s : amp
s = int(t % T_p < d_p) : 1
R : ohm
E_L : volt
tau_m : second
theta : volt
V_r : volt
t_ref : second`,
        threshold: 'v > theta',
        reset: 'v = V_r',
        refractory: 't_ref',
        // The current is constant within a step: then this is the exact propagator of Rotter and Diesmann.
        method: 'exponential_euler',
        parameters: {
          I_0: '1.4*nA',
          A: '0.6*nA',
          I_p: '0*nA',
          R: '10*Mohm',
          tau_m: '10*ms',
          E_L: '-65*mV',
          theta: '-50*mV',
          V_r: '-65*mV',
          t_ref: '0*ms',
          period: '1*second',
          T_p: '20*ms',
          d_p: '1*ms',
        },
        initial: { v: 'E_L' },
        record: {
          variables: ['v', 'I', 'R', 'E_L', 'tau_m', 'theta', 'V_r', 't_ref'],
          indices: [0],
        },
      },
    },
  },
  parameters: [
    value('I_0', [0, 4, 0.01], {
      symbol: 'I_0',
      role: 'excitatory',
      meaning: 'constant part of the current',
      unit: 'nA',
      default: 1.4,
      prominent: true,
    }),
    value('A', [0, 1.5, 0.01], {
      symbol: 'A',
      role: 'excitatory',
      meaning: 'size of the fluctuation (standard deviation)',
      unit: 'nA',
      default: 0.6,
      prominent: true,
    }),
    value('I_p', [0, 8, 0.1], {
      symbol: 'I_p',
      role: 'excitatory',
      meaning: 'height of a pulse of 1 ms every 20 ms',
      unit: 'nA',
      default: 0,
      prominent: true,
    }),
    value('t_ref', [0, 10, 0.5], {
      symbol: '\\tau_\\mathrm{arp}',
      role: 'neutral',
      meaning: 'absolute refractory period',
      unit: 'ms',
      default: 0,
      prominent: true,
    }),
    value('tau_m', [2, 30, 0.5], {
      symbol: '\\tau_m',
      role: 'membrane',
      meaning: 'membrane time constant',
      unit: 'ms',
      default: 10,
      prominent: true,
    }),
    value('theta', [-62, -40, 0.5], {
      symbol: '\\theta',
      role: 'neutral',
      meaning: 'firing threshold',
      unit: 'mV',
      default: -50,
      prominent: true,
    }),
    value('V_r', [-80, -63, 0.5], {
      symbol: 'u_r',
      role: 'neutral',
      meaning: 'reset potential',
      unit: 'mV',
      default: -65,
    }),
    value('R', [5, 15, 0.5], {
      symbol: 'R',
      role: 'neutral',
      meaning: 'membrane resistance',
      unit: 'Mohm',
      default: 10,
    }),
    value('E_L', [-75, -63, 0.5], {
      symbol: 'E_L',
      role: 'neutral',
      meaning: 'resting potential',
      unit: 'mV',
      default: -65,
    }),
  ],
  symbols: {
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    I: { symbol: 'I', role: 'excitatory', meaning: 'injected current', unit: 'nA' },
    n: { symbol: 'n', role: 'excitatory', meaning: 'frozen random numbers, a new one every 5 ms' },
    s: { symbol: 's', role: 'excitatory', meaning: '1 during a pulse, else 0' },
    period: { symbol: 'T_n', role: 'neutral', meaning: 'time after which they repeat', unit: 'ms' },
    T_p: { symbol: 'T_p', role: 'neutral', meaning: 'time between pulses', unit: 'ms' },
    d_p: { symbol: 'd_p', role: 'neutral', meaning: 'length of a pulse', unit: 'ms' },
  },
  views: [
    {
      kind: 'traces',
      title: 'Input',
      window: '150*ms',
      height: 110,
      panels: [{ label: 'I', unit: 'nA', range: [-2, 12], lines: [{ of: 'neuron.I' }] }],
    },
    {
      kind: 'decomposition',
      title: 'Simulation over sum',
      window: '150*ms',
      // Thirty times the longest membrane time constant before what is shown.
      memory: '1.05*second',
      neuron,
      unit: 'mV',
      range: [-85, -25],
    },
  ],
  measures: {
    rate: { kind: 'rate', population: 'neuron', window: '500*ms', label: 'firing rate' },
    residual: {
      kind: 'residual',
      neuron,
      form: 'threshold',
      window: '200*ms',
      unit: 'mV',
      label: 'largest residual, all spikes',
    },
    renewed: {
      kind: 'residual',
      neuron,
      form: 'renewed',
      window: '200*ms',
      unit: 'mV',
      label: 'largest residual, last spike',
    },
  },
  presets: [
    { name: 'constant', title: 'constant', values: { I_0: 1.8, A: 0 } },
    { name: 'pulses', title: 'pulses', values: { I_0: 0.9, A: 0, I_p: 6 } },
    { name: 'fluctuating', title: 'fluctuating', values: {} },
    { name: 'refractory', title: 'with a refractory period', values: { t_ref: 5 } },
  ],
  goals: [
    {
      name: 'lost',
      task: 'Make the sum over all spikes fail: bring its largest residual over 2 mV.',
      hint: 'The sum takes in all of the input. When does the neuron not?',
      answer:
        'Give the neuron a refractory period of 5 ms. In that time an input of about $R I$ = 14 mV charges a membrane by $R I\\, (1 - e^{-1/2})$ = 5.5 mV; the sum adds it after every spike, the clamped neuron does not.',
      when: [{ of: 'residual', atLeast: 2 }],
      solution: [{ values: { t_ref: 5 } }],
      within: '400*ms',
    },
    {
      name: 'little-lost',
      task: 'Let the neuron fire at 20 Hz, give or take 2, with a refractory period of at least 1 ms, and keep the largest residual of all spikes under 1 mV.',
      hint: 'A spike loses what the membrane gains during the clamp. How does that depend on $\\tau_m$?',
      answer:
        'Make the membrane slow: with $\\tau_m$ = 30 ms a clamp of 1 ms loses $R I\\, (1 - e^{-1/30})$, about half a millivolt a spike, and it decays to a fifth before the next one. A constant current of 1.85 nA then gives 20 Hz.',
      when: [
        { of: 't_ref', atLeast: 1 },
        { of: 'rate', atLeast: 18, atMost: 22 },
        { of: 'residual', atMost: 1 },
      ],
      solution: [{ values: { A: 0, I_0: 1.85, tau_m: 30, t_ref: 1 } }],
      within: '900*ms',
    },
  ],
  precision: 'f64',
  speed: 0.05,
  duration: '150*ms',
  sources: ['RotterDiesmann1999', 'Gerstner2014'],
};
