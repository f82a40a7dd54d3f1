/** What a rule needs besides its products: traces, epoch, first values. Lava's names where Lava has them. */
import type { TraceName, Variable } from './rule.ts';

/** How a spike with a payload acts on `x1` (Lava's `GradedSpikeCfg`, 0 to 3). */
export const gradedModes = ['impulse', 'overwrite', 'saturate', 'overflow'] as const;
export type GradedMode = (typeof gradedModes)[number];

export const signModes = ['mixed', 'excitatory', 'inhibitory'] as const;
export type SignMode = (typeof signModes)[number];

/** A trace that a neuron keeps: what a spike adds, and the time constant in steps; 0 lasts for the step of the spike alone. */
export interface TraceSettings {
  /** 0 to 127, in 256ths. */
  readonly impulse: number;
  /** 0 to 65535 steps. */
  readonly tau: number;
}

export interface Settings {
  readonly traces: Readonly<Record<TraceName, TraceSettings>>;
  /** Steps from one application of the rule to the next, 1 to 63. */
  readonly epoch: number;
  readonly sign: SignMode;
  /** Bits that the first weights are cut to, 1 to 8; a sign counts as one of them. */
  readonly weightBits: number;
  readonly graded: GradedMode;
}

/** First values of a synapse and its traces. */
export type Initial = Readonly<Record<Variable | TraceName, number>>;

/** A trace given from outside, step by step: `value` from step `from` on, 0 before the first. */
export type Course = readonly { readonly from: number; readonly value: number }[];

/** The value of a course at a step. */
export function courseAt(course: Course, step: number): number {
  let value = 0;
  for (const piece of course) if (piece.from <= step) value = piece.value;
  return value;
}

/** Where nothing is said: silent traces, a rule applied every step, weights of either sign. */
export const plainSettings: Settings = {
  traces: {
    x1: { impulse: 0, tau: 0 },
    x2: { impulse: 0, tau: 0 },
    y1: { impulse: 0, tau: 0 },
    y2: { impulse: 0, tau: 0 },
    y3: { impulse: 0, tau: 0 },
  },
  epoch: 1,
  sign: 'mixed',
  weightBits: 8,
  graded: 'impulse',
};
