import type { Figure, Parameter } from '../../src/experiment/figure.ts';
import { bounded, carried, exponents } from './models/bounded.ts';
import { pacemaker, pacemakerSymbols, protocol } from './models/pacemaker.ts';
import { rule } from './models/parameter.ts';

/** Synapses of each kind, pre first and post first, with initial weights spread from 0 to 1. */
const half = 40;

const gained = carried('1 - w_0', '(n*eta*exp(-s/tau_plus))', 'mu_plus');
const kept = carried('w_0', '(n*eta*alpha*exp(-s/tau_minus))', 'mu_minus');

const table: readonly Parameter[] = [
  rule('mu_plus', '\\mu_+', 'pre', 'weight dependence of gains', {
    minimum: 0,
    maximum: 1,
    default: 0,
    step: 0.01,
  }),
  rule('mu_minus', '\\mu_-', 'post', 'weight dependence of losses', {
    minimum: 0,
    maximum: 1,
    default: 0,
    step: 0.01,
  }),
  {
    name: 'relative',
    symbol: 'r',
    role: 'weight',
    meaning: 'show changes relative to the start',
    minimum: 0,
    maximum: 1,
    default: 0,
    toggle: true,
    prominent: true,
    sets: [{ path: 'projections.0.parameters.relative' }],
  },
  rule('eta', '\\lambda', 'weight', 'step of one pairing', {
    minimum: 0.001,
    maximum: 0.04,
    default: 0.02,
    step: 0.001,
  }),
  {
    name: 's',
    symbol: 's',
    role: 'neutral',
    meaning: 'time between the two spikes',
    unit: 'ms',
    minimum: 1,
    maximum: 60,
    default: 10,
    step: 1,
    prominent: true,
    anew: true,
    sets: [{ path: 'populations.pre.parameters.s' }],
  },
  ...protocol(40, 60),
  rule('alpha', '\\alpha', 'post', 'losses over gains', { minimum: 0.5, maximum: 2, default: 1, step: 0.05 }),
  rule('tau_plus', '\\tau_+', 'pre', 'time constant of the presynaptic trace', {
    unit: 'ms',
    minimum: 5,
    maximum: 60,
    default: 16.8,
    step: 0.1,
  }),
  rule('tau_minus', '\\tau_-', 'post', 'time constant of the postsynaptic trace', {
    unit: 'ms',
    minimum: 5,
    maximum: 60,
    default: 33.7,
    step: 0.1,
  }),
];

const parameters = table.map((parameter) => ({
  ...parameter,
  prominent: !['alpha', 'tau_plus', 'tau_minus', 'f'].includes(parameter.name),
}));

export const figure: Figure = {
  title: 'Weight dependence of the update',
  question: 'Does a strong synapse learn as a weak one does?',
  caption:
    'Eighty synapses, each with an initial weight $w_0$ of its own. Half of them see the presynaptic spike first and gain, the other half see it second and lose. Left, how much each has changed by now; right, the courses of a few. With exponents of 0 every weight moves by the same steps until it hits a bound. With exponents of 1 it slows down on its way to the bound and never arrives. Switch to relative changes to see them as Bi and Poo plotted theirs.',
  alt: 'Left, eighty dots over the initial weight from 0 to 1. The upper forty, which gain, lie on a flat line that bends down towards the bound at the right; the lower forty, which lose, on a flat line that bends up towards the bound at the left. Right, lines of weights over time that rise or fall to the bounds.',
  network: {
    dt: '1*ms',
    populations: {
      pre: pacemaker(2 * half, `s*(1 - 2*int(i >= ${half}))`, { s: '10*ms' }),
      post: pacemaker(2 * half, '0*ms'),
    },
    projections: [
      {
        from: 'pre',
        to: 'post',
        ...bounded,
        model: `w : 1
w_0 : 1
relative : 1
change = (w - w_0)/(1 - relative*(1 - w_0)) : 1
${bounded.model}`,
        parameters: {
          w_0: `(i % ${half} + 0.5)/${half}`,
          w: `(i % ${half} + 0.5)/${half}`,
          relative: 0,
          eta: 0.02,
          alpha: 1,
          mu_plus: 0,
          mu_minus: 0,
          tau_plus: '16.8*ms',
          tau_minus: '33.7*ms',
        },
        record: {
          variables: ['w', 'w_0', 'change'],
          indices: [4, 12, 20, 28, 36, 44, 52, 60, 68, 76],
          every: '250*ms',
        },
      },
    ],
  },
  parameters,
  symbols: {
    ...pacemakerSymbols,
    w: { symbol: 'w', role: 'weight', meaning: 'weight, between 0 and 1' },
    w_0: { symbol: 'w_0', role: 'neutral', meaning: 'weight at the start' },
    change: { symbol: '\\Delta w', role: 'weight', meaning: 'change of the weight since the start' },
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
      x: { variable: 'w_0', range: [0, 1] },
      y: { variable: 'change', range: [-0.01, 0.01], limit: [-1, 2] },
      curves: [
        { form: `(1 - ${gained} - w_0)/(1 - relative*(1 - w_0))`, label: 'pre first' },
        { form: `(${kept} - w_0)/(1 - relative*(1 - w_0))`, label: 'post first' },
      ],
    },
    {
      kind: 'traces',
      title: 'Ten of them',
      place: 'side',
      height: 380,
      window: '60*second',
      panels: [
        {
          label: 'w',
          range: [0, 1],
          lines: [4, 12, 20, 28, 36, 44, 52, 60, 68, 76].map((index) => ({
            of: '0.w',
            index,
            quiet: true as const,
          })),
        },
      ],
    },
  ],
  measures: {
    weak: {
      kind: 'over synapses',
      gives: half + 4,
      projection: 0,
      variable: 'change',
      label: 'losing from 0.11',
    },
    strong: {
      kind: 'over synapses',
      gives: half + 35,
      projection: 0,
      variable: 'change',
      label: 'losing from 0.89',
    },
    low: { kind: 'over synapses', gives: 4, projection: 0, variable: 'change', label: 'gaining from 0.11' },
    high: { kind: 'over synapses', gives: 35, projection: 0, variable: 'change', label: 'gaining from 0.89' },
  },
  presets: exponents,
  goals: [
    {
      name: 'same-share',
      task: 'Show relative changes, and find the rule under which depression takes the same share of every synapse: weak ($w_0 = 0.11$) and strong ($w_0 = 0.89$) both lose between 40 and 50 %.',
      hint: 'If a loss is proportional to the weight, what is it relative to the weight?',
      answer:
        'Set $\\mu_- = 1$. Each pairing then takes the share $\\lambda\\alpha\\, e^{-s/\\tau_-} = 0.015$ of what is there, and 40 of them leave $(1 - 0.015)^{40} = 0.55$ of every weight. Bi and Poo found such a loss: the same percentage for weak and for strong synapses.',
      when: [
        { of: 'relative', atLeast: 1 },
        { of: 'weak', atLeast: -0.5, atMost: -0.4 },
        { of: 'strong', atLeast: -0.5, atMost: -0.4 },
      ],
      solution: [{ values: { relative: 1, mu_minus: 1 } }],
    },
  ],
  speed: 6,
  duration: '42*second',
  precision: 'f64',
  sources: ['VanRossum2000', 'Guetig2003', 'BiPoo1998'],
};
