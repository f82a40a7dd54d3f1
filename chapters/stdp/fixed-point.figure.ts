import type { Figure } from '../../src/experiment/figure.ts';
import type { Population, Projection } from '../../src/network/network.ts';

/** Synapses of each neuron, their weights in a ramp from inhibition to excitation. */
const inputs = 40;

/** The same equations twice: once in floating point, once in the chip's integers. */
const neuron: Population = {
  size: 1,
  equations: `dv/dt = (E_L - v + R*(I + I_0))/tau_m : volt (unless refractory)
dI/dt = -I/tau_s : amp
I_0 : amp
decay_bits : 1 (shared)`,
  threshold: 'v > theta',
  reset: 'v = V_r',
  refractory: '2*ms',
  method: 'exact',
  parameters: {
    E_L: '-65*mV',
    R: '10*Mohm',
    tau_m: '20*ms',
    tau_s: '5*ms',
    theta: '-50*mV',
    V_r: '-65*mV',
    I_0: '1*nA',
    decay_bits: 12,
  },
  initial: { v: 'E_L' },
  record: { variables: ['v'], indices: [0] },
};

const synapses = (to: string): Projection => ({
  from: 'inputs',
  to,
  model: 'w = w_0*s : amp\ns : 1\nw_0 : amp (shared)\nweight_bits : 1 (shared)',
  on_pre: 'I_post += w',
  connect: 'all-to-all',
  parameters: { s: '2*(i + 0.5)/N_pre - 0.5', w_0: '0.5*nA', weight_bits: 8 },
  record: ['s', 'w'],
});

const both = (name: string) =>
  ['float', 'chip'].map((one) => ({ path: `populations.${one}.parameters.${name}` }));

export const figure: Figure = {
  title: 'Floating point and the chip’s integers',
  question: 'What is lost when a neuron is computed in whole numbers?',
  caption:
    'One neuron twice, with the same equations, the same 40 synapses and the same input spikes: in floating point, thin, and in the integers of a neuromorphic chip. Below, their difference: a spike that comes earlier or later leaves a spike there. Take bits from the weights, then from the decays, and watch what each does.',
  alt: 'A membrane potential that fluctuates and fires, drawn twice, nearly on top of one another, with the difference of the two below it. On the right, 40 dots: the weight that the chip holds over the weight that the equations want, near the diagonal with eight bits and in a coarse staircase with few.',
  network: {
    dt: '1*ms',
    populations: {
      inputs: {
        size: inputs,
        equations: 'nu : Hz',
        threshold: 'rand() < nu*dt',
        parameters: { nu: '20*Hz' },
      },
      float: neuron,
      chip: neuron,
    },
    projections: [synapses('float'), synapses('chip')],
  },
  chip: ['chip'],
  parameters: [
    {
      name: 'I_0',
      symbol: 'I_0',
      role: 'excitatory',
      meaning: 'constant current: the chip’s bias',
      unit: 'nA',
      minimum: 0,
      maximum: 3,
      default: 1,
      step: 0.05,
      prominent: true,
      sets: both('I_0'),
    },
    {
      name: 'b_w',
      symbol: 'b_w',
      role: 'weight',
      meaning: 'bits of a weight on the chip',
      minimum: 2,
      maximum: 8,
      default: 8,
      step: 1,
      prominent: true,
      sets: [{ path: 'projections.1.parameters.weight_bits' }],
    },
    {
      name: 'b_d',
      symbol: 'b_d',
      role: 'membrane',
      meaning: 'bits of a decay on the chip',
      minimum: 3,
      maximum: 12,
      default: 12,
      step: 1,
      prominent: true,
      sets: [{ path: 'populations.chip.parameters.decay_bits' }],
    },
    {
      name: 'w_0',
      symbol: 'w_0',
      role: 'weight',
      meaning: 'scale of the weights; the largest is 1.5 times this',
      unit: 'nA',
      minimum: 0.05,
      maximum: 1,
      default: 0.5,
      step: 0.05,
      prominent: true,
      sets: [{ path: 'projections.0.parameters.w_0' }, { path: 'projections.1.parameters.w_0' }],
    },
    {
      name: 'nu',
      symbol: '\\nu',
      role: 'pre',
      meaning: 'rate of each input',
      unit: 'Hz',
      minimum: 0,
      maximum: 60,
      default: 20,
      step: 1,
      sets: [{ path: 'populations.inputs.parameters.nu' }],
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
      sets: both('tau_m'),
    },
    {
      name: 'tau_s',
      symbol: '\\tau_s',
      role: 'excitatory',
      meaning: 'time constant of the synaptic current',
      unit: 'ms',
      minimum: 2,
      maximum: 20,
      default: 5,
      step: 0.5,
      sets: both('tau_s'),
    },
  ],
  symbols: {
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    v_float: { symbol: 'u', role: 'neutral', meaning: 'membrane potential in floating point', unit: 'mV' },
    v_chip: {
      symbol: 'u_\\mathrm{chip}',
      role: 'membrane',
      meaning: 'membrane potential in the chip’s integers',
      unit: 'mV',
    },
    difference: {
      symbol: 'u_\\mathrm{chip} - u',
      role: 'error',
      meaning: 'what the integers change',
      unit: 'mV',
    },
    I: { symbol: 'I', role: 'excitatory', meaning: 'synaptic current', unit: 'nA' },
    w: { symbol: 'w', role: 'weight', meaning: 'weight; on the chip, what its bits make of it', unit: 'nA' },
    s: { symbol: 's', role: 'neutral', meaning: 'weight wanted, in units of the scale of the weights' },
    E_L: { symbol: 'E_L', role: 'neutral', meaning: 'resting potential', unit: 'mV' },
    R: { symbol: 'R', role: 'neutral', meaning: 'membrane resistance', unit: 'Mohm' },
    theta: { symbol: '\\theta', role: 'neutral', meaning: 'firing threshold', unit: 'mV' },
    V_r: { symbol: 'u_r', role: 'neutral', meaning: 'reset potential', unit: 'mV' },
    decay_bits: { symbol: 'b_d', role: 'membrane', meaning: 'bits of a decay on the chip' },
    weight_bits: { symbol: 'b_w', role: 'weight', meaning: 'bits of a weight on the chip' },
  },
  views: [
    {
      kind: 'traces',
      title: 'The same neuron twice',
      window: '400*ms',
      height: 500,
      panels: [
        {
          label: 'u',
          unit: 'mV',
          range: [-140, -30],
          closer: [
            [-80, -35],
            [-100, -35],
          ],
          lines: [
            { of: 'chip.v', as: 'v_chip' },
            { of: 'float.v', as: 'v_float', quiet: true },
          ],
          spikes: 'chip',
          height: 1.6,
        },
        {
          label: 'difference',
          unit: 'mV',
          range: [-60, 60],
          closer: [
            [-1, 1],
            [-5, 5],
            [-20, 20],
          ],
          lines: [{ of: 'chip.v', minus: 'float.v', as: 'difference' }],
        },
      ],
    },
    {
      kind: 'raster',
      title: 'Spikes',
      window: '400*ms',
      height: 110,
      populations: [
        { name: 'float', role: 'neutral', label: 'float' },
        { name: 'chip', role: 'membrane', label: 'chip' },
      ],
    },
    {
      kind: 'synapses',
      title: 'Weights on the chip',
      place: 'side',
      projection: 1,
      x: { variable: 's', range: [-0.5, 1.5] },
      y: { variable: 'w', unit: 'nA', range: [-0.1, 0.2] },
      curves: [{ form: 'w_0*s', label: 'wanted' }],
    },
  ],
  measures: {
    float: { kind: 'rate', population: 'float', window: '2*second', label: 'rate in floating point' },
    chip: { kind: 'rate', population: 'chip', window: '2*second', label: 'rate on the chip' },
  },
  presets: [
    { name: 'whole', title: 'All bits', values: { b_w: 8, b_d: 12 } },
    { name: 'four-bits', title: 'Weights of 4 bits', values: { b_w: 4, b_d: 12 } },
    { name: 'two-bits', title: 'Weights of 2 bits', values: { b_w: 2, b_d: 12 } },
    { name: 'coarse-decays', title: 'Decays of 5 bits', values: { b_w: 8, b_d: 5 } },
  ],
  goals: [
    {
      name: 'no-leak',
      task: 'Take the leak from the chip’s neuron. Without touching currents, inputs, weights or time constants, make it fire at 48 Hz or more, where the other stays near 32.',
      hint: 'A leak of $\\tau_m$ = 20 ms is 200 of 4096 parts in a step of 1 ms. What if the smallest decay that the bits can say is larger than twice that?',
      answer:
        'Give the decays 3 bits. They then come in steps of 512 of 4096 parts, the 200 that the equations want are nearer to 0 than to 512, and a decay of 0 is no leak: the chip’s neuron adds up all that comes in, forgets nothing, and fires more often. Five bits still leave 256 parts, a time constant of 15.5 ms.',
      when: [
        ...['I_0', 'nu', 'w_0', 'b_w', 'tau_m', 'tau_s'].map((of) => ({ of, untouched: true as const })),
        { of: 'chip', atLeast: 48 },
      ],
      solution: [{ values: { b_d: 3 } }],
    },
  ],
  speed: 0.25,
  duration: '2*second',
  sources: ['Davies2018'],
};
