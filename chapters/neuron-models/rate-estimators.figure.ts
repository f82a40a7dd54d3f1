import type { Figure, Measure, Parameter } from '../../src/experiment/figure.ts';
import type { WindowShape } from '../../src/experiment/rate-estimators.ts';

/** A width that changes what is made of the spikes, not the spikes. */
const width = (
  name: string,
  symbol: string,
  meaning: string,
  [minimum, maximum]: readonly [number, number],
): Parameter => ({
  name,
  symbol,
  role: 'weight',
  meaning,
  unit: 'ms',
  minimum,
  maximum,
  default: 100,
  step: 1,
  prominent: name !== 'bin',
  sets: [],
});

const of = (shape: WindowShape, name: string) => ({
  kind: 'estimate' as const,
  population: 'neuron',
  rate: 'r',
  shape,
  width: name,
  frequency: 'f',
});

/** Standard deviation of the estimate of a Poisson process: sqrt(r times the integral of the window's square). */
const scatter = (shape: WindowShape, name: string, label: string, reference: string): Measure => ({
  ...of(shape, name),
  tells: 'scatter',
  unit: 'Hz',
  label: `scatter, ${label}`,
  reference,
});

const gain = (shape: WindowShape, name: string, label: string, reference: string): Measure => ({
  ...of(shape, name),
  tells: 'gain',
  label: `gain, ${label}`,
  reference,
});

export const figure: Figure = {
  title: 'Five estimates of one rate',
  question: 'What was the rate of a neuron of which you have only the spikes?',
  caption:
    'One spike train, and what five estimators make of it. Dashed is the rate that fired the spikes, which no experiment shows you. The thin grey line is what the window would see of it on average: where it stays within the dashed waves the window has blurred them, and where the estimate strays from it, that is chance. Drag the grip of a window to change its width. On the right, how much of a modulation of frequency $f$ each window lets through; the dots are measured.',
  alt: 'A row of spikes, and under it five panels with the firing rate over two seconds as the spike count, bins, a rectangular, a Gaussian and a causal window estimate it, each over the dashed true rate, a sine wave. Wide windows give flat smooth estimates, narrow ones jagged estimates; the causal one comes late. Beside them the gain of three windows falls with the frequency of the modulation.',
  network: {
    dt: '0.2*ms',
    populations: {
      neuron: {
        size: 1,
        equations: 'r = r_0*(1 + m*sin(2*pi*f*t)) : Hz',
        threshold: 'rand() < r*dt',
        parameters: { r_0: '20*Hz', m: 0.8, f: '1*Hz' },
        record: { variables: ['r'], indices: [0], every: '4*ms' },
      },
    },
  },
  parameters: [
    {
      name: 'r_0',
      symbol: 'r_0',
      role: 'neutral',
      meaning: 'mean rate',
      unit: 'Hz',
      minimum: 2,
      maximum: 100,
      default: 20,
      step: 1,
      prominent: true,
      sets: [{ path: 'populations.neuron.parameters.r_0' }],
    },
    {
      name: 'm',
      symbol: 'm',
      role: 'neutral',
      meaning: 'depth of its modulation',
      minimum: 0,
      maximum: 1,
      default: 0.8,
      step: 0.01,
      prominent: true,
      sets: [{ path: 'populations.neuron.parameters.m' }],
    },
    {
      name: 'f',
      symbol: 'f',
      role: 'neutral',
      meaning: 'frequency of its modulation',
      unit: 'Hz',
      minimum: 0.2,
      maximum: 20,
      default: 1,
      step: 0.1,
      prominent: true,
      sets: [{ path: 'populations.neuron.parameters.f' }],
    },
    width('D', 'D', 'width of the rectangle', [20, 500]),
    width('sigma', '\\sigma', 'deviation of the Gaussian', [10, 250]),
    width('tau', '1/\\alpha', 'time constant of the causal window', [10, 150]),
    width('bin', '\\Delta t', 'width of a bin', [20, 500]),
  ],
  symbols: {
    r: { symbol: 'r', role: 'neutral', meaning: 'true rate', unit: 'Hz' },
  },
  views: [
    {
      kind: 'estimates',
      title: 'Spikes',
      window: '2*second',
      population: 'neuron',
      rate: 'neuron.r',
      estimates: [
        { shape: 'count', label: 'spike count' },
        { shape: 'bins', width: 'bin', label: 'bins' },
        { shape: 'rectangle', width: 'D', label: 'rectangle' },
        { shape: 'gauss', width: 'sigma', label: 'Gaussian' },
        { shape: 'alpha', width: 'tau', label: 'causal' },
      ],
    },
    {
      kind: 'transfer',
      title: 'Gain',
      frequency: 'f',
      windows: [
        { shape: 'rectangle', width: 'D', label: 'rectangle', gain: 'gainRectangle' },
        { shape: 'gauss', width: 'sigma', label: 'Gaussian', gain: 'gainGauss' },
        { shape: 'alpha', width: 'tau', label: 'causal', gain: 'gainCausal' },
      ],
    },
  ],
  measures: {
    scatterRectangle: scatter('rectangle', 'D', 'rectangle', 'sqrt(r_0/D)'),
    scatterGauss: scatter('gauss', 'sigma', 'Gaussian', 'sqrt(r_0/(2*sqrt(pi)*sigma))'),
    scatterCausal: scatter('alpha', 'tau', 'causal', 'sqrt(r_0/(4*tau))'),
    gainRectangle: gain('rectangle', 'D', 'rectangle', 'abs(sin(pi*f*D)/(pi*f*D))'),
    gainGauss: gain('gauss', 'sigma', 'Gaussian', 'exp(-2*(pi*f*sigma)**2)'),
    gainCausal: gain('alpha', 'tau', 'causal', '1/(1 + (2*pi*f*tau)**2)'),
    lagCausal: {
      ...of('alpha', 'tau'),
      tells: 'lag',
      unit: 'ms',
      label: 'lag, causal',
      reference: 'arctan(2*pi*f*tau)/(pi*f)',
    },
  },
  goals: [
    {
      name: 'see-five-hertz',
      task: 'Set $f$ to 5 Hz and choose the causal window so that at least half of the modulation comes through, with a scatter below 14 Hz.',
      hint: 'A narrow window sees more and scatters more. With the curve you find the widest that still lets half through.',
      answer:
        'A time constant $1/\\alpha$ of 29 ms: the gain is $1/(1 + (2\\pi f/\\alpha)^2)$ = 0.55, the scatter $\\sqrt{r_0\\,\\alpha/4}$ = 13.1 Hz. There is little room: at 20 spikes a second a cycle of 5 Hz holds four spikes, and no window makes more of them.',
      when: [
        { of: 'f', atLeast: 5 },
        { of: 'gainCausal', atLeast: 0.5 },
        { of: 'scatterCausal', atMost: 14 },
        { of: 'r_0', untouched: true },
      ],
      solution: [{ values: { f: 5, tau: 29 } }],
      within: '8*second',
    },
    {
      name: 'blind-spot',
      task: 'Leave the rectangle at 100 ms and find a modulation that it cannot see at all: a gain below 0.05.',
      hint: 'What does a window that holds exactly one period make of it?',
      answer:
        'At $f$ = 10 Hz one period fits the window. Wherever it stands it holds a whole one, half above and half below the mean. At 20 Hz it holds two. The Gaussian has no such blind spots: it only sees less and less.',
      when: [
        { of: 'gainRectangle', atMost: 0.05 },
        { of: 'D', untouched: true },
        { of: 'm', atLeast: 0.5 },
      ],
      solution: [{ values: { f: 10 } }],
      within: '8*second',
    },
  ],
  speed: 1,
  duration: '8*second',
  sources: ['DayanAbbott2001'],
};
