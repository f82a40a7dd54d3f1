import type { Batch } from '../../engine/simulation.ts';
import type { Measure } from '../figure.ts';
import { seconds, unitScale } from '../quantities.ts';

type Moments = Extract<Measure, { kind: 'mean' | 'deviation' }>;

/** Mean or standard deviation of one recorded variable. NaN before there are two samples. */
export function moments(
  measure: Moments,
  probe: { readonly population: number; readonly probe: number } | undefined,
  dt: number,
): { add(batch: Batch): void; changed(): void; value(): number } {
  const width = measure.window === undefined ? undefined : seconds(measure.window, measure.label) / dt;
  let kept: { step: number; value: number }[] = [];
  let sums = new Sums();
  return {
    add: (batch) => {
      const samples = batch.samples.find(
        (s) => s.population === probe?.population && s.probe === probe.probe,
      );
      if (!samples) return;
      const columns = samples.values.length / samples.steps.length;
      samples.steps.forEach((step, row) => {
        const value = samples.values[row * columns] ?? Number.NaN;
        if (width === undefined) sums.add(value);
        else kept.push({ step, value });
      });
      if (width === undefined) return;
      const first = kept.findIndex(({ step }) => step >= batch.to - width);
      kept = first < 0 ? [] : kept.slice(first);
    },
    changed: () => {
      kept = [];
      sums = new Sums();
    },
    value: () => {
      let all = sums;
      if (width !== undefined) {
        all = new Sums();
        for (const { value } of kept) all.add(value);
      }
      const { count, mean, squares } = all;
      if (count < 2) return Number.NaN;
      return (measure.kind === 'mean' ? mean : Math.sqrt(squares / count)) / unitScale(measure.unit);
    },
  };
}

/** Running mean and sum of squared differences from it (Welford 1962). */
class Sums {
  count = 0;
  mean = 0;
  squares = 0;

  add(value: number): void {
    this.count++;
    const from = value - this.mean;
    this.mean += from / this.count;
    this.squares += from * (value - this.mean);
  }
}
