import type { Batch } from '../../engine/simulation.ts';
import type { Measure } from '../figure.ts';
import { seconds, unitScale } from '../quantities.ts';

type Moments = Extract<Measure, { kind: 'mean' | 'deviation' }>;

/**
 * Mean or standard deviation of one recorded variable since values last changed, or over the last `window` once that is
 * full. NaN before there are two samples.
 */
export function moments(
  measure: Moments,
  probe: { readonly population: number; readonly probe: number } | undefined,
  dt: number,
): { add(batch: Batch): void; changed(): void; value(): number } {
  const width = measure.window === undefined ? undefined : seconds(measure.window, measure.label) / dt;
  let kept: { step: number; value: number }[] = [];
  let first: number | undefined;
  let end = 0;
  let sums = new Sums();
  return {
    add: (batch) => {
      first ??= batch.from;
      end = batch.to;
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
      const oldest = kept.findIndex(({ step }) => step >= batch.to - width);
      kept = oldest < 0 ? [] : kept.slice(oldest);
    },
    changed: () => {
      kept = [];
      first = undefined;
      sums = new Sums();
    },
    value: () => {
      let all = sums;
      if (width !== undefined) {
        // A window that is not full yet holds more of the way from the old values than of the new.
        if (first === undefined || end - first < width * (1 - 1e-9)) return Number.NaN;
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
