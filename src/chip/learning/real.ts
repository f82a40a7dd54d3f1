import type { Arithmetic, Term } from './arithmetic.ts';
import type { Variable } from './rule.ts';
import type { GradedMode, SignMode } from './settings.ts';

/** The same rule in 64-bit real numbers, as Lava's `floating_pt` models have it: nothing is rounded, cut or lost. */
export class RealArithmetic implements Arithmetic {
  decay(value: number, keep: number): number {
    return value * keep;
  }

  impulse(value: number, size: number): number {
    return value + size;
  }

  graded(x1: number, payload: number, mode: GradedMode) {
    return { x1: mode === 'overwrite' ? payload / 2 : x1 + payload / 2, counts: true };
  }

  load(value: number): number {
    return value;
  }

  add(sum: number, { mantissa, exponent, sources }: Term, synapse: number): number {
    let product = mantissa * 2 ** exponent;
    for (const { read, constant, sign } of sources) {
      const value = read(synapse) + constant;
      product *= sign ? Math.sign(value) : value;
    }
    return sum + product;
  }

  skip(sum: number): number {
    return sum;
  }

  store(sum: number, variable: Variable, sign: SignMode): number {
    if (variable === 'd' || (variable === 'w' && sign === 'excitatory')) return Math.max(0, sum);
    return variable === 'w' && sign === 'inhibitory' ? Math.min(0, sum) : sum;
  }
}
