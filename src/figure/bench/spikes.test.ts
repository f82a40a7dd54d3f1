import { expect, it } from 'vitest';
import { moveSpike, toggleSpike } from './spikes.ts';

it('adds a spike in its place, and takes one away', () => {
  expect(toggleSpike('3, 20 42', 9)).toBe('3, 9, 20, 42');
  expect(toggleSpike('3, 9:51, 20', 9)).toBe('3, 20');
  expect(toggleSpike('none', 4)).toBe('4');
  expect(toggleSpike('4', 4)).toBe('');
});

it('moves a spike with its payload, past others but not onto one', () => {
  expect(moveSpike('3:51, 20, 42', 3, 30)).toBe('20, 30:51, 42');
  expect(moveSpike('3, 20', 3, 20)).toBeUndefined();
  expect(moveSpike('3, 20', 4, 21)).toBeUndefined();
});
