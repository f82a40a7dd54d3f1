import type { Counter } from './counter.ts';

/**
 * Mean over neurons with at least 3 spikes of standard deviation / mean of their intervals (Welford 1962), since values
 * last changed.
 */
export function cv(population: number, size: number): Counter {
  const last = new Float64Array(size).fill(-1);
  const intervals = new Uint32Array(size);
  const mean = new Float64Array(size);
  const squares = new Float64Array(size);
  return {
    add: (batch) => {
      const spikes = batch.spikes[population];
      spikes?.indices.forEach((index, k) => {
        const step = spikes.steps[k] ?? 0;
        const before = last[index] ?? -1;
        last[index] = step;
        if (before < 0) return;
        const n = (intervals[index] ?? 0) + 1;
        const from = step - before - (mean[index] ?? 0);
        intervals[index] = n;
        mean[index] = (mean[index] ?? 0) + from / n;
        squares[index] = (squares[index] ?? 0) + from * (step - before - (mean[index] ?? 0));
      });
    },
    changed: () => {
      last.fill(-1);
      for (const list of [intervals, mean, squares]) list.fill(0);
    },
    value: () => {
      let sum = 0;
      let neurons = 0;
      intervals.forEach((n, index) => {
        if (n < 2) return;
        sum += Math.sqrt((squares[index] ?? 0) / n) / (mean[index] ?? 1);
        neurons++;
      });
      return neurons === 0 ? Number.NaN : sum / neurons;
    },
  };
}
