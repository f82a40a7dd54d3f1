/** Weights as the chip's synapses hold them: a sign mode for all of a projection, and up to 8 bit each. */

export type SignMode = 'mixed' | 'excitatory' | 'inhibitory';

/** The mode that fits the weights: mixed only where both signs are there. */
export function signModeOf(weights: ArrayLike<number>): SignMode {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < weights.length; k++) {
    least = Math.min(least, weights[k] as number);
    most = Math.max(most, weights[k] as number);
  }
  if (least >= 0) return 'excitatory';
  return most <= 0 ? 'inhibitory' : 'mixed';
}

/** Between two weights that differ by one in their last bit: a mixed weight gives a bit away for its sign. */
export function weightStep(mode: SignMode, bits: number): number {
  return 2 ** (8 - bits + (mode === 'mixed' ? 1 : 0));
}

/** The largest and the smallest weight of a mode. */
export function weightRange(mode: SignMode, bits: number): { readonly least: number; readonly most: number } {
  const most = 256 - weightStep(mode, bits);
  if (mode === 'excitatory') return { least: 0, most };
  return mode === 'inhibitory' ? { least: -most, most: 0 } : { least: -256, most };
}

/**
 * A weight (rounded towards zero to an integer, as NumPy's cast) clipped to its mode's range and cut to `bits` bits:
 * -256 to 254 in steps of 2 for 8 bits of mixed sign, 0 to 255 or -255 to 0 otherwise (Lava, `utils/weightutils.py`).
 */
export function chipWeight(weight: number, mode: SignMode, bits: number): number {
  const whole = Math.trunc(weight);
  const size = mode === 'inhibitory' ? -whole : whole;
  const within = Math.min(Math.max(size, mode === 'mixed' ? -256 : 0), 255);
  const step = weightStep(mode, bits);
  const cut = Math.floor(within / step) * step;
  return mode === 'inhibitory' ? 0 - cut : cut;
}
