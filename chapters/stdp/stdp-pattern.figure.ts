import type { Figure, Parameter } from '../../src/experiment/figure.ts';
import { frozenNoise } from '../../src/network/frozen-noise.ts';

/** Inputs that take part in the pattern, of 200; its length in rows of 1 ms. */
const [taking, rows] = [150, 50];

/** One spike of an input in twenty rows, 50 Hz, as each input fires outside too: drawn once, the same in every run. */
const drawn = frozenNoise(rows * taking, 8).map(([value]) => ((value ?? 0) > 1.645 ? 1 : 0));
const others = new Array<number>(200 - taking).fill(0);
const pattern = Array.from({ length: rows }, (_, row) => [
  ...drawn.slice(row * taking, (row + 1) * taking),
  ...others,
]);

const synapse = (name: string) => [{ path: `projections.1.parameters.${name}` }];

const parameters: readonly Parameter[] = [
  {
    name: 'A',
    symbol: 'A',
    role: 'weight',
    meaning: 'step of learning; 0: none',
    minimum: 0,
    maximum: 0.04,
    default: 0.02,
    step: 0.001,
    prominent: true,
    sets: synapse('A'),
  },
  {
    name: 'alpha',
    symbol: '\\alpha',
    role: 'post',
    meaning: 'depression over potentiation',
    minimum: 0.5,
    maximum: 1.2,
    default: 0.85,
    step: 0.01,
    prominent: true,
    sets: synapse('alpha'),
  },
  {
    name: 'gap',
    symbol: 'G',
    role: 'neutral',
    meaning: 'mean time from one pattern to the next',
    unit: 'ms',
    minimum: 50,
    maximum: 500,
    default: 150,
    step: 10,
    prominent: true,
    sets: [{ path: 'populations.pattern.parameters.gap' }],
  },
  {
    name: 'h',
    symbol: 'h',
    role: 'weight',
    meaning: 'what each input spike gives, in units of A',
    minimum: 0,
    maximum: 0.1,
    default: 0.03,
    step: 0.005,
    prominent: true,
    sets: synapse('h'),
  },
];

export const figure: Figure = {
  title: 'One neuron finds a pattern',
  question: 'Can a neuron find what comes back, if nobody tells it that anything does?',
  caption:
    'Two hundred inputs fire at random. Now and then 150 of them repeat the very same 50 ms, shaded: each of them fires as often in there as outside, so you would not see it. Upright lines are the spikes of the neuron. At first they stand anywhere. Within half a minute or so they stand in the shaded stretches and nowhere else.',
  alt: 'A raster of two hundred inputs that looks evenly random, with shaded stretches of 50 ms where a pattern is repeated and upright lines where the neuron fires. Beside it, over the seconds of learning, the share of patterns that it answers, which rises to 1, and its spikes outside of them, which fall to 0; below, the weights, which part into many near 0 and some at 1.',
  network: {
    dt: '0.1*ms',
    arrays: { P: { values: pattern, dt: '1*ms' } },
    populations: {
      // Its spikes are the beginnings of the pattern.
      pattern: {
        size: 1,
        equations: 'starts : second\ngap : second',
        threshold: 't >= starts',
        reset: 'starts = t + 50*ms + gap*(0.2 - 0.8*log(rand() + 1e-9))',
        parameters: { starts: '100*ms', gap: '150*ms' },
      },
      input: {
        size: 200,
        equations: `age = t - began : second
began : second
inside = int(age < 50*ms)*int(i < 150) : 1`,
        threshold: '(inside > 0 and P(age, i) > 0) or (inside < 1 and rand() < 50*Hz*dt)',
        // A row of the pattern is 1 ms long and gives one spike.
        refractory: '1*ms',
        parameters: { began: '-1*second' },
      },
      neuron: {
        size: 1,
        equations: `dv/dt = (E_L - v + g*(E_e - v))/tau_m : volt (unless refractory)
dg/dt = -g/tau_e : 1`,
        threshold: 'v > theta',
        reset: 'v = E_L',
        refractory: '5*ms',
        method: 'euler',
        parameters: { E_L: '-74*mV', E_e: '0*mV', tau_m: '10*ms', tau_e: '2*ms', theta: '-54*mV' },
        initial: { v: 'E_L' },
      },
    },
    projections: [
      { from: 'pattern', to: 'input', connect: 'all-to-all', on_pre: 'began_post = t' },
      {
        from: 'input',
        to: 'neuron',
        model: `w : 1
dx/dt = -x/tau_plus : 1 (event-driven)
dy/dt = -y/tau_minus : 1 (event-driven)`,
        on_pre: `g_post += g_max*w
x += 1
w = clip(w + A*(h - alpha*y), 0, 1)`,
        on_post: `y += 1
w = clip(w + A*x, 0, 1)`,
        connect: 'all-to-all',
        parameters: {
          w: 0.5,
          g_max: 0.05,
          A: 0.02,
          alpha: 0.85,
          h: 0.03,
          tau_plus: '16.8*ms',
          tau_minus: '33.7*ms',
        },
        record: ['w'],
      },
    ],
  },
  parameters,
  symbols: {
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    g: { symbol: 'g', role: 'excitatory', meaning: 'synaptic conductance, in units of the leak' },
    w: { symbol: 'w', role: 'weight', meaning: 'weight, in units of the largest' },
    x: { symbol: 'x', role: 'pre', meaning: 'presynaptic trace' },
    y: { symbol: 'y', role: 'post', meaning: 'postsynaptic trace' },
    starts: {
      symbol: 't_\\mathrm{next}',
      role: 'neutral',
      meaning: 'when the pattern comes next',
      unit: 'ms',
    },
    began: { symbol: 't_\\mathrm{last}', role: 'neutral', meaning: 'when it began last', unit: 'ms' },
    age: { symbol: 'a', role: 'neutral', meaning: 'time since then', unit: 'ms' },
    inside: { symbol: 'c', role: 'neutral', meaning: '1 for inputs that repeat the pattern now' },
    P: { symbol: 'P', role: 'pre', meaning: 'the pattern: which inputs fire in which millisecond' },
    g_max: { symbol: 'g_\\mathrm{max}', role: 'weight', meaning: 'conductance of a synapse of weight 1' },
    tau_plus: {
      symbol: '\\tau_+',
      role: 'pre',
      meaning: 'time constant of the presynaptic trace',
      unit: 'ms',
    },
    tau_minus: {
      symbol: '\\tau_-',
      role: 'post',
      meaning: 'time constant of the postsynaptic trace',
      unit: 'ms',
    },
    E_L: { symbol: 'E_L', role: 'neutral', meaning: 'resting and reset potential', unit: 'mV' },
    E_e: { symbol: 'E_e', role: 'excitatory', meaning: 'reversal potential of the synapses', unit: 'mV' },
    tau_m: { symbol: '\\tau_m', role: 'membrane', meaning: 'membrane time constant', unit: 'ms' },
    tau_e: { symbol: '\\tau_e', role: 'excitatory', meaning: 'synaptic time constant', unit: 'ms' },
    theta: { symbol: '\\theta', role: 'neutral', meaning: 'firing threshold', unit: 'mV' },
  },
  views: [
    {
      kind: 'raster',
      title: 'shaded: the pattern; lines: the neuron fires',
      window: '1*second',
      height: 440,
      populations: [{ name: 'input', role: 'pre', label: 'inputs' }],
      shaded: { after: 'pattern', within: '50*ms' },
      lines: { of: 'neuron', role: 'membrane' },
    },
    {
      kind: 'course',
      title: 'patterns answered',
      height: 130,
      range: [0, 1],
      span: '160*second',
      stretch: '2*second',
      lines: [
        {
          tells: 'hits',
          population: 'neuron',
          after: 'pattern',
          within: '60*ms',
          role: 'membrane',
          label: 'hits',
        },
      ],
    },
    {
      kind: 'course',
      title: 'spikes outside of them',
      unit: 'Hz',
      height: 130,
      range: [0, 200],
      closer: [
        [0, 2],
        [0, 20],
        [0, 60],
      ],
      span: '160*second',
      stretch: '2*second',
      lines: [
        {
          tells: 'false alarms',
          population: 'neuron',
          after: 'pattern',
          within: '60*ms',
          role: 'error',
          label: 'false alarms',
        },
      ],
    },
    {
      kind: 'histogram',
      title: '200 weights',
      place: 'side',
      height: 160,
      projection: 1,
      variable: 'w',
      range: [0, 1],
      bins: 20,
    },
  ],
  measures: {
    hits: {
      kind: 'hits',
      population: 'neuron',
      after: 'pattern',
      within: '60*ms',
      window: '4*second',
      label: 'patterns answered',
    },
    alarms: {
      kind: 'false alarms',
      population: 'neuron',
      after: 'pattern',
      within: '60*ms',
      window: '4*second',
      unit: 'Hz',
      label: 'false alarms',
    },
    latency: {
      kind: 'latency',
      population: 'neuron',
      after: 'pattern',
      within: '60*ms',
      window: '4*second',
      unit: 'ms',
      label: 'after its beginning',
    },
  },
  goals: [
    {
      name: 'rare',
      task: 'Make the pattern rarer, a mean time of at least 250 ms from one to the next, and let the neuron find it all the same: nine in ten answered, fewer than one false alarm in two seconds.',
      hint: 'Less of the pattern is less to learn from, so it takes longer. Nothing else has to change.',
      answer:
        'Set $G$ to 250 ms and wait: the neuron needs its occurrences, not their density. It may take a minute. Should it pick up a stretch of noise first, it forgets it again, because noise does not come back.',
      when: [
        { of: 'gap', atLeast: 250 },
        { of: 'hits', atLeast: 0.9 },
        { of: 'alarms', atMost: 0.5 },
      ],
      solution: [{ values: { gap: 250 } }],
      within: '60*second',
    },
  ],
  speed: 1,
  duration: '30*second',
  sources: ['MasquelierGuyonneauThorpe2008'],
};
