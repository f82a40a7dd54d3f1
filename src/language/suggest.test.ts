import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameDistance, nearestName } from './suggest.ts';

test.each([
  ['tau_m', ['tau_e', 'v', 'tau'], 'tau_e'],
  ['tua', ['tau', 'taum'], 'tau'],
  ['Tau', ['tau', 'tab'], 'tau'],
  ['vv', ['v', 'w'], undefined],
  ['V', ['v', 'w'], 'v'],
  ['x', ['y', 'z'], undefined],
  ['g_na', ['g_Na', 'g_K'], 'g_Na'],
  ['unles refractory', ['unless refractory', 'constant'], 'unless refractory'],
  ['threshold', ['v', 'reset'], undefined],
])('%s among %j: %s', (name, candidates, expected) => expect(nearestName(name, candidates)).toBe(expected));

const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_'), maxLength: 8 });

test('the distance is a distance, and one slip is near', () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(nameDistance(a, b)).toBe(nameDistance(b, a));
      expect(nameDistance(a, b) === 0).toBe(a === b);
      expect(nameDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(nameDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
    }),
  );
});

test('a very long name is not looked for', () =>
  expect(nearestName('a'.repeat(61), ['a'.repeat(60)])).toBeUndefined());
