import type { Batch } from '../../engine/simulation.ts';
import { estimateRate, expectedRate, firstFrom, type WindowShape, windowReach } from '../rate-estimators.ts';

/** What to measure and where; `shape`, `width` and `frequency` as they hold now. Seconds and Hz. */
export interface EstimateQuestion {
  readonly tells: 'scatter' | 'gain' | 'lag';
  readonly shape: WindowShape;
  readonly width: number;
  /** Of the modulation; 0 where there is none to ask for. */
  readonly frequency: number;
}

interface Counter {
  add(batch: Batch): void;
  changed(): void;
  value(): number;
}

/**
 * How an estimate of the rate of neuron 0 compares with the true rate, which is recorded: `scatter`, the root mean square
 * of its distance from the true rate seen through the same window (Hz); `gain`, the share of the modulation's amplitude
 * that it keeps; `lag`, by how much it comes later (seconds). Amplitudes and phases from the Fourier component at the
 * modulation's frequency. Since values last changed; NaN before a second and two periods have passed.
 */
export function estimateCounter(
  place: { readonly population: number; readonly probe: number } | undefined,
  dt: number,
  since: number,
  ask: () => EstimateQuestion,
): Counter {
  let question = ask();
  let spikes: number[] = [];
  let times: number[] = [];
  let rates: number[] = [];
  let start = since * dt;
  let end = start;
  let next = start;
  let sums = emptySums();

  const every = () => {
    const { width, frequency } = question;
    return Math.min(width / 6, frequency > 0 ? 1 / (8 * frequency) : width);
  };
  const look = (t: number) => {
    const { shape, width, frequency } = question;
    const found = estimateRate(shape, width, spikes, t);
    const distance = found - expectedRate(shape, width, times, rates, t);
    const rate = rates[Math.min(firstFrom(times, t - 1e-9), rates.length - 1)] ?? Number.NaN;
    const [c, s] = [Math.cos(2 * Math.PI * frequency * t), Math.sin(2 * Math.PI * frequency * t)];
    sums.count++;
    sums.squares += distance * distance;
    sums.c += c;
    sums.s += s;
    for (const [value, of] of [
      [found, sums.found],
      [rate, sums.rate],
    ] as const) {
      of.sum += value;
      of.c += value * c;
      of.s += value * s;
    }
  };
  return {
    add: (batch) => {
      for (const step of batch.spikes[place?.population ?? -1]?.steps ?? []) spikes.push(step * dt);
      for (const { population, probe, steps, values } of batch.samples)
        if (population === place?.population && probe === place.probe)
          steps.forEach((step, k) => {
            times.push(step * dt);
            rates.push(values[k] as number);
          });
      end = batch.to * dt;
      const { back, ahead } = windowReach(question.shape, question.width);
      next = Math.max(next, start + back);
      for (const step = every(); next + ahead <= end; next += step) look(next);
      spikes = spikes.slice(firstFrom(spikes, next - back));
      const kept = firstFrom(times, next - back);
      times = times.slice(kept);
      rates = rates.slice(kept);
    },
    changed: () => {
      question = ask();
      sums = emptySums();
      start = end;
      next = end;
      spikes = [];
      times = [];
      rates = [];
    },
    value: () => {
      const { tells, frequency } = question;
      const seen = sums.count * every();
      if (seen < Math.max(1, frequency > 0 ? 2 / frequency : 0)) return Number.NaN;
      if (tells === 'scatter') return Math.sqrt(sums.squares / sums.count);
      const [found, rate] = [component(sums, sums.found), component(sums, sums.rate)];
      const size = rate.c * rate.c + rate.s * rate.s;
      // A rate that is not modulated has no amplitude to keep; its rounding errors are none.
      if (size < (1e-4 * sums.rate.sum) ** 2) return Number.NaN;
      const real = (found.c * rate.c + found.s * rate.s) / size;
      const imaginary = (found.s * rate.c - found.c * rate.s) / size;
      return tells === 'gain'
        ? Math.hypot(real, imaginary)
        : Math.atan2(imaginary, real) / (2 * Math.PI * frequency);
    },
  };
}

const emptySums = () => ({
  count: 0,
  squares: 0,
  c: 0,
  s: 0,
  found: { sum: 0, c: 0, s: 0 },
  rate: { sum: 0, c: 0, s: 0 },
});

type Sums = ReturnType<typeof emptySums>;

/** The Fourier component without what the mean adds to it where the time is no whole number of periods. */
function component(sums: Sums, of: Sums['found']): { readonly c: number; readonly s: number } {
  const mean = of.sum / sums.count;
  return { c: of.c - mean * sums.c, s: of.s - mean * sums.s };
}
