import type { Batch, Samples } from '../../engine/simulation.ts';
import type { CompiledNetwork } from '../../network/compiled.ts';
import type { Each } from './parameters.ts';

interface Channel {
  readonly every: number;
  readonly indices: Uint32Array;
  readonly read: Each;
  readonly owner: number;
  readonly probe: number;
  steps: number[];
  values: number[];
}

/** Of a population: who was active in the last step, and who came to rest or woke when. */
interface Activity {
  readonly before: Uint8Array;
  steps: number[];
  indices: number[];
}

/** Collects what the chip's populations did, and joins it with what was recorded outside. */
export class Recorder {
  #from = 0;
  #channels: Channel[] = [];
  #spikes: { steps: number[]; indices: number[] }[];
  #outside: Batch[] = [];
  readonly #activity: (Activity | undefined)[];

  constructor(
    private readonly network: CompiledNetwork,
    /** Of each population and projection (after all populations), how its variables are read; undefined outside. */
    readers: readonly (((variable: string) => Each) | undefined)[],
    /** Places of the outside's populations and projections in the whole. */
    private readonly places: readonly number[],
  ) {
    this.#spikes = network.populations.map(() => ({ steps: [], indices: [] }));
    this.#activity = network.populations.map(({ size }, at) =>
      readers[at] ? { before: new Uint8Array(size).fill(1), steps: [], indices: [] } : undefined,
    );
    [...network.populations, ...network.projections].forEach(({ probes }, owner) => {
      const reader = readers[owner];
      if (!reader) return;
      probes.forEach(({ variable, indices, every }, probe) => {
        // 0: only the final values are wanted.
        if (every > 0)
          this.#channels.push({
            every,
            indices,
            read: reader(variable),
            owner,
            probe,
            steps: [],
            values: [],
          });
      });
    });
  }

  /** Takes the samples of a step, before anything happens in it. */
  sample(step: number): void {
    for (const channel of this.#channels) {
      if (step % channel.every !== 0) continue;
      channel.steps.push(step);
      for (const index of channel.indices) channel.values.push(channel.read(index));
    }
  }

  spikes(population: number, step: number, fired: Uint32Array, count: number): void {
    const list = this.#spikes[population];
    for (let k = 0; k < count; k++) {
      list?.steps.push(step);
      list?.indices.push(fired[k] as number);
    }
  }

  /** Who of a population had something to do in a step. */
  active(population: number, step: number, active: Uint8Array): void {
    const own = this.#activity[population];
    if (!own) return;
    const { before, steps, indices } = own;
    for (let k = 0; k < active.length; k++) {
      if (active[k] === before[k]) continue;
      before[k] = active[k] as number;
      steps.push(step);
      indices.push(k);
    }
  }

  /** What the outside recorded in a stretch of steps. */
  add(batch: Batch): void {
    this.#outside.push(batch);
  }

  drain(to: number): Batch {
    const spikes = this.#spikes.map(({ steps, indices }, population) => {
      const outside = this.#outside.flatMap((batch) => batch.spikes[this.places.indexOf(population)] ?? []);
      return {
        steps: join([Float64Array.from(steps), ...outside.map((piece) => piece.steps)], Float64Array),
        indices: join([Uint32Array.from(indices), ...outside.map((piece) => piece.indices)], Uint32Array),
      };
    });
    const { populations, projections } = this.network;
    const samples = [...populations, ...projections].flatMap(({ probes }, owner) =>
      probes.flatMap(({ every }, probe) => (every > 0 ? [this.#samples(owner, probe)] : [])),
    );
    const turns = this.#activity.map(
      (own) => own && { steps: Float64Array.from(own.steps), indices: Uint32Array.from(own.indices) },
    );
    const batch = { from: this.#from, to, spikes, samples, turns };
    this.clear(to);
    return batch;
  }

  clear(from: number): void {
    this.#from = from;
    this.#outside = [];
    this.#spikes = this.network.populations.map(() => ({ steps: [], indices: [] }));
    for (const own of this.#activity) {
      own?.before.fill(1);
      if (own) Object.assign(own, { steps: [], indices: [] });
    }
    for (const channel of this.#channels) Object.assign(channel, { steps: [], values: [] });
  }

  #samples(owner: number, probe: number): Samples {
    const own = this.#channels.find((channel) => channel.owner === owner && channel.probe === probe);
    if (own)
      return {
        population: owner,
        probe,
        steps: Float64Array.from(own.steps),
        values: Float64Array.from(own.values),
      };
    const place = this.places.indexOf(owner);
    const pieces = this.#outside.flatMap(({ samples }) =>
      samples.filter((piece) => piece.population === place && piece.probe === probe),
    );
    return {
      population: owner,
      probe,
      steps: join(
        pieces.map(({ steps }) => steps),
        Float64Array,
      ),
      values: join(
        pieces.map(({ values }) => values),
        Float64Array,
      ),
    };
  }
}

interface Kind<T> {
  new (length: number): T;
}

function join<T extends Float64Array | Uint32Array>(pieces: readonly T[], kind: Kind<T>): T {
  const whole = new kind(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
