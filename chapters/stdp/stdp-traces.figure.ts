import type { Figure, Symbol as FigureSymbol, Parameter } from '../../src/experiment/figure.ts';
import { rule } from './models/parameter.ts';

/** Spikes of each neuron that can be placed by hand, and how long the run lasts. At its end a spike is put aside. */
const places = [1, 2, 3, 4] as const;
const whole = 200;

/** Of a trace that a delta train drives: 1 at a time constant of 20 ms. */
const reference = '20*ms';
const jump = (tau: string) => `(1 - delta*(1 - ${reference}/${tau}))`;

function placed(side: 'p' | 'q', values: readonly number[]): Parameter[] {
  const [population, letter, role, who] =
    side === 'p' ? (['pre', 'j', 'pre', 'pre'] as const) : (['post', 'i', 'post', 'post'] as const);
  return values.map((value, k) => ({
    name: `${side}_${k + 1}`,
    symbol: `t_${letter}^${k + 1}`,
    role,
    meaning: `time of a ${who}synaptic spike; ${whole}: put aside`,
    unit: 'ms',
    minimum: 1,
    maximum: whole,
    default: value,
    step: 1,
    sets: [{ path: `populations.${population}.parameters.${side}_${k + 1}` }],
  }));
}

const neuron = (side: 'p' | 'q', values: readonly number[]) => ({
  size: 1,
  equations: 'r : Hz',
  threshold: `${places.map((k) => `abs(t - ${side}_${k}) < dt/2`).join(' or ')} or rand() < r*dt`,
  parameters: {
    r: '0*Hz',
    ...Object.fromEntries(values.map((value, k) => [`${side}_${k + 1}`, `${value}*ms`])),
  },
});

const times = { p: [20, 70, 120, whole], q: [35, 60, 105, 150] } as const;
const at = (p: readonly number[], q: readonly number[]) =>
  Object.fromEntries([...p.map((v, k) => [`p_${k + 1}`, v]), ...q.map((v, k) => [`q_${k + 1}`, v])]);

const sum = (term: (k: number) => string) => places.map(term).join(' + ');
/** No closed form where spikes are drawn by chance: 0/0 lifts the pen. */
const placedOnly = '0/int(r_j + r_i == 0*Hz)';
/** Once a spike has come; one put aside never does. */
const since = (side: 'p' | 'q', k: number) => `int(t >= ${side}_${k} and ${side}_${k} < ${whole}*ms)`;
const trace = (side: 'p' | 'q', tau: string) =>
  `${placedOnly} + ${jump(tau)}*(${sum((k) => `${since(side, k)}*exp(-(t - ${side}_${k})/${tau})`)})`;
/** What the trace of `other` is at the spike k of `side`. In one step the presynaptic spike comes first. */
const seen = (side: 'p' | 'q', k: number, tau: string) => {
  const other = side === 'p' ? 'q' : 'p';
  const order = side === 'p' ? '>' : '>=';
  return `${since(side, k)}*(${sum((l) => `int(${side}_${k} ${order} ${other}_${l})*exp(-(${side}_${k} - ${other}_${l})/${tau})`)})`;
};
const weight = `${placedOnly} + w_0 + A_plus*${jump('tau_plus')}*(${sum((k) => seen('q', k, 'tau_plus'))}) - A_minus*${jump('tau_minus')}*(${sum((k) => seen('p', k, 'tau_minus'))})`;

const rate = (letter: 'i' | 'j', population: 'pre' | 'post'): Parameter => ({
  name: `r_${letter}`,
  symbol: `r_${letter}`,
  role: population,
  meaning: `rate of ${population}synaptic spikes drawn by chance`,
  unit: 'Hz',
  minimum: 0,
  maximum: 100,
  default: 0,
  step: 1,
  prominent: true,
  anew: true,
  sets: [{ path: `populations.${population}.parameters.r` }],
});

const symbols: Readonly<Record<string, FigureSymbol>> = {
  P_j: { symbol: 'P_j', role: 'pre', meaning: 'presynaptic trace' },
  P_i: { symbol: 'P_i', role: 'post', meaning: 'postsynaptic trace' },
  w: { symbol: 'w', role: 'weight', meaning: 'weight' },
  change: { symbol: '\\Delta w', role: 'weight', meaning: 'change of the weight since the start' },
  r: { symbol: 'r', role: 'neutral', meaning: 'rate of spikes drawn by chance', unit: 'Hz' },
};

export const figure: Figure = {
  title: 'STDP with two traces',
  question: 'How does a synapse know when the other neuron fired?',
  caption:
    'Drag the spikes along their lines. Each presynaptic spike lifts the trace $P_j$, each postsynaptic one lifts $P_i$, and both fade. A postsynaptic spike reads $P_j$ and raises the weight by it; a presynaptic spike reads $P_i$ and lowers it. The grey curves are the closed forms for the spikes as you placed them, the weight’s being the sum of the window over all pairs so far. A spike dragged to the right end is put aside. Turn up the rates to have spikes drawn by chance.',
  alt: 'Four rows over 200 ms. On top the spikes of a presynaptic and a postsynaptic neuron on a line each. Below them the presynaptic trace, which jumps at presynaptic spikes and decays, the postsynaptic trace likewise, and the weight, a staircase: up at postsynaptic spikes by what the presynaptic trace is then, down at presynaptic spikes by the postsynaptic trace.',
  network: {
    dt: '0.1*ms',
    populations: { pre: neuron('p', times.p), post: neuron('q', times.q) },
    projections: [
      {
        from: 'pre',
        to: 'post',
        model: `dP_j/dt = -P_j/tau_plus : 1 (clock-driven)
dP_i/dt = -P_i/tau_minus : 1 (clock-driven)
w : 1
change = w - w_0 : 1`,
        method: 'exact',
        on_pre: `P_j += ${jump('tau_plus').slice(1, -1)}\nw -= A_minus*P_i`,
        on_post: `P_i += ${jump('tau_minus').slice(1, -1)}\nw += A_plus*P_j`,
        parameters: {
          w_0: 0.5,
          A_plus: 0.05,
          A_minus: 0.05,
          tau_plus: '20*ms',
          tau_minus: '20*ms',
          delta: 0,
        },
        initial: { w: 'w_0' },
        record: { variables: ['P_j', 'P_i', 'w', 'change'], indices: [0], every: '0.1*ms' },
      },
    ],
  },
  parameters: [
    rule('A_plus', 'A_+', 'pre', 'gain for each unit of the presynaptic trace', {
      minimum: 0,
      maximum: 0.1,
      default: 0.05,
      step: 0.001,
      prominent: true,
    }),
    rule('tau_plus', '\\tau_+', 'pre', 'time constant of the presynaptic trace', {
      unit: 'ms',
      minimum: 5,
      maximum: 60,
      default: 20,
      step: 1,
      prominent: true,
    }),
    rate('j', 'pre'),
    rule('A_minus', 'A_-', 'post', 'loss for each unit of the postsynaptic trace', {
      minimum: 0,
      maximum: 0.1,
      default: 0.05,
      step: 0.001,
      prominent: true,
    }),
    rule('tau_minus', '\\tau_-', 'post', 'time constant of the postsynaptic trace', {
      unit: 'ms',
      minimum: 5,
      maximum: 60,
      default: 20,
      step: 1,
      prominent: true,
    }),
    rate('i', 'post'),
    {
      name: 'delta',
      symbol: '\\delta',
      role: 'neutral',
      meaning: 'delta trains: jumps of 20 ms/τ, not 1',
      minimum: 0,
      maximum: 1,
      default: 0,
      toggle: true,
      prominent: true,
      anew: true,
      sets: [{ path: 'projections.0.parameters.delta' }],
    },
    {
      ...rule('w_0', 'w_0', 'weight', 'weight at the start', {
        minimum: 0,
        maximum: 1,
        default: 0.5,
        step: 0.01,
        prominent: true,
      }),
      prominent: false,
    },
    ...placed('p', times.p),
    ...placed('q', times.q),
  ],
  symbols,
  views: [
    {
      kind: 'trains',
      title: 'Spikes',
      window: `${whole}*ms`,
      height: 120,
      trains: [
        { population: 'pre', role: 'pre', label: 'pre', placed: places.map((k) => `p_${k}`) },
        { population: 'post', role: 'post', label: 'post', placed: places.map((k) => `q_${k}`) },
      ],
    },
    {
      kind: 'traces',
      title: '',
      window: `${whole}*ms`,
      height: 420,
      panels: [
        {
          label: 'P_j',
          range: [0, 24],
          closer: [
            [0, 1.5],
            [0, 4],
            [0, 10],
          ],
          lines: [{ of: '0.P_j', reference: trace('p', 'tau_plus') }],
        },
        {
          label: 'P_i',
          range: [0, 24],
          closer: [
            [0, 1.5],
            [0, 4],
            [0, 10],
          ],
          lines: [{ of: '0.P_i', reference: trace('q', 'tau_minus') }],
        },
        {
          label: 'w',
          range: [-9, 10],
          closer: [
            [0.4, 0.6],
            [0.2, 0.8],
            [0, 1],
            [-1, 2],
            [-3, 4],
          ],
          lines: [{ of: '0.w', reference: weight }],
        },
      ],
    },
  ],
  measures: {
    change: { kind: 'last', of: '0.change', label: 'change of the weight' },
    pairs: {
      kind: 'pair sum',
      pre: 'pre',
      post: 'post',
      gain: { amplitude: 'A_plus', time: 'tau_plus' },
      loss: { amplitude: 'A_minus', time: 'tau_minus' },
      area: { toggle: 'delta', time: reference },
      label: 'sum of W over all pairs',
    },
  },
  presets: [
    { name: 'by-hand', title: 'By hand', values: {} },
    { name: 'causal', title: 'Pre, then post', values: at([20, 70, 120, 170], [25, 75, 125, 175]) },
    { name: 'burst', title: 'A burst', values: at([60, whole, whole, whole], [45, 70, 80, 90]) },
    {
      name: 'chance',
      title: 'By chance',
      values: { ...at([whole, whole, whole, whole], [whole, whole, whole, whole]), r_j: 40, r_i: 40 },
    },
    { name: 'lecture', title: 'The lecture’s jump', values: { delta: 1, tau_plus: 10, tau_minus: 40 } },
  ],
  goals: [
    {
      name: 'four-pairs',
      task: 'Without changing the rule or drawing spikes by chance, place the eight spikes so that the weight grows by at least 0.18.',
      hint: 'Each postsynaptic spike reads what the presynaptic trace is just then. When is it highest? And what do you pay at the next presynaptic spike?',
      answer:
        'Put the four presynaptic spikes close together and the four postsynaptic ones right after them: 20, 22, 24, 26 and 27, 28, 29, 30 ms. The trace has piled up to more than 3, each of the four spikes reads it, and no presynaptic spike comes after them to take anything back: 16 pairs gain and none loses.',
      when: [
        { of: 'A_plus', untouched: true },
        { of: 'A_minus', untouched: true },
        { of: 'tau_plus', untouched: true },
        { of: 'tau_minus', untouched: true },
        { of: 'delta', untouched: true },
        { of: 'r_j', untouched: true },
        { of: 'r_i', untouched: true },
        { of: 'change', atLeast: 0.18 },
      ],
      solution: [{ values: at([20, 22, 24, 26], [27, 28, 29, 30]) }],
    },
    {
      name: 'same-height',
      task: 'With delta trains switched on and $\\tau_+$ at 40 ms or more, give the window the height back that it had: a pair just apart gains 0.05 again.',
      hint: 'A delta train makes the trace jump by 20 ms/τ. What has to become of $A_+$ for the product to stay?',
      answer:
        'At $\\tau_+ = 40$ ms the jump is 0.5, so $A_+ = 0.1$ restores a gain of 0.05. In the lecture’s notation the height of the window is $a_+/\\tau_+$: to keep the height you scale $a_+$ with $\\tau_+$. The window is now as high as before and twice as wide, and more pairs count.',
      when: [
        { of: 'delta', atLeast: 1 },
        { of: 'tau_plus', atLeast: 40 },
        { of: 'A_plus', atLeast: '0.0495*tau_plus/(20*ms)', atMost: '0.0505*tau_plus/(20*ms)' },
      ],
      solution: [{ values: { delta: 1, tau_plus: 40, A_plus: 0.1 } }],
    },
  ],
  repeats: `${whole}*ms`,
  speed: 0.1,
  duration: `${whole}*ms`,
  precision: 'f64',
  sources: ['SjostromGerstner2010', 'SongMillerAbbott2000'],
};
