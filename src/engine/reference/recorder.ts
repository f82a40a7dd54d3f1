import type { Batch } from '../simulation.ts';
import type { ReferencePopulation } from './population.ts';
import type { ReferenceProjection } from './projection.ts';

interface Channel {
  readonly population: number;
  readonly probe: number;
  readonly every: number;
  readonly indices: Uint32Array;
  readonly read: (k: number) => number;
  steps: number[];
  values: number[];
}

/** Collects spikes and samples until they are drained. */
export class Recorder {
  private from = 0;
  private spikes: { steps: number[]; indices: number[] }[];
  private readonly channels: readonly Channel[];

  constructor(
    private readonly populations: readonly ReferencePopulation[],
    projections: readonly ReferenceProjection[],
  ) {
    this.spikes = populations.map(() => ({ steps: [], indices: [] }));
    this.channels = [...populations, ...projections].flatMap((owner, index) =>
      owner.compiled.probes.map(({ variable, every, indices }, probe) => ({
        population: index,
        probe,
        every,
        indices,
        read: readerOf(owner, variable),
        steps: [],
        values: [],
      })),
    );
  }

  /** Takes the samples of a step, before anything happens in it. */
  sample(step: number): void {
    for (const channel of this.channels) {
      // 0: only the final values are wanted.
      if (channel.every === 0 || step % channel.every !== 0) continue;
      channel.steps.push(step);
      for (const index of channel.indices) channel.values.push(channel.read(index));
    }
  }

  takeSpikes(step: number): void {
    for (const [index, { spikes }] of this.populations.entries()) {
      const list = this.spikes[index];
      for (const neuron of spikes) {
        list?.steps.push(step);
        list?.indices.push(neuron);
      }
    }
  }

  drain(to: number): Batch {
    const batch: Batch = {
      from: this.from,
      to,
      spikes: this.spikes.map(({ steps, indices }) => ({
        steps: Float64Array.from(steps),
        indices: Uint32Array.from(indices),
      })),
      samples: this.channels
        .filter(({ every }) => every > 0)
        .map(({ population, probe, steps, values }) => ({
          population,
          probe,
          steps: Float64Array.from(steps),
          values: Float64Array.from(values),
        })),
    };
    this.clear(to);
    return batch;
  }

  clear(from: number): void {
    this.from = from;
    this.spikes = this.populations.map(() => ({ steps: [], indices: [] }));
    for (const channel of this.channels) {
      channel.steps = [];
      channel.values = [];
    }
  }
}

/** A variable, constant or subexpression by neuron or synapse. Throws `RangeError` where there is none. */
export function readerOf(
  owner: ReferencePopulation | ReferenceProjection,
  name: string,
): (k: number) => number {
  const subexpression = owner.compiled.program?.subexpressions?.get(name);
  if (subexpression) return owner.reader(subexpression);
  const cell = owner.store.cell(name);
  return (k) => cell.values[cell.stride * k] as number;
}
