import type { Figure, Line, Parameter } from '../../src/experiment/figure.ts';

/** Inputs of one cue. */
const each = 10;
/** Synapse 2 i + j joins input i to output j; these are watched. */
const watched = [0, 3, 7, 12, 15, 19];
const weights: Line[] = [0, 1].flatMap((right) =>
  watched.map((i, k) => {
    const own = i < each ? 0 : 1;
    const index = 2 * i + (right ? own : 1 - own);
    return { of: '0.w', index, as: right ? 'right' : 'wrong', ...(k > 0 ? { quiet: true as const } : {}) };
  }),
);

type Rest = Omit<Parameter, 'name' | 'symbol' | 'role' | 'meaning' | 'sets'>;
const parameter = (
  name: string,
  symbol: string,
  role: Parameter['role'],
  meaning: string,
  path: string,
  rest: Rest,
): Parameter => ({ name, symbol, role, meaning, ...rest, anew: true, sets: [{ path }] });
const toggle = { minimum: 0, maximum: 1, toggle: true, prominent: true } as const;

export const figure: Figure = {
  title: 'Credit assignment',
  question: 'Which of forty synapses earned the reward?',
  caption:
    'A cue is shown every second, one or the other in turn: ten inputs fire for 40 ms. Output A should answer the first and output B the second. Pair STDP strengthens every synapse whose input fired before its output, right or wrong, and soon both outputs answer both cues. (Here it is the same rule with a third factor that never changes, $M_0$: each change is spread over $\\tau_c$.) Let the reward in as a third factor, and the wrong synapses grow as well, only later. Subtract what was to be expected, $b$, and they part.',
  alt: 'Left, over two hundred seconds: the share of right answers, and the weights of six right and six wrong synapses. Under pair STDP all weights rise together to their bound and the share stays near a quarter. With reward and baseline right and wrong weights part within fifty trials and the share rises above 0.9. Right: spikes of twenty inputs and two outputs, and dopamine, over four seconds.',
  network: {
    dt: '1*ms',
    populations: {
      cue: {
        size: 2 * each,
        equations: `shown = int(t % (2*T) >= T) : 1
on = int(int(i >= 10) == shown and t % T < 40*ms) : 1`,
        threshold: 'rand() < rate*on*dt',
        parameters: { T: '1*second', rate: '100*Hz' },
      },
      out: {
        size: 2,
        equations: `dv/dt = -v/tau_m + sigma*sqrt(2/tau_m)*xi : volt (unless refractory)
dd/dt = -d/tau_d : Hz
M = gate*d + (1 - gate)*M_0 : Hz
gate : 1
M_0 : Hz`,
        threshold: 'v > theta',
        reset: 'v = 0*mV',
        refractory: '4*ms',
        method: 'euler',
        parameters: {
          tau_m: '10*ms',
          sigma: '3*mV',
          theta: '15*mV',
          tau_d: '0.2*second',
          gate: 0,
          M_0: '0.02*Hz',
        },
        record: { variables: ['d'], indices: [0], every: '20*ms' },
      },
      judge: {
        size: 1,
        equations: `dn/dt = -n/(100*ms) : 1
shown = int(t % (2*T) >= T) : 1
R : 1
err : 1
b : 1`,
        threshold: 'abs(t % T - 100*ms) < dt/2',
        reset: `R = luck*int(rand() < 0.5) + (1 - luck)*int(n*(1 - 2*shown) > 0.2)
err = R - base*b
b += (R - b)/n_b`,
        parameters: { T: '1*second', luck: 0, base: 0, n_b: 20, b: 0.5 },
        record: { variables: ['b'], every: '500*ms' },
      },
    },
    projections: [
      {
        from: 'cue',
        to: 'out',
        connect: 'all-to-all',
        model: `dc/dt = -c/tau_c : volt (clock-driven)
dw/dt = clip(M_post*c, -w/dt, (wmax - w)/dt) : volt (clock-driven)
dr/dt = -r/taup : 1 (event-driven)
do/dt = -o/taum : 1 (event-driven)`,
        // Forward Euler: a step brings the weight to its bound and no further.
        method: 'euler',
        on_pre: 'v_post += w; c -= Am*o; r += 1',
        on_post: 'c += Ap*r; o += 1',
        parameters: {
          tau_c: '0.5*second',
          taup: '20*ms',
          taum: '20*ms',
          Ap: '1*mV',
          Am: '0.3*mV',
          wmax: '2*mV',
        },
        initial: { w: '1.2*mV' },
        record: {
          variables: ['w'],
          indices: [...new Set(weights.map(({ index = 0 }) => index))].sort((a, b) => a - b),
          every: '500*ms',
        },
      },
      { from: 'out', to: 'judge', on_pre: 'n_post += 1 - 2*i', connect: 'all-to-all' },
      {
        from: 'judge',
        to: 'out',
        on_pre: 'd_post += d0*err_pre',
        connect: 'all-to-all',
        parameters: { d0: '0.5*Hz' },
        delay: '100*ms',
      },
    ],
  },
  parameters: [
    parameter(
      'gate',
      '\\gamma',
      'error',
      'third factor: dopamine gates the change',
      'populations.out.parameters.gate',
      {
        ...toggle,
        default: 0,
      },
    ),
    parameter(
      'base',
      '\\beta',
      'error',
      'subtract the expected reward',
      'populations.judge.parameters.base',
      {
        ...toggle,
        default: 0,
      },
    ),
    parameter(
      'luck',
      '\\lambda',
      'neutral',
      'reward by lot, whatever the answer',
      'populations.judge.parameters.luck',
      {
        ...toggle,
        default: 0,
      },
    ),
    parameter('D', 'D', 'error', 'delay of the reward after the verdict', 'projections.2.delay', {
      unit: 'second',
      minimum: 0,
      maximum: 0.8,
      default: 0.1,
      step: 0.01,
      prominent: true,
    }),
    parameter(
      'tau_c',
      '\\tau_c',
      'adaptation',
      'time constant of the eligibility',
      'projections.0.parameters.tau_c',
      {
        unit: 'second',
        minimum: 0.05,
        maximum: 3,
        default: 0.5,
        step: 0.05,
        prominent: true,
      },
    ),
    parameter('d0', 'd_0', 'error', 'dopamine of a reward', 'projections.2.parameters.d0', {
      unit: 'second**-1',
      minimum: 0,
      maximum: 1.5,
      default: 0.5,
      step: 0.01,
      prominent: true,
    }),
    parameter('Am', 'A_-', 'inhibitory', 'mark left by post before pre', 'projections.0.parameters.Am', {
      unit: 'mV',
      minimum: 0,
      maximum: 3,
      default: 0.3,
      step: 0.05,
    }),
    parameter('Ap', 'A_+', 'excitatory', 'mark left by pre before post', 'projections.0.parameters.Ap', {
      unit: 'mV',
      minimum: 0,
      maximum: 3,
      default: 1,
      step: 0.05,
    }),
    parameter(
      'n_b',
      'n_b',
      'error',
      'trials that the expectation remembers',
      'populations.judge.parameters.n_b',
      {
        minimum: 2,
        maximum: 100,
        default: 20,
        step: 1,
      },
    ),
    parameter(
      'M_0',
      'M_0',
      'error',
      'third factor of plain STDP, constant',
      'populations.out.parameters.M_0',
      {
        unit: 'second**-1',
        minimum: 0,
        maximum: 0.1,
        default: 0.02,
        step: 0.001,
      },
    ),
    parameter('sigma', '\\sigma', 'neutral', 'noise of each output', 'populations.out.parameters.sigma', {
      unit: 'mV',
      minimum: 0,
      maximum: 6,
      default: 3,
      step: 0.1,
    }),
    parameter('wmax', 'w_\\mathrm{max}', 'weight', 'largest weight', 'projections.0.parameters.wmax', {
      unit: 'mV',
      minimum: 1.2,
      maximum: 3,
      default: 2,
      step: 0.1,
    }),
  ],
  symbols: {
    right: {
      symbol: 'w_\\mathrm{right}',
      role: 'weight',
      meaning: 'from a cue to its own output',
      unit: 'mV',
    },
    wrong: {
      symbol: 'w_\\mathrm{wrong}',
      role: 'excitatory',
      meaning: 'from a cue to the other output',
      unit: 'mV',
    },
    w: { symbol: 'w', role: 'weight', meaning: 'weight', unit: 'mV' },
    c: { symbol: 'c', role: 'adaptation', meaning: 'eligibility', unit: 'mV' },
    r: { symbol: 'r', role: 'pre', meaning: 'pre-synaptic trace' },
    o: { symbol: 'o', role: 'post', meaning: 'post-synaptic trace' },
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    d: { symbol: 'd', role: 'error', meaning: 'dopamine', unit: 'second**-1' },
    M: { symbol: 'M', role: 'error', meaning: 'third factor', unit: 'second**-1' },
    n: { symbol: 'n', role: 'neutral', meaning: 'spikes of A less those of B, fading' },
    R: { symbol: 'R', role: 'error', meaning: 'reward: 1 or 0' },
    err: { symbol: 'e', role: 'error', meaning: 'reward less what was expected' },
    b: { symbol: 'b', role: 'error', meaning: 'share of rewarded trials of late' },
    shown: { symbol: 's', role: 'neutral', meaning: 'which cue is shown' },
    on: { symbol: 'x', role: 'pre', meaning: 'the input’s cue is on' },
    T: { symbol: 'T', role: 'neutral', meaning: 'time of a trial', unit: 'second' },
    rate: { symbol: 'r_0', role: 'pre', meaning: 'rate of an input whose cue is on', unit: 'Hz' },
    tau_m: { symbol: '\\tau_m', role: 'membrane', meaning: 'membrane time constant', unit: 'ms' },
    tau_d: { symbol: '\\tau_d', role: 'error', meaning: 'time constant of dopamine', unit: 'second' },
    taup: { symbol: '\\tau_+', role: 'pre', meaning: 'window of potentiation', unit: 'ms' },
    taum: { symbol: '\\tau_-', role: 'post', meaning: 'window of depression', unit: 'ms' },
    theta: { symbol: '\\theta', role: 'neutral', meaning: 'threshold', unit: 'mV' },
  },
  views: [
    {
      kind: 'traces',
      title: 'A trial a second',
      window: '200*second',
      place: 'main',
      panels: [
        { label: 'rewarded of late', range: [0, 1], lines: [{ of: 'judge.b' }] },
        {
          label: 'weights',
          unit: 'mV',
          range: [-1, 5],
          closer: [
            [0, 2.5],
            [0, 4],
          ],
          lines: weights,
          height: 1.6,
        },
      ],
    },
    {
      kind: 'raster',
      title: 'Spikes',
      place: 'side',
      window: '4*second',
      height: 200,
      populations: [
        { name: 'cue', role: 'pre', label: 'inputs' },
        { name: 'out', role: 'post', label: 'A, B' },
      ],
    },
    {
      kind: 'traces',
      title: '',
      window: '4*second',
      place: 'side',
      panels: [
        {
          label: 'dopamine',
          unit: 'second**-1',
          range: [-2, 2],
          closer: [
            [-0.5, 0.6],
            [-1, 1],
          ],
          lines: [{ of: 'out.d' }],
        },
      ],
    },
  ],
  measures: {
    share: { kind: 'last', of: 'judge.b', label: 'rewarded of late' },
    trials: { kind: 'count', population: 'judge', label: 'trials' },
    weight: {
      kind: 'over synapses',
      gives: 'mean',
      projection: 0,
      variable: 'w',
      unit: 'mV',
      label: 'mean of all weights',
    },
  },
  presets: [
    { name: 'pair', title: 'Pair STDP', values: { gate: 0 } },
    { name: 'rewarded', title: 'Reward, no baseline', values: { gate: 1 } },
    { name: 'baseline', title: 'Reward and baseline', values: { gate: 1, base: 1 } },
    { name: 'lot', title: 'Reward by lot', values: { gate: 1, luck: 1 } },
    { name: 'lot-baseline', title: 'By lot, baseline', values: { gate: 1, luck: 1, base: 1 } },
  ],
  goals: [
    {
      name: 'credit',
      task: 'Let the outputs earn their reward: more than 0.8 of the trials of late, after sixty trials or more.',
      hint: 'What does a wrong answer have to do to the synapses that gave it?',
      answer:
        'Switch the third factor and the baseline on. An answer that was right brings more than was expected, $e > 0$, and strengthens what led to it; a wrong one brings less, $e < 0$, and weakens it. What is left after many trials is the covariance of reward and eligibility.',
      when: [
        { of: 'luck', atMost: 0 },
        { of: 'trials', atLeast: 60 },
        { of: 'share', atLeast: 0.8 },
      ],
      solution: [{ values: { gate: 1, base: 1 } }],
    },
    {
      name: 'superstition',
      task: 'Now draw the reward by lot ($\\lambda$), with the third factor on, and let the mean of all weights grow above 1.7 mV all the same.',
      hint: 'Half of the trials are rewarded. What does a reward do that nobody subtracts anything from?',
      answer:
        'Leave the baseline off. A reward that is never negative strengthens on average whatever fired before it, earned or not: $\\langle R\\,c \\rangle = \\langle R \\rangle \\langle c \\rangle$ even where the two have nothing to do with each other. With the baseline on, the mean keeps still.',
      when: [
        { of: 'gate', atLeast: 1 },
        { of: 'luck', atLeast: 1 },
        { of: 'weight', atLeast: 1.7 },
      ],
      solution: [{ values: { gate: 1, luck: 1 } }],
    },
  ],
  speed: 10,
  duration: '100*second',
  offChip: { judge: 'it stands for the world, which weighs each answer and hands out the reward' },
  sources: ['Izhikevich2007', 'FremauxSprekelerGerstner2010'],
};
