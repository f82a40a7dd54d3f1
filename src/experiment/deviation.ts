import type { Batch, Samples } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { unitScale } from './quantities.ts';
import type { Runner } from './runner.ts';

export interface Deviation {
  /** Seconds compared. */
  readonly horizon: number;
  /** Spikes of all populations; the largest shift (s) between the k-th spikes of the same neuron. */
  readonly spikes: { readonly here: number; readonly reference: number; readonly largestShift: number };
  /** Largest difference of each recorded variable, in `unit`. */
  readonly variables: readonly { readonly of: string; readonly unit: string; readonly largest: number }[];
}

/** Runs the same log on two back ends side by side and compares spikes and recorded variables. */
export class Comparison {
  readonly #here: Spikes[];
  readonly #reference: Spikes[];
  readonly #largest: number[][];

  constructor(
    private readonly compiled: CompiledNetwork,
    private readonly here: Runner,
    private readonly reference: Runner,
    private readonly steps: number,
  ) {
    this.#here = compiled.populations.map(() => new Map());
    this.#reference = compiled.populations.map(() => new Map());
    const { populations, projections } = compiled;
    this.#largest = [...populations, ...projections].map(({ probes }) => probes.map(() => 0));
  }

  get done(): boolean {
    return this.reference.step >= this.steps;
  }

  /** Runs both for at most `steps` more steps. */
  advance(steps: number): void {
    const end = Math.min(this.reference.step + steps, this.steps);
    const here = runTo(this.here, end);
    const reference = runTo(this.reference, end);
    collect(here, this.#here);
    collect(reference, this.#reference);
    this.#compiledProbes((population, probe) => {
      const a = column(here, population, probe);
      const b = column(reference, population, probe);
      const row = this.#largest[population];
      if (row) row[probe] = Math.max(row[probe] ?? 0, largestDifference(a, b));
    });
  }

  result(): Deviation {
    const { dt } = this.compiled;
    const shifts = this.#here.map((spikes, population) => largestShift(spikes, this.#reference[population]));
    const { symbols } = this.here.figure;
    const variables: Deviation['variables'][number][] = [];
    this.#compiledProbes((population, probe) => {
      const { populations, projections } = this.compiled;
      const name = populations[population]?.name ?? String(population - populations.length);
      const owner = populations[population] ?? projections[population - populations.length];
      const { variable = '', unit = '1' } = owner?.probes[probe] ?? {};
      const shown = Object.hasOwn(symbols, variable) ? symbols[variable]?.unit : undefined;
      const largest = (this.#largest[population]?.[probe] ?? 0) / unitScale(shown);
      variables.push({ of: `${name}.${variable}`, unit: shown ?? unit, largest });
    });
    return {
      horizon: this.reference.step * dt,
      spikes: {
        here: total(this.#here),
        reference: total(this.#reference),
        largestShift: Math.max(0, ...shifts) * dt,
      },
      variables,
    };
  }

  #compiledProbes(visit: (population: number, probe: number) => void): void {
    const { populations, projections } = this.compiled;
    [...populations, ...projections].forEach(({ probes }, owner) => {
      probes.forEach(({ every }, probe) => {
        if (every > 0) visit(owner, probe);
      });
    });
  }
}

/** Steps of each neuron's spikes. */
type Spikes = Map<number, number[]>;

function runTo(runner: Runner, end: number): Batch[] {
  const batches: Batch[] = [];
  do {
    runner.advance(end - runner.step);
    batches.push(runner.drain());
  } while (runner.step < end);
  return batches;
}

function collect(batches: readonly Batch[], into: readonly Spikes[]): void {
  for (const batch of batches)
    batch.spikes.forEach(({ steps, indices }, population) => {
      const spikes = into[population];
      indices.forEach((index, k) => {
        const train = spikes?.get(index);
        if (train) train.push(steps[k] ?? 0);
        else spikes?.set(index, [steps[k] ?? 0]);
      });
    });
}

function column(batches: readonly Batch[], population: number, probe: number): number[] {
  const of = (s: Samples) => s.population === population && s.probe === probe;
  return batches.flatMap(({ samples }) => samples.filter(of).flatMap(({ values }) => [...values]));
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  let largest = 0;
  for (let k = 0; k < Math.min(a.length, b.length); k++)
    largest = Math.max(largest, Math.abs((a[k] ?? 0) - (b[k] ?? 0)));
  return largest;
}

function largestShift(here: Spikes, reference: Spikes | undefined): number {
  let largest = 0;
  for (const [index, train] of here)
    largest = Math.max(largest, largestDifference(train, reference?.get(index) ?? []));
  return largest;
}

function total(populations: readonly Spikes[]): number {
  return populations.reduce(
    (sum, spikes) => sum + [...spikes.values()].reduce((n, train) => n + train.length, 0),
    0,
  );
}
