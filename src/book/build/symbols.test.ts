import { expect, test } from 'vitest';
import { figure as cuba } from '../../../chapters/neuron-models/cuba.figure.ts';
import { figure as lif } from '../../../chapters/neuron-models/leaky-integrate-and-fire.figure.ts';
import { symbolRows } from './symbols.tsx';

test('every parameter and symbol has a row; what two figures share has one', () => {
  const rows = symbolRows(
    new Map([
      ['lif', lif],
      ['cuba', cuba],
      ['again', lif],
    ]),
  );
  for (const parameter of [...lif.parameters, ...cuba.parameters])
    expect(
      rows.some(({ symbol }) => symbol.symbol === parameter.symbol && symbol.meaning === parameter.meaning),
    ).toBe(true);
  const current = rows.filter(({ symbol }) => symbol.symbol === 'I' && symbol.meaning === 'injected current');
  expect(current).toHaveLength(1);
  expect(current[0]?.figures).toEqual(['lif', 'again']);
  expect(current[0]?.value).toBe(2);
});
