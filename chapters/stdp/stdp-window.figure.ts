import type { Figure } from '../../src/experiment/figure.ts';
import { pacemaker, pacemakerSymbols, protocol } from './models/pacemaker.ts';
import { rule } from './models/parameter.ts';

/** Pairs of neurons, each with a lag of its own: 79, 77, ... 1 ms, before and after. */
const pairs = 80;

const amplitude = { minimum: -0.02, maximum: 0.02, step: 0.0005, prominent: true };
const time = { unit: 'ms', minimum: 5, maximum: 60, step: 0.1, prominent: true };

export const figure: Figure = {
  title: 'The window of spike-timing-dependent plasticity',
  question: 'What do 60 pairings do to a synapse?',
  caption:
    'Eighty pairs of neurons, each with its own lag $\\Delta t$ between the two spikes, are paired again and again. Each dot is one simulated synapse: how much its weight has changed by now, over its lag. Watch the dots leave the zero line and climb towards the grey curve, which is $n$ times the window of the rule. Key 0 starts the protocol again.',
  alt: 'Left, eighty dots over a horizontal axis of lags from −80 to 80 ms: those at positive lags rise towards a decaying exponential, those at negative lags sink towards a shallower and wider one. Right, the spikes of the same eighty pairs: postsynaptic spikes in an upright line, presynaptic ones in a slanted line that crosses it.',
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
lag = lead_pre : second
change = w - 1 : 1
dP_j/dt = -P_j/tau_plus : 1 (event-driven)
dP_i/dt = -P_i/tau_minus : 1 (event-driven)`,
        on_pre: 'P_j += 1\nw -= A_minus*P_i',
        on_post: 'P_i += 1\nw += A_plus*P_j',
        connect: 'one-to-one',
        parameters: {
          w: 1,
          A_plus: 0.013,
          A_minus: 0.0045,
          tau_plus: '16.8*ms',
          tau_minus: '33.7*ms',
        },
        record: ['lag', 'change'],
      },
    ],
  },
  parameters: [
    ...protocol(60, 120),
    rule('A_plus', 'A_+', 'pre', 'change by one pairing, post just after pre', {
      ...amplitude,
      default: 0.013,
    }),
    rule('A_minus', 'A_-', 'post', 'loss by one pairing, post just before pre', {
      ...amplitude,
      default: 0.0045,
    }),
    rule('tau_plus', '\\tau_+', 'pre', 'time constant of the presynaptic trace', { ...time, default: 16.8 }),
    rule('tau_minus', '\\tau_-', 'post', 'time constant of the postsynaptic trace', {
      ...time,
      default: 33.7,
    }),
  ],
  symbols: {
    w: { symbol: 'w', role: 'weight', meaning: 'weight, 1 at the start' },
    change: { symbol: '\\Delta w', role: 'weight', meaning: 'change of the weight since the start' },
    lag: {
      symbol: '\\Delta t',
      role: 'neutral',
      meaning: 'lag: time of the postsynaptic minus that of the presynaptic spike',
      unit: 'ms',
    },
    ...pacemakerSymbols,
    P_j: { symbol: 'P_j', role: 'pre', meaning: 'presynaptic trace' },
    P_i: { symbol: 'P_i', role: 'post', meaning: 'postsynaptic trace' },
  },
  views: [
    {
      kind: 'synapses',
      title: '80 synapses',
      place: 'main',
      height: 380,
      projection: 0,
      x: { variable: 'lag', unit: 'ms', range: [-80, 80] },
      y: { variable: 'change', range: [-0.005, 0.005] },
      breaks: 0,
      curves: [
        {
          form: 'n*(int(lag > 0*ms)*A_plus*exp(-lag/tau_plus) - int(lag < 0*ms)*A_minus*exp(lag/tau_minus))',
          label: 'n W(Δt)',
        },
      ],
    },
    {
      kind: 'raster',
      title: 'Spikes',
      place: 'side',
      window: '2*second',
      height: 380,
      populations: [
        { name: 'pre', role: 'pre', label: 'pre' },
        { name: 'post', role: 'post', label: 'post' },
      ],
    },
  ],
  measures: {
    // Lags of -1 and 1 ms, and the mean over all: the area of the window.
    before: {
      kind: 'over synapses',
      gives: pairs / 2 - 1,
      projection: 0,
      variable: 'change',
      label: 'post first, by 1 ms',
    },
    after: {
      kind: 'over synapses',
      gives: pairs / 2,
      projection: 0,
      variable: 'change',
      label: 'pre first, by 1 ms',
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
    { name: 'anti-hebbian', title: 'Anti-Hebbian', values: { A_plus: -0.013, A_minus: -0.0045 } },
    {
      name: 'symmetric',
      title: 'Symmetric',
      values: { A_plus: 0.01, A_minus: -0.01, tau_plus: 20, tau_minus: 20 },
    },
  ],
  goals: [
    {
      name: 'turned-over',
      task: 'Make a synapse that learns the other way round: pre first by 1 ms costs it at least 30 % of its weight, post first by 1 ms gives it at least 20 %.',
      hint: 'The rule has one amplitude for each order of the spikes. What if both change their sign?',
      answer:
        'Take both amplitudes negative: $A_+ = -0.013$ and $A_- = -0.0045$ turn the whole window over. That is the anti-Hebbian window. After 60 pairings the two synapses have changed by $-60 \\cdot 0.013\\, e^{-1/16.8} = -0.73$ and by $60 \\cdot 0.0045\\, e^{-1/33.7} = 0.26$.',
      when: [
        { of: 'after', atMost: -0.3 },
        { of: 'before', atLeast: 0.2 },
      ],
      solution: [{ values: { A_plus: -0.013, A_minus: -0.0045 } }],
    },
    {
      name: 'balanced',
      task: 'Leave $A_+$ and both time constants alone and make gains and losses cancel: after 60 pairings the mean over all lags lies between $-0.003$ and $0.003$, while the synapse at 1 ms still gains 70 %.',
      hint: 'A mean over evenly spaced lags is an area. What are the areas of the two lobes?',
      answer:
        'Set $A_- = 0.007$. The lobes have the areas $A_+\\tau_+$ and $A_-\\tau_-$: the loss is half as high and twice as wide. (The lags shown end at 80 ms, where the loss still has 9 % of its height, so that the balance is at 0.007 rather than at $A_+\\tau_+/\\tau_- = 0.0065$.) This balance will decide what spikes without any order do to a weight.',
      when: [
        { of: 'A_plus', untouched: true },
        { of: 'tau_plus', untouched: true },
        { of: 'tau_minus', untouched: true },
        { of: 'mean', atLeast: -0.003, atMost: 0.003 },
        { of: 'after', atLeast: 0.7 },
      ],
      solution: [{ values: { A_minus: 0.007 } }],
    },
  ],
  speed: 6,
  duration: '60*second',
  precision: 'f64',
  sources: ['BiPoo1998', 'SjostromGerstner2010', 'PfisterGerstner2006'],
};
