import { expect, test } from 'vitest';
import { listed, percentAtLeast } from './words.ts';

test('what is not all is never called all', () => {
  expect([0.9984, 0.99999, 1].map(percentAtLeast)).toEqual([99.8, 99.9, 100]);
});

test('a list ends with its last, or with how many more there are', () => {
  expect(listed(['A'])).toBe('A');
  expect(listed(['A', 'B', 'C'])).toBe('A, B and C');
  expect(listed(['A', 'B', 'C', 'D', 'E', 'F'])).toBe('A, B, C, D and 2 more');
});
