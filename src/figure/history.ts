import type { Batch } from '../engine/simulation.ts';
import { findProbe } from '../experiment/find-probe.ts';
import type { RunNetwork } from '../worker/run.ts';

/** Rows of samples, the oldest first. */
export type Rows = Pick<SampleRing, 'length' | 'step' | 'value' | 'search'>;

/** Of two probes that are sampled at the same times, the one less the other. */
function difference(one: SampleRing, other: SampleRing): Rows {
  const ahead = Math.max(0, one.length - other.length);
  return {
    length: one.length - ahead,
    step: (k) => one.step(k + ahead),
    search: (step) => Math.max(0, one.search(step) - ahead),
    value: (k, column) =>
      one.value(k + ahead, column) - other.value(k + Math.max(0, other.length - one.length), column),
  };
}

/** Samples of one probe, the newest `capacity` rows: a ring. */
export class SampleRing {
  readonly steps: Float64Array;
  readonly values: Float64Array;
  private next = 0;
  length = 0;

  constructor(
    readonly capacity: number,
    readonly columns: number,
  ) {
    this.steps = new Float64Array(capacity);
    this.values = new Float64Array(capacity * columns);
  }

  push(steps: Float64Array, values: Float64Array): void {
    const { capacity, columns } = this;
    for (let row = Math.max(0, steps.length - capacity); row < steps.length; row++) {
      this.steps[this.next] = steps[row] as number;
      for (let c = 0; c < columns; c++)
        this.values[this.next * columns + c] = values[row * columns + c] ?? Number.NaN;
      this.next = (this.next + 1) % capacity;
      if (this.length < capacity) this.length++;
    }
  }

  /** Place of the k-th oldest row. */
  place(k: number): number {
    return (this.next - this.length + k + this.capacity) % this.capacity;
  }

  step(k: number): number {
    return this.steps[this.place(k)] as number;
  }

  value(k: number, column: number): number {
    return this.values[this.place(k) * this.columns + column] as number;
  }

  /** First row whose step is at least `step`. */
  search(step: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.step(middle) < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  clear(): void {
    this.length = 0;
    this.next = 0;
  }
}

/** Spikes of one population: a ring that grows up to a limit, then forgets the oldest. */
export class SpikeRing {
  private steps = new Float64Array(1024);
  private indices = new Uint32Array(1024);
  private next = 0;
  length = 0;
  /** All since the beginning, forgotten or not. */
  total = 0;

  constructor(readonly limit: number = 1 << 21) {}

  push(steps: Float64Array, indices: Uint32Array): void {
    this.total += steps.length;
    if (this.length + steps.length > this.steps.length) this.grow(this.length + steps.length);
    const capacity = this.steps.length;
    for (let k = Math.max(0, steps.length - capacity); k < steps.length; k++) {
      this.steps[this.next] = steps[k] as number;
      this.indices[this.next] = indices[k] as number;
      this.next = (this.next + 1) % capacity;
      if (this.length < capacity) this.length++;
    }
  }

  private grow(wanted: number): void {
    let capacity = this.steps.length;
    while (capacity < wanted && capacity < this.limit) capacity *= 2;
    if (capacity === this.steps.length) return;
    const steps = new Float64Array(capacity);
    const indices = new Uint32Array(capacity);
    for (let k = 0; k < this.length; k++) {
      steps[k] = this.step(k);
      indices[k] = this.index(k);
    }
    this.steps = steps;
    this.indices = indices;
    this.next = this.length % capacity;
  }

  private place(k: number): number {
    const capacity = this.steps.length;
    return (this.next - this.length + k + capacity) % capacity;
  }

  step(k: number): number {
    return this.steps[this.place(k)] as number;
  }

  index(k: number): number {
    return this.indices[this.place(k)] as number;
  }

  search(step: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.step(middle) < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The spikes from the `first`-th oldest up to before the `last`-th as one or two stretches of plain arrays. */
  runs(first: number, last: number): { readonly steps: Float64Array; readonly indices: Uint32Array }[] {
    if (last <= first) return [];
    const run = (from: number, to: number) => ({
      steps: this.steps.subarray(from, to),
      indices: this.indices.subarray(from, to),
    });
    const from = this.place(first);
    const to = this.place(last - 1) + 1;
    return from < to ? [run(from, to)] : [run(from, this.steps.length), run(0, to)];
  }

  /** Forgets everything before `step`. */
  forget(step: number): void {
    this.length -= this.search(step);
  }

  clear(): void {
    this.length = 0;
    this.next = 0;
    this.total = 0;
  }
}

/**
 * What is kept of a run for drawing: the last `window` seconds of every probe and all spikes within it; of the populations
 * that `spans` names, the spikes of so many seconds.
 */
export class History {
  readonly samples: readonly (readonly SampleRing[])[];
  readonly spikes: readonly SpikeRing[];
  /** Step after the last that arrived. */
  end: number;
  /** Steps for which spikes are kept, by population. */
  private readonly kept: readonly number[];

  constructor(
    readonly network: RunNetwork,
    /** Seconds. */
    readonly window: number,
    readonly start = 0,
    spans: ReadonlyMap<string, number> = new Map(),
  ) {
    this.end = start;
    const steps = Math.ceil(window / network.dt);
    this.samples = [...network.populations, ...(network.projections ?? [])].map((owner) =>
      owner.probes.map(({ every, indices }) =>
        // Nothing comes of what is wanted at the end only.
        every > 0 ? new SampleRing(Math.ceil(steps / every) + 2, indices.length) : new SampleRing(1, 0),
      ),
    );
    this.spikes = network.populations.map(() => new SpikeRing());
    this.kept = network.populations.map(({ name }) => Math.max(window, spans.get(name) ?? 0) / network.dt);
  }

  push(batch: Batch): void {
    this.end = batch.to;
    for (const { population, probe, steps, values } of batch.samples)
      this.samples[population]?.[probe]?.push(steps, values);
    batch.spikes.forEach(({ steps, indices }, population) => {
      const ring = this.spikes[population];
      ring?.forget(batch.to - (this.kept[population] as number));
      ring?.push(steps, indices);
    });
  }

  /** Where `population.variable`, or `0.variable` of a projection, is recorded; less another that is. */
  find(of: string, minus?: string): { ring: Rows; indices: readonly number[]; unit: string } | undefined {
    const found = this.locate(of);
    const other = minus === undefined ? undefined : this.locate(minus);
    if (!found || minus === undefined) return found;
    return other && { ...found, ring: difference(found.ring, other.ring) };
  }

  private locate(of: string): { ring: SampleRing; indices: readonly number[]; unit: string } | undefined {
    const found = findProbe(this.network, of);
    if (!found) return undefined;
    const { populations, projections = [] } = this.network;
    const owner = populations[found.population] ?? projections[found.population - populations.length];
    const ring = this.samples[found.population]?.[found.probe];
    const declared = owner?.probes[found.probe];
    return ring && declared ? { ring, indices: declared.indices, unit: declared.unit } : undefined;
  }

  spikesOf(population: string): SpikeRing | undefined {
    return this.spikes[this.network.populations.findIndex((p) => p.name === population)];
  }

  sizeOf(population: string): number {
    return this.network.populations.find((p) => p.name === population)?.size ?? 0;
  }
}
