import type { Figure, Parameter, Preset, Role } from '../../src/experiment/figure.ts';

/** A row of the parameter table: name, LaTeX, role, meaning, unit, minimum, maximum, default, step. */
type Row = readonly [string, string, Role, string, string, number, number, number, number];

const rows: readonly Row[] = [
  ['I', 'I', 'excitatory', 'injected current', 'pA', 0, 600, 210, 1],
  ['V_r', 'V_\\mathrm{r}', 'neutral', 'reset potential', 'mV', -70, -44, -46, 0.5],
  ['b', 'b', 'adaptation', 'jump of the adaptation current at a spike', 'pA', 0, 200, 100, 1],
  ['tau_w', '\\tau_w', 'adaptation', 'time constant of adaptation', 'ms', 10, 500, 120, 1],
  ['a', 'a', 'adaptation', 'coupling of adaptation to the membrane potential', 'nS', -12, 10, 2, 0.5],
  ['C', 'C', 'membrane', 'membrane capacitance', 'pF', 50, 400, 200, 5],
  ['g_L', 'g_\\mathrm{L}', 'neutral', 'leak conductance', 'nS', 5, 30, 10, 0.5],
  ['E_L', 'E_\\mathrm{L}', 'neutral', 'resting potential of the leak', 'mV', -80, -55, -58, 0.5],
  ['V_T', 'V_\\mathrm{T}', 'neutral', 'threshold, where the spike begins to rise', 'mV', -52, -45, -50, 0.5],
  ['D_T', '\\Delta_\\mathrm{T}', 'neutral', 'sharpness of the threshold', 'mV', 1, 4, 2, 0.1],
];

const prominent = new Set(['I', 'V_r', 'b', 'tau_w', 'a']);

const parameters = rows.map(
  ([name, symbol, role, meaning, unit, minimum, maximum, fallback, step]): Parameter => ({
    name,
    symbol,
    role,
    meaning,
    unit,
    minimum,
    maximum,
    default: fallback,
    step,
    ...(prominent.has(name) ? { prominent: true } : {}),
    sets: [{ path: `populations.neuron.parameters.${name}` }],
  }),
);

/** Naud et al. 2008, table 1: C pF, g_L nS, E_L, V_T, D_T mV, a nS, tau_w ms, b pA, V_r mV, I pA. */
const pattern = (name: string, title: string, values: readonly number[]): Preset => {
  const names = ['C', 'g_L', 'E_L', 'V_T', 'D_T', 'a', 'tau_w', 'b', 'V_r', 'I'];
  return { name, title, values: Object.fromEntries(names.map((key, k) => [key, values[k] ?? 0])) };
};

/** Axes of w, the tightest first: with a sharp threshold the potential runs away from far more adaptation. */
const adaptationRanges = [
  [-200, 700],
  [-300, 1500],
  [-500, 3000],
  [-1000, 6000],
] as const;

export const figure: Figure = {
  title: 'Adaptive exponential integrate-and-fire neuron',
  question: 'How many rhythms can one slow current give to a neuron?',
  caption:
    'Choose a firing pattern, or turn the sliders from one into the next. In the phase plane each spike throws the state to the line $V = V_\\mathrm{r}$, higher by $b$. Look on which side of the dashed parabola-like nullcline it lands: below it the neuron fires again at once, above it the potential must first fall. Bursts are a few landings below, then one above.',
  alt: 'Three views of one neuron. Its membrane potential against time, with spikes in regular bursts. Below it the adaptation current, which jumps at each spike and decays between. Beside them the phase plane of both, with the two nullclines and the path of the state.',
  network: {
    dt: '0.01*ms',
    populations: {
      neuron: {
        size: 1,
        equations: `dv/dt = (-g_L*(v - E_L) + g_L*D_T*exp((v - V_T)/D_T) - w + I)/C : volt
dw/dt = (a*(v - E_L) - w)/tau_w : amp`,
        threshold: 'v > 0*mV',
        reset: 'v = V_r\nw += b',
        // The upstroke of a spike runs away to infinity in finite time: a higher order gains nothing, a small step does.
        method: 'euler',
        parameters: Object.fromEntries(
          rows.map(([name, , , , unit, , , value]) => [name, `${value}*${unit}`]),
        ),
        initial: { v: 'E_L' },
        record: { variables: ['v', 'w'], indices: [0], every: '0.1*ms' },
      },
    },
  },
  parameters,
  symbols: {
    v: { symbol: 'V', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    w: { symbol: 'w', role: 'adaptation', meaning: 'adaptation current', unit: 'pA' },
  },
  presets: [
    pattern('tonic', 'Tonic', [200, 10, -70, -50, 2, 2, 30, 0, -58, 500]),
    pattern('adaptation', 'Adaptation', [200, 12, -70, -50, 2, 2, 300, 60, -58, 500]),
    pattern('initial-burst', 'Initial burst', [130, 18, -58, -50, 2, 4, 150, 120, -50, 400]),
    pattern('regular-bursting', 'Regular bursting', [200, 10, -58, -50, 2, 2, 120, 100, -46, 210]),
    pattern('delayed-accelerating', 'Delayed accelerating', [200, 12, -70, -50, 2, -10, 300, 0, -58, 300]),
    pattern('delayed-bursting', 'Delayed regular bursting', [100, 10, -65, -50, 2, -10, 90, 30, -47, 110]),
    pattern('transient', 'Transient spiking', [100, 10, -65, -50, 2, 10, 90, 100, -47, 180]),
    pattern('irregular', 'Irregular spiking', [100, 12, -60, -50, 2, -11, 130, 30, -48, 160]),
  ],
  views: [
    {
      kind: 'traces',
      title: 'A step of current at 0 ms',
      window: '600*ms',
      panels: [
        {
          label: 'V',
          unit: 'mV',
          range: [-90, 0],
          lines: [{ of: 'neuron.v' }],
          spikes: 'neuron',
          height: 1.5,
        },
        {
          label: 'w',
          unit: 'pA',
          range: adaptationRanges[3],
          closer: adaptationRanges.slice(0, 3),
          lines: [{ of: 'neuron.w' }],
        },
      ],
    },
    {
      kind: 'phase',
      title: 'Phase plane',
      population: 'neuron',
      x: { variable: 'v', unit: 'mV', range: [-90, 0] },
      y: { variable: 'w', unit: 'pA', range: adaptationRanges[3], closer: adaptationRanges.slice(0, 3) },
      nullclines: true,
    },
  ],
  measures: {
    count: {
      kind: 'count',
      population: 'neuron',
      until: '600*ms',
      label: 'spikes in 600 ms from the start or the last change',
    },
    burstRate: { kind: 'burst rate', population: 'neuron', label: 'bursts per second' },
    burstSize: { kind: 'burst size', population: 'neuron', label: 'spikes per burst' },
    cv: { kind: 'cv', population: 'neuron', label: 'irregularity of intervals (CV)' },
  },
  goals: [
    {
      name: 'half-the-bursts',
      task: 'Begin with regular bursting. Keep the bursts, and make them come half as often (3.6 Hz, within 6 %) by moving one slider of the adaptation.',
      hint: 'Between two bursts the neuron waits for $w$ to decay. What sets how long that takes?',
      answer:
        'Set $\\tau_w$ to about 275 ms. The burst ends at nearly the same $w$ and the next begins at nearly the same $w$ as before; the way from one to the other is an exponential, and its duration is proportional to $\\tau_w$.',
      when: [
        { of: 'burstRate', atLeast: 3.4, atMost: 3.8 },
        { of: 'burstSize', atLeast: 1.9 },
        ...rows.flatMap(([name]) =>
          name === 'tau_w' || name === 'b' ? [] : [{ of: name, untouched: true } as const],
        ),
      ],
      solution: [{ values: { tau_w: 275 } }],
      within: '2*second',
    },
  ],
  speed: 0.1,
  duration: '600*ms',
  sources: ['BretteGerstner2005', 'Naud2008'],
};
