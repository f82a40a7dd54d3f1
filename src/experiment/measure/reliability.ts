import type { Batch } from '../../engine/simulation.ts';

/**
 * Pairwise similarity of spike trains: each is filtered with a Gaussian of the given `width` (standard deviation), and
 * the normalised inner products of all pairs are averaged (Schreiber, Fellous, Whitmer, Tiesinga and Sejnowski 2003).
 * 1 where all agree; near 0 where they have nothing in common; a silent train agrees with none. NaN where all are
 * silent.
 *
 * Times in steps or seconds, the width in the same unit; sorted by time, `trials` trains.
 */
export function reliability(
  times: ArrayLike<number>,
  indices: ArrayLike<number>,
  trials: number,
  width: number,
): number {
  if (times.length === 0) return Number.NaN;
  const products = new Float64Array(trials * trials);
  // Two Gaussians of width s have the inner product exp(-d^2/(4 s^2)), up to a factor that cancels; it is nothing at 12 s.
  const reach = 12 * width;
  let first = 0;
  for (let k = 0; k < times.length; k++) {
    const time = times[k] as number;
    const row = indices[k] as number;
    while (time - (times[first] as number) > reach) first++;
    for (let l = first; l <= k; l++) {
      const apart = (time - (times[l] as number)) / (2 * width);
      const column = indices[l] as number;
      // Of the two orders of a pair only one is summed; a train's product with itself has both.
      const both = row === column && l < k ? 2 : 1;
      const at = Math.min(row, column) * trials + Math.max(row, column);
      products[at] = (products[at] as number) + both * Math.exp(-apart * apart);
    }
  }
  let sum = 0;
  for (let i = 0; i < trials; i++)
    for (let j = i + 1; j < trials; j++) {
      const lengths = (products[i * trials + i] as number) * (products[j * trials + j] as number);
      if (lengths > 0) sum += (products[i * trials + j] as number) / Math.sqrt(lengths);
    }
  return (2 * sum) / (trials * (trials - 1));
}

interface Counter {
  add(batch: Batch): void;
  changed(): void;
  value(): number;
}

/**
 * The reliability of a population whose neurons are trials, over its last `window` seconds since values last changed;
 * NaN before that has passed, because the first spikes always agree.
 */
export function reliabilityCounter(
  population: number,
  trials: number,
  dt: number,
  since: number,
  window: number,
  width: number,
): Counter {
  const steps = window / dt;
  let times: number[] = [];
  let indices: number[] = [];
  let first = since;
  let end = since;
  return {
    add: (batch) => {
      const spikes = batch.spikes[population];
      spikes?.steps.forEach((step, k) => {
        times.push(step);
        indices.push(spikes.indices[k] as number);
      });
      end = batch.to;
      const gone = times.findIndex((step) => step >= end - steps);
      times = gone < 0 ? [] : times.slice(gone);
      indices = gone < 0 ? [] : indices.slice(gone);
    },
    changed: () => {
      times = [];
      indices = [];
      first = end;
    },
    value: () =>
      end - first < steps * (1 - 1e-9) ? Number.NaN : reliability(times, indices, trials, width / dt),
  };
}
