import type { Figure, Parameter } from '../../src/experiment/figure.ts';
import { pacemaker, pacemakerSymbols, protocol } from './models/pacemaker.ts';

const pairs = 80;
/** Lags, in ms, at which the window has a point that can be dragged; constant up to the first, 0 from the end on. */
const knots = [5, 15, 30, 60] as const;
const end = 80;

/** Straight lines between the points `NAME_1` to `NAME_4`, over the time `s` from one spike to the next. */
function lines(name: string, s: string): string {
  const pieces = knots.map((at, k) => {
    const width = (knots[k + 1] ?? end) - at;
    const rise = k + 1 < knots.length ? ` + (${name}_${k + 2} - ${name}_${k + 1})` : ` - ${name}_${k + 1}`;
    return `${rise}*clip(${s}/(${width}*ms) - ${at / width}, 0, 1)`;
  });
  return `${name}_1${pieces.join('')}`;
}

const point = (side: 'a' | 'b', k: number, value: number): Parameter => ({
  name: `${side}_${k + 1}`,
  symbol: `${side}_${k + 1}`,
  role: side === 'a' ? 'pre' : 'post',
  meaning: `change at a lag of ${side === 'a' ? '' : '−'}${knots[k]} ms`,
  minimum: -1,
  maximum: 1,
  default: value,
  step: 0.01,
  prominent: true,
  anew: true,
  sets: [{ path: `projections.0.parameters.${side}_${k + 1}` }],
});

const shape = (a: readonly number[], b: readonly number[]) =>
  Object.fromEntries([...a.map((v, k) => [`a_${k + 1}`, v]), ...b.map((v, k) => [`b_${k + 1}`, v])]);

/** Pre first in `a`, post first in `b`. */
const bump = { a: [0.7, 0.35, 0.12, 0.02], b: [-0.25, -0.2, -0.12, -0.05] } as const;

export const figure: Figure = {
  title: 'Draw your own window',
  question: 'Which windows can a synapse have?',
  caption:
    'Drag the rings: they are the window, joined by straight lines. Every synapse keeps the times of the last two spikes and reads its change off your drawing, so the dots end on the line that you drew, whatever you draw. Right of zero the presynaptic spike came first.',
  alt: 'A curve of straight lines over lags from −80 to 80 ms with four rings on each side of zero, which can be dragged up and down, and eighty dots, one for each simulated synapse, that climb from zero to the curve.',
  network: {
    dt: '1*ms',
    populations: {
      pre: pacemaker(pairs, '(2*i - N + 1)*ms'),
      post: pacemaker(pairs, '0*ms'),
    },
    projections: [
      {
        from: 'pre',
        to: 'post',
        model: `w : 1
t_j : second
t_i : second
lag = lead_pre : second
change = w - 1 : 1
s_a = t - t_j : second
s_b = t - t_i : second
W_a = ${lines('a', 's_a')} : 1
W_b = ${lines('b', 's_b')} : 1`,
        on_pre: 't_j = t\nw += W_b/n_pre',
        on_post: 't_i = t\nw += W_a/n_pre',
        connect: 'one-to-one',
        parameters: {
          w: 1,
          t_i: '-1*second',
          t_j: '-1*second',
          ...shape(bump.a, bump.b),
        },
        record: ['lag', 'change'],
      },
    ],
  },
  parameters: [
    ...[...bump.b].map((value, k) => point('b', k, value)).reverse(),
    ...bump.a.map((value, k) => point('a', k, value)),
    ...protocol(60, 120),
  ],
  symbols: {
    ...pacemakerSymbols,
    w: { symbol: 'w', role: 'weight', meaning: 'weight, 1 at the start' },
    change: { symbol: '\\Delta w', role: 'weight', meaning: 'change of the weight since the start' },
    lag: {
      symbol: '\\Delta t',
      role: 'neutral',
      meaning: 'lag: time of the postsynaptic minus that of the presynaptic spike',
      unit: 'ms',
    },
    s_a: { symbol: 's_a', role: 'pre', meaning: 'time since the last presynaptic spike', unit: 'ms' },
    s_b: { symbol: 's_b', role: 'post', meaning: 'time since the last postsynaptic spike', unit: 'ms' },
    W_a: { symbol: 'W_a', role: 'pre', meaning: 'your window where the presynaptic spike came first' },
    W_b: { symbol: 'W_b', role: 'post', meaning: 'your window where the postsynaptic spike came first' },
    t_j: { symbol: 't_j', role: 'pre', meaning: 'time of the last presynaptic spike', unit: 'ms' },
    t_i: { symbol: 't_i', role: 'post', meaning: 'time of the last postsynaptic spike', unit: 'ms' },
  },
  views: [
    {
      kind: 'synapses',
      title: 'Your window, and 80 synapses',
      height: 400,
      projection: 0,
      x: { variable: 'lag', unit: 'ms', range: [-80, 80] },
      y: { variable: 'change', range: [-1, 1], limit: [-1, 1] },
      breaks: 0,
      knots: [
        ...knots.map((at, k) => ({ parameter: `b_${k + 1}`, at: -at })),
        ...knots.map((at, k) => ({ parameter: `a_${k + 1}`, at })),
      ],
      curves: [
        {
          form: `int(lag > 0*ms)*(${lines('a', 'lag')}) + int(lag < 0*ms)*(${lines('b', '(-lag)')})`,
          label: 'your window',
        },
      ],
    },
  ],
  measures: {
    before: {
      kind: 'over synapses',
      gives: pairs / 2 - 3,
      projection: 0,
      variable: 'change',
      label: 'post first, by 5 ms',
    },
    after: {
      kind: 'over synapses',
      gives: pairs / 2 + 2,
      projection: 0,
      variable: 'change',
      label: 'pre first, by 5 ms',
    },
    mean: {
      kind: 'over synapses',
      gives: 'mean',
      projection: 0,
      variable: 'change',
      label: 'mean over all lags',
    },
  },
  presets: [
    { name: 'hebbian', title: 'Hebbian', values: {} },
    {
      name: 'anti-hebbian',
      title: 'Anti-Hebbian',
      values: shape([-0.7, -0.35, -0.12, -0.02], [0.25, 0.2, 0.12, 0.05]),
    },
    { name: 'coincidence', title: 'Coincidence', values: shape([0.6, 0.4, 0.15, 0], [0.6, 0.4, 0.15, 0]) },
    { name: 'hat', title: 'Mexican hat', values: shape([0.6, 0.2, -0.2, -0.1], [0.6, 0.2, -0.2, -0.1]) },
  ],
  goals: [
    {
      name: 'order-blind',
      task: 'Draw a window that does not care for the order of two close spikes (at 5 ms each way the gain is at least 0.5), and yet does not change the mean over all lags (between $-0.01$ and $0.01$).',
      hint: 'What the centre gives, the flanks must take. The flanks are wider.',
      answer:
        'Take the preset “Mexican hat” and deepen its flanks at 30 ms to $-0.25$ on both sides: a centre of gain with surrounds of loss. Such a window finds spikes that come together, from either side, against a background in which any lag is as likely as any other.',
      when: [
        { of: 'before', atLeast: 0.5 },
        { of: 'after', atLeast: 0.5 },
        { of: 'mean', atLeast: -0.01, atMost: 0.01 },
      ],
      solution: [{ values: shape([0.6, 0.2, -0.25, -0.1], [0.6, 0.2, -0.25, -0.1]) }],
    },
  ],
  speed: 6,
  duration: '60*second',
  precision: 'f64',
  sources: ['SjostromGerstner2010', 'AbbottNelson2000'],
};
