import { createSimulation } from '../src/engine/create.ts';
import type { Batch, EngineBackend, Precision } from '../src/engine/simulation.ts';
import { compileNetwork } from '../src/network/compile.ts';
import type { Network } from '../src/network/network.ts';
import { readNetwork } from '../src/network/read.ts';
import { golden } from './files.ts';

/** A back end and its arithmetic, as a row of a table of tests. */
export interface Engine {
  readonly name: string;
  readonly backend: EngineBackend;
  readonly precision: Precision;
}

export const reference: Engine = { name: 'reference', backend: 'reference', precision: 'f64' };
export const double: Engine = { name: 'cpu f64', backend: 'cpu', precision: 'f64' };
export const single: Engine = { name: 'cpu f32', backend: 'cpu', precision: 'f32' };
export const engines: readonly Engine[] = [reference, double, single];

export function network(name: string): Network {
  return readNetwork(golden(`networks/${name}`));
}

/** The network with some members of one population replaced. */
export function altered(
  original: Network,
  population: string,
  members: Partial<Network['populations'][string]>,
  dt: string = original.dt,
): Network {
  const before = original.populations[population];
  if (before === undefined) throw new Error(`no population ${population}`);
  return {
    ...original,
    dt,
    populations: { ...original.populations, [population]: { ...before, ...members } },
  };
}

/** One population's course: spike times in steps for each neuron, and the samples of each probe by variable. */
export interface Course {
  readonly dt: number;
  /** Spikes in order: step, then index. */
  readonly steps: readonly number[];
  readonly indices: readonly number[];
  readonly trains: readonly (readonly number[])[];
  readonly samples: ReadonlyMap<
    string,
    { readonly steps: readonly number[]; readonly rows: readonly number[][] }
  >;
}

/** Runs a network for a duration in seconds and returns what the population at `place` in the file did. */
export async function course(
  file: Network,
  engine: Engine,
  duration: number,
  { seed = 1, place = 0 }: { seed?: number; place?: number } = {},
): Promise<Course> {
  const compiled = compileNetwork(file, { seed });
  const population = compiled.populations[place];
  if (population === undefined) throw new Error(`no population at ${place}`);
  const simulation = await createSimulation(compiled, {
    backend: engine.backend,
    precision: engine.precision,
    relaxed: false,
  });
  const steps: number[] = [];
  const indices: number[] = [];
  const samples = new Map(
    population.probes.map((probe) => [probe.variable, { steps: [] as number[], rows: [] as number[][] }]),
  );
  const total = Math.round(duration / compiled.dt);
  while (simulation.step < total) {
    simulation.advance(total - simulation.step);
    collect(simulation.drain());
  }
  simulation.dispose();
  const trains: number[][] = Array.from({ length: population.size }, () => []);
  steps.forEach((step, k) => void trains[indices[k] ?? 0]?.push(step));
  return { dt: compiled.dt, steps, indices, trains, samples };

  function collect(batch: Batch): void {
    const spikes = batch.spikes[place];
    spikes?.steps.forEach((step) => void steps.push(step));
    spikes?.indices.forEach((index) => void indices.push(index));
    for (const { population: owner, probe, steps: times, values } of batch.samples) {
      const variable = owner === place ? population?.probes[probe]?.variable : undefined;
      const kept = variable === undefined ? undefined : samples.get(variable);
      if (kept === undefined) continue;
      const width = times.length === 0 ? 0 : values.length / times.length;
      times.forEach((step, row) => {
        kept.steps.push(step);
        kept.rows.push([...values.slice(row * width, (row + 1) * width)]);
      });
    }
  }
}

/** Largest absolute difference of two lists of the same length; Infinity where the lengths differ. */
export function largestShift(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  return found.reduce((worst, value, k) => Math.max(worst, Math.abs(value - (expected[k] ?? Number.NaN))), 0);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Population standard deviation (divided by n, as numpy's `std`). */
export function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}
