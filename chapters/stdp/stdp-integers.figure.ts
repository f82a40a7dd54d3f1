import type { Figure, Parameter } from '../../src/experiment/figure.ts';

/** Pairs of neurons, each with a lag of its own: 79, 77, ... 1 ms, before and after. */
const pairs = 80;

/** Two pacemakers, as in the figure of the window; a spike adds an impulse to the neuron's integer trace. */
const pacemaker = (trace: string, lead: string) => ({
  size: pairs,
  equations: `dphi/dt = f : 1\n${lead}${trace} : 1\nm : 1\nn : 1\nf : Hz\nimpulse : 1`,
  threshold: 'phi >= 1 and m < n',
  reset: `phi -= 1\nm += 1\n${trace} = clip(${trace} + impulse, 0, 127)`,
  method: 'euler',
});

/** The number that decides where a value between two integers goes: thrown, or one half. */
const die = '0.5 + dice*(rand() - 0.5)';

const decay = (trace: string, to: string) => ({
  from: 'clock',
  to,
  model: 'tau : second\ndice : 1',
  on_pre: `${trace}_post = floor(${trace}_post*exp(-dt/tau) + ${die})`,
  parameters: { tau: '17*ms', dice: 1 },
});

const both = ['populations.pre', 'populations.post'];

const common = { role: 'neutral', prominent: true, anew: true } as const;

const parameters: readonly Parameter[] = [
  {
    ...common,
    name: 'n',
    symbol: 'n',
    meaning: 'number of pairings',
    minimum: 1,
    maximum: 60,
    default: 40,
    step: 1,
    sets: both.map((population) => ({ path: `${population}.parameters.n` })),
  },
  {
    ...common,
    name: 'b',
    symbol: 'b',
    meaning: 'scale: each weight change is divided by 2 to the power b',
    minimum: 0,
    maximum: 7,
    default: 4,
    step: 1,
    // Exactly a power of two, whatever the last digit of a power: a half is a half when it is rounded.
    sets: [{ path: 'projections.2.parameters.scale', value: '1/floor(2**b + 0.5)' }],
  },
  {
    ...common,
    name: 'm_plus',
    symbol: 'm_+',
    role: 'pre',
    meaning: 'potentiation: weight change per unit of the presynaptic trace',
    minimum: -8,
    maximum: 7,
    default: 3,
    step: 1,
    sets: [{ path: 'projections.2.parameters.m_plus' }],
  },
  {
    ...common,
    name: 'm_minus',
    symbol: 'm_-',
    role: 'post',
    meaning: 'depression: weight change per unit of the postsynaptic trace',
    minimum: -7,
    maximum: 8,
    default: 1,
    step: 1,
    sets: [{ path: 'projections.2.parameters.m_minus' }],
  },
  {
    ...common,
    name: 'impulse',
    symbol: 'k',
    meaning: 'what a spike adds to its trace',
    minimum: 1,
    maximum: 127,
    default: 16,
    step: 1,
    sets: [...both, 'projections.2'].map((owner) => ({ path: `${owner}.parameters.impulse` })),
  },
  {
    ...common,
    name: 'tau_plus',
    symbol: '\\tau_+',
    role: 'pre',
    meaning: 'decay of the presynaptic trace',
    unit: 'ms',
    minimum: 5,
    maximum: 60,
    default: 17,
    step: 1,
    sets: [{ path: 'projections.0.parameters.tau' }, { path: 'projections.2.parameters.tau_plus' }],
  },
  {
    ...common,
    name: 'tau_minus',
    symbol: '\\tau_-',
    role: 'post',
    meaning: 'decay of the postsynaptic trace',
    unit: 'ms',
    minimum: 5,
    maximum: 60,
    default: 34,
    step: 1,
    sets: [{ path: 'projections.1.parameters.tau' }, { path: 'projections.2.parameters.tau_minus' }],
  },
  {
    ...common,
    name: 'dice',
    symbol: 'z',
    meaning: 'dice: round by chance, not to the nearest',
    minimum: 0,
    maximum: 1,
    default: 1,
    toggle: true,
    sets: [0, 1, 2].map((place) => ({ path: `projections.${place}.parameters.dice` })),
  },
];

export const figure: Figure = {
  title: 'The window in a chip’s integers',
  question: 'Can whole numbers learn a smooth curve?',
  caption:
    'The same pairings on a chip’s learning engine: traces of seven bits, weights of nine, and nothing between two whole numbers. Each dot is one synapse; the grey curve is what the equation without rounding gives. By chance a value goes to the integer above it as often as its fraction says, so the dots scatter around the curve. Switch the dice off and watch what becomes of them.',
  alt: 'Left, eighty dots at whole numbers over a horizontal axis of lags from −80 to 80 ms, scattered around a grey curve: a decaying exponential at positive lags, a shallower negative one at negative lags. Right, the spikes of the same eighty pairs.',
  network: {
    dt: '1*ms',
    populations: {
      pre: {
        ...pacemaker('x1', 'lead : second\n'),
        parameters: { lead: '(2*i - N + 1)*ms', n: 40, f: '2*Hz', impulse: 16 },
        initial: { phi: '1 - f*(99.5*ms - lead)' },
      },
      post: {
        ...pacemaker('y1', ''),
        parameters: { n: 40, f: '2*Hz', impulse: 16 },
        initial: { phi: '1 - f*99.5*ms' },
      },
      // The chip's time step: traces decay at every one.
      clock: { size: 1, equations: 'on : 1', threshold: 'on > 0', parameters: { on: 1 } },
    },
    projections: [
      decay('x1', 'pre'),
      { ...decay('y1', 'post'), parameters: { tau: '34*ms', dice: 1 } },
      {
        from: 'pre',
        to: 'post',
        model: `w : 1
v : 1
lag = lead_pre : second
off = (w - v)**2 : 1
dP_j/dt = -P_j/tau_plus : 1 (event-driven)
dP_i/dt = -P_i/tau_minus : 1 (event-driven)`,
        on_pre: `w = clip(floor(w - m_minus*scale*y1_post + ${die}), -256, 255)
P_j += impulse
v -= m_minus*scale*P_i`,
        on_post: `w = clip(floor(w + m_plus*scale*x1_pre + ${die}), -256, 255)
P_i += impulse
v += m_plus*scale*P_j`,
        connect: 'one-to-one',
        parameters: {
          scale: 2 ** -4,
          m_plus: 3,
          m_minus: 1,
          impulse: 16,
          tau_plus: '17*ms',
          tau_minus: '34*ms',
          dice: 1,
        },
        record: ['lag', 'w', 'v', 'off'],
      },
    ],
  },
  parameters,
  symbols: {
    w: { symbol: 'w', role: 'weight', meaning: 'weight, a whole number from −256 to 255' },
    v: { symbol: 'v', role: 'weight', meaning: 'the weight that the equation without rounding gives' },
    x1: { symbol: 'x_1', role: 'pre', meaning: 'presynaptic trace, a whole number from 0 to 127' },
    y1: { symbol: 'y_1', role: 'post', meaning: 'postsynaptic trace, a whole number from 0 to 127' },
    scale: { symbol: '2^{-b}', role: 'neutral', meaning: 'scale of every weight change' },
    off: { symbol: 'e', role: 'error', meaning: 'squared distance from the equation' },
    lag: {
      symbol: '\\Delta t',
      role: 'neutral',
      meaning: 'lag: time of the postsynaptic minus that of the presynaptic spike',
      unit: 'ms',
    },
    lead: { symbol: '\\ell', role: 'neutral', meaning: 'how long it fires before its partner', unit: 'ms' },
    phi: { symbol: '\\varphi', role: 'neutral', meaning: 'phase of the pacemaker' },
    m: { symbol: 'm', role: 'neutral', meaning: 'spikes so far' },
    on: { symbol: '\\mathrm{on}', role: 'neutral', meaning: 'the clock runs' },
    P_j: { symbol: 'P_j', role: 'pre', meaning: 'presynaptic trace without rounding' },
    P_i: { symbol: 'P_i', role: 'post', meaning: 'postsynaptic trace without rounding' },
  },
  views: [
    {
      kind: 'synapses',
      title: '80 synapses in integers',
      place: 'main',
      height: 380,
      projection: 2,
      x: { variable: 'lag', unit: 'ms', range: [-80, 80] },
      y: { variable: 'w', range: [-10, 10] },
      breaks: 0,
      curves: [
        {
          form: 'n*2**(-b)*impulse*(int(lag > 0*ms)*m_plus*exp(-lag/tau_plus) - int(lag < 0*ms)*m_minus*exp(lag/tau_minus))',
          label: 'without rounding',
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
    after: {
      kind: 'over synapses',
      gives: pairs / 2,
      projection: 2,
      variable: 'w',
      label: 'pre first, by 1 ms',
    },
    equation: {
      kind: 'over synapses',
      gives: pairs / 2,
      projection: 2,
      variable: 'v',
      label: 'the same without rounding',
    },
    off: {
      kind: 'over synapses',
      gives: 'mean',
      projection: 2,
      variable: 'off',
      label: 'mean squared distance',
    },
  },
  presets: [
    { name: 'by-chance', title: 'Rounded by chance', values: {} },
    { name: 'nearest', title: 'Rounded to the nearest', values: { dice: 0 } },
    { name: 'small-steps', title: 'Steps below one', values: { b: 6, m_minus: 2 } },
    { name: 'large-impulse', title: 'Large impulse', values: { impulse: 127, b: 7 } },
  ],
  goals: [
    {
      name: 'nothing-learnt',
      task: 'Switch the dice off and find a rule by which the equation still gives the synapse at 1 ms more than 8 in its pairings, while the chip’s synapse learns nothing at all.',
      hint: 'Without dice, a change is rounded to the nearest integer each time. Which changes does that leave at 0?',
      answer:
        'Make every change smaller than one half: with $b = 7$ and $m_+ = 2$ one pairing is worth $2 \\cdot 2^{-7} \\cdot 16\\, e^{-1/17} = 0.24$, in forty pairings 9. Rounded to the nearest integer it is 0, forty times over. ($m_+ = 3$ is too much: without dice the trace sticks at 8, so the next spike lifts it to 24.) Thrown dice give 1 in about a quarter of the pairings, and 9 on average: that is what they are for.',
      when: [
        { of: 'dice', atMost: 0 },
        { of: 'after', atLeast: 0, atMost: 0 },
        { of: 'equation', atLeast: 8 },
      ],
      solution: [{ values: { dice: 0, b: 7, m_plus: 2 } }],
    },
    {
      name: 'at-the-ceiling',
      task: 'Let the synapse at 1 ms run into the ceiling of its nine bits: a weight of 255.',
      hint: 'What is one pairing worth to it, and how many can it take?',
      answer:
        'Take $b = 2$: one pairing is worth up to $3 \\cdot 2^{-2} \\cdot 16 = 12$, and 40 of them would be 450. The weight stops at 255, the largest number that nine bits with a sign hold. Fewer bits for a step are bought with fewer steps to the end.',
      when: [{ of: 'after', atLeast: 255 }],
      solution: [{ values: { b: 2 } }],
    },
  ],
  speed: 4,
  duration: '20*second',
  precision: 'f64',
  offChip: {
    clock:
      'it stands for the chip’s own time step, at which the learning engine ages its traces without a spike',
  },
  sources: ['Davies2018'],
};
