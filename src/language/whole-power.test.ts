import { describe, expect, it } from 'vitest';
import { evaluateQuantity } from './quantity.ts';
import { constantPower } from './whole-power.ts';

describe('a whole power of constants', () => {
  it('is exact of two, from the least number to the largest', () => {
    let expected = 1;
    for (let n = 0; n <= 1024; n++, expected *= 2) expect(constantPower(2, n)).toBe(expected);
    expected = 1;
    for (let n = 0; n >= -1024; n--, expected /= 2) expect(constantPower(2, n)).toBe(expected);
    expect(constantPower(-2, -3)).toBe(-0.125);
    expect(constantPower(2 ** -1074, 1)).toBe(2 ** -1074);
  });

  it('is the number next to the true one of other bases', () => {
    // A literal and the conversion of a large integer are rounded once.
    for (let n = -300; n <= 300; n++) expect(constantPower(10, n)).toBe(Number(`1e${n}`));
    for (const base of [3, 7, 12, 1000])
      for (let n = 0; n < 100; n++) expect(constantPower(base, n)).toBe(Number(BigInt(base) ** BigInt(n)));
    for (const base of [5, 20, 125])
      for (let n = 1; n < 60; n++)
        expect(constantPower(base, -n)).toBe(Number(`${(1000n / BigInt(base)) ** BigInt(n)}e-${3 * n}`));
  });

  it.each([
    [0, 0, 1],
    [0, -1, Number.POSITIVE_INFINITY],
    [1, Number.NaN, 1],
    [Number.NEGATIVE_INFINITY, 3, Number.NEGATIVE_INFINITY],
    [-2, 0.5, Number.NaN],
    [4, 0.5, 2],
    [10, 400, Number.POSITIVE_INFINITY],
    [10, -400, 0],
  ])('%s ** %s is %s', (x, n, expected) => {
    expect(constantPower(x, n)).toBe(expected);
  });

  it('stands in quantities', () => {
    expect(evaluateQuantity('2**-(3 + 1)*mV', 'test').value).toBe(0.0625 * 0.001);
  });
});
