import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draw32, draw64, philox, streamKey, uniform32, uniform64 } from './random.ts';

const words = ([c0 = 0, c1 = 0, c2 = 0, c3 = 0, k0 = 0, k1 = 0]: readonly number[]) =>
  [...philox(c0, c1, c2, c3, k0, k1, new Uint32Array(4))]
    .map((word) => word.toString(16).padStart(8, '0'))
    .join(' ');

const ones = 0xffffffff;
test.each([
  [[0, 0, 0, 0, 0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
  [[ones, ones, ones, ones, ones, ones], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0],
    'd16cfe09 94fdcceb 5001e420 24126ea1',
  ],
] as const)('philox4x32-10 gives the published words for %j', (input, expected) => {
  expect(words(input)).toBe(expected);
});

test('philox agrees with a wide-integer version', () => {
  const wide = (counter: bigint[], key: bigint[]) => {
    let [x, k] = [counter, key];
    for (let round = 0; round < 10; round++) {
      const [a, b] = [0xd2511f53n * (x[0] ?? 0n), 0xcd9e8d57n * (x[2] ?? 0n)];
      x = [
        (b >> 32n) ^ (x[1] ?? 0n) ^ (k[0] ?? 0n),
        b & 0xffffffffn,
        (a >> 32n) ^ (x[3] ?? 0n) ^ (k[1] ?? 0n),
        a & 0xffffffffn,
      ];
      k = [((k[0] ?? 0n) + 0x9e3779b9n) & 0xffffffffn, ((k[1] ?? 0n) + 0xbb67ae85n) & 0xffffffffn];
    }
    return x.map((word) => word.toString(16).padStart(8, '0')).join(' ');
  };
  const word = fc.integer({ min: 0, max: ones });
  fc.assert(
    fc.property(fc.tuple(word, word, word, word, word, word), (input) => {
      const big = input.map(BigInt);
      expect(words(input)).toBe(wide(big.slice(0, 4), big.slice(4)));
    }),
  );
});

test('the key of a stream is FNV-1a of its UTF-8 name', () => {
  // FNV-1a of "foobar" is published as 0xbf9cf968; here the name has the slash within.
  expect(streamKey('', '')).toBe(0x2a0c975e);
  expect(streamKey('E', 'update/xi')).not.toBe(streamKey('E', 'update/xi_2'));
  expect(streamKey('Ä', 'x')).not.toBe(streamKey('A', 'x'));
});

test('uniform numbers stay in [0, 1)', () => {
  expect(uniform64(0, 0)).toBe(0);
  expect(uniform64(ones, ones)).toBe(1 - 2 ** -53);
  expect(uniform32(ones)).toBe(1 - 2 ** -24);
});

test('mean, variance, tails and correlation are those of the distributions', () => {
  const n = 100_000;
  const key = streamKey('E', 'update/xi');
  for (const draw of [draw64, draw32]) {
    const sums = { u: 0, uu: 0, x: 0, xx: 0, xxx: 0, xxxx: 0, lag: 0, beyond: 0 };
    let last = 0;
    for (let k = 0; k < n; k++) {
      const u = draw('uniform', 7, key, k % 100, Math.floor(k / 100));
      const x = draw('normal', 7, key, k % 100, Math.floor(k / 100));
      sums.u += u;
      sums.uu += u * u;
      sums.x += x;
      sums.xx += x ** 2;
      sums.xxx += x ** 3;
      sums.xxxx += x ** 4;
      sums.lag += x * last;
      sums.beyond += Math.abs(x) > 1.959964 ? 1 : 0;
      last = x;
    }
    const sigma = 4.5 / Math.sqrt(n);
    expect(Math.abs(sums.u / n - 1 / 2)).toBeLessThan(sigma * Math.sqrt(1 / 12));
    expect(Math.abs(sums.uu / n - 1 / 3)).toBeLessThan(sigma * Math.sqrt(4 / 45));
    expect(Math.abs(sums.x / n)).toBeLessThan(sigma);
    expect(Math.abs(sums.xx / n - 1)).toBeLessThan(sigma * Math.sqrt(2));
    expect(Math.abs(sums.xxx / n)).toBeLessThan(sigma * Math.sqrt(15));
    expect(Math.abs(sums.xxxx / n - 3)).toBeLessThan(sigma * Math.sqrt(96));
    expect(Math.abs(sums.lag / n)).toBeLessThan(sigma);
    expect(Math.abs(sums.beyond / n - 0.05)).toBeLessThan(sigma * Math.sqrt(0.05 * 0.95));
  }
});

test('32-bit and 64-bit draws come from the same words', () => {
  for (let index = 0; index < 1000; index++) {
    const u = draw64('uniform', 1, 2, 2 ** 33 + 5, index);
    expect(Math.abs(draw32('uniform', 1, 2, 2 ** 33 + 5, index) - u)).toBeLessThan(2 ** -24);
  }
  expect(draw64('uniform', 1, 2, 2 ** 33 + 5, 0)).not.toBe(draw64('uniform', 1, 2, 5, 0));
});
