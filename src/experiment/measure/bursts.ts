import type { Counter } from './counter.ts';

/** Where bursts begin, as places among the spike times: both ends of an interval shorter than half the mean are in one. */
export function burstsOf(times: readonly number[]): { readonly first: number; readonly size: number }[] {
  const [start, end] = [times[0] ?? 0, times.at(-1) ?? 0];
  const limit = (end - start) / Math.max(1, times.length - 1) / 2;
  const bursts: { first: number; size: number }[] = [];
  let open: { first: number; size: number } | undefined;
  for (let k = 1; k < times.length; k++) {
    const interval = (times[k] ?? 0) - (times[k - 1] ?? 0);
    if (interval >= limit) open = undefined;
    else if (open) open.size++;
    else {
      open = { first: k - 1, size: 2 };
      bursts.push(open);
    }
  }
  return bursts;
}

/**
 * Of neuron 0, among its spikes of the last `window` seconds since values last changed: bursts a second, from the first
 * of their beginnings to the last, or the mean number of spikes in one. The last burst counts for its size once a long
 * interval has ended it. NaN before there are two bursts.
 */
export function bursts(population: number, dt: number, window: number, of: 'rate' | 'size'): Counter {
  let kept: number[] = [];
  return {
    add: (batch) => {
      const spikes = batch.spikes[population];
      spikes?.steps.forEach((step, k) => {
        if (spikes.indices[k] === 0) kept.push(step);
      });
      const gone = kept.findIndex((step) => step >= batch.to - window / dt);
      kept = gone < 0 ? [] : kept.slice(gone);
    },
    changed: () => {
      kept = [];
    },
    value: () => {
      const found = burstsOf(kept);
      const [first, last] = [found[0], found.at(-1)];
      if (!first || !last || first === last) return Number.NaN;
      if (of === 'rate')
        return (found.length - 1) / (((kept[last.first] ?? 0) - (kept[first.first] ?? 0)) * dt);
      const ended = found.filter((burst) => burst.first + burst.size < kept.length);
      return ended.reduce((sum, { size }) => sum + size, 0) / ended.length;
    },
  };
}
