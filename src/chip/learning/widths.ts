/** Widths of Loihi's learning engine in bits (Davies et al. 2018; Lava's `constants.py`). */
const TRACE_BITS = 7;
/** Of a weight, delay or tag with its sign. */
const VARIABLE_BITS = 9;
/** Of a scaling factor's mantissa: -8 to 7. */
export const MANTISSA_BITS = 4;
/** Of the accumulator without its sign. */
export const ACCUMULATOR_BITS = 15;
/** Bits that a synaptic variable has in the accumulator behind its point. */
export const FRACTION_BITS = ACCUMULATOR_BITS + 1 - VARIABLE_BITS;
/** Bits of an impulse behind its point. */
export const IMPULSE_FRACTION_BITS = 8;

/** Exponents of a scaling factor. */
export const LEAST_EXPONENT = -7;
export const LARGEST_EXPONENT = 8;

export const LARGEST_TRACE = 2 ** TRACE_BITS - 1;

/** Bits that a factor counts with when a product is shifted back into the accumulator. */
export function factorBits(variable: string): number {
  if (variable === 'x0' || variable === 'y0') return 1;
  return variable.length === 2 ? TRACE_BITS : VARIABLE_BITS;
}
