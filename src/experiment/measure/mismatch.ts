import type { Batch } from '../../engine/simulation.ts';

/**
 * Standard deviation over mean of the neurons' rates, each the inverse of its mean interval since values last changed; a
 * neuron with one spike or none counts as silent. NaN while all are silent.
 */
export function mismatch(
  population: number,
  size: number,
): { add(batch: Batch): void; changed(): void; value(): number } {
  const counts = new Uint32Array(size);
  const first = new Float64Array(size);
  const last = new Float64Array(size);
  return {
    add: (batch) => {
      const spikes = batch.spikes[population];
      spikes?.indices.forEach((index, k) => {
        const step = spikes.steps[k] ?? 0;
        if (counts[index] === 0) first[index] = step;
        last[index] = step;
        counts[index] = (counts[index] ?? 0) + 1;
      });
    },
    changed: () => {
      counts.fill(0);
    },
    value: () => {
      const rates = Array.from(counts, (count, k) =>
        count < 2 ? 0 : (count - 1) / ((last[k] ?? 0) - (first[k] ?? 0)),
      );
      const mean = rates.reduce((sum, rate) => sum + rate, 0) / size;
      const square = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / size;
      return mean === 0 ? Number.NaN : Math.sqrt(square) / mean;
    },
  };
}
