import type { Measure } from '../figure.ts';
import { unitScale } from '../quantities.ts';
import type { Counter } from './counter.ts';

type WeightMeasure = Extract<Measure, { readonly kind: 'weight share' | 'bimodality' }>;

/**
 * Sarle's coefficient, (skewness^2 + 1)/kurtosis: 1 for weights at two values, 5/9 where all values are as frequent, 1/3
 * for a Gaussian. NaN where all weights are the same.
 */
export function bimodality(values: ArrayLike<number>): number {
  const mean = momentOf(values, 0, 1);
  const [second, third, fourth] = [2, 3, 4].map((power) => momentOf(values, mean, power)) as [
    number,
    number,
    number,
  ];
  return ((third * third) / second ** 3 + 1) / (fourth / (second * second));
}

function momentOf(values: ArrayLike<number>, centre: number, power: number): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += ((values[k] as number) - centre) ** power;
  return sum / values.length;
}

function shapeOf(measure: WeightMeasure, values: ArrayLike<number>): number {
  if (measure.kind === 'bimodality') return bimodality(values);
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = measure;
  const scale = unitScale(measure.unit);
  const inside = Array.from(values).filter((value) => value / scale >= from && value / scale < to);
  return inside.length / values.length;
}

/** What the distribution of a projection's weights is like; NaN before they are known. */
export function weightShape(measure: WeightMeasure): Counter {
  let value = Number.NaN;
  return {
    add: () => {},
    weigh: (all) => {
      const { projection, variable } = measure;
      const weights = all.find((one) => one.projection === projection && one.variable === variable);
      value = weights && weights.values.length > 0 ? shapeOf(measure, weights.values) : Number.NaN;
    },
    value: () => value,
  };
}
