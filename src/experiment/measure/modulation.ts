import type { Measure } from '../figure.ts';
import { seconds } from '../quantities.ts';
import type { Counter } from './counter.ts';

type Modulation = Extract<Measure, { kind: 'modulation' }>;

/** The longest time of whole periods within `time`: seconds, 0 where there is not one. */
export function wholePeriods(time: number, frequency: number): number {
  return frequency > 0 ? Math.floor(time * frequency + 1e-9) / frequency : 0;
}

/**
 * Amplitude in Hz of that part of the rate of a neuron that swings with `frequency`, from the times of all spikes of
 * `neurons` in `span` seconds of whole periods: |2 / (neurons span) sum exp(-2 pi i frequency t)|.
 */
export function amplitudeAt(
  times: Iterable<number>,
  frequency: number,
  neurons: number,
  span: number,
): number {
  let [real, imaginary] = [0, 0];
  for (const time of times) {
    const phase = 2 * Math.PI * frequency * time;
    real += Math.cos(phase);
    imaginary += Math.sin(phase);
  }
  return (2 * Math.hypot(real, imaginary)) / (neurons * span);
}

/** Amplitude of the rate over that of the input, in SI base units; NaN before there is a whole period. */
export function modulation(
  measure: Modulation,
  population: number,
  size: number,
  dt: number,
  since: number,
  tell: (parameter: string) => number,
): Counter {
  const settle = Math.round(seconds(measure.settle, measure.label) / dt);
  const pause = Math.round(seconds(measure.pause, measure.label) / dt);
  let times: number[] = [];
  let start = Math.max(settle, since);
  let end = since;
  return {
    add: (batch) => {
      end = batch.to;
      for (const step of batch.spikes[population]?.steps ?? [])
        if (step >= start) times.push((step - start) * dt);
    },
    changed: () => {
      times = [];
      start = Math.max(settle, end + pause);
    },
    value: () => {
      const [frequency, input] = [tell(measure.frequency), tell(measure.amplitude)];
      const span = wholePeriods((end - start) * dt, frequency);
      if (!(span > 0 && input > 0)) return Number.NaN;
      const within = times.filter((time) => time < span);
      return amplitudeAt(within, frequency, size, span) / input;
    },
  };
}
