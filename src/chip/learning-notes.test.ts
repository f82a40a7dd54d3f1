import { expect, test } from 'vitest';
import { bySpikes, population, workload } from '../testing/workload.ts';
import { learningNotes } from './learning-notes.ts';

const notes = (clock: readonly string[]) =>
  learningNotes(workload([population('N', 2, 0)], [[0, 1]], { ...bySpikes, clock }));

test('a rule that works by the clock is told with what it changes and how often', () => {
  expect(notes([])).toEqual([]);
  expect(notes(['c', 'w'])).toEqual([
    expect.stringMatching(
      /^the synapses: the rule changes c and w in every step, .* 2 products a step, of which none/,
    ),
  ]);
  expect(notes(['w'])[0]).toMatch(/changes w in every step, .* one product a step/);
});
