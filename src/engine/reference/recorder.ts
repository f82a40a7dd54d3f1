import type { Batch } from '../simulation.ts';
import type { ReferencePopulation } from './population.ts';

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

  constructor(private readonly populations: readonly ReferencePopulation[]) {
    this.spikes = populations.map(() => ({ steps: [], indices: [] }));
    this.channels = populations.flatMap((population, index) =>
      population.compiled.probes.map(({ variable, every, indices }, probe) => ({
        population: index,
        probe,
        every,
        indices,
        read: readerOf(population, variable),
        steps: [],
        values: [],
      })),
    );
  }

  /** Takes the samples of a step, before anything happens in it. */
  sample(step: number): void {
    for (const channel of this.channels) {
      if (step % channel.every !== 0) continue;
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
      samples: this.channels.map(({ population, probe, steps, values }) => ({
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

/** A variable, constant or subexpression of a population by neuron. Throws `RangeError` where there is none. */
export function readerOf(population: ReferencePopulation, name: string): (k: number) => number {
  const subexpression = population.compiled.program?.subexpressions.get(name);
  if (subexpression) return population.reader(subexpression);
  const cell = population.store.cell(name);
  return (k) => cell.values[cell.stride * k] as number;
}
