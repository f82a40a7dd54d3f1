import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DIMENSIONLESS,
  divideDimensions,
  formatDimension,
  isDimensionless,
  multiplyDimensions,
  powerDimension,
  sameDimension,
  sayDimension,
} from './dimension.ts';
import type { Dimension } from './model.ts';
import { evaluateQuantity } from './quantity.ts';

const exponent = fc.integer({ min: -6, max: 6 }).map((half) => half / 2);
const dimension = fc.tuple(exponent, exponent, exponent, exponent, exponent, exponent, exponent);

test('dimensions form a group, and powers are repeated products', () => {
  fc.assert(
    fc.property(dimension, dimension, fc.integer({ min: -4, max: 4 }), (a: Dimension, b: Dimension, n) => {
      expect(sameDimension(divideDimensions(multiplyDimensions(a, b), b), a)).toBe(true);
      expect(isDimensionless(divideDimensions(a, a))).toBe(true);
      expect(sameDimension(multiplyDimensions(a, b), multiplyDimensions(b, a))).toBe(true);
      const power = powerDimension(a, n + 1);
      expect(sameDimension(power, multiplyDimensions(powerDimension(a, n), a))).toBe(true);
      expect(sameDimension(powerDimension(powerDimension(a, 1 / 3), 3), a)).toBe(true);
    }),
  );
});

test('what is written reads back as the same dimension', () => {
  fc.assert(
    fc.property(dimension, (a: Dimension) => {
      expect(sameDimension(evaluateQuantity(formatDimension(a), 's').dimension, a)).toBe(true);
    }),
  );
});

test.each([
  ['volt', 'volt'],
  ['mV/ms', 'volt/second'],
  ['nA', 'amp'],
  ['uA/cm**2', 'amp/metre**2'],
  ['msiemens/cm**2', 'siemens/metre**2'],
  ['uF/cm**2', 'farad/metre**2'],
  ['mV/ms**0.5', 'volt/second**0.5'],
  ['1/ms', 'hertz'],
  ['ms', 'second'],
  ['volt**2', 'volt**2'],
  ['volt/amp', 'ohm'],
  ['metre/second', 'metre/second'],
  ['1', '1'],
])('%s is in %s', (text, unit) => expect(formatDimension(evaluateQuantity(text, 's').dimension)).toBe(unit));

test('in words', () => {
  expect(sayDimension(DIMENSIONLESS)).toBe('has no units');
  expect(sayDimension([0, 0, 1, 0, 0, 0, 0])).toBe('is in second');
});
