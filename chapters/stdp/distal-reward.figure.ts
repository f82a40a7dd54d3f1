import type { Figure, Parameter } from '../../src/experiment/figure.ts';

/** Fires once. */
const once = { size: 1, threshold: 'abs(t - at) < dt/2', equations: 'at : second' };

/** The pair stands at 200 ms; its later spike marks the synapse, and from there the delay of the reward counts. */
const later = '(200*ms + int(lag > 0*ms)*lag)';
const mark = '(int(lag >= 0*ms)*Ap*exp(-abs(lag)/taup) - int(lag < 0*ms)*Am*exp(-abs(lag)/taum))';
const rewarded = `(${later} + D)`;
/** The change of the weight is that of two decaying traces multiplied (Izhikevich 2007). */
const gain = `${mark}*d0*exp(-D/tau_c)*tau_c*tau_d/(tau_c + tau_d)`;
const after = (start: string) => `int(t >= ${start})*(t - ${start})`;

const time = (name: string, symbol: string, meaning: string, rest: Partial<Parameter>): Parameter => ({
  name,
  symbol,
  role: 'neutral',
  meaning,
  unit: 'second',
  minimum: 0.05,
  maximum: 4,
  default: 1,
  step: 0.05,
  prominent: true,
  anew: true,
  sets: [],
  ...rest,
});

const synapse = (name: string) => [{ path: `projections.1.parameters.${name}` }];

export const figure: Figure = {
  title: 'Distal reward',
  question: 'How can a reward find the synapse that earned it a second ago?',
  caption:
    'One spike of each neuron, then nothing, then a reward after the delay $D$. The pair does not change the weight; it leaves a mark at the synapse, the eligibility $c$, which fades with $\\tau_c$. The reward raises dopamine $d$ everywhere. The weight moves while both are there, at the rate $c\\,d$. Grey lines are closed forms. Right: the weight change in the end, over the delay; the ring stands at the delay that you set.',
  alt: 'Left, three traces over six seconds: the eligibility jumps at 200 ms and decays over about a second; dopamine jumps a second later and decays five times faster; the weight rises from zero while both are there and then stays. Right: the final weight change falls exponentially with the delay of the reward; points lie on a thin grey line, and a dot marks the present delay.',
  network: {
    dt: '0.1*ms',
    populations: {
      pre: { ...once, parameters: { at: '200*ms' } },
      post: {
        ...once,
        equations: `${once.equations}\ndd/dt = -d/tau_d : Hz`,
        method: 'exact',
        parameters: { at: '205*ms', tau_d: '0.2*second' },
        record: { variables: ['d'], every: '5*ms' },
      },
      reward: { ...once, parameters: { at: '1205*ms' } },
    },
    projections: [
      {
        from: 'reward',
        to: 'post',
        on_pre: 'd_post += d0',
        connect: 'one-to-one',
        parameters: { d0: '5*Hz' },
      },
      {
        from: 'pre',
        to: 'post',
        model: `dc/dt = -c/tau_c : 1 (clock-driven)
dw/dt = c*d_post : 1 (clock-driven)
dr/dt = -r/taup : 1 (event-driven)
do/dt = -o/taum : 1 (event-driven)`,
        method: 'rk2',
        on_pre: 'c -= Am*o; r += 1',
        on_post: 'c += Ap*r; o += 1',
        connect: 'one-to-one',
        parameters: { tau_c: '1*second', taup: '20*ms', taum: '20*ms', Ap: 1, Am: 1 },
        record: { variables: ['c', 'w'], every: '5*ms' },
      },
    ],
  },
  parameters: [
    time('D', 'D', 'delay of the reward', {
      minimum: 0,
      maximum: 3,
      sets: [{ path: 'populations.reward.parameters.at', value: rewarded }],
    }),
    time('tau_c', '\\tau_c', 'time constant of the eligibility', {
      role: 'adaptation',
      sets: synapse('tau_c'),
    }),
    time('tau_d', '\\tau_d', 'time constant of dopamine', {
      role: 'error',
      maximum: 1,
      default: 0.2,
      sets: [{ path: 'populations.post.parameters.tau_d' }],
    }),
    {
      name: 'd0',
      symbol: 'd_0',
      role: 'error',
      meaning: 'size of the reward; below 0: punishment',
      unit: 'second**-1',
      minimum: -10,
      maximum: 10,
      default: 5,
      step: 0.5,
      prominent: true,
      anew: true,
      sets: [{ path: 'projections.0.parameters.d0' }],
    },
    {
      name: 'lag',
      symbol: '\\Delta t',
      role: 'post',
      meaning: 'time of the post-synaptic spike after the pre-synaptic one',
      unit: 'ms',
      minimum: -60,
      maximum: 60,
      default: 5,
      step: 1,
      prominent: true,
      anew: true,
      sets: [{ path: 'populations.post.parameters.at', value: '200*ms + lag' }],
    },
    time('taup', '\\tau_+', 'window of potentiation', {
      role: 'pre',
      unit: 'ms',
      minimum: 5,
      maximum: 60,
      default: 20,
      step: 1,
      prominent: false,
      sets: synapse('taup'),
    }),
    time('taum', '\\tau_-', 'window of depression', {
      role: 'post',
      unit: 'ms',
      minimum: 5,
      maximum: 60,
      default: 20,
      step: 1,
      prominent: false,
      sets: synapse('taum'),
    }),
    ...(['Ap', 'Am'] as const).map(
      (name): Parameter => ({
        name,
        symbol: name === 'Ap' ? 'A_+' : 'A_-',
        role: name === 'Ap' ? 'excitatory' : 'inhibitory',
        meaning: `mark left by ${name === 'Ap' ? 'pre before post' : 'post before pre'}`,
        minimum: 0,
        maximum: 2,
        default: 1,
        step: 0.05,
        anew: true,
        sets: synapse(name),
      }),
    ),
  ],
  symbols: {
    c: { symbol: 'c', role: 'adaptation', meaning: 'eligibility: what the pair left at the synapse' },
    d: { symbol: 'd', role: 'error', meaning: 'dopamine', unit: 'second**-1' },
    w: { symbol: '\\Delta w', role: 'weight', meaning: 'change of the weight' },
    r: { symbol: 'r', role: 'pre', meaning: 'pre-synaptic trace' },
    o: { symbol: 'o', role: 'post', meaning: 'post-synaptic trace' },
    at: { symbol: 't^\\ast', role: 'neutral', meaning: 'time of the spike', unit: 'ms' },
  },
  views: [
    {
      kind: 'traces',
      title: 'One pair, one reward',
      window: '6*second',
      place: 'main',
      panels: [
        {
          label: 'eligibility',
          range: [-2, 2],
          closer: [
            [0, 1],
            [-1, 1],
          ],
          lines: [{ of: '1.c', reference: `int(t >= ${later})*${mark}*exp(-(${after(later)})/tau_c)` }],
        },
        {
          label: 'dopamine',
          unit: 'second**-1',
          range: [-10, 10],
          closer: [
            [0, 5],
            [0, 10],
            [-5, 5],
          ],
          lines: [{ of: 'post.d', reference: `int(t >= ${rewarded})*d0*exp(-(${after(rewarded)})/tau_d)` }],
        },
        {
          label: 'weight change',
          range: [-20, 20],
          closer: [
            [0, 0.3],
            [0, 1],
            [-1, 1],
            [-5, 5],
          ],
          lines: [{ of: '1.w', reference: `${gain}*(1 - exp(-(${after(rewarded)})*(1/tau_c + 1/tau_d)))` }],
        },
      ],
    },
    {
      kind: 'relation',
      title: 'Weight change in the end',
      place: 'side',
      range: [0, 0.8],
      own: 'gain',
      sweeps: [{ sweep: 'delay', of: 'w', label: '' }],
    },
  ],
  sweeps: {
    delay: {
      parameter: 'D',
      population: 'reward',
      along: ['pre', 'post'],
      points: 31,
      duration: '6*second',
      measure: 'last',
      of: '1.w',
      reference: gain,
    },
  },
  measures: {
    gain: { kind: 'last', of: '1.w', label: 'weight change so far', reference: gain },
  },
  presets: [
    { name: 'izhikevich', title: 'A second late', values: {} },
    { name: 'at-once', title: 'At once', values: { D: 0 } },
    { name: 'no-reward', title: 'No reward', values: { d0: 0 } },
    { name: 'punished', title: 'Punished', values: { d0: -5 } },
  ],
  goals: [
    {
      name: 'long-memory',
      task: 'Let the reward come two seconds late and still bring a third of what it would bring at once.',
      hint: 'What has to last until the reward comes?',
      answer:
        'Raise $\\tau_c$ to 2 s or more: of the mark $e^{-D/\\tau_c}$ is left. The price is in the next figure: a mark that lasts is there for every reward of the next seconds, earned or not.',
      when: [
        { of: 'D', atLeast: 2 },
        { of: 'gain', atLeast: `${mark}*d0*tau_c*tau_d/(tau_c + tau_d)/3` },
        { of: 'd0', atLeast: 0.5 },
        { of: 'lag', untouched: true },
      ],
      solution: [{ values: { D: 2, tau_c: 2.5 } }],
    },
    {
      name: 'two-wrongs',
      task: 'Strengthen the synapse although the receiving neuron fired first.',
      hint: 'The order decides the sign of the mark. What else has a sign?',
      answer:
        'Set $\\Delta t$ below 0 and punish: $d_0 < 0$. A negative mark times a negative third factor is a positive change. The rule does not know which behaviour was right; only the product counts.',
      when: [
        { of: 'lag', atMost: -1 },
        { of: 'gain', atLeast: 0.05 },
      ],
      solution: [{ values: { lag: -5, d0: -5 } }],
    },
  ],
  repeats: '6*second',
  speed: 1,
  duration: '5.99*second',
  sources: ['Izhikevich2007'],
};
