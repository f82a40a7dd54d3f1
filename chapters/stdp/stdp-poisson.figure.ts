import type { Figure, Parameter, Sweep } from '../../src/experiment/figure.ts';
import { constants, cortex, lazyModel, pairRule, rule, traces, triplet } from './models/triplet.ts';

const size = 200;
const poisson = {
  size,
  equations: 'rate : Hz',
  threshold: 'rand() < rate*dt',
  parameters: { rate: '10*Hz' },
};

/** What a spike finds of a trace on average: of all earlier spikes, or of the last one alone. */
const found = (rate: string, tau: string) => `(${rate}*${tau}/(1 + near*${rate}*${tau}))`;
const [r1, r2] = [found('r_pre', 'taup'), found('r_pre', 'taux')];
const [o1, o2] = [found('r_post', 'taum'), found('r_post', 'tauy')];
/** Both trains are independent, and so are the traces that are multiplied. */
const drift = `(r_post*${r1}*(A2p + A3p*${o2}) - r_pre*${o1}*(A2m + A3m*${r2}))/1000`;

function sweep(at: Readonly<Record<string, number>>): Sweep {
  return {
    parameter: 'r_post',
    population: 'post',
    along: ['pre'],
    from: 1,
    to: 50,
    points: 25,
    trials: 40,
    duration: '12*second',
    measure: 'drift',
    of: '0.w',
    at,
    unit: 'Hz',
    reference: drift,
  };
}

function rate(name: 'r_pre' | 'r_post', symbol: string, role: 'pre' | 'post', meaning: string): Parameter {
  return {
    name,
    symbol,
    role,
    meaning,
    unit: 'Hz',
    minimum: 1,
    maximum: name === 'r_pre' ? 30 : 50,
    default: 10,
    step: 0.1,
    prominent: true,
    anew: true,
    sets: [{ path: `populations.${name.slice(2)}.parameters.rate` }],
  };
}

export const figure: Figure = {
  title: 'Rates alone',
  question: 'What do spikes without any order teach a synapse?',
  caption:
    'Synapses between neurons that fire at random, independently of one another: there is no timing to learn. The weights drift all the same. In the map every pixel is a synapse whose two neurons have rates of their own, and its colour is what two seconds did to it. Under the triplet rule the drift turns from depression (blue) to potentiation (red) at a rate of the receiving neuron, the threshold $\\theta$ (dashed, from theory): that is the rule of Bienenstock, Cooper and Munro. Right: two hundred synapses with the rates under the crosshair, and the mean drift along an upright line through the map; points are forty synapses each, grey lines the closed form. Under the pair rule (faint) it only ever gets worse, unless nearest spikes alone count.',
  alt: 'Left, a grainy map over the rate of the sending neuron across and that of the receiving neuron up, white where the weight keeps still. Below a dashed level line at about 19 Hz it is pale blue, above it red, and darkest in the upper right corner. Right, above: weight changes of six synapses over twenty seconds, wandering about a straight grey line that falls slowly. Below it the mean drift of the weight against the post-synaptic rate: the curve of the triplet rule starts at zero, falls a little, crosses zero at about 19 Hz, which is marked, and rises steeply. The faint curve of the pair rule is a straight line below zero.',
  network: {
    dt: '0.25*ms',
    populations: { pre: poisson, post: poisson },
    projections: [
      {
        from: 'pre',
        to: 'post',
        ...triplet,
        model: `${lazyModel}\nslope = w/(t + dt) : Hz`,
        parameters: constants,
        record: { variables: ['w', 'slope'], indices: [0, 1, 2, 3, 4, 5], every: '20*ms' },
      },
    ],
  },
  parameters: [
    rate('r_post', 'r_\\mathrm{post}', 'post', 'rate of the receiving neurons'),
    rate('r_pre', 'r_\\mathrm{pre}', 'pre', 'rate of the sending neurons'),
    ...rule.map((parameter) => ({ ...parameter, anew: true as const })),
  ],
  symbols: {
    ...traces,
    rate: { symbol: 'r', role: 'neutral', meaning: 'rate', unit: 'Hz' },
    slope: { symbol: '\\dot w', role: 'weight', meaning: 'change of the weight in a second', unit: 'Hz' },
  },
  atlas: {
    projection: 0,
    variable: 'w',
    x: { parameter: 'r_pre', from: 1, to: 30 },
    y: { parameter: 'r_post', from: 1, to: 50 },
    resolution: 256,
    duration: '2*second',
    measures: ['drift'],
    zeros: [{ form: drift, label: 'no drift' }],
  },
  views: [
    { kind: 'atlas', title: 'Drift of 65,536 synapses, a second' },
    {
      kind: 'traces',
      title: 'Six of 200 synapses',
      height: 220,
      window: '20*second',
      place: 'side',
      panels: [
        {
          label: 'weight change',
          range: [-40, 80],
          closer: [
            [-0.4, 0.4],
            [-1, 2],
            [-5, 10],
          ],
          lines: [
            { of: '0.w', reference: `t*${drift}` },
            ...[1, 2, 3, 4, 5].map((index) => ({ of: '0.w', index, quiet: true as const })),
          ],
          height: 2,
        },
      ],
    },
    {
      kind: 'relation',
      title: 'Drift of the weight, a second',
      place: 'side',
      height: 200,
      range: [-0.1, 0.2],
      own: 'drift',
      marks: [
        {
          // Where both are linear in the rate; where they saturate, or with triplets of two sending spikes, it is elsewhere.
          at: '(A2m*taum - A2p*taup)/(A3p*taup*tauy)/int(near < 0.5 and A3m < 0.001)',
          label: '\\theta =',
        },
      ],
      sweeps: [
        { sweep: 'triplet', of: 'w', label: 'this rule' },
        { sweep: 'pair', of: 'A2m', label: 'pair rule', quiet: true },
      ],
    },
  ],
  sweeps: { triplet: sweep({}), pair: sweep(pairRule) },
  measures: {
    drift: {
      kind: 'over synapses',
      gives: 'mean',
      projection: 0,
      variable: 'slope',
      unit: 'second**-1',
      label: 'mean drift of all 200',
      reference: drift,
    },
    spikes: { kind: 'count', population: 'post', label: 'spikes of the receiving neurons' },
  },
  presets: [
    { name: 'minimal', title: 'Triplets, minimal', values: cortex.minimal },
    { name: 'full', title: 'Triplets, full', values: cortex.full },
    { name: 'pair', title: 'Pairs', values: pairRule },
    { name: 'nearest', title: 'Pairs, nearest spikes', values: { ...pairRule, near: 1 } },
  ],
  goals: [
    {
      name: 'threshold',
      task: 'Find the rate of the receiving neurons at which the weights of the triplet rule keep still: a mean drift of no more than 0.0015 a second either way, over 40,000 of their spikes.',
      hint: 'Fewer spikes give less depression as well. Which of the two grows faster with the rate?',
      answer:
        'At $\\theta = A_2^- \\tau_- / (A_3^+ \\tau_+ \\tau_y) = 19.2$ Hz. Depression counts pairs and grows with $r_\\mathrm{post}$, potentiation counts triplets and grows with its square. The rate of the sending neurons does not matter.',
      when: [
        { of: 'r_post', atLeast: 5 },
        ...['A3p', 'A2p', 'A2m', 'A3m', 'near'].map((of) => ({ of, untouched: true as const })),
        { of: 'spikes', atLeast: 40000 },
        { of: 'drift', atLeast: -0.0015, atMost: 0.0015 },
      ],
      solution: [{ values: { r_post: 19.2 } }],
      within: '14*second',
    },
    {
      name: 'pairs-alone',
      task: 'Take the triplets away ($A_3^+ = 0$) and let pairs strengthen the weights by 0.015 a second or more, with $A_2^+$ no larger than 10 and $A_2^-$ as it is.',
      hint: 'With all spikes the sign is that of $A_2^+ \\tau_+ - A_2^- \\tau_-$, whatever the rates. When does one more spike stop mattering?',
      answer:
        'Switch to nearest neighbours and raise $r_\\mathrm{post}$ to 50 Hz. A trace that is set to 1 saturates: depression then depends less than linearly on the rate of the receiving neuron, potentiation does not, and a threshold appears even for pairs.',
      when: [
        { of: 'A3p', atMost: 0 },
        { of: 'A2p', atMost: 10 },
        { of: 'A2m', untouched: true },
        { of: 'spikes', atLeast: 10000 },
        { of: 'drift', atLeast: 0.015 },
      ],
      solution: [{ values: { A3p: 0, A2p: 10, near: 1, r_post: 50 } }],
      within: '2*second',
    },
  ],
  speed: 2,
  duration: '8*second',
  sources: ['PfisterGerstner2006', 'BienenstockCooperMunro1982', 'IzhikevichDesai2003'],
};
