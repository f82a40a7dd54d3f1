import { expect, test } from 'vitest';
import { bySpikes, population, workload } from '../testing/workload.ts';
import type { Architecture } from './architecture.ts';
import { loihiCalibrated } from './architectures/loihi-calibrated.ts';
import { trueNorth } from './architectures/truenorth.ts';
import { learningNotes } from './learning-notes.ts';
import type { Plasticity } from './plasticity.ts';

const notes = (learns: Plasticity | undefined, chip: Architecture = loihiCalibrated) =>
  learningNotes(workload([population('N', 2, 0)], [[0, 1]], learns), chip);

test('a rule that works by the clock is told with what it changes and how often', () => {
  expect(notes(bySpikes)).toEqual([]);
  expect(notes({ ...bySpikes, clock: ['c', 'w'] })).toEqual([
    expect.stringMatching(
      /^the synapses: the rule changes c and w in every step, .* 2 products a step, of which none/,
    ),
  ]);
  expect(notes({ ...bySpikes, clock: ['w'] })[0]).toMatch(/changes w in every step, .* one product a step/);
});

test('a chip that cannot learn is told to networks that do', () => {
  expect(notes(undefined, trueNorth)).toEqual([]);
  expect(notes(bySpikes, trueNorth)).toEqual([
    expect.stringMatching(/^This chip cannot learn, and the synapses do\. .* in no price/),
  ]);
});
