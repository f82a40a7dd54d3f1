import { expect, test } from 'vitest';
import { bimodality, weightShape } from './weight-shape.ts';

test("Sarle's coefficient: 1 for two values, 5/9 for an even spread, 1/3 for a Gaussian", () => {
  expect(bimodality([0, 1, 0, 1])).toBeCloseTo(1, 12);
  expect(bimodality(Array.from({ length: 10_000 }, (_, k) => k))).toBeCloseTo(5 / 9, 6);
  // A sum of twelve even numbers has kurtosis 3 - 0.1.
  const sums = Array.from({ length: 6 }, (_, k) => k).reduce(
    (all) => all.flatMap((sum) => [0, 1, 2, 3].map((one) => sum + one)),
    [0],
  );
  expect(bimodality(sums)).toBeCloseTo(1 / (3 - 1.36 / 6), 6);
  expect(bimodality([0.5, 0.5])).toBeNaN();
});

test('share of the weights that were told last, in a unit', () => {
  const counter = weightShape({
    kind: 'weight share',
    projection: 1,
    variable: 'w',
    unit: 'mV',
    from: 2,
    to: 4,
    label: '',
  });
  expect(counter.value()).toBeNaN();
  counter.weigh?.([
    { projection: 1, variable: 'w', sources: [0, 1, 2, 3], values: [1e-3, 2e-3, 3e-3, 6e-3] },
  ]);
  expect(counter.value()).toBe(0.5);
});
