import type { Measure } from '../figure.ts';
import type { SentWeights } from '../weights.ts';
import type { Counter } from './counter.ts';

/** 1 where all weights of a sending neuron are positive, 2 where all are negative, 3 where there are both; 0 has no sign. */
export function columnSigns({
  sources,
  values,
}: Pick<SentWeights, 'sources' | 'values'>): Map<number, number> {
  const seen = new Map<number, number>();
  for (let k = 0; k < values.length; k++) {
    const [column, value] = [sources[k] as number, values[k] as number];
    seen.set(column, (seen.get(column) ?? 0) | (value > 0 ? 1 : value < 0 ? 2 : 0));
  }
  return seen;
}

/** Sending neurons with weights of both signs, which Dale's law forbids. */
export function mixedColumns(weights: Pick<SentWeights, 'sources' | 'values'>): number[] {
  return [...columnSigns(weights)].flatMap(([column, signs]) => (signs === 3 ? [column] : []));
}

type SignMeasure = Extract<Measure, { readonly kind: 'mixed columns' | 'positive share' }>;

/** Whether it is the signs of weights that a measure tells. */
export function tellsSigns(measure: Measure): measure is SignMeasure {
  return measure.kind === 'mixed columns' || measure.kind === 'positive share';
}

/** What the signs of a projection's weights are like; NaN before they are known. */
export function signs({ kind, projection, variable }: SignMeasure): Counter {
  let value = Number.NaN;
  return {
    add: () => {},
    weigh: (all) => {
      const weights = all.find((one) => one.projection === projection && one.variable === variable);
      if (!weights) value = Number.NaN;
      else if (kind === 'mixed columns') value = mixedColumns(weights).length;
      else value = Array.from(weights.values).filter((w) => w > 0).length / weights.values.length;
    },
    value: () => value,
  };
}
