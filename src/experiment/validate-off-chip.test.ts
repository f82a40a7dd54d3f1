import { expect, test } from 'vitest';
import { figure as credit } from '../../chapters/stdp/credit.figure.ts';
import { figure } from '../../chapters/stdp/stdp-integers.figure.ts';
import { validateFigure } from './validate.ts';

const problems = (offChip: Readonly<Record<string, string>>) => validateFigure({ ...figure, offChip });

test('what is off the chip is a population with a reason, and not all that there is', () => {
  expect([figure, credit].flatMap(validateFigure)).toEqual([]);
  expect(problems({ watch: 'it stands for time' })).toEqual(['offChip.watch: no population watch.']);
  expect(problems({ clock: 'It stands for time.' })).toEqual([
    'offChip.clock: its reason goes on after a colon, without a full stop.',
  ]);
  const all = { pre: 'it is off', post: 'it is off', clock: 'it is off' };
  expect(problems(all)).toEqual(['offChip: nothing would be left for a chip.']);
});
