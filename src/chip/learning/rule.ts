/** A learning rule: for each synaptic variable a sum of products, each of which waits for one event. */
import type { Span } from '../../language/ast.ts';
import { ACCUMULATOR_BITS, factorBits, MANTISSA_BITS } from './widths.ts';

/** Weight, delay and tag of a synapse. */
export const variables = ['w', 'd', 't'] as const;
export type Variable = (typeof variables)[number];

/** The first two belong to the pre-synaptic neuron, the others to the post-synaptic one. */
export const traceNames = ['x1', 'x2', 'y1', 'y2', 'y3'] as const;
export type TraceName = (typeof traceNames)[number];

/** What a product waits for: a pre-synaptic spike, a post-synaptic spike, or every 2^k-th epoch. */
export type Dependency = 'x0' | 'y0' | 'u';

/** `x1`, `(w - 3)`, `sgn(t)`: a variable, a whole number added, and perhaps only the sign of both. */
export interface Factor {
  readonly variable: TraceName | Variable | 'x0' | 'y0';
  readonly constant: number;
  readonly sign: boolean;
}

/** `mantissa * 2^exponent` times the factors, where the dependency is 1. */
export interface Product {
  readonly dependency: Dependency;
  /** -8 to 7. */
  readonly mantissa: number;
  /** -7 to 8. */
  readonly exponent: number;
  readonly factors: readonly Factor[];
  readonly span: Span;
}

export interface Rule {
  readonly products: Readonly<Record<Variable, readonly Product[]>>;
  /** The k of every `u` in it: the epochs whose number is a multiple of 2^k. */
  readonly decimation: number | undefined;
}

/**
 * Bits by which a product is shifted right on its way into the accumulator. The engine makes up for none of them: a product
 * of two traces is worth an eighth of what is written.
 */
export function lostBits({ factors }: Product): number {
  const bits = factors.reduce((sum, { variable }) => sum + factorBits(variable), MANTISSA_BITS);
  return Math.max(0, bits - ACCUMULATOR_BITS);
}

/** What a rule reads, by where it lives: the locality of the rule. */
export interface Reads {
  /** Of the pre-synaptic neuron: its spike `x0`, its traces. */
  readonly pre: readonly string[];
  /** Of the post-synaptic neuron: its spike `y0`, its traces; a third factor comes in here. */
  readonly post: readonly string[];
  /** Of the synapse itself. */
  readonly synapse: readonly Variable[];
  /** The epoch's clock, where a product waits for `u`. */
  readonly clock: boolean;
}

export function readsOf(rule: Rule): Reads {
  const names = new Set<string>();
  for (const { dependency, factors } of variables.flatMap((variable) => rule.products[variable])) {
    names.add(dependency);
    for (const { variable } of factors) names.add(variable);
  }
  const having = (known: readonly string[]) => known.filter((name) => names.has(name));
  return {
    pre: having(['x0', 'x1', 'x2']),
    post: having(['y0', 'y1', 'y2', 'y3']),
    synapse: variables.filter((name) => names.has(name)),
    clock: names.has('u'),
  };
}
