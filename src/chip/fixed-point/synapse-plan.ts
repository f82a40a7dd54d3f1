import type { Quantised } from '../../engine/integers.ts';
import { alignment, limits } from './bits.ts';
import { chipWeight, signModeOf, weightRange, weightStep } from './weights.ts';
import { worst } from './worst.ts';

export interface SynapsePlan {
  readonly weights: Int16Array;
  readonly exponent: number;
  readonly report: readonly Quantised[];
  /** What a weight of the chip is in the equations' unit, of synapse k. */
  readonly got: (k: number) => number;
}

/**
 * Rounds weights to `bits` bits and one exponent. `wanted` is in the equations' unit; `scale[k]`: integers of the
 * receiving neuron's state in that unit, of synapse k.
 */
export function synapsePlan(
  of: string,
  unit: string,
  wanted: Float64Array,
  scale: (k: number) => number,
  bits: number,
): SynapsePlan {
  const exact = wanted.map((weight, k) => (weight * scale(k)) / 2 ** alignment);
  const mode = signModeOf(exact);
  const { least, most } = weightRange(mode, bits);
  const fits = (exponent: number) =>
    exact.every((weight) => weight <= (most || 256) * 2 ** exponent && weight >= least * 2 ** exponent);
  const step = weightStep(mode, bits);
  // A negative exponent rounds sums down: what it takes away must be bits that the weights do not have.
  let exponent = exact.some((weight) => weight !== 0) ? -Math.log2(step) : 0;
  while (exponent < limits.weightExponent && !fits(exponent)) exponent++;
  const unitOf = 2 ** exponent;
  const weights = Int16Array.from(exact, (weight) =>
    chipWeight(Math.round(weight / unitOf / step) * step, mode, bits),
  );
  const got = (k: number) => ((weights[k] as number) * unitOf * 2 ** alignment) / scale(k);
  const report: Quantised[] = [];
  if (wanted.length > 0) {
    const k = worst(wanted, got, true);
    const integers = `w = ${weights[k]} * 2^${exponent}, ${bits} bit, ${mode}`;
    report.push({ of, what: 'weight', wanted: wanted[k] as number, got: got(k), unit, integers });
  }
  return { weights, exponent, report, got };
}
