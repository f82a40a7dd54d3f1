/**
 * Loihi's integer arithmetic, as Lava's bit-accurate models compute it (lava-nc/lava, `proc/lif/models.py`,
 * `proc/dense/models.py`; Davies et al. 2018): current and voltage of 24 bit, decays of 12 bit.
 */

/** Decays are parts of this. */
export const decayUnity = 4096;
/** Bounds of current (exclusive below) and voltage (both inclusive, one less): 2^23. */
export const stateBound = 2 ** 23;
/** Weights and thresholds are aligned with current and voltage by this shift. */
export const alignment = 6;

/** Most that the registers hold. */
export const limits = {
  threshold: 2 ** 17 - 1,
  biasMantissa: { least: -4096, most: 4095 },
  biasExponent: 7,
  weightExponent: 7,
  /** Steps. */
  delay: 62,
  /** Steps after a spike in which the voltage is held. */
  refractory: 63,
} as const;

/** What is left of a state after one step: `kept` of 4096 parts, rounded towards zero. */
export function decayed(state: number, kept: number): number {
  // At most 2^24 * 2^12, exact as a double; the division is exact too, and what it leaves fits into 32 bit again.
  return ((state * kept) / decayUnity) | 0;
}

/** A current beyond 24 bit comes round on the other side, once. */
export function wrapped(current: number): number {
  if (current > stateBound) return current - 2 * stateBound;
  return current <= -stateBound ? current + 2 * stateBound : current;
}

/** A voltage stays at the bound. */
export function clipped(voltage: number): number {
  return Math.min(Math.max(voltage, -stateBound + 1), stateBound - 1);
}

/** `mantissa * 2^exponent`, rounded towards minus infinity where the exponent is negative. */
export function shifted(mantissa: number, exponent: number): number {
  return exponent >= 0 ? mantissa << exponent : mantissa >> -exponent;
}
