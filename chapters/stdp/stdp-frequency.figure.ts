import type { Figure, Sweep } from '../../src/experiment/figure.ts';
import { clock, pairings } from './models/pairings.ts';
import { periodicPairing } from './models/periodic.ts';
import { constants, cortex, pairRule, rule, traces, triplet } from './models/triplet.ts';

/** What the pairings come to, at every frequency. */
function sweep(at: Readonly<Record<string, number>>): Sweep {
  return {
    parameter: 'f',
    population: 'pre',
    along: ['post'],
    from: 2,
    points: 30,
    duration: '30.5*second',
    measure: 'last',
    of: '0.w',
    at: { n: 60, ...at },
    reference: periodicPairing,
  };
}

export const figure: Figure = {
  title: 'Pairing frequency',
  question: 'Does a pair of spikes know how often it is repeated?',
  caption:
    'Sixty pairings, $\\delta$ apart, at the frequency $f$. Right: what they come to, at every frequency, for both orders of the two spikes. Under the triplet rule repetition matters: above 30 Hz even post before pre strengthens the synapse, as it does in the visual cortex. Under the pair rule (faint) faster pairing only brings more depression. Thin and grey the closed form; the dot is this run.',
  alt: 'Left: spikes of a sending and a receiving neuron paired at 20 times a second, two traces of each, and the weight, which changes in steps at the spikes. Right: weight change after 60 pairings against frequency. With pre before post it rises from zero; with post before pre it falls to about minus 0.35, turns between 20 and 40 Hz and rises above zero. Two faint curves of the pair rule fall with frequency.',
  network: {
    dt: '0.1*ms',
    populations: { pre: clock(60, '0*ms', '20*Hz'), post: clock(60, '10*ms', '20*Hz') },
    projections: [
      {
        from: 'pre',
        to: 'post',
        ...triplet,
        parameters: constants,
        record: { variables: ['r1', 'r2', 'o1', 'o2', 'w'], every: '1*ms' },
      },
    ],
  },
  parameters: [
    ...pairings('pre', 'post', { minimum: 1, maximum: 60, default: 20, step: 0.1 }),
    ...rule.map((parameter) => ({ ...parameter, anew: true as const })),
    {
      name: 'n',
      symbol: 'n',
      role: 'neutral',
      meaning: 'pairings',
      minimum: 1,
      maximum: 100,
      default: 60,
      step: 1,
      anew: true,
      sets: ['pre', 'post'].map((end) => ({ path: `populations.${end}.parameters.n` })),
    },
  ],
  symbols: {
    ...traces,
    since: { symbol: "t'", role: 'neutral', meaning: 'time since the first spike', unit: 'ms' },
    s: { symbol: 's', role: 'neutral', meaning: 'time of the first spike', unit: 'ms' },
  },
  views: [
    {
      kind: 'traces',
      title: 'One synapse',
      window: '1*second',
      place: 'main',
      panels: [
        {
          label: 'fast traces',
          range: [0, 6],
          closer: [
            [0, 1.5],
            [0, 3],
          ],
          lines: [{ of: '0.r1' }, { of: '0.o1' }],
        },
        {
          label: 'slow traces',
          range: [0, 16],
          closer: [
            [0, 2],
            [0, 5],
            [0, 9],
          ],
          lines: [{ of: '0.r2' }, { of: '0.o2' }],
        },
        {
          label: 'weight change',
          range: [-15, 30],
          closer: [
            [-0.5, 1],
            [-1, 2],
            [-2, 4],
            [-5, 12],
          ],
          lines: [{ of: '0.w' }],
        },
      ],
    },
    {
      kind: 'relation',
      title: 'Weight change',
      place: 'side',
      range: [-0.6, 1],
      own: 'change',
      sweeps: [
        { sweep: 'causal', of: 'r1', label: 'pre first', below: true },
        { sweep: 'acausal', of: 'o1', label: 'post first' },
        { sweep: 'pairCausal', of: 'r1', label: '', quiet: true },
        { sweep: 'pairAcausal', of: 'o1', label: 'pair rule', quiet: true },
      ],
    },
  ],
  sweeps: {
    causal: sweep({ late: 0 }),
    acausal: sweep({ late: 1 }),
    pairCausal: sweep({ late: 0, ...pairRule }),
    pairAcausal: sweep({ late: 1, ...pairRule }),
  },
  measures: {
    change: { kind: 'last', of: '0.w', label: 'weight change', reference: periodicPairing },
    pairings: { kind: 'count', population: 'post', label: 'pairings so far' },
  },
  presets: [
    { name: 'minimal', title: 'Visual cortex, minimal', values: cortex.minimal },
    { name: 'full', title: 'Visual cortex, full', values: cortex.full },
    { name: 'pair', title: 'Pair rule', values: pairRule },
    { name: 'nearest', title: 'Pair rule, nearest spikes', values: { ...pairRule, near: 1 } },
  ],
  goals: [
    {
      name: 'against-the-order',
      task: 'Let the receiving neuron fire 10 ms before the sending one, and strengthen the synapse by a fifth all the same. Leave the rule alone.',
      hint: 'Which spike of the receiving neuron does the next spike of the sending neuron precede?',
      answer:
        'Pair 45 times a second or faster. A spike of the receiving neuron then comes soon after the sending neuron’s previous one, and its slow trace $o_2$ is high: potentiation by triplets outgrows the depression by pairs.',
      when: [
        { of: 'late', atLeast: 1 },
        { of: 'delta', untouched: true },
        ...['A3p', 'A2p', 'A2m', 'A3m', 'near'].map((of) => ({ of, untouched: true as const })),
        { of: 'change', atLeast: 0.2 },
      ],
      solution: [{ values: { late: 1, f: 50 } }],
    },
    {
      name: 'turning-point',
      task: 'Find the frequency at which sixty pairings, post 10 ms before pre, leave the weight where it was, to within 0.03.',
      hint: 'The curve on the right crosses zero once.',
      answer:
        'It is about 35.5 Hz. Below, each pairing takes more by $A_2^-$ than it gives by $A_3^+$; above, $o_2$ has grown enough to turn the balance.',
      when: [
        { of: 'late', atLeast: 1 },
        { of: 'delta', untouched: true },
        { of: 'n', untouched: true },
        ...['A3p', 'A2p', 'A2m', 'A3m', 'near'].map((of) => ({ of, untouched: true as const })),
        { of: 'pairings', atLeast: 60 },
        { of: 'change', atLeast: -0.03, atMost: 0.03 },
      ],
      solution: [{ values: { late: 1, f: 35.5 } }],
    },
  ],
  speed: 0.5,
  precision: 'f64',
  duration: '3*second',
  sources: ['PfisterGerstner2006'],
};
