/** The two arithmetics of the engine: a chip's integers, and real numbers to hold beside them. */
import { type Factor, lostBits, type Product, type Variable } from './rule.ts';
import type { GradedMode, SignMode } from './settings.ts';
import { factorBits } from './widths.ts';

/** A factor with the place that its value comes from. */
export interface Source extends Pick<Factor, 'constant' | 'sign'> {
  /** Value of the variable for a synapse, at the time of the product's event. */
  readonly read: (synapse: number) => number;
  /** 2^bits of the variable. */
  readonly range: number;
}

/** A product ready to be evaluated. */
export interface Term {
  readonly mantissa: number;
  readonly exponent: number;
  /** Bits shifted out to the right (`lostBits`). */
  readonly shift: number;
  readonly sources: readonly Source[];
}

/** Traces are numbered x1, x2, y1, y2, y3; steps and epochs count from 1. */
export interface Arithmetic {
  /** A trace one step later; `keep` is exp(-1/tau). */
  decay(value: number, keep: number, trace: number, neuron: number, step: number): number;
  /** A trace after a spike; `again`: the neuron has spiked in this epoch before. */
  impulse(value: number, size: number, trace: number, neuron: number, step: number, again: boolean): number;
  /** `x1` after a spike with a payload, and whether the spike counts for the rule and for `x2`. */
  graded(x1: number, payload: number, mode: GradedMode): { readonly x1: number; readonly counts: boolean };
  /** A synaptic variable as it stands in the accumulator. */
  load(value: number): number;
  /** The accumulator with a product added. */
  add(sum: number, term: Term, synapse: number): number;
  /** The accumulator after a product whose event has not come. */
  skip(sum: number): number;
  /** The synaptic variable that an accumulator is written back as. */
  store(sum: number, variable: Variable, sign: SignMode, synapse: number, epoch: number): number;
}

/** A product made ready; `read` says where each factor's variable is found. */
export function termOf(product: Product, read: (factor: Factor) => Source['read']): Term {
  const { mantissa, exponent, factors } = product;
  const sources = factors.map((factor) => ({
    read: read(factor),
    range: 2 ** factorBits(factor.variable),
    constant: factor.constant,
    sign: factor.sign,
  }));
  return { mantissa, exponent, shift: lostBits(product), sources };
}
