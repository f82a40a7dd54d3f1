import { math } from './math.ts';

/** Exponents up to which the double-length product below keeps more digits than a number has. */
const LARGEST = 1024;

/**
 * x ** n of two constants: rounded once where n is a whole number, so that 2**-4 is 1/16 and 10**-3 is 0.001. Unlike
 * `math.pow`, which is as fast as a running network needs it and may be 1 ulp off. Only sums and products: the same
 * bits on every machine.
 */
export function constantPower(x: number, n: number): number {
  if (!Number.isInteger(n) || Math.abs(n) > LARGEST || x === 0 || !Number.isFinite(x)) return math.pow(x, n);
  const exponent = Math.round(math.log(Math.abs(x)) / Math.LN2);
  // A power of two out of x: what is left lies near 1, and its powers within the numbers.
  const mantissa = timesPowerOfTwo(x, -exponent);
  let result: Double = { high: 1, low: 0 };
  let square: Double = { high: mantissa, low: 0 };
  for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = product(result, square);
    square = product(square, square);
  }
  if (n < 0) result = reciprocal(result);
  return timesPowerOfTwo(result.high, exponent * n);
}

/** A number as the sum of two, the second of which is what the rounding of the sum loses. */
interface Double {
  readonly high: number;
  readonly low: number;
}

/** What the rounding of a * b loses (Dekker 1971), for numbers far from the largest and the smallest. */
function lostIn(a: number, b: number): number {
  const [aHigh, bHigh] = [upper(a), upper(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aLow * bLow - (a * b - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

function upper(a: number): number {
  const shifted = 134217729 * a;
  return shifted - (shifted - a);
}

function product(a: Double, b: Double): Double {
  const high = a.high * b.high;
  const low = lostIn(a.high, b.high) + (a.high * b.low + a.low * b.high);
  return { high: high + low, low: low - (high + low - high) };
}

function reciprocal(a: Double): Double {
  const high = 1 / a.high;
  const rest = 1 - high * a.high - lostIn(high, a.high) - high * a.low;
  return { high: high + high * rest, low: 0 };
}

/** Exact while the result is neither infinite nor below the normal numbers. */
function timesPowerOfTwo(x: number, exponent: number): number {
  let result = x;
  for (let rest = Math.abs(exponent); rest > 0 && result !== 0 && Number.isFinite(result); rest -= 30) {
    const factor = 1 << Math.min(rest, 30);
    result = exponent < 0 ? result / factor : result * factor;
  }
  return result;
}
