import type { Measure } from '../figure.ts';
import { unitScale } from '../quantities.ts';
import type { Counter } from './counter.ts';

type Response = Extract<Measure, { kind: 'response' }>;
type Probe = { readonly population: number; readonly probe: number } | undefined;

/**
 * How a recorded variable answers a spike of another population: the sample that lies farthest from the one before the
 * spike, until the next spike of any population. Its time is refined by the parabola through it and its neighbours. Of
 * the last answer that is complete or has turned back by half; NaN before.
 */
export function response(measure: Response, probe: Probe, after: number, dt: number): Counter {
  const scale = unitScale(measure.unit);
  let told = Number.NaN;
  let start: number | undefined;
  let base = Number.NaN;
  let samples: { readonly step: number; readonly value: number }[] = [];
  const read = (complete: boolean) => {
    let best = 0;
    samples.forEach(({ value }, k) => {
      if (Math.abs(value - base) > Math.abs((samples[best]?.value ?? base) - base)) best = k;
    });
    const [a, b, c] = [samples[best - 1], samples[best], samples[best + 1]];
    if (!a || !b || !c || start === undefined) return;
    const last = samples.at(-1)?.value ?? base;
    if (!complete && Math.abs(last - base) > 0.5 * Math.abs(b.value - base)) return;
    if (measure.gives === 'height of peak') {
      told = (b.value - base) / scale;
      return;
    }
    const bend = a.value - 2 * b.value + c.value;
    const shift = bend === 0 ? 0 : (0.5 * (a.value - c.value)) / bend;
    // A spike acts at the end of its step.
    told = ((b.step + shift * (c.step - b.step) - start - 1) * dt) / scale;
  };
  /** The next spike ends the last answer, wherever batches are cut. */
  const begin = (event: { readonly step: number; readonly own: boolean }, before: number) => {
    if (start !== undefined) read(true);
    start = event.own ? event.step : undefined;
    base = before;
    samples = [];
  };
  return {
    add: (batch) => {
      const found = batch.samples.find((s) => s.population === probe?.population && s.probe === probe.probe);
      const events = batch.spikes.flatMap(({ steps }, population) =>
        [...steps].map((step) => ({ step, own: population === after })),
      );
      events.sort((x, y) => x.step - y.step);
      const columns = found && found.steps.length > 0 ? found.values.length / found.steps.length : 1;
      let next = 0;
      let before = samples.at(-1)?.value ?? base;
      found?.steps.forEach((step, row) => {
        const value = found.values[row * columns] ?? Number.NaN;
        for (let event = events[next]; event && event.step < step; event = events[++next])
          begin(event, before);
        before = value;
        if (start !== undefined) samples.push({ step, value });
      });
      for (let event = events[next]; event; event = events[++next]) begin(event, before);
      if (start === undefined) base = before;
      else read(false);
    },
    changed: () => {
      told = Number.NaN;
      start = undefined;
      samples = [];
    },
    value: () => told,
  };
}
