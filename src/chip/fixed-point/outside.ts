import type { Batch, Checkpoint, Precision, Simulation, Target } from '../../engine/simulation.ts';
import type { Placement } from './placement.ts';

/** Steps that it is ahead at most. */
export const stretch = 64;

interface Train {
  steps: number[];
  indices: number[];
  /** Spikes of the present step: from `begin` to before `end`. */
  begin: number;
  end: number;
}

/** What stays in floating point: runs a stretch ahead, and then gives its spikes step by step. */
export class Outside {
  /** By place in the whole network. */
  readonly #trains = new Map<number, Train>();

  constructor(
    private readonly simulation: Simulation,
    private readonly places: NonNullable<Placement['outside']>,
    private readonly record: (batch: Batch) => void,
  ) {
    this.#forget();
  }

  get precision(): Precision {
    return this.simulation.precision;
  }

  /** Runs to before step `until`; what was given before is forgotten. */
  run(until: number): void {
    const { simulation, places } = this;
    this.#forget();
    while (simulation.step < until) {
      simulation.advance(until - simulation.step);
      const batch = simulation.drain();
      this.record(batch);
      batch.spikes.forEach(({ steps, indices }, k) => {
        const train = this.#trains.get(places.populations[k] ?? -1);
        for (const step of steps) train?.steps.push(step);
        for (const index of indices) train?.indices.push(index);
      });
    }
  }

  /** Goes on to a step of the stretch; steps ascend. */
  seek(step: number): void {
    for (const train of this.#trains.values()) {
      train.begin = train.end;
      while (train.steps[train.end] === step) train.end++;
    }
  }

  /** Who of a population fires in the present step. */
  fired(population: number): readonly number[] {
    const { indices, begin, end } = this.#trains.get(population) ?? { indices: [], begin: 0, end: 0 };
    return begin === end ? none : indices.slice(begin, end);
  }

  set(target: Target, value: number | ArrayLike<number>): void {
    this.simulation.set(this.#own(target), value);
  }

  get(target: Target): Float64Array {
    return this.simulation.get(this.#own(target));
  }

  checkpoint(): Checkpoint {
    return this.simulation.checkpoint();
  }

  restore(checkpoint: Omit<Checkpoint, 'backend'>): void {
    this.simulation.restore({ ...checkpoint, backend: this.simulation.backend });
    this.#forget();
  }

  dispose(): void {
    this.simulation.dispose();
  }

  #own(target: Target): Target {
    if ('population' in target) return target;
    return { ...target, projection: this.places.projections.indexOf(target.projection) };
  }

  #forget(): void {
    for (const place of this.places.populations)
      this.#trains.set(place, { steps: [], indices: [], begin: 0, end: 0 });
  }
}

const none: readonly number[] = [];
