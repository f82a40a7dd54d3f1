/**
 * The twenty features of Izhikevich 2004, figure 1, with the parameters, the steps and the inputs of the program that
 * drew it (`figure1.m`): potentials in mV, times in ms. The names in public ports of that table differ in places; these
 * values are those whose spikes are the published ones (`golden/features.json`).
 */
export interface Feature {
  readonly title: string;
  /** Where there is little room. */
  readonly short: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly v: number;
  /** Absent: b v. */
  readonly u?: number;
  /** Euler step of the program. */
  readonly step: number;
  /** How long it runs. */
  readonly span: number;
  /** Input at a time. */
  readonly input: (t: number) => number;
  /** Where its state goes, for the axes of the phase plane. */
  readonly plane: { readonly x: readonly [number, number]; readonly y: readonly [number, number] };
  /** v' = 0.04 v^2 + 4.1 v + 108 - u + I, where the others have 5 v + 140. */
  readonly slow?: true;
  /** u' = a b (v + 65), without the decay of u. */
  readonly accommodating?: true;
}

const from = (start: number, value: number) => (t: number) => (t > start ? value : 0);
const pulses = (value: number, width: number, starts: readonly number[]) => (t: number) =>
  starts.some((start) => t > start && t < start + width) ? value : 0;
const between = (t: number, start: number, end: number) => t > start && t < end;
const dip = (t: number) => (t < 50 || t > 250 ? 80 : 75);

function ramps(t: number): number {
  if (t < 200) return t / 25;
  return t >= 300 && t < 312.5 ? ((t - 300) / 12.5) * 4 : 0;
}

const coefficients = (a: number, b: number, c: number, d: number, v: number) => ({ a, b, c, d, v });

export const features: readonly Feature[] = [
  {
    title: 'tonic spiking',
    short: 'tonic',
    ...coefficients(0.02, 0.2, -65, 6, -70),
    plane: { x: [-85, 40], y: [-20, 15] },
    step: 0.25,
    span: 100,
    input: from(10, 14),
  },
  {
    title: 'phasic spiking',
    short: 'phasic',
    ...coefficients(0.02, 0.25, -65, 6, -64),
    plane: { x: [-80, -20], y: [-20, 0] },
    step: 0.25,
    span: 200,
    input: from(20, 0.5),
  },
  {
    title: 'tonic bursting',
    short: 'bursting',
    ...coefficients(0.02, 0.2, -50, 2, -70),
    plane: { x: [-85, 40], y: [-20, 15] },
    step: 0.25,
    span: 220,
    input: from(22, 15),
  },
  {
    title: 'phasic bursting',
    short: 'one burst',
    ...coefficients(0.02, 0.25, -55, 0.05, -64),
    plane: { x: [-80, -20], y: [-20, 0] },
    step: 0.2,
    span: 200,
    input: from(20, 0.6),
  },
  {
    title: 'mixed mode',
    short: 'mixed',
    ...coefficients(0.02, 0.2, -55, 4, -70),
    plane: { x: [-85, 40], y: [-20, 15] },
    step: 0.25,
    span: 160,
    input: from(16, 10),
  },
  {
    title: 'frequency adaptation',
    short: 'adaptation',
    ...coefficients(0.01, 0.2, -65, 8, -70),
    plane: { x: [-85, 40], y: [-20, 30] },
    step: 0.25,
    span: 85,
    input: from(8.5, 30),
  },
  {
    title: 'class 1 excitable',
    short: 'class 1',
    ...coefficients(0.02, -0.1, -55, 6, -60),
    plane: { x: [-80, 40], y: [-5, 30] },
    step: 0.25,
    span: 300,
    input: (t) => (t > 30 ? 0.075 * (t - 30) : 0),
    slow: true,
  },
  {
    title: 'class 2 excitable',
    short: 'class 2',
    ...coefficients(0.2, 0.26, -65, 0, -64),
    plane: { x: [-80, -20], y: [-20, 0] },
    step: 0.25,
    span: 300,
    input: (t) => (t > 30 ? -0.5 + 0.015 * (t - 30) : -0.5),
  },
  {
    title: 'spike latency',
    short: 'latency',
    ...coefficients(0.02, 0.2, -65, 6, -70),
    plane: { x: [-85, -20], y: [-20, 0] },
    step: 0.2,
    span: 100,
    input: pulses(7.04, 3, [10]),
  },
  {
    title: 'oscillations below threshold',
    short: 'oscillations',
    ...coefficients(0.05, 0.26, -60, 0, -62),
    plane: { x: [-75, -40], y: [-20, -5] },
    step: 0.25,
    span: 200,
    input: pulses(2, 5, [20]),
  },
  {
    title: 'resonator',
    short: 'resonator',
    ...coefficients(0.1, 0.26, -60, -1, -62),
    plane: { x: [-75, -40], y: [-20, -5] },
    step: 0.25,
    span: 400,
    input: pulses(0.65, 4, [40, 60, 280, 320]),
  },
  {
    title: 'integrator',
    short: 'integrator',
    ...coefficients(0.02, -0.1, -55, 6, -60),
    plane: { x: [-80, -10], y: [-5, 15] },
    step: 0.25,
    span: 100,
    input: pulses(9, 2, [100 / 11, 100 / 11 + 5, 70, 80]),
    slow: true,
  },
  {
    title: 'rebound spike',
    short: 'rebound',
    ...coefficients(0.03, 0.25, -60, 4, -64),
    plane: { x: [-90, -30], y: [-20, 0] },
    step: 0.2,
    span: 200,
    input: pulses(-15, 5, [20]),
  },
  {
    title: 'rebound burst',
    short: 'reb. burst',
    ...coefficients(0.03, 0.25, -52, 0, -64),
    plane: { x: [-90, -20], y: [-20, 0] },
    step: 0.2,
    span: 200,
    input: pulses(-15, 5, [20]),
  },
  {
    title: 'variable threshold',
    short: 'threshold',
    ...coefficients(0.03, 0.25, -60, 4, -64),
    plane: { x: [-85, -30], y: [-20, 0] },
    step: 0.25,
    span: 100,
    input: (t) => (between(t, 10, 15) || between(t, 80, 85) ? 1 : between(t, 70, 75) ? -6 : 0),
  },
  {
    title: 'bistability',
    short: 'bistable',
    ...coefficients(0.1, 0.26, -60, 0, -61),
    plane: { x: [-75, -30], y: [-20, -5] },
    step: 0.25,
    span: 300,
    input: (t) => (between(t, 37.5, 42.5) || between(t, 216, 221) ? 1.24 : 0.24),
  },
  {
    title: 'after-depolarisation',
    short: 'after-dep.',
    ...coefficients(1, 0.2, -60, -21, -70),
    plane: { x: [-80, 20], y: [-30, 0] },
    step: 0.1,
    span: 50,
    input: (t) => (Math.abs(t - 10) < 1 ? 20 : 0),
  },
  {
    title: 'accommodation',
    short: 'accomm.',
    ...coefficients(0.02, 1, -55, 4, -65),
    plane: { x: [-85, 0], y: [-20, 0] },
    u: -16,
    step: 0.5,
    span: 400,
    input: ramps,
    accommodating: true,
  },
  {
    title: 'inhibition brings spikes',
    short: 'inh. spikes',
    ...coefficients(-0.02, -1, -60, 8, -63.8),
    plane: { x: [-90, 20], y: [50, 80] },
    step: 0.5,
    span: 350,
    input: dip,
  },
  {
    title: 'inhibition brings bursts',
    short: 'inh. bursts',
    ...coefficients(-0.026, -1, -45, -2, -63.8),
    plane: { x: [-90, 35], y: [50, 85] },
    step: 0.5,
    span: 350,
    input: dip,
  },
];

/** Steps of the longest. */
export const steps = Math.max(...features.map(({ span, step }) => Math.round(span / step)));

/** Recovery variable at the start. */
export const recovery = ({ u, b, v }: Feature): number => u ?? b * v;

/** Input of each neuron (columns) at each of its own steps (rows). */
export function protocol(): number[][] {
  return Array.from({ length: steps }, (_, k) =>
    features.map(({ step, input }) => Number(input(Number((k * step).toPrecision(12))).toPrecision(12))),
  );
}
