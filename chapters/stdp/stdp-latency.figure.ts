import type { Figure, Parameter } from '../../src/experiment/figure.ts';
import type { Population } from '../../src/network/network.ts';

const synapse = (name: string) => [{ path: `projections.0.parameters.${name}` }];
const input = (name: string) => [{ path: `populations.input.parameters.${name}` }];

const parameters: readonly Parameter[] = [
  {
    name: 'S',
    symbol: 'S',
    role: 'pre',
    meaning: 'spread: the last input comes so long after the first',
    unit: 'ms',
    minimum: 10,
    maximum: 50,
    default: 40,
    step: 1,
    prominent: true,
    sets: input('S'),
  },
  {
    name: 'J',
    symbol: '\\sigma',
    role: 'pre',
    meaning: 'jitter of each input from volley to volley',
    unit: 'ms',
    minimum: 0,
    maximum: 5,
    default: 1,
    step: 0.1,
    prominent: true,
    sets: input('J'),
  },
  {
    name: 'A',
    symbol: 'A',
    role: 'weight',
    meaning: 'step of learning; 0: none',
    minimum: 0,
    maximum: 0.03,
    default: 0.01,
    step: 0.001,
    prominent: true,
    sets: synapse('A'),
  },
  {
    name: 'alpha',
    symbol: '\\alpha',
    role: 'post',
    meaning: 'depression over potentiation',
    minimum: 0,
    maximum: 1.5,
    default: 1.05,
    step: 0.05,
    prominent: true,
    sets: synapse('alpha'),
  },
  {
    name: 'tau_plus',
    symbol: '\\tau_+',
    role: 'pre',
    meaning: 'time constant of the presynaptic trace',
    unit: 'ms',
    minimum: 5,
    maximum: 40,
    default: 20,
    step: 1,
    sets: synapse('tau_plus'),
  },
  {
    name: 'tau_minus',
    symbol: '\\tau_-',
    role: 'post',
    meaning: 'time constant of the postsynaptic trace',
    unit: 'ms',
    minimum: 5,
    maximum: 40,
    default: 20,
    step: 1,
    sets: synapse('tau_minus'),
  },
];

const neuron: Population = {
  size: 1,
  equations: `dv/dt = (E_L - v + g*(E_e - v))/tau_m : volt (unless refractory)
dg/dt = -g/tau_e : 1`,
  threshold: 'v > theta',
  reset: 'v = V_r',
  refractory: 't_ref',
  method: 'euler',
  parameters: {
    E_L: '-74*mV',
    E_e: '0*mV',
    tau_m: '10*ms',
    tau_e: '5*ms',
    theta: '-54*mV',
    V_r: '-60*mV',
    t_ref: '40*ms',
  },
  initial: { v: 'E_L' },
};

export const figure: Figure = {
  title: 'Neurons tune to the earliest spikes',
  question: 'When does a neuron answer an input that it has met a hundred times?',
  caption:
    'The same volley comes ten times a second: a hundred inputs, one spike each, the first row first. Watch the spike of the neuron under the raster: volley by volley it comes earlier, because whoever fired just before it is made stronger and whoever fired after it weaker. It stops where even the strongest weights could not make it fire sooner, the grey line.',
  alt: 'Left, a raster of one hundred inputs that fire one after the other along a slanted line, and below it the membrane potential of the neuron, which spikes during the volley. Right, the time of that spike over the number of the volley, which falls from about 20 ms to the grey line of the earliest possible, and the weights over the latencies of their inputs: early ones at 1, late ones at 0.',
  network: {
    dt: '0.1*ms',
    populations: {
      // Marks the beginning of each volley; half a step of slack, so that rounding decides nothing.
      volley: { size: 1, equations: '', threshold: '(t + 0.5*dt) % (100*ms) < dt' },
      input: {
        size: 100,
        equations: `phase = (t + 0.5*dt) % (100*ms) : second
late = 5*ms + S*i/(N - 1) : second
shift : second
at = clip(late + shift, 0*ms, 90*ms) : second
S : second
J : second`,
        threshold: 'phase >= at and phase < at + dt',
        reset: 'shift = J*randn()',
        // Longer than a shift can be: one spike a volley.
        refractory: '30*ms',
        parameters: { S: '40*ms', J: '1*ms' },
        initial: { shift: 'J*randn()' },
      },
      neuron: { ...neuron, record: ['v'] },
      earliest: neuron,
    },
    projections: [
      {
        from: 'input',
        to: 'neuron',
        model: `w : 1
lag = late_pre : second
dx/dt = -x/tau_plus : 1 (event-driven)
dy/dt = -y/tau_minus : 1 (event-driven)`,
        on_pre: `g_post += g_max*w
x += 1
w = clip(w - alpha*A*y, 0, 1)`,
        on_post: `y += 1
w = clip(w + A*x, 0, 1)`,
        connect: 'all-to-all',
        parameters: {
          w: 0.5,
          g_max: 0.08,
          A: 0.01,
          alpha: 1.05,
          tau_plus: '20*ms',
          tau_minus: '20*ms',
        },
        record: ['w', 'lag'],
      },
      {
        from: 'input',
        to: 'earliest',
        on_pre: 'g_post += g_max',
        connect: 'all-to-all',
        parameters: { g_max: 0.08 },
      },
    ],
  },
  parameters,
  symbols: {
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    g: { symbol: 'g', role: 'excitatory', meaning: 'synaptic conductance, in units of the leak' },
    w: { symbol: 'w', role: 'weight', meaning: 'weight, in units of the largest' },
    x: { symbol: 'x', role: 'pre', meaning: 'presynaptic trace' },
    y: { symbol: 'y', role: 'post', meaning: 'postsynaptic trace' },
    lag: { symbol: 'L', role: 'pre', meaning: 'latency of its input in the volley', unit: 'ms' },
    late: { symbol: 'L', role: 'pre', meaning: 'latency of the input in the volley', unit: 'ms' },
    phase: { symbol: '\\varphi', role: 'neutral', meaning: 'time since the volley began', unit: 'ms' },
    shift: { symbol: 'j', role: 'pre', meaning: 'jitter, drawn for each spike', unit: 'ms' },
    at: { symbol: 't_\\mathrm{in}', role: 'pre', meaning: 'when the input fires', unit: 'ms' },
    g_max: { symbol: 'g_\\mathrm{max}', role: 'weight', meaning: 'conductance of a synapse of weight 1' },
    E_L: { symbol: 'E_L', role: 'neutral', meaning: 'resting potential', unit: 'mV' },
    E_e: { symbol: 'E_e', role: 'excitatory', meaning: 'reversal potential of the synapses', unit: 'mV' },
    tau_m: { symbol: '\\tau_m', role: 'membrane', meaning: 'membrane time constant', unit: 'ms' },
    tau_e: { symbol: '\\tau_e', role: 'excitatory', meaning: 'synaptic time constant', unit: 'ms' },
    theta: { symbol: '\\theta', role: 'neutral', meaning: 'firing threshold', unit: 'mV' },
    V_r: { symbol: 'u_r', role: 'neutral', meaning: 'reset potential', unit: 'mV' },
    t_ref: { symbol: 't_\\mathrm{ref}', role: 'neutral', meaning: 'refractory period', unit: 'ms' },
  },
  views: [
    {
      kind: 'raster',
      title: 'One volley, again and again',
      window: '100*ms',
      numbered: true,
      populations: [{ name: 'input', role: 'pre', label: 'inputs' }],
    },
    {
      kind: 'traces',
      title: 'The neuron',
      window: '100*ms',
      panels: [
        {
          label: 'u',
          unit: 'mV',
          range: [-80, -30],
          lines: [{ of: 'neuron.v' }],
          spikes: 'neuron',
        },
      ],
    },
    {
      kind: 'course',
      title: 'first spike after',
      unit: 'ms',
      place: 'side',
      height: 210,
      range: [0, 60],
      closer: [
        [0, 15],
        [0, 30],
      ],
      span: '40*second',
      stretch: '100*ms',
      counts: 'volleys',
      lines: [
        {
          tells: 'latency',
          population: 'earliest',
          after: 'volley',
          within: '90*ms',
          role: 'neutral',
          label: 'all w = 1',
        },
        {
          tells: 'latency',
          population: 'neuron',
          after: 'volley',
          within: '90*ms',
          role: 'membrane',
          label: 'learning',
        },
      ],
    },
    {
      kind: 'synapses',
      title: 'weight of each input over its latency',
      place: 'side',
      height: 230,
      projection: 0,
      x: { variable: 'lag', unit: 'ms', range: [0, 60] },
      y: { variable: 'w', range: [0, 1] },
    },
  ],
  measures: {
    latency: {
      kind: 'latency',
      population: 'neuron',
      after: 'volley',
      within: '90*ms',
      window: '1*second',
      unit: 'ms',
      label: 'first spike after',
    },
    bound: {
      kind: 'latency',
      population: 'earliest',
      after: 'volley',
      within: '90*ms',
      window: '1*second',
      unit: 'ms',
      label: 'with all weights 1',
    },
    mean: { kind: 'over synapses', gives: 'mean', projection: 0, variable: 'w', label: 'mean weight' },
  },
  goals: [
    {
      name: 'one-half',
      task: 'Which half of the window brings the spike forward? Have the neuron fire within 14 ms, although its synapses have lost nothing: a mean weight of at least 0.5.',
      hint: 'The inputs that come after the spike cannot have helped it. Do they have to be punished for it to come earlier?',
      answer:
        'Take depression away, $\\alpha = 0$. The inputs before the spike still gain, and they alone bring it forward. Depression clears away what came too late, so that the neuron answers to the beginning of the volley and to nothing else.',
      when: [
        { of: 'latency', atMost: 14 },
        { of: 'mean', atLeast: 0.5 },
        // A volley drawn together would do it too, without any learning.
        { of: 'S', atLeast: 40 },
        { of: 'A', atLeast: 0.001 },
      ],
      solution: [{ values: { alpha: 0 } }],
      within: '15*second',
    },
    {
      name: 'drawn-out',
      task: 'Draw the volley out over $S$ = 50 ms. A neuron that has learnt nothing answers it only after about 34 ms; have this one fire within 16 ms, learning on.',
      hint: 'After 16 ms a third of the inputs have come, and with weights of one half they are too few. What can still make them suffice?',
      answer:
        'Set $S$ to 50 ms, keep $A$ above 0 and wait for about a hundred volleys: the weights of the inputs that come first go to 1, and 15 ms after the beginning enough of them have come. With $A = 0$ the spike stays where it was. STDP does not change what an input can do at most; it finds the earliest inputs that suffice.',
      when: [
        { of: 'latency', atMost: 16 },
        { of: 'S', atLeast: 50 },
        { of: 'A', atLeast: 0.001 },
      ],
      solution: [{ values: { S: 50 } }],
      within: '15*second',
    },
  ],
  speed: 0.5,
  duration: '10*second',
  sources: ['SongMillerAbbott2000', 'GuyonneauEtAl2005'],
};
