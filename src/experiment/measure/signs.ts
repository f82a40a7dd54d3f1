import type { Measure } from '../figure.ts';
import type { SentWeights } from '../weights.ts';
import type { Counter } from './counter.ts';

/**
 * Sending neurons with weights of both signs, which Dale's law forbids, ascending. A weight of 0 has no sign.
 */
export function mixedColumns({ sources, values }: Pick<SentWeights, 'sources' | 'values'>): number[] {
  const seen = new Map<number, number>();
  for (let k = 0; k < values.length; k++) {
    const [column, value] = [sources[k] as number, values[k] as number];
    const sign = value > 0 ? 1 : value < 0 ? 2 : 0;
    seen.set(column, (seen.get(column) ?? 0) | sign);
  }
  return [...seen].flatMap(([column, signs]) => (signs === 3 ? [column] : [])).sort((a, b) => a - b);
}

/** What the signs of a projection's weights are like; NaN before they are known. */
export function signs({
  kind,
  projection,
  variable,
}: Extract<Measure, { readonly projection: number }>): Counter {
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
