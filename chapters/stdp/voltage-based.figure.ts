import type { Figure, Sweep } from '../../src/experiment/figure.ts';
import { clock, pairings } from './models/pairings.ts';
import { parametersOf, rule } from './models/parameter.ts';

const sweep = (late: number): Sweep => ({
  parameter: 'beta',
  population: 'site',
  along: ['pre', 'soma'],
  points: 26,
  duration: '6.2*second',
  measure: 'last',
  of: '0.w',
  at: { late },
});

const site = parametersOf('populations.site');

export const figure: Figure = {
  title: 'A rule that reads the voltage',
  question: 'What if the synapse sees no spike at all, only its own membrane?',
  caption:
    'Sixty pairings at a place on the dendrite where the share $\\beta$ of the soma’s spike arrives. The synapse knows when its own input comes and how depolarised its membrane is: now ($u$) and of late ($\\bar u_+$, $\\bar u_-$). Close to the soma these pairings strengthen, in either order. Far out, where the spike stays below $\\theta_+$ (dashed), the same pairings weaken. Depolarise the branch by $h$, and they strengthen again.',
  alt: 'Left, over 400 milliseconds: the local membrane potential with sharp peaks at each spike of the soma and its two low-pass filtered versions, with two dashed thresholds; below, the weight change. Right: weight change after sixty pairings against the share of the spike that arrives. Both orders of the spikes start near zero, fall below it to a lowest point at about a third and rise steeply from there; post before pre lies below pre before post.',
  network: {
    dt: '0.05*ms',
    populations: {
      pre: clock(60, '0*ms', '40*Hz'),
      soma: clock(60, '10*ms', '40*Hz'),
      site: {
        size: 1,
        equations: `dv/dt = (E_L + h - v)/tau_m : volt
da/dt = -a/tau_a : volt
dlow/dt = (u - low)/tau_m1 : volt
dhigh/dt = (u - high)/tau_p1 : volt
u = v + a : volt
beta : 1`,
        method: 'rk4',
        parameters: {
          E_L: '-70.6*mV',
          h: '0*mV',
          tau_m: '20*ms',
          tau_a: '2*ms',
          tau_m1: '10*ms',
          tau_p1: '7*ms',
          beta: 1,
        },
        initial: { v: 'E_L + h', low: 'E_L + h', high: 'E_L + h' },
        record: { variables: ['u', 'low', 'high'], every: '0.5*ms' },
      },
    },
    projections: [
      {
        from: 'pre',
        to: 'site',
        connect: 'one-to-one',
        model: `dx/dt = -x/tau_x : Hz (clock-driven)
dw/dt = A_LTP*x*clip(u_post - theta_p, 0*mV, 1*volt)*clip(high_post - theta_m, 0*mV, 1*volt) : 1 (clock-driven)`,
        method: 'euler',
        on_pre: 'w -= A_LTD*clip(low_post - theta_m, 0*mV, 1*volt); x += 1/tau_x; v_post += epsp',
        parameters: {
          A_LTP: '8e-5/mV**2',
          A_LTD: '14e-5/mV',
          theta_p: '-45.3*mV',
          theta_m: '-70.6*mV',
          tau_x: '15*ms',
          epsp: '1*mV',
        },
        record: { variables: ['w'], every: '0.5*ms' },
      },
      {
        from: 'soma',
        to: 'site',
        connect: 'one-to-one',
        on_pre: 'a_post += beta_post*100*mV; v_post += beta_post*adp',
        parameters: { adp: '10*mV' },
      },
    ],
  },
  parameters: [
    site('h', 'h', 'excitatory', 'steady depolarisation of the branch', {
      unit: 'mV',
      minimum: 0,
      maximum: 30,
      default: 0,
      step: 0.5,
      prominent: true,
    }),
    site('beta', '\\beta', 'membrane', 'share of the soma’s spike that arrives here', {
      minimum: 0,
      maximum: 1,
      default: 1,
      step: 0.01,
      prominent: true,
    }),
    ...pairings('pre', 'soma', { minimum: 10, maximum: 50, default: 40, step: 0.5 }),
    rule('theta_p', '\\theta_+', 'neutral', 'only above it the weight grows', {
      unit: 'mV',
      minimum: -60,
      maximum: -20,
      default: -45.3,
      step: 0.1,
      prominent: true,
    }),
    rule('theta_m', '\\theta_-', 'neutral', 'what counts as depolarised of late', {
      unit: 'mV',
      minimum: -75,
      maximum: -60,
      default: -70.6,
      step: 0.1,
    }),
    rule('A_LTP', 'A_\\mathrm{LTP}', 'excitatory', 'potentiation', {
      unit: 'mV**-2',
      minimum: 0,
      maximum: 4e-4,
      default: 8e-5,
      step: 1e-6,
    }),
    rule('A_LTD', 'A_\\mathrm{LTD}', 'inhibitory', 'depression', {
      unit: 'mV**-1',
      minimum: 0,
      maximum: 5e-4,
      default: 14e-5,
      step: 1e-6,
    }),
  ],
  symbols: {
    u: { symbol: 'u', role: 'membrane', meaning: 'membrane potential at the synapse', unit: 'mV' },
    v: { symbol: 'v', role: 'membrane', meaning: 'its slow part', unit: 'mV' },
    a: { symbol: 'a', role: 'membrane', meaning: 'what arrives of the spike', unit: 'mV' },
    low: {
      symbol: '\\bar u_-',
      role: 'inhibitory',
      meaning: 'potential of late, as depression reads it',
      unit: 'mV',
    },
    high: {
      symbol: '\\bar u_+',
      role: 'excitatory',
      meaning: 'potential of late, as potentiation reads it',
      unit: 'mV',
    },
    x: { symbol: '\\bar x', role: 'pre', meaning: 'pre-synaptic trace', unit: 'Hz' },
    w: { symbol: '\\Delta w', role: 'weight', meaning: 'change of the weight' },
    since: { symbol: "t'", role: 'neutral', meaning: 'time since the first spike', unit: 'ms' },
    s: { symbol: 's', role: 'neutral', meaning: 'time of the first spike', unit: 'ms' },
    n: { symbol: 'n', role: 'neutral', meaning: 'pairings' },
    E_L: { symbol: 'E_L', role: 'neutral', meaning: 'resting potential', unit: 'mV' },
    tau_m: { symbol: '\\tau_m', role: 'membrane', meaning: 'membrane time constant', unit: 'ms' },
    tau_a: { symbol: '\\tau_a', role: 'membrane', meaning: 'width of the spike', unit: 'ms' },
    tau_m1: { symbol: '\\tau_-', role: 'inhibitory', meaning: 'memory of depression', unit: 'ms' },
    tau_p1: { symbol: '\\tau_+', role: 'excitatory', meaning: 'memory of potentiation', unit: 'ms' },
    tau_x: { symbol: '\\tau_x', role: 'pre', meaning: 'memory of the pre-synaptic spike', unit: 'ms' },
    epsp: { symbol: '\\epsilon', role: 'pre', meaning: 'depolarisation by the synapse itself', unit: 'mV' },
    adp: {
      symbol: 'a_\\mathrm{slow}',
      role: 'membrane',
      meaning: 'slow depolarisation after a spike',
      unit: 'mV',
    },
  },
  views: [
    {
      kind: 'traces',
      title: 'At the synapse',
      window: '400*ms',
      place: 'main',
      panels: [
        {
          label: 'potential',
          unit: 'mV',
          range: [-80, 100],
          closer: [
            [-75, -35],
            [-80, 40],
          ],
          lines: [{ of: 'site.u' }, { of: 'site.high' }, { of: 'site.low' }],
          level: 'theta_p',
          height: 2,
        },
        {
          label: 'weight change',
          range: [-20, 60],
          closer: [
            [-0.1, 0.3],
            [-0.5, 1],
            [-2, 6],
          ],
          lines: [{ of: '0.w' }],
        },
      ],
    },
    {
      kind: 'relation',
      title: 'Weight change after 60 pairings',
      place: 'side',
      range: [-0.15, 0.4],
      own: 'change',
      sweeps: [
        { sweep: 'causal', of: 'x', label: 'pre first' },
        { sweep: 'acausal', of: 'late', label: 'post first' },
      ],
    },
  ],
  sweeps: { causal: sweep(0), acausal: sweep(1) },
  measures: {
    change: { kind: 'last', of: '0.w', label: 'weight change' },
    pairings: { kind: 'count', population: 'soma', label: 'pairings so far' },
  },
  presets: [
    { name: 'soma', title: 'Near the soma', values: {} },
    { name: 'distal', title: 'Far out', values: { beta: 0.3 } },
    { name: 'helped', title: 'Far out, depolarised', values: { beta: 0.3, h: 24 } },
    { name: 'slow', title: 'Post first, 15 Hz', values: { late: 1, f: 15 } },
    { name: 'fast', title: 'Post first, 50 Hz', values: { late: 1, f: 50 } },
  ],
  goals: [
    {
      name: 'far-out',
      task: 'Out where no more than a third of the spike arrives, let pre before post strengthen the synapse by 0.1.',
      hint: 'What does the peak of $u$ have to reach, and what else can lift it?',
      answer:
        'Depolarise the branch by 22 mV or more. A spike of $0.3 \\cdot 100$ mV that stayed below $\\theta_+$ now passes it. Other inputs to the same branch can do this: then synapses win together, or lose alone.',
      when: [
        { of: 'beta', atMost: 0.33 },
        { of: 'late', atMost: 0 },
        { of: 'theta_p', untouched: true },
        { of: 'change', atLeast: 0.1 },
      ],
      solution: [{ values: { beta: 0.3, h: 25 } }],
    },
    {
      name: 'without-a-spike',
      task: 'Let no spike of the soma arrive at all ($\\beta = 0$) and weaken the synapse by 0.1 or more.',
      hint: 'Depression asks only whether the membrane has been above $\\theta_-$ when an input comes.',
      answer:
        'Depolarise the branch by 10 to 20 mV: above $\\theta_-$, below $\\theta_+$. Each input then takes its share. Beyond 25 mV the sign turns. A rule that reads voltage needs no post-synaptic spike: timing is one way among others to move the voltage.',
      when: [
        { of: 'beta', atMost: 0 },
        { of: 'theta_m', untouched: true },
        { of: 'A_LTD', untouched: true },
        { of: 'change', atMost: -0.1 },
      ],
      solution: [{ values: { beta: 0, h: 15 } }],
    },
  ],
  speed: 0.2,
  duration: '1.6*second',
  sources: ['ClopathEtAl2010'],
};
