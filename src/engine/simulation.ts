/** A running network, the same to its caller on every back end. */
import type { CompiledNetwork, CompiledProjection } from '../network/compiled.ts';
import type { Integers } from './integers.ts';

/** The engine's own. */
export type EngineBackend = 'cpu' | 'gpu' | 'reference';
/** `fixed-point` is the chip's arithmetic: `chip/fixed-point`. */
export type Backend = EngineBackend | 'fixed-point';
export type Precision = 'f32' | 'f64';

/** A parameter, constant or state variable of a population (by name) or a projection (by place in the file). */
export type Target =
  | { readonly population: string; readonly name: string }
  | { readonly projection: number; readonly name: string };

/** What happened between two drains. Its arrays belong to the receiver and can be transferred. */
export interface Batch {
  /** First step covered, and the step after the last. */
  readonly from: number;
  readonly to: number;
  /** One entry a population, in the network's order. Ordered by step, then index. */
  readonly spikes: readonly { readonly steps: Float64Array; readonly indices: Uint32Array }[];
  /** One entry a probe with an interval: population by population, then projection by projection, in the network's order. */
  readonly samples: readonly Samples[];
  /**
   * Of a back end that knows which neurons have nothing to do in a step: one entry a population, undefined where it is not
   * known. At `from` no neuron rests; an entry is a neuron that comes to rest with that step, or wakes. Ordered by step.
   */
  readonly turns?: readonly (Turns | undefined)[];
}

export interface Turns {
  readonly steps: Float64Array;
  readonly indices: Uint32Array;
}

export interface Samples {
  /** Place of the population; of a projection, its place after all populations. */
  readonly population: number;
  /** Place among the owner's probes. */
  readonly probe: number;
  readonly steps: Float64Array;
  /** One row a step, one column an index of the probe. */
  readonly values: Float64Array;
}

/** All that a run needs to go on: plain data that can be cloned, stored and sent. */
export interface Checkpoint {
  readonly backend: Backend;
  readonly precision: Precision;
  readonly step: number;
  readonly data: readonly ArrayBuffer[];
}

export interface Simulation {
  readonly backend: Backend;
  readonly precision: Precision;
  /** Seconds. */
  readonly dt: number;
  /** The step that runs next; time is `step * dt`. */
  readonly step: number;
  /**
   * Runs at most `steps` steps and returns how many were run: fewer where the record is full and wants draining.
   * Throws `NotFiniteError` where a state variable has become NaN or infinite (looked for at the end of the call).
   */
  advance(steps: number): number;
  drain(): Batch;
  /** Takes effect before the next step. A list has one value for each element. */
  set(target: Target, value: number | ArrayLike<number>): void;
  /** The present values of a variable, constant or subexpression; length 1 where there is one for all. */
  get(target: Target): Float64Array;
  /** Of a back end that computes in integers: what these make of the equations. */
  readonly integers?: Integers;
  /** Of such a back end: the weights that stand in the memory of a projection, each times 2^exponent; undefined of others. */
  integerWeights?(projection: number): IntegerWeights | undefined;
  checkpoint(): Checkpoint;
  /** Throws where the checkpoint is of another back end, precision or network. What was not drained is dropped. */
  restore(checkpoint: Checkpoint): void;
  dispose(): void;
}

export interface IntegerWeights {
  readonly weights: Int16Array;
  readonly exponent: number;
}

/** How a sentence names the synapses of a projection: `the synapses from E to I`. */
export function synapsesOf(
  { populations }: CompiledNetwork,
  { from, to }: Pick<CompiledProjection, 'from' | 'to'>,
): string {
  return `the synapses from ${populations[from]?.name} to ${populations[to]?.name}`;
}

export class NotFiniteError extends Error {
  override readonly name = 'NotFiniteError';
  constructor(
    readonly population: string,
    readonly variable: string,
    readonly index: number,
    readonly step: number,
    dt: number,
  ) {
    super(
      `${variable} of ${population}[${index}] is no longer a finite number at t = ${(step * dt * 1e3).toPrecision(6)} ms. A smaller dt, another method or other parameter values may help.`,
    );
  }
}
