import { describe, expect, it } from 'vitest';
import { math } from './math.ts';

/** Distance in units of the last place of the expected value. */
function ulps(actual: number, expected: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  if (!Number.isFinite(expected) || !Number.isFinite(actual)) return Infinity;
  const exponent = Math.floor(Math.log2(Math.abs(expected)));
  return Math.abs(actual - expected) / 2 ** (Math.max(exponent, -1022) - 52);
}

function worst(f: (x: number) => number, g: (x: number) => number, low: number, high: number) {
  let largest = 0;
  for (let k = 0; k <= 20000; k++) {
    const x = low + ((high - low) * k) / 20000;
    largest = Math.max(largest, ulps(f(x), g(x)));
  }
  return largest;
}

const exprel = (x: number) => (x === 0 ? 1 : Math.expm1(x) / x);

describe('elementary functions in 64 bit', () => {
  it.each([
    ['exp', math.exp, Math.exp, -707, 709, 1.1],
    ['exp near 0', math.exp, Math.exp, -1, 1, 1.1],
    ['expm1', math.expm1, Math.expm1, -5, 5, 2],
    ['expm1, large', math.expm1, Math.expm1, 5, 709, 2],
    ['expm1 near 0', math.expm1, Math.expm1, -1e-6, 1e-6, 1.5],
    ['exprel', math.exprel, exprel, -30, 30, 3],
    ['log', math.log, Math.log, 1e-300, 10, 1.1],
    ['log, large', math.log, Math.log, 1, 1e300, 1.1],
    ['log near 1', math.log, Math.log, 0.9, 1.1, 1.1],
    ['log10', math.log10, Math.log10, 1e-3, 1e3, 2.5],
    ['log1p', math.log1p, Math.log1p, -0.99, 3, 2],
    ['log1p near 0', math.log1p, Math.log1p, -1e-5, 1e-5, 1.5],
    ['sinh', math.sinh, Math.sinh, -20, 20, 3],
    ['cosh', math.cosh, Math.cosh, -20, 20, 2],
    ['tanh', math.tanh, Math.tanh, -25, 25, 3],
    ['sin', math.sin, Math.sin, -10, 10, 1.1],
    ['sin, far', math.sin, Math.sin, 1e5, 1e5 + 100, 2.1],
    ['cos', math.cos, Math.cos, -10, 10, 1.1],
    ['cos, far', math.cos, Math.cos, -1e6, -1e6 + 100, 2.1],
    ['tan', math.tan, Math.tan, -7, 7, 3],
    ['asin', math.asin, Math.asin, -1, 1, 3],
    ['acos', math.acos, Math.acos, -1, 1, 3],
    ['atan', math.atan, Math.atan, -10, 10, 2],
  ] as const)('%s', (_, f, g, low, high, bound) => {
    expect(worst(f, g, low, high)).toBeLessThanOrEqual(bound);
  });

  it('raises to powers', () => {
    for (const y of [-3, -1, -0.5, 0.3, 0.5, 1, 1.5, 2, 3, 4, 10.25]) {
      expect(
        worst(
          (x) => math.pow(x, y),
          (x) => x ** y,
          0.01,
          30,
        ),
      ).toBeLessThanOrEqual(2);
    }
    expect(
      worst(
        (y) => math.pow(1.0001, y),
        (y) => 1.0001 ** y,
        -1e5,
        1e5,
      ),
    ).toBeLessThanOrEqual(2);
  });

  it.each([
    [math.exp(Infinity), Infinity],
    [math.exp(-Infinity), 0],
    [math.exp(710), Infinity],
    [math.exp(-746), 0],
    [math.exp(0), 1],
    [math.exp(Number.NaN), Number.NaN],
    [math.expm1(-Infinity), -1],
    [math.expm1(Infinity), Infinity],
    [math.exprel(0), 1],
    [math.exprel(Infinity), Infinity],
    [math.exprel(-Infinity), 0],
    [math.log(0), -Infinity],
    [math.log(-1), Number.NaN],
    [math.log(1), 0],
    [math.log(Infinity), Infinity],
    [math.log(Number.NaN), Number.NaN],
    [math.log(5e-324), -744.4400719213812],
    [math.log1p(-1), -Infinity],
    [math.log1p(Infinity), Infinity],
    [math.sin(Infinity), Number.NaN],
    [math.atan(Infinity), Math.PI / 2],
    [math.asin(1), Math.PI / 2],
    [math.asin(2), Number.NaN],
    [math.acos(-1), Math.PI],
    [math.tanh(1e9), 1],
    [math.sinh(Infinity), Infinity],
    [math.cosh(-Infinity), Infinity],
    [math.pow(-2, 3), -8],
    [math.pow(-2, 2), 4],
    [math.pow(-2, 0.5), Number.NaN],
    [math.pow(0, 0), 1],
    [math.pow(0, 2), 0],
    [math.pow(0, -1), Infinity],
    [math.pow(2, 1025), Infinity],
    [math.pow(2, -2000), 0],
    [math.pow(4, 0.5), 2],
    [math.pow(Number.NaN, 1), Number.NaN],
    [math.pow(Infinity, -1), 0],
    [math.pow(10, -Infinity), 0],
    [math.pow(0.5, Infinity), 0],
  ])('special value %#', (actual, expected) => {
    expect(actual).toBe(expected);
  });
});
