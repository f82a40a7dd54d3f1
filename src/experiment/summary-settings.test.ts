import { expect, test } from 'vitest';
import { figure } from '../../chapters/neuron-models/leaky-integrate-and-fire.figure.ts';
import { completeValues } from './quantities.ts';
import { curveSentences, goalSentences, settingSentences } from './summary-settings.ts';

const values = completeValues(figure, {});
const shown = { values, edited: false, curves: new Map(), goals: {} };

test('tells which settings are no defaults', () => {
  expect(settingSentences(figure, shown)).toEqual([]);
  expect(settingSentences(figure, { ...shown, edited: true, values: { ...values, I: 3 } })).toEqual([
    expect.stringMatching(/^Changed: .*current 3 nA\.$/),
    'The equations are rewritten.',
  ]);
});

test('tells where a curve begins, stands and ends', () => {
  const [name = ''] = Object.keys(figure.sweeps ?? {});
  const curve = { x: Float64Array.of(0, 2, 4), y: Float64Array.of(0, 63.04, 141) };
  const [sentence] = curveSentences(figure, {
    ...shown,
    values: { ...values, I: 2 },
    curves: new Map([[name, curve]]),
  });
  expect(sentence).toMatch(/: 0 spikes a second at 0 nA, 63 spikes a second at 2 nA, 141 .* at 4 nA\.$/);
});

test('counts the tasks', () => {
  expect(goalSentences(shown)).toEqual([]);
  expect(goalSentences({ ...shown, goals: { a: 'now', b: 'open', c: 'before' } })).toEqual([
    'Tasks reached: 2 of 3.',
  ]);
});
