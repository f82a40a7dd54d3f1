import { expect, test } from 'vitest';
import { readProduct } from './product.ts';
import { evaluateQuantity } from './quantity.ts';

const units = [
  'mV',
  'nA',
  'uA/cm**2',
  'msiemens/cm**2',
  'Mohm',
  '1/ms',
  'Hz',
  'mV/ms',
  'pA/nS',
  'uF/cm**2',
  'second',
  'mV**2',
  'ms**(-1)',
];

test.each(units)('%s has the value and dimension that the language gives', (unit) => {
  for (const number of ['', '1*', '-65*', '0.1*', '2.5e-3*', '1.62*', '1e6*']) {
    const text = `${number}${unit}`;
    const { value, dimension } = evaluateQuantity(text, 'test');
    const read = readProduct(text);
    if (unit.includes('**')) expect(Math.abs((read?.value ?? 0) / value - 1), text).toBeLessThan(4e-16);
    else expect(read?.value, text).toBe(value);
    expect(
      read?.dimension.map((exponent) => exponent + 0),
      text,
    ).toEqual(dimension.map((exponent) => exponent + 0));
  }
});

test('what is no product is not read', () => {
  for (const text of ['', 'ms ms', '3*(ms)', '2*foo', '1/0', 'exp(1)', '1 + 2', 'mV*', '*mV', '2**0.5'])
    expect(readProduct(text), text).toBeUndefined();
});
