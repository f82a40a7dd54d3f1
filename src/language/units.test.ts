import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sameDimension } from './dimension.ts';
import type { Dimension } from './model.ts';
import { evaluateQuantity } from './quantity.ts';
import { expandSymbol, lookupUnit, portableUnit, unitNames } from './units.ts';

type Entry = readonly [value: number, dimension: Dimension];

const golden = JSON.parse(readFileSync(new URL('../../golden/units.json', import.meta.url), 'utf8')) as {
  readonly units: Readonly<Record<string, Entry>>;
  readonly expressions: Readonly<Record<string, Entry>>;
};

const near = (a: number, b: number, relative: number): boolean => Math.abs(a - b) <= relative * Math.abs(b);

describe('units against Brian2', () => {
  test('every name that Brian2 knows has its scale and dimension', () => {
    const wrong = Object.entries(golden.units).filter(([name, [scale, dimension]]) => {
      const unit = lookupUnit(name);
      return !unit || !near(unit.scale, scale, 4e-16) || !sameDimension(unit.dimension, dimension);
    });
    expect(wrong).toEqual([]);
    expect(Object.keys(golden.units).length).toBeGreaterThan(1700);
  });

  test('no other name is a unit, but for the two that came later', () => {
    const extra = [...unitNames()].filter((name) => !(name in golden.units));
    expect(extra.sort()).toEqual(['mF', 'mS']);
    expect(extra.map(portableUnit).sort()).toEqual(['mfarad', 'msiemens']);
  });

  test.each(Object.entries(golden.expressions))('%s', (text, [value, dimension]) => {
    const found = evaluateQuantity(text, 'value');
    expect(near(found.value, value, 1e-15), `${found.value} is ${value}`).toBe(true);
    expect(found.dimension).toSatisfy((ours: Dimension) => sameDimension(ours, dimension));
  });
});

test.each([
  ['kV', 'kvolt'],
  ['MOhm', 'Mohm'],
  ['V', 'volt'],
  ['s', 'second'],
  ['uV', 'uvolt'],
  ['zz', undefined],
])('the symbol %s stands for %s', (symbol, unit) => expect(expandSymbol(symbol)).toBe(unit));
