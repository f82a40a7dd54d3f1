import { expect, test } from 'vitest';
import { figure } from '../../chapters/stdp/stdp-competition.figure.ts';
import type { View } from './figure.ts';
import { validateFigure } from './validate.ts';

const problems = (view: View) => validateFigure({ ...figure, views: [view] });
const histogram = {
  kind: 'histogram',
  title: 'w',
  projection: 0,
  variable: 'w',
  range: [0, 1],
  bins: 20,
} as const;
const line = { tells: 'rate', population: 'neuron', role: 'membrane', label: 'rate' } as const;
const course = {
  kind: 'course',
  title: 'r',
  range: [0, 1],
  span: '10*second',
  stretch: '1*second',
  lines: [line],
} as const;

test('a histogram is of a variable that is recorded, in some bins of a range', () => {
  expect(problems(histogram)).toEqual([]);
  expect(problems({ ...histogram, variable: 'x' })).toEqual(['views.0: projection 0 does not record x.']);
  expect(problems({ ...histogram, bins: 1 })).toEqual(['views.0: needs a range and at least 2 bins.']);
  expect(problems({ ...histogram, range: [1, 1] })).toHaveLength(1);
});

test('a course has populations that are there, stretches within its span, and marks where it tells of them', () => {
  expect(problems(course)).toEqual([]);
  expect(problems({ ...course, stretch: '20*second' })).toHaveLength(1);
  expect(problems({ ...course, lines: [{ ...line, population: 'cell' }] })).toEqual([
    'views.0: no population cell.',
  ]);
  expect(problems({ ...course, lines: [{ ...line, tells: 'hits' }] })).toEqual([
    'views.0: hits needs marks.',
  ]);
  expect(
    problems({ ...course, lines: [{ ...line, tells: 'hits', after: 'input', within: '5*ms' }] }),
  ).toEqual([]);
  expect(problems({ ...course, lines: [{ ...line, after: 'input', within: '5*ms' }] })).toHaveLength(1);
});
