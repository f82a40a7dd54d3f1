import type { Batch } from '../../engine/simulation.ts';
import type { Measure } from '../figure.ts';
import { quantityOf, unitScale } from '../quantities.ts';

type Shape = Extract<Measure, { kind: 'shape' }>;
type Probe = { readonly population: number; readonly probe: number } | undefined;

/** What one spike was like: the highest sample, and the time above the level, both crossings interpolated. */
interface Spike {
  readonly peak: number;
  /** Seconds. */
  readonly width: number;
}

/** Spikes cut from a recorded potential as it comes, sample by sample. */
export class SpikeShapes {
  readonly spikes: Spike[] = [];
  #before: { readonly time: number; readonly value: number } | undefined;
  #start: number | undefined;
  #peak = Number.NEGATIVE_INFINITY;

  constructor(private readonly level: number) {}

  add(time: number, value: number): void {
    const before = this.#before;
    this.#before = { time, value };
    if (!before) return;
    const crossing = () =>
      before.time + ((this.level - before.value) / (value - before.value)) * (time - before.time);
    if (before.value < this.level && value >= this.level) {
      this.#start = crossing();
      this.#peak = value;
    } else if (this.#start !== undefined && value < this.level) {
      this.spikes.push({ peak: this.#peak, width: crossing() - this.#start });
      this.#start = undefined;
    } else if (value > this.#peak) this.#peak = value;
  }
}

/** Mean or standard deviation (divided by n) over all spikes since values last changed; NaN before there are three. */
export function shapeCounter(
  measure: Shape,
  probe: Probe,
  dt: number,
): { add(batch: Batch): void; changed(): void; value(): number } {
  const level = quantityOf(measure.level, measure.label).value;
  const scale = unitScale(measure.unit);
  let shapes = new SpikeShapes(level);
  return {
    add: (batch) => {
      const samples = batch.samples.find(
        (s) => s.population === probe?.population && s.probe === probe.probe,
      );
      if (!samples || samples.steps.length === 0) return;
      const columns = samples.values.length / samples.steps.length;
      for (const [row, step] of samples.steps.entries())
        shapes.add(step * dt, samples.values[row * columns] ?? Number.NaN);
    },
    changed: () => {
      shapes = new SpikeShapes(level);
    },
    value: () => {
      const values = shapes.spikes.map(({ peak, width }) => (measure.gives.endsWith('peak') ? peak : width));
      if (values.length < 3) return Number.NaN;
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      if (measure.gives.startsWith('mean')) return mean / scale;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / scale;
    },
  };
}
