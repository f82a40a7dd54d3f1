import type { Arithmetic, Source, Term } from './arithmetic.ts';
import type { Counts } from './counts.ts';
import type { Rounding } from './rounding.ts';
import { type Variable, variables } from './rule.ts';
import type { GradedMode, SignMode } from './settings.ts';
import { ACCUMULATOR_BITS, FRACTION_BITS, IMPULSE_FRACTION_BITS, LARGEST_TRACE } from './widths.ts';

const UNIT = 2 ** FRACTION_BITS;
const clamp = (value: number, least: number, largest: number) => Math.min(Math.max(value, least), largest);
/** The accumulator's ends; the lower one is one beyond what its bits hold, as in Lava. */
const saturated = (value: number) => clamp(value, -(2 ** ACCUMULATOR_BITS) - 1, 2 ** ACCUMULATOR_BITS - 1);

/** Loihi's integers as Lava's `bit_approximate_loihi` models have them, bit for bit. */
export class IntegerArithmetic implements Arithmetic {
  constructor(
    private readonly rounding: Rounding,
    private readonly counts: Counts,
  ) {}

  decay(value: number, keep: number, trace: number, neuron: number, step: number): number {
    const exact = value * keep;
    const low = Math.floor(exact);
    if (exact === low) return low;
    this.counts.draws++;
    return low + Number(this.rounding.decay(trace, neuron, step) < exact - low);
  }

  impulse(value: number, size: number, trace: number, neuron: number, step: number, again: boolean): number {
    const low = Math.floor(size);
    const fraction = halfToEven((size - low) * 2 ** IMPULSE_FRACTION_BITS);
    let sum = value + low;
    if (fraction > 0) {
      this.counts.draws++;
      sum += Number(this.rounding.impulse(trace, neuron, step, again) < fraction);
    }
    return clamp(sum, 0, LARGEST_TRACE);
  }

  graded(x1: number, payload: number, mode: GradedMode) {
    // Eight bits hold the half of a payload, and its sum with the trace.
    const half = halfToEven(payload / 2) & 0xff;
    const sum = (x1 + half) & 0xff;
    if (mode === 'overwrite') return { x1: half, counts: true };
    if (mode === 'saturate') return { x1: Math.min(sum, LARGEST_TRACE), counts: true };
    const over = sum > LARGEST_TRACE;
    return { x1: over ? sum - LARGEST_TRACE : sum, counts: over };
  }

  load(value: number): number {
    return value * UNIT;
  }

  add(sum: number, { mantissa, exponent, shift, sources }: Term, synapse: number): number {
    let product = 1;
    for (const source of sources) product = Math.imul(product, factor(source, synapse));
    product = Math.imul(product, mantissa) >> shift;
    return saturated(sum + saturated(product << (exponent + FRACTION_BITS)));
  }

  skip(sum: number): number {
    return saturated(sum);
  }

  store(sum: number, variable: Variable, sign: SignMode, synapse: number, epoch: number): number {
    const mixed = variable === 't' || (variable === 'w' && sign === 'mixed');
    const signed = mixed
      ? sum
      : variable === 'w' && sign === 'inhibitory'
        ? Math.min(0, sum)
        : Math.max(0, sum);
    const exact = signed / UNIT;
    let value = Math.floor(exact);
    if (exact !== value) {
      this.counts.draws++;
      value += Number(this.rounding.write(variables.indexOf(variable), synapse, epoch) < exact - value);
    }
    if (variable === 't') return clamp(value, -257, 255);
    if (variable === 'd' || sign === 'excitatory') return clamp(value, 0, 255);
    return sign === 'mixed' ? clamp(value, -256, 255) : clamp(value, -255, 0);
  }
}

/** A factor's value with its constant, within its bits. */
function factor({ read, constant, sign, range }: Source, synapse: number): number {
  const value = read(synapse) + constant;
  return clamp(sign ? Math.sign(value) : value, -range, range - 1);
}

/** To the nearest integer, halves to the even one, as NumPy rounds. */
function halfToEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  return rest < 0.5 || (rest === 0.5 && low % 2 === 0) ? low : low + 1;
}

/** First weights cut to their bits, as Lava cuts them before the first step: of mixed sign, 8 bits hold even numbers. */
export function cutWeight(weight: number, sign: SignMode, bits: number): number {
  const lost = 8 - bits + Number(sign === 'mixed');
  // No negative zero.
  return sign === 'inhibitory' ? 0 - ((-weight >> lost) << lost) : (weight >> lost) << lost;
}
