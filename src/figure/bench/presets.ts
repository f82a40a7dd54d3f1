import type { Setup } from './setup.ts';

interface BenchPreset {
  readonly name: string;
  readonly title: string;
  readonly setup: Setup;
}

const common = { seed: '1', rounding: 'stochastic' } as const;

/** Rules to begin with; the first is what the bench shows at first. */
export const presets: readonly [BenchPreset, ...BenchPreset[]] = [
  {
    name: 'pairs',
    title: 'Pairs',
    setup: {
      ...common,
      rule: `dw = 2^-2*x1*y0 - 2^-2*y1*x0
x1_impulse = 16
x1_tau = 10
y1_impulse = 16
y1_tau = 10
w = 20`,
      pre: '3, 22, 42, 60',
      post: '8, 25, 38, 66',
      steps: '80',
    },
  },
  {
    name: 'reward',
    title: 'Tag and reward',
    setup: {
      ...common,
      rule: `# pairs leave a tag t, which
# a reward y1 turns into weight
dt = 2^-1*x1*y0 - 2^-3*t*u2
dw = 2^2*y1*t*u2
x1_impulse = 64
x1_tau = 8
y1_course = 0, 20@40, 0@52
w = 20`,
      pre: '3, 14, 60',
      post: '6, 17, 64',
      steps: '90',
    },
  },
  {
    name: 'triplets',
    title: 'Triplets',
    setup: {
      ...common,
      rule: `# y2: the neuron fired lately,
# not counting the spike itself
dw = x1*(y2 - 8)*y0 - 2^-2*y1*x0
x1_impulse = 16
x1_tau = 10
y1_impulse = 16
y1_tau = 10
y2_impulse = 8
y2_tau = 40
w = 20`,
      pre: '3, 13, 23, 33, 43',
      post: '7, 17, 27, 37, 47',
      steps: '70',
    },
  },
  {
    name: 'epochs',
    title: 'Epochs of 8',
    setup: {
      ...common,
      rule: `# of the spikes of an epoch
# only the last has a time
dw = 2^-2*x1*y0 - 2^-2*y1*x0
t_epoch = 8
x1_impulse = 16
x1_tau = 10
y1_impulse = 16
y1_tau = 10
w = 20`,
      pre: '3, 18, 20, 22, 42, 60',
      post: '8, 15, 47, 50, 52, 55',
      steps: '80',
    },
  },
];
