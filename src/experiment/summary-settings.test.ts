import { expect, test } from 'vitest';
import { figure } from '../../chapters/neuron-models/leaky-integrate-and-fire.figure.ts';
import { figure as reliability } from '../../chapters/neuron-models/reliability.figure.ts';
import { figure as spikes } from '../../chapters/neuron-models/stereotyped-spikes.figure.ts';
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

test('speaks no NaN: a curve has no value where no trial fires', () => {
  const curve = { x: Float64Array.of(0, 0.5, 1), y: Float64Array.of(Number.NaN, Number.NaN, 1) };
  const curves = new Map([['reliability', curve]]);
  expect(curveSentences(reliability, { ...shown, values: { A: 0 }, curves })).toEqual([
    'Curve over size of the fluctuation (standard deviation): no value at 0 nA, 1 at 1 nA.',
  ]);
});

test('writes units as people do', () => {
  expect(settingSentences(spikes, { ...shown, values: { I_0: 12 } })).toEqual([
    'Changed: mean current density 12 µA/cm².',
  ]);
});

test('counts the tasks', () => {
  expect(goalSentences(shown)).toEqual([]);
  expect(goalSentences({ ...shown, goals: { a: 'now', b: 'open', c: 'before' } })).toEqual([
    'Tasks reached: 2 of 3.',
  ]);
});
