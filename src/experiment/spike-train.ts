import type { AtlasMeasure } from './figure.ts';

/**
 * The measures of an atlas from one neuron's spike times (s, ascending), those from `settle` to `duration`.
 * rate: spikes a second. burst index: share of intervals shorter than half their mean; NaN below 2 intervals.
 * adaptation: (last - first) / (last + first interval); NaN below 2 intervals.
 */
export function spikeTrainMeasures(
  spikes: ArrayLike<number>,
  duration: number,
  settle = 0,
): Record<AtlasMeasure, number> {
  const times = Array.from(spikes).filter((time) => time >= settle && time < duration);
  const intervals = times.slice(1).map((time, k) => time - (times[k] ?? 0));
  const rate = times.length / (duration - settle);
  if (intervals.length < 2) return { rate, 'burst index': Number.NaN, adaptation: Number.NaN };
  const mean = intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length;
  const short = intervals.filter((interval) => interval < mean / 2).length;
  const first = intervals[0] ?? 0;
  const last = intervals.at(-1) ?? 0;
  return { rate, 'burst index': short / intervals.length, adaptation: (last - first) / (last + first) };
}
