import { packetPicojoules } from '../../src/experiment/carrying.ts';
import type { Figure, Line, Parameter } from '../../src/experiment/figure.ts';
import type { Projection } from '../../src/network/network.ts';
import { constants } from './models/triplet.ts';

/** Sending and receiving neurons: every one of the first drives every one of the second. */
const [senders, receivers] = [20, 8];

/** pJ for a packet and for a hop of it. */
const { send, hop } = packetPicojoules;
/** A value over one hop (pJ), and one of every sender a thousand times a second (nJ a second). */
const near = Number((send + hop).toPrecision(3));
const nearest = Number((senders * 1000 * near * 1e-3).toPrecision(3));

/** Of every rule the weight of the first synapse is watched. None of them drives the neurons, so that all see the same spikes. */
const plastic = {
  from: 'pre',
  to: 'post',
  connect: 'all-to-all',
  initial: { w: 0.5 },
  record: { variables: ['w'], indices: [0], every: '5*ms' },
} as const satisfies Projection;

const pairs = `dx/dt = -x/taup : 1 (event-driven)
dy/dt = -y/taum : 1 (event-driven)`;
const windows = { taup: '20*ms', taum: '20*ms', Ap: 0.02, Am: 0.021 };

/** Rewarded STDP after Izhikevich (2007); `d` is linked, or the receiving neuron keeps it. */
const rewarded = (model: string, d: string): Projection => ({
  ...plastic,
  model: `dw/dt = ${d}*c/tau_w : 1 (clock-driven)
dc/dt = -c/tau_c : 1 (clock-driven)
${pairs}${model}`,
  method: 'euler',
  on_pre: 'c -= Am*y; x += 1',
  on_post: 'c += Ap*x; y += 1',
  parameters: { ...windows, Ap: 0.03, tau_c: '0.5*second', tau_w: '1*second' },
});

/** The rules: a title, and what the figure's table calls its weight. */
const rules: readonly { readonly title: string; readonly symbol: string; readonly projection: Projection }[] =
  [
    {
      title: 'pair STDP',
      symbol: 'pair',
      projection: {
        ...plastic,
        model: `w : 1\n${pairs}`,
        on_pre: 'w = clip(w - Am*y, 0, 1); x += 1',
        on_post: 'w = clip(w + Ap*x, 0, 1); y += 1',
        parameters: windows,
      },
    },
    {
      title: 'triplets',
      symbol: 'triplet',
      projection: {
        ...plastic,
        model: `w : 1
dr1/dt = -r1/taup : 1 (event-driven)
do1/dt = -o1/taum : 1 (event-driven)
do2/dt = -o2/tauy : 1 (event-driven)`,
        on_pre: 'w -= A2m*o1; r1 += 1',
        on_post: 'w += A3p*r1*o2; o1 += 1; o2 += 1',
        parameters: {
          taup: constants.taup,
          taum: constants.taum,
          tauy: constants.tauy,
          A3p: constants.A3p,
          A2m: constants.A2m,
        },
      },
    },
    {
      title: 'voltage',
      symbol: 'voltage',
      projection: {
        ...plastic,
        model: `dw/dt = A_LTP*x*clip(v_post + a_post - theta_p, 0*mV, 1*volt)*clip(high_post - theta_m, 0*mV, 1*volt) : 1 (clock-driven)
dx/dt = -x/tau_x : Hz (clock-driven)`,
        method: 'euler',
        on_pre: 'w -= A_LTD*clip(low_post - theta_m, 0*mV, 1*volt); x += 1/tau_x',
        parameters: {
          A_LTP: '1.6e-5/mV**2',
          A_LTD: '14e-5/mV',
          theta_p: '-45.3*mV',
          theta_m: '-68*mV',
          tau_x: '15*ms',
        },
      },
    },
    {
      title: 'reward, as a value',
      symbol: 'reward',
      projection: { ...rewarded('\nd : 1 (linked)', 'd'), linked: { d: 'reward.d' } },
    },
    { title: 'reward, as spikes', symbol: 'spikes', projection: rewarded('', 'd_post') },
    {
      title: 'two rates',
      symbol: 'rates',
      projection: {
        ...plastic,
        model: 'dw/dt = eta*r_post*(r_pre - w*r_post) : 1 (clock-driven)',
        method: 'euler',
        parameters: { eta: '2*ms' },
      },
    },
    {
      title: 'error of the neuron',
      symbol: 'error',
      projection: {
        ...plastic,
        model: `dw/dt = eta*err_post*x : 1 (clock-driven)
dx/dt = -x/taup : 1 (clock-driven)`,
        method: 'euler',
        on_pre: 'x += 1',
        parameters: { eta: 0.02, taup: '20*ms' },
      },
    },
  ];

/** The first projection drives the neurons; those of the rules follow. */
const weights = rules.map((_, k) => `${k + 1}.w`);
const shown = rules.map(({ title }, k) => ({ of: weights[k] as string, title }));
const lines = rules.map(({ symbol }, k): Line => ({ of: weights[k] as string, as: symbol }));

type Rest = Omit<Parameter, 'name' | 'symbol' | 'role' | 'meaning' | 'sets'>;
const parameter = (
  name: string,
  symbol: string,
  role: Parameter['role'],
  meaning: string,
  path: string | undefined,
  rest: Rest,
): Parameter => ({ name, symbol, role, meaning, ...rest, sets: path === undefined ? [] : [{ path }] });

const counted = { chosen: 'rule', cores: 'K', hops: 'h' } as const;
const measured = { kind: 'carried', rules: weights, ...counted } as const;

export const figure: Figure = {
  title: 'Locality',
  question: 'What does a synapse read, and what does it cost to bring that there?',
  caption: `Three cores of a chip. Twenty inputs $j$ send spikes to ${receivers} neurons; every synapse lies on the core of the neuron $i$ that it drives. What the chosen rule reads is joined to its weight: read at a spike (dashed), or in every step (solid). What it needs from another core travels there, each packet as the run sent it. Seven rules see the same spikes. A spike comes when it comes; a value that a rule reads in every step is sent in every step, a thousand times a second. Energy: ${send} pJ for a packet and ${hop} pJ for each hop, simulated before silicon; a value is counted as a spike; 1 nW is 1 nJ each second. $K$ and $h$ are set here, for all rules alike: the chip panel places this network by itself and counts cores and hops of its own.`,
  alt: 'Left, cores as boxes: one of reward, one of twenty inputs, one of errors; right, the core of the receiving neurons, with the variables of a synapse beside those of its neuron. Lines join what the chosen rule reads to the weight. Packets travel from core to core with their number a second, hops and energy. Below or beside: the seven rules in a table with what each reads and what that costs, and the course of their weights, that of the chosen rule in colour and the others grey, in which reward as a value and reward as spikes lie on each other.',
  network: {
    dt: '1*ms',
    populations: {
      pre: {
        size: senders,
        equations: 'dr/dt = -r/tau_r : Hz\nf : Hz',
        threshold: 'rand() < f*dt',
        reset: 'r += 1/tau_r',
        parameters: { tau_r: '100*ms', f: '10*Hz' },
      },
      post: {
        size: receivers,
        equations: `dv/dt = (E_L - v)/tau_m + sigma*sqrt(2/tau_m)*xi : volt (unless refractory)
da/dt = -a/tau_a : volt
dhigh/dt = (v + a - high)/tau_p1 : volt
dlow/dt = (v + a - low)/tau_m1 : volt
dr/dt = -r/tau_r : Hz
dd/dt = -d/tau_d : 1
err : Hz`,
        threshold: 'v > theta',
        reset: 'v = E_L; a += 100*mV; r += 1/tau_r',
        refractory: '2*ms',
        method: 'euler',
        parameters: {
          E_L: '-70*mV',
          theta: '-55*mV',
          tau_m: '20*ms',
          sigma: '3*mV',
          tau_a: '2*ms',
          tau_p1: '7*ms',
          tau_m1: '10*ms',
          tau_r: '100*ms',
          tau_d: '200*ms',
        },
        initial: { v: 'E_L', high: 'E_L', low: 'E_L' },
      },
      reward: {
        size: 1,
        equations: 'dd/dt = -d/tau_d : 1\nf_d : Hz',
        threshold: 'rand() < f_d*dt',
        reset: 'd += 1',
        method: 'euler',
        parameters: { tau_d: '200*ms', f_d: '1*Hz' },
      },
      error: {
        size: receivers,
        equations: 'derr/dt = (rho - err)/tau_e : Hz',
        parameters: { rho: '8*Hz', tau_e: '200*ms' },
      },
    },
    projections: [
      { from: 'pre', to: 'post', connect: 'all-to-all', on_pre: 'v_post += J', parameters: { J: '3*mV' } },
      ...rules.map(({ projection }) => projection),
      { from: 'reward', to: 'post', connect: 'all-to-all', on_pre: 'd_post += 1' },
      {
        from: 'post',
        to: 'error',
        connect: 'one-to-one',
        on_pre: 'err_post -= 1/tau_e',
        parameters: { tau_e: '200*ms' },
      },
      { from: 'error', to: 'post', connect: 'one-to-one', model: 'err_post = err_pre : Hz (summed)' },
    ],
  },
  parameters: [
    parameter('rule', '\\mathrm{rule}', 'weight', 'rule, as the table counts them', undefined, {
      minimum: 1,
      maximum: rules.length,
      default: 1,
      step: 1,
      prominent: true,
    }),
    parameter('h', 'h', 'neutral', 'hops from one core to another', undefined, {
      minimum: 1,
      maximum: 10,
      default: 4,
      step: 1,
      prominent: true,
    }),
    parameter('K', 'K', 'neutral', 'cores that hold the receiving neurons', undefined, {
      minimum: 1,
      maximum: receivers,
      default: 4,
      step: 1,
      prominent: true,
    }),
    parameter('f', 'f', 'pre', 'spikes a second of an input', 'populations.pre.parameters.f', {
      unit: 'Hz',
      minimum: 1,
      maximum: 40,
      default: 10,
      step: 0.5,
      prominent: true,
    }),
    parameter('f_d', 'f_d', 'error', 'rewards a second', 'populations.reward.parameters.f_d', {
      unit: 'Hz',
      minimum: 0,
      maximum: 10,
      default: 1,
      step: 0.1,
    }),
  ],
  symbols: {
    ...Object.fromEntries(
      rules.map(({ symbol, title }) => [
        symbol,
        { symbol: `\\mathrm{${symbol}}`, role: 'weight', meaning: `weight under ${title}` },
      ]),
    ),
    w: { symbol: 'w', role: 'weight', meaning: 'weight' },
    x: { symbol: 'x', role: 'pre', meaning: 'pre-synaptic trace' },
    y: { symbol: 'y', role: 'post', meaning: 'post-synaptic trace' },
    r1: { symbol: 'r_1', role: 'pre', meaning: 'pre-synaptic trace of the triplet rule' },
    o1: { symbol: 'o_1', role: 'post', meaning: 'fast post-synaptic trace' },
    o2: { symbol: 'o_2', role: 'post', meaning: 'slow post-synaptic trace' },
    c: { symbol: 'c', role: 'adaptation', meaning: 'eligibility' },
    d: { symbol: 'd', role: 'error', meaning: 'reward signal' },
    err: { symbol: 'e', role: 'error', meaning: 'error of the neuron, rate wanted less rate', unit: 'Hz' },
    r: { symbol: 'r', role: 'neutral', meaning: 'rate of late, of an input or a neuron', unit: 'Hz' },
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    a: { symbol: 'a', role: 'membrane', meaning: 'shape of its spike', unit: 'mV' },
    high: {
      symbol: '\\bar u_+',
      role: 'excitatory',
      meaning: 'potential of late, for potentiation',
      unit: 'mV',
    },
    low: {
      symbol: '\\bar u_-',
      role: 'inhibitory',
      meaning: 'potential of late, for depression',
      unit: 'mV',
    },
    E_L: { symbol: 'E_L', role: 'neutral', meaning: 'resting potential', unit: 'mV' },
    theta: { symbol: '\\theta', role: 'neutral', meaning: 'threshold', unit: 'mV' },
    theta_p: { symbol: '\\theta_+', role: 'neutral', meaning: 'above it the weight grows', unit: 'mV' },
    theta_m: {
      symbol: '\\theta_-',
      role: 'neutral',
      meaning: 'what counts as depolarised of late',
      unit: 'mV',
    },
    sigma: { symbol: '\\sigma', role: 'neutral', meaning: 'noise', unit: 'mV' },
    J: { symbol: 'J', role: 'excitatory', meaning: 'jump of the potential at a spike', unit: 'mV' },
    Ap: { symbol: 'A_+', role: 'excitatory', meaning: 'potentiation by a pair' },
    Am: { symbol: 'A_-', role: 'inhibitory', meaning: 'depression by a pair' },
    A3p: { symbol: 'A_3^+', role: 'excitatory', meaning: 'potentiation by a triplet' },
    A2m: { symbol: 'A_2^-', role: 'inhibitory', meaning: 'depression by a pair' },
    A_LTP: { symbol: 'A_\\mathrm{LTP}', role: 'excitatory', meaning: 'potentiation', unit: 'mV**-2' },
    A_LTD: { symbol: 'A_\\mathrm{LTD}', role: 'inhibitory', meaning: 'depression', unit: 'mV**-1' },
    eta: { symbol: '\\eta', role: 'weight', meaning: 'pace of learning' },
    rho: { symbol: '\\rho', role: 'error', meaning: 'rate wanted', unit: 'Hz' },
    taup: { symbol: '\\tau_+', role: 'pre', meaning: 'memory of the pre-synaptic trace', unit: 'ms' },
    taum: { symbol: '\\tau_-', role: 'post', meaning: 'memory of the post-synaptic trace', unit: 'ms' },
    tauy: { symbol: '\\tau_y', role: 'post', meaning: 'memory of the slow trace', unit: 'ms' },
    tau_x: { symbol: '\\tau_x', role: 'pre', meaning: 'memory of the pre-synaptic trace', unit: 'ms' },
    tau_c: { symbol: '\\tau_c', role: 'adaptation', meaning: 'memory of the eligibility', unit: 'second' },
    tau_w: { symbol: '\\tau_w', role: 'weight', meaning: 'pace of rewarded learning', unit: 'second' },
    tau_m: { symbol: '\\tau_m', role: 'membrane', meaning: 'membrane time constant', unit: 'ms' },
    tau_a: { symbol: '\\tau_a', role: 'membrane', meaning: 'width of a spike', unit: 'ms' },
    tau_p1: { symbol: '\\tau_{u+}', role: 'excitatory', meaning: 'memory of potentiation', unit: 'ms' },
    tau_m1: { symbol: '\\tau_{u-}', role: 'inhibitory', meaning: 'memory of depression', unit: 'ms' },
    tau_r: { symbol: '\\tau_r', role: 'neutral', meaning: 'memory of a rate', unit: 'ms' },
    tau_d: { symbol: '\\tau_d', role: 'error', meaning: 'memory of the reward', unit: 'ms' },
    tau_e: { symbol: '\\tau_e', role: 'error', meaning: 'memory of the error', unit: 'ms' },
  },
  views: [
    {
      kind: 'locality',
      title: '',
      place: 'main',
      height: 590,
      rules: shown,
      ...counted,
      places: [
        { population: 'pre', label: 'inputs j', role: 'pre' },
        { population: 'post', label: 'neuron i', role: 'post' },
        { population: 'reward', label: 'reward', role: 'error' },
        { population: 'error', label: 'errors', role: 'error' },
      ],
      travel: '60*ms',
    },
    { kind: 'carried', title: '', place: 'side', height: 400, rules: shown, ...counted },
    {
      kind: 'traces',
      title: 'One synapse under each rule',
      window: '10*second',
      place: 'side',
      height: 190,
      panels: [
        {
          label: 'weights',
          range: [-1, 3],
          closer: [
            [0.3, 0.7],
            [0, 1],
            [-0.5, 1.5],
          ],
          lines,
          chosen: 'rule',
        },
      ],
    },
  ],
  measures: {
    spikes: {
      ...measured,
      gives: 'packets',
      way: 'anyway',
      unit: 'Hz',
      label: 'packets carried anyway',
      reference: `${senders}*f*K`,
    },
    extra: { ...measured, gives: 'packets', way: 'extra', unit: 'Hz', label: 'packets for the rule' },
    anyway: {
      ...measured,
      gives: 'energy',
      way: 'anyway',
      unit: 'nwatt',
      label: 'energy of those carried anyway',
      reference: `${senders}*f*K*(${send} + ${hop}*h)*pwatt*second`,
    },
    energy: {
      ...measured,
      gives: 'energy',
      way: 'extra',
      unit: 'nwatt',
      label: 'energy of those for the rule',
    },
  },
  goals: [
    {
      name: 'jumps',
      task: 'Bring the reward to the synapses with fewer than fifty packets a second, and let the weight move as it does when $d$ is sent in every step.',
      hint: 'Between two rewards $d$ only decays. Who else could compute that? (Rewards are seldom: $f_d$ makes them come sooner.)',
      answer:
        'Send the jumps, and let the receiving neuron keep $d$ for itself: rule 5. A value that follows an equation of its own need not be sent; whoever knows the equation needs to hear only of what happens to it. That is what a spike and a trace are.',
      when: [
        { of: 'rule', atLeast: 4, atMost: 5 },
        { of: 'f_d', atLeast: 1 },
        { of: 'extra', atLeast: 0.01, atMost: 50 },
      ],
      solution: [{ values: { rule: 5, f_d: 5 } }],
    },
    {
      name: 'near',
      task: 'Let synapses read the rate of their inputs (rule 6), and spend less than 100 nW on bringing it.',
      hint: 'What can you do about the way, when you cannot do anything about the number?',
      answer: `One core, one hop: $${senders} \\cdot 1000$ values a second at $${send} + ${hop} = ${near}$ pJ make ${nearest} nJ each second, which is ${nearest} nW. Placing neurons close to each other buys a factor; sending spikes and keeping the rate as a trace in the synapse buys $1/(f\\,\\Delta t)$, which is a hundred.`,
      when: [
        { of: 'rule', atLeast: 6, atMost: 6 },
        { of: 'energy', atMost: 100 },
      ],
      solution: [{ values: { rule: 6, h: 1, K: 1 } }],
    },
  ],
  speed: 0.1,
  duration: '2*second',
  sources: ['Davies2018', 'PfisterGerstner2006', 'ClopathEtAl2010', 'Izhikevich2007', 'Oja1982'],
};
