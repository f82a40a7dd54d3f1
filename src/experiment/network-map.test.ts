import { expect, test } from 'vitest';
import { figure } from '../../chapters/neuron-models/brunel.figure.ts';
import type { NetworkMap } from './figure.ts';
import { mapBase, mapBlock, mapChanges, mapKey, mapPasses } from './network-map.ts';
import { completeValues } from './quantities.ts';

const map = figure.map as NetworkMap;
const values = completeValues(figure, {});

test('passes go from coarse to fine, make every finest cell once, and each covers the whole map', () => {
  const passes = mapPasses(map);
  expect(passes.map((cells) => cells.length)).toEqual([12, 96, 864]);
  const places = passes.flat().map(({ row, column }) => row * map.columns + column);
  expect(new Set(places).size).toBe(map.columns * map.rows);
  const first = new Set((passes[0] ?? []).flatMap((cell) => mapBlock(map, cell)));
  expect(first.size).toBe(map.columns * map.rows);
  // The blocks of the second pass leave out those in whose middle the first pass stands already.
  const second = new Set((passes[1] ?? []).flatMap((cell) => mapBlock(map, cell)));
  expect(second.size).toBe(96 * 9);
});

test('the middle of a cell is reached from the lower left corner while the network runs', () => {
  const base = mapBase(map, values);
  expect(base).toMatchObject({ g: 0, eta: 0, N: 1250, C_E: 200 });
  const changes = mapChanges(figure, map, base, {}, { column: 22, row: 13 });
  const of = (name: string) =>
    changes.filter(({ target }) => target.name === name).map((change) => change.value);
  expect(of('eta')).toEqual([2, 2]);
  const weight = of('w_i');
  expect(weight).toHaveLength(2);
  // g = 5: five times 0.5 mV.
  for (const volt of weight) expect(volt).toBeCloseTo(-2.5e-3, 9);
  const broken = { ...map, x: { parameter: 'D', from: 1, to: 5 } };
  expect(() => mapChanges(figure, broken, mapBase(broken, values), {}, { column: 1, row: 1 })).toThrow(
    'that makes another network',
  );
});

test('a map depends on all values but its own two and those that it holds', () => {
  const key = (changed: Record<string, number>) => mapKey(figure, map, { ...values, ...changed }, {});
  expect(key({ g: 5, eta: 1, N: 12500 })).toBe(key({}));
  expect(key({ D: 2 })).not.toBe(key({}));
});
