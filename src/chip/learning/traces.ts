import { math } from '../../language/math.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { Counts } from './counts.ts';
import type { TraceSettings } from './settings.ts';

/** One kind of trace (`x1`, say) of all neurons of a side: its values now, and its course in the epoch behind. */
export class Trace {
  /** One a neuron. */
  readonly values: Float64Array;
  /** Value at the beginning of the epoch and after each of its steps, neuron by neuron: `epoch + 1` numbers each. */
  private readonly courses: Float64Array;
  private readonly keep: number;

  constructor(
    /** 0 to 4: x1, x2, y1, y2, y3. */
    private readonly number: number,
    private readonly settings: TraceSettings,
    private readonly epoch: number,
    neurons: number,
    private readonly arithmetic: Arithmetic,
    private readonly counts: Counts,
  ) {
    this.values = new Float64Array(neurons);
    this.courses = new Float64Array(neurons * (epoch + 1));
    this.keep = settings.tau === 0 ? 0 : math.exp(-1 / settings.tau);
  }

  /** A further spike of an epoch: its impulse comes at once, and then another with the decay at the epoch's end. */
  again(neuron: number, step: number): void {
    this.values[neuron] = this.impulse(this.values[neuron] as number, neuron, step, true);
  }

  /**
   * The epoch's course, worked out at its end as the chip does: decay by step, an impulse at the time of the last spike
   * (`spiked`, 1 to the epoch's length, 0 for none). `before` is the number of steps before the epoch.
   */
  advance(spiked: Uint8Array, before: number): void {
    const { epoch, courses, values, keep, number } = this;
    for (let neuron = 0; neuron < values.length; neuron++) {
      let value = values[neuron] as number;
      const row = neuron * (epoch + 1);
      courses[row] = value;
      for (let t = 1; t <= epoch; t++) {
        if (value !== 0) {
          this.counts.decays++;
          value = keep === 0 ? 0 : this.arithmetic.decay(value, keep, number, neuron, before + t);
        }
        if (spiked[neuron] === t) value = this.impulse(value, neuron, before + t, false);
        courses[row + t] = value;
      }
    }
  }

  /** Makes the course's end the present value. */
  settle(): void {
    for (let neuron = 0; neuron < this.values.length; neuron++)
      this.values[neuron] = this.at(neuron, this.epoch);
  }

  /** The value after step `t` of the epoch whose course was worked out last. */
  at(neuron: number, t: number): number {
    return this.courses[neuron * (this.epoch + 1) + t] as number;
  }

  private impulse(value: number, neuron: number, step: number, again: boolean): number {
    const { impulse } = this.settings;
    if (impulse > 0) this.counts.impulses++;
    return this.arithmetic.impulse(value, impulse, this.number, neuron, step, again);
  }
}
