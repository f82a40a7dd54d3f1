import type { Counter } from './counter.ts';

/** Seconds of a bin: fine enough for a rhythm of 300 Hz. */
const bin = 0.5e-3;
/** Seconds before anything is told. */
const soonest = 0.15;
/** Slowest rhythm that is looked for, in seconds. */
const slowest = 0.1;
/** Beats after the first over which a lasting rhythm's period is averaged, as long as they are this much of the first. */
const beats = 32;
const lasting = 0.5;
/** A weaker rhythm has no frequency worth telling. */
const noticeable = 0.15;

/** What the spikes of a whole population, counted in bins of 0.5 ms, say about its togetherness. */
export type Togetherness = 'swing' | 'rhythm' | 'frequency';

/**
 * Over the last `window` seconds since values last changed; NaN before 0.15 s of them are there, or where no neuron fires.
 */
export function populationRate(
  population: number,
  dt: number,
  since: number,
  window: number,
  tells: Togetherness,
): Counter {
  const width = Math.round(bin / dt);
  const bins = new Map<number, number>();
  let first = Math.ceil(since / width);
  let end = since;
  return {
    add: (batch) => {
      end = batch.to;
      for (const step of batch.spikes[population]?.steps ?? []) {
        const place = Math.floor(step / width);
        bins.set(place, (bins.get(place) ?? 0) + 1);
      }
      const gone = Math.floor(end / width) - Math.round(window / bin);
      for (const place of bins.keys()) {
        if (place >= gone) break;
        bins.delete(place);
      }
      first = Math.max(first, gone);
    },
    changed: () => {
      bins.clear();
      first = Math.ceil(end / width);
    },
    value: () => {
      const last = Math.floor(end / width);
      if ((last - first) * bin < Math.min(soonest, window) * (1 - 1e-9)) return Number.NaN;
      return togetherness(
        Float64Array.from({ length: last - first }, (_, k) => bins.get(first + k) ?? 0),
        tells,
      );
    },
  };
}

/**
 * Of counts in bins of 0.5 ms, whose variance beyond that of as many independent Poisson neurons (their mean) is what
 * neurons do together.
 *
 * swing: the root of that variance over the mean; 0 for independent neurons. rhythm: the height of the first peak of the
 * autocorrelation after it has been below 0, as a share of that variance: 1 for a clock, 0 where nothing comes back.
 * frequency: of that peak in Hz, from its later repetitions where they are there, because a bin is a large part of a fast
 * period; NaN where the rhythm is weaker than 0.15. NaN where there is no spike.
 */
export function togetherness(counts: Float64Array, tells: Togetherness): number {
  const n = counts.length;
  const mean = counts.reduce((sum, count) => sum + count, 0) / n;
  if (!(mean > 0)) return Number.NaN;
  const spread = counts.map((count) => count - mean);
  const covariance = (lag: number) => {
    let sum = 0;
    for (let k = lag; k < n; k++) sum += (spread[k] as number) * (spread[k - lag] as number);
    return sum / (n - lag);
  };
  const together = Math.max(0, covariance(0) - mean);
  if (tells === 'swing') return Math.sqrt(together) / mean;
  const most = Math.min(n / 2, slowest / bin);
  const peak = together > 0 ? firstPeak(covariance, most) : undefined;
  const strength = peak ? Math.min(1, peak.height / together) : 0;
  if (tells === 'rhythm') return strength;
  return peak && strength >= noticeable ? 1 / (period(covariance, peak, most) * bin) : Number.NaN;
}

/**
 * A period of a few bins is known from one peak to a twentieth; the peak after k periods gives it k times as well. Each
 * is looked for where the ones before let it be expected, until they fade.
 */
function period(covariance: (lag: number) => number, first: Peak, most: number): number {
  let { lag } = first;
  for (let k = 2; k <= beats && (k + 0.5) * lag < most; k++) {
    let best = Math.round((k - 0.3) * lag);
    for (let at = best + 1; at <= (k + 0.3) * lag; at++) if (covariance(at) > covariance(best)) best = at;
    const next = between(covariance, best);
    if (next.height < lasting * first.height) break;
    lag = next.lag / k;
  }
  return lag;
}

interface Peak {
  /** In bins. */
  readonly lag: number;
  readonly height: number;
}

/** The highest point of the first stretch above 0 that follows one below, its lag between bins by a parabola. */
function firstPeak(covariance: (lag: number) => number, most: number): Peak | undefined {
  let below = false;
  let best = 0;
  let height = 0;
  for (let lag = 1; lag <= most; lag++) {
    const value = covariance(lag);
    if (value > height && below) [best, height] = [lag, value];
    else if (value < 0 && best > 0) break;
    below ||= value < 0;
  }
  return best === 0 ? undefined : between(covariance, best);
}

/** The top of the parabola through a highest point and its neighbours. */
function between(covariance: (lag: number) => number, best: number): Peak {
  const [before, height, after] = [covariance(best - 1), covariance(best), covariance(best + 1)];
  const bend = before - 2 * height + after;
  const shift = bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
  return { lag: best + shift, height: height - ((before - after) * shift) / 4 };
}
