/** A quantity of the equations, and what a back end that computes in integers makes of it. */
export interface Quantised {
  /** Name of a population, or `the synapses from A to B`. */
  readonly of: string;
  /** `membrane time constant`. */
  readonly what: string;
  /** In SI base units; of several neurons or synapses those where the error is largest (of weights, as it is; else relatively). */
  readonly wanted: number;
  readonly got: number;
  /** `second`, or the unit of the variable as the equations write it. */
  readonly unit: string;
  /** What stands in the registers: `dv = 20`. */
  readonly integers: string;
}

export interface Integers {
  readonly quantities: readonly Quantised[];
  /** Populations with equations that stay in floating point, and why. */
  readonly outside: readonly { readonly population: string; readonly reason: string }[];
  /** How often, up to now, a current left its bits and came round, and a membrane was cut off. */
  readonly overflows: { readonly current: number; readonly voltage: number };
}

/** (got - wanted) / wanted: above 0 where it became larger in size, whatever its sign; 0 where both are the same. */
export function relativeError({ wanted, got }: Pick<Quantised, 'wanted' | 'got'>): number {
  if (wanted === got) return 0;
  return wanted === 0 ? Math.sign(got) * Number.POSITIVE_INFINITY : (got - wanted) / wanted;
}
