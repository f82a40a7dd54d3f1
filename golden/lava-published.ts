/** Numbers that Lava's own unit tests expect (commit b6822fb, 28 July 2025; BSD-3-Clause). */

/** tests/lava/magma/core/learning/test_learning_rule_applier.py; the operands are NumPy's default_rng(0). */
export const applier = {
  rule: 'dw = x0*(-1)*2^-1*y1 + y0*1*2^1*x1*w + u0*x2 + u0*sgn(w+4)',
  x0: [0, 0, 1, 1, 0],
  y0: [1, 1, 0, 1, 0, 1, 0, 0, 1],
  x1: [14, 10, 8, 4, 5],
  x2: [0, 1, 0, 2, 13],
  y1: [11, 15, 8, 10, 16, 12, 10, 9, 9],
  w: [
    ...[47, 14, 41, 34, 0, 20, 43, 28, 1, 39, 37, 43, 8, 4, 44, 1, 27, 4, 15, 24, 21, 20, 1, 0, 6],
    ...[0, 34, 26, 33, 13, 31, 38, 19, 23, 50, 41, 50, 19, 34, 48, 33, 42, 35, 35, 19],
  ],
  result: [
    ...[5295, 1294, 2025, 738, 1792, 2196, 3627, 988, -575, 3367, 165, 299, -376, -124, 1836],
    ...[129, 2331, -252, 15, 2584, 149, 276, -895, -640, 1798, 128, 2850, 922, 673, 2317],
    ...[159, 294, -493, -233, 1842, 169, 306, -429, -158, 1840, 3745, 3626, 1635, 867, 2323],
  ],
};

/** One row of tests/lava/proc/dense/test_learning.py: x1, x2 and the weight after each step. */
export interface GradedCase {
  readonly mode: 'impulse' | 'overwrite' | 'saturate' | 'overflow';
  readonly event: 'x0' | 'y0' | 'u0';
  readonly integers: boolean;
  /** x1 before the first step. */
  readonly start: number;
  readonly x1: readonly number[];
  readonly x2: readonly number[];
  readonly w: readonly number[];
}

/** What holds from the first step, from the second and from the fourth (the end of the epoch) on. */
const course = (first: number, second: number, fourth: number) => [first, second, second, fourth, fourth];

function five(
  mode: GradedCase['mode'],
  integers: boolean,
  [start, spike, end]: readonly [number, number, number],
  x2: number,
  weights: readonly [number, number, number],
): GradedCase[] {
  return (['x0', 'y0', 'u0'] as const).map((event, k) => ({
    mode,
    event,
    integers,
    start,
    x1: course(start, spike, end),
    x2: course(0, 0, x2),
    w: course(10, 10, weights[k] as number),
  }));
}

const overflow = {
  mode: 'overflow',
  integers: true,
  start: 115,
  x1: [115, 14, 14, 10, 10, 10, 36, 28, 28, 28],
  x2: [0, 0, 0, 16, 16, 16, 16, 6, 6, 6],
} as const;

export const graded: readonly GradedCase[] = [
  ...five('impulse', true, [0, 0, 14], 16, [26, 25, 24]),
  ...five('overwrite', true, [15, 26, 22], 16, [34, 33, 32]),
  ...five('saturate', true, [115, 127, 104], 16, [125, 119, 114]),
  { ...overflow, event: 'x0', w: [10, 10, 10, 22, 22, 22, 22, 22, 22, 22] },
  { ...overflow, event: 'y0', w: [10, 10, 10, 21, 21, 21, 21, 49, 49, 49] },
  { ...overflow, event: 'u0', w: [10, 10, 10, 20, 20, 20, 20, 48, 48, 48] },
  ...five('impulse', false, [0, 0, 14.4773986], 16.0876811, [26, 25.2196707, 24.4773986]),
  ...five('overwrite', false, [15, 25.5, 20.8776342], 16.0876811, [33.0733541, 31.9480533, 30.8776342]),
  ...five('saturate', false, [15, 40.5, 33.1585954], 16.0876811, [46.6459154, 44.858673, 43.1585954]),
  ...five('overflow', false, [15, 40.5, 33.1585954], 16.0876811, [46.6459154, 44.858673, 43.1585954]),
];

/** One run of tests/lava/proc/dense/test_stdp_sim.py: two layers of LIF neurons, 100 steps, the weights at the end. */
export interface SimulationCase {
  readonly name: string;
  readonly integers: boolean;
  readonly rule: string;
  readonly impulse: number;
  readonly tau: number;
  readonly epoch: number;
  readonly threshold: number;
  readonly pre: readonly number[];
  readonly post: readonly number[];
  /** With reward: y1 is the neuron's own, y2 is 1 from step 35 to 51. */
  readonly reward: boolean;
  readonly start: number;
  readonly weights: readonly number[];
}

const stdp = (plus: number, minus: number) => `dw = (1) * (${minus}) * x0 * y1 +(1) * (${plus}) * y0 * x1`;
const rewarded = (plus: number, minus: number, decay: string) =>
  `dt = (1) * (${minus}) * x0 * y1 + (1) * (${plus}) * y0 * x1 - u0 * t * ${decay}\ndw =  u0 * t * y2 `;
const pairs = { impulse: 16, tau: 10, reward: false, start: 0 };
const reward = { impulse: 16, tau: 10, reward: true, start: 0 };

export const simulations: readonly SimulationCase[] = [
  {
    ...pairs,
    name: 'STDP, one synapse, integers',
    integers: true,
    rule: stdp(4, -2),
    epoch: 2,
    threshold: 10000,
    pre: [25000],
    post: [20000],
    start: 1,
    weights: [56],
  },
  {
    ...pairs,
    name: 'STDP, six synapses, integers',
    integers: true,
    rule: stdp(1, -2),
    epoch: 1,
    threshold: 10000,
    pre: [22000, 25000, 26000],
    post: [20000, 23000],
    weights: [31, 2, -24, -64, 30, 14],
  },
  {
    ...pairs,
    name: 'STDP, one synapse, real numbers',
    integers: false,
    rule: stdp(1, -2),
    epoch: 1,
    threshold: 1,
    pre: [0.1],
    post: [0.15],
    weights: [-79.35744962],
  },
  {
    ...pairs,
    name: 'STDP, six synapses, real numbers',
    integers: false,
    rule: stdp(1, -2),
    epoch: 1,
    threshold: 1,
    pre: [0.08, 0.1, 0.11],
    post: [0.12, 0.15],
    weights: [-39.5354368, -63.4727323, -80.0561724, -22.9046844, -41.8479607, -54.5550086],
  },
  {
    ...reward,
    name: 'R-STDP, one synapse, integers',
    integers: true,
    rule: rewarded(4, -2, '(1) * 2 ^ -1'),
    epoch: 1,
    threshold: 100,
    pre: [3600],
    post: [3700],
    start: 1,
    weights: [64],
  },
  {
    ...reward,
    name: 'R-STDP, six synapses, integers',
    integers: true,
    rule: rewarded(4, -2, '(2) * 2 ^ 0'),
    impulse: 20,
    epoch: 1,
    threshold: 90,
    pre: [1900, 2500, 1200],
    post: [2400, 1600],
    weights: [2, 1, -1, 15, 20, 9],
  },
  {
    ...reward,
    name: 'R-STDP, one synapse, real numbers',
    integers: false,
    rule: rewarded(2, -2, '(1) * 2 ^ -1'),
    epoch: 2,
    threshold: 1,
    pre: [0.1],
    post: [0.15],
    weights: [33.4210359],
  },
  {
    ...reward,
    name: 'R-STDP, six synapses, real numbers',
    integers: false,
    rule: rewarded(2, -2, '(1) * 2 ^ -1'),
    epoch: 2,
    threshold: 1,
    pre: [0.08, 0.1, 0.11],
    post: [0.12, 0.15],
    weights: [191.7300724, 31.3616088, 255.5749675, 187.6922553, 17.4506295, 250.7446092],
  },
];
