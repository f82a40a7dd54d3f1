import type { Counter } from './counter.ts';

/** The largest, smallest or latest value of a recorded variable since values last changed. */
export function extreme(
  kind: 'maximum' | 'minimum' | 'last',
  probe: { readonly population: number; readonly probe: number } | undefined,
  scale: number,
): Counter {
  let value = Number.NaN;
  return {
    add: (batch) => {
      const samples = batch.samples.find(
        (s) => s.population === probe?.population && s.probe === probe.probe,
      );
      if (!samples || samples.steps.length === 0) return;
      const columns = samples.values.length / samples.steps.length;
      for (let k = 0; k < samples.values.length; k += columns) {
        const sample = samples.values[k] ?? Number.NaN;
        if (kind === 'last' || Number.isNaN(value)) value = sample;
        else value = kind === 'maximum' ? Math.max(value, sample) : Math.min(value, sample);
      }
    },
    changed: () => {
      value = Number.NaN;
    },
    value: () => value / scale,
  };
}
