import type { Measure } from '../figure.ts';
import { seconds } from '../quantities.ts';
import type { Counter } from './counter.ts';

type Step = Extract<Measure, { kind: 'onset' | 'steady' }>;

/**
 * How a population answers a step of current, in Hz. `onset` is told once all its neurons have fired, `steady` once `until`
 * is there; neither where values changed after the step, for then it is no step any more.
 */
export function stepResponse(
  { kind, label, ...times }: Step,
  population: number,
  size: number,
  dt: number,
  since: number,
): Counter {
  const [from = 0, settle = 0, until = 0] = [times.from, times.settle, times.until].map((text) =>
    Math.round(seconds(text, label) / dt),
  );
  const first = new Float64Array(size).fill(Number.NaN);
  let waiting = size;
  let latencies = 0;
  let spikes = 0;
  let end = since;
  let spoilt = since > from;
  return {
    add: (batch) => {
      end = batch.to;
      const found = batch.spikes[population];
      found?.steps.forEach((step, k) => {
        if (step >= settle && step < until) spikes++;
        const index = found.indices[k] ?? 0;
        if (step < from || !Number.isNaN(first[index])) return;
        first[index] = step;
        waiting--;
        // A spike ends the step in which it is found.
        latencies += step + 1 - from;
      });
    },
    changed: () => {
      spoilt ||= end > from;
    },
    value: () => {
      if (spoilt) return Number.NaN;
      if (kind === 'onset') return waiting > 0 ? Number.NaN : size / (latencies * dt);
      return end < until ? Number.NaN : spikes / ((until - settle) * dt * size);
    },
  };
}
