import type { Figure } from '../../src/experiment/figure.ts';
import { bounded, carried, exponents } from './models/bounded.ts';
import { pacemaker, pacemakerSymbols, protocol } from './models/pacemaker.ts';
import { rule } from './models/parameter.ts';

/** Pairings that have been by the time t. */
const paired = 'clip(floor((t - 100*ms)*f + 1), 0, n)';
const gained = carried('1 - w_0', `(${paired}*eta*exp(-lag/tau_plus))`, 'mu_plus');
const kept = carried('w_0', `(${paired}*eta*alpha*exp(lag/tau_minus))`, 'mu_minus');

const exponent = { minimum: 0, maximum: 1, default: 0, step: 0.01, prominent: true };
const time = { unit: 'ms', minimum: 5, maximum: 60, step: 0.1 };
const [often, fast] = protocol(40, 60);

export const figure: Figure = {
  title: 'Map of a weight change',
  question: 'Which synapses does the same protocol move, and how far?',
  caption:
    'Every pixel is a synapse between two neurons of its own, simulated with the equations below: across, the lag $\\Delta t = t_\\mathrm{post} - t_\\mathrm{pre}$ at which the two are paired, $n$ times; up, its weight at the start. Red has gained, blue has lost. Under the additive rule the colour changes from left to right only, until a weight is stopped by its bound: a slanted edge at the top right and the bottom left. Choose the multiplicative rule, and weak synapses gain while strong ones lose. Take hold of the map: the trace is that of the synapse under the crosshair.',
  alt: 'A map over the lag from −60 to 60 ms across and the initial weight from 0 to 1 upward, white where the weight did not change. With the additive rule the right half is red and the left half blue, strongest near lag 0, with a corner at the top right and one at the bottom left where the bounds stop the weight. With the multiplicative rule the red fades towards the top and the blue towards the bottom. Beside it the weight of the synapse under the crosshair, which rises or falls in steps along a grey line.',
  network: {
    dt: '1*ms',
    populations: { pre: pacemaker(1, '10*ms'), post: pacemaker(1, '0*ms') },
    projections: [
      {
        from: 'pre',
        to: 'post',
        ...bounded,
        model: `w : 1\nw_0 : 1\nchange = w - w_0 : 1\n${bounded.model}`,
        parameters: {
          w_0: 0.5,
          w: 'w_0',
          eta: 0.02,
          alpha: 1,
          mu_plus: 0,
          mu_minus: 0,
          tau_plus: '16.8*ms',
          tau_minus: '33.7*ms',
        },
        record: { variables: ['w', 'w_0', 'change'], indices: [0], every: '10*ms' },
      },
    ],
  },
  parameters: [
    {
      name: 'lag',
      symbol: '\\Delta t',
      role: 'neutral',
      meaning: 'lag of the post-synaptic spike behind the pre-synaptic one',
      unit: 'ms',
      minimum: -60,
      maximum: 60,
      default: 10,
      step: 1,
      prominent: true,
      anew: true,
      sets: [{ path: 'populations.pre.parameters.lead' }],
    },
    rule('w_0', 'w_0', 'neutral', 'weight at the start', {
      ...{ minimum: 0, maximum: 1, default: 0.5, step: 0.01, prominent: true },
    }),
    rule('mu_plus', '\\mu_+', 'pre', 'weight dependence of gains', exponent),
    rule('mu_minus', '\\mu_-', 'post', 'weight dependence of losses', exponent),
    rule('eta', '\\lambda', 'weight', 'step of one pairing', {
      ...{ minimum: 0.001, maximum: 0.04, default: 0.02, step: 0.001, prominent: true },
    }),
    often,
    { ...fast, default: 2, prominent: false },
    rule('alpha', '\\alpha', 'post', 'losses over gains', {
      ...{ minimum: 0.5, maximum: 2, default: 1, step: 0.05 },
    }),
    rule('tau_plus', '\\tau_+', 'pre', 'time constant of the presynaptic trace', { ...time, default: 16.8 }),
    rule('tau_minus', '\\tau_-', 'post', 'time constant of the postsynaptic trace', {
      ...{ ...time, default: 33.7 },
    }),
  ],
  symbols: {
    ...pacemakerSymbols,
    w: { symbol: 'w', role: 'weight', meaning: 'weight, between 0 and 1' },
    change: { symbol: '\\Delta w', role: 'weight', meaning: 'change of the weight since the start' },
    P_j: { symbol: 'P_j', role: 'pre', meaning: 'presynaptic trace' },
    P_i: { symbol: 'P_i', role: 'post', meaning: 'postsynaptic trace' },
  },
  atlas: {
    projection: 0,
    variable: 'w',
    x: { parameter: 'lag', from: -60, to: 60 },
    y: { parameter: 'w_0', from: 0, to: 1 },
    resolution: 256,
    // The last pairing and its later spike.
    duration: '(n - 1)/f + 200*ms',
    measures: ['weight change', 'relative change'],
  },
  views: [
    { kind: 'atlas', title: 'Every pixel a synapse' },
    {
      kind: 'traces',
      title: 'The synapse under the crosshair',
      window: '31*second',
      panels: [
        {
          label: 'w',
          range: [0, 1],
          lines: [
            {
              of: '0.w',
              reference: `int(lag >= 0*ms)*(1 - ${gained}) + int(lag < 0*ms)*${kept}`,
            },
          ],
          height: 2,
        },
      ],
    },
  ],
  measures: {
    change: {
      kind: 'over synapses',
      gives: 0,
      projection: 0,
      variable: 'change',
      label: 'change of the weight',
    },
  },
  presets: exponents,
  goals: [
    {
      name: 'most',
      task: 'Choose the multiplicative rule ($\\mu_+ = \\mu_- = 1$), keep $\\lambda$ and $n$, and find a synapse that gains 0.4 or more.',
      hint: 'Where is the red darkest? Read the map from the bottom to the top.',
      answer:
        'Take a weak synapse at a short lag, for example $w_0 = 0.05$ at 5 ms. A gain is now the share $\\lambda\\, e^{-\\Delta t/\\tau_+}$ of what is missing to 1, so the weakest synapse has most to win: 40 pairings close the gap to $(1 - 0.0149)^{40} = 0.55$ of what it was.',
      when: [
        { of: 'mu_plus', atLeast: 1 },
        { of: 'mu_minus', atLeast: 1 },
        { of: 'eta', untouched: true },
        { of: 'n', untouched: true },
        { of: 'change', atLeast: 0.4 },
      ],
      solution: [{ values: { mu_plus: 1, mu_minus: 1, w_0: 0.05, lag: 5 } }],
      within: '21*second',
    },
  ],
  repeats: '31*second',
  speed: 6,
  duration: '21*second',
  precision: 'f64',
  sources: ['VanRossum2000', 'Guetig2003', 'BiPoo1998'],
};
