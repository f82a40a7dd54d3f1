import type { Batch, Simulation } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import type { Endpoint, Network } from '../network/network.ts';
import type { Course, PopulationResults, Results } from './results.ts';

/**
 * Gathers what a simulation records, batch by batch. `network` is what was compiled; the simulation stands at step 0.
 */
export class Collector {
  readonly #batches: Batch[] = [];
  #held = 0;
  #since = 0;

  constructor(
    private readonly network: Network,
    private readonly compiled: CompiledNetwork,
    private readonly simulation: Simulation,
  ) {}

  /** Numbers that the results would hold now. */
  get numbers(): number {
    const synapses = this.compiled.projections.reduce(
      (sum, { targets, probes }) => sum + targets.length * (2 + probes.length),
      0,
    );
    return synapses + this.#held;
  }

  add(batch: Batch): void {
    this.#batches.push(batch);
    this.#held += numbersOf(batch);
  }

  /** Forgets the oldest spikes and samples until at most `numbers` are held. */
  forget(numbers: number): void {
    while (this.numbers > numbers && this.#batches.length > 1) {
      const oldest = this.#batches.shift();
      if (!oldest) return;
      this.#held -= numbersOf(oldest);
      this.#since = oldest.to;
    }
  }

  /** `wall`: seconds that the run took. */
  results(wall: number): Results {
    const { compiled, simulation } = this;
    return {
      dt: compiled.dt,
      duration: simulation.step * compiled.dt,
      ...(this.#since > 0 ? { since: this.#since * compiled.dt } : {}),
      seed: compiled.seed,
      backend: simulation.backend,
      wall,
      populations: populationResults(compiled, this.#batches),
      projections: compiled.projections.map(({ sources, targets, probes }, index) => {
        const { from, to } = this.network.projections?.[index] ?? { from: '', to: '' };
        const finals = probes.map(({ variable, unit, indices, every }, probe) => {
          const values = simulation.get({ projection: index, name: variable });
          const final = spread(values, targets.length);
          const place = compiled.populations.length + index;
          const course = every > 0 ? courseOf(this.#batches, place, probe, indices, compiled.dt) : undefined;
          return [variable, { unit, final, ...course }] as const;
        });
        return {
          from,
          to,
          synapses: targets.length,
          i: Array.from(sources, (source) => source - startOf(from)),
          j: Array.from(targets, (target) => target - startOf(to)),
          variables: Object.fromEntries(finals),
        };
      }),
    };
  }
}

function numbersOf({ spikes, samples }: Batch): number {
  const fired = spikes.reduce((sum, { steps }) => sum + 2 * steps.length, 0);
  return samples.reduce((sum, { steps, values }) => sum + steps.length + values.length, fired);
}

function populationResults(
  compiled: CompiledNetwork,
  batches: readonly Batch[],
): Record<string, PopulationResults> {
  const { dt } = compiled;
  const entries = compiled.populations.map(({ name, size, program, probes }, place) => {
    const spikes: [number, number][] = [];
    for (const { spikes: all } of batches) {
      const own = all[place];
      for (let k = 0; k < (own?.steps.length ?? 0); k++)
        spikes.push([(own?.steps[k] as number) * dt, own?.indices[k] as number]);
    }
    const variables = probes.map(
      ({ variable, unit, indices }, probe) =>
        [variable, { unit, ...courseOf(batches, place, probe, indices, dt) }] as const,
    );
    const method = program?.method?.name ?? null;
    return [name, { size, method, spikes, variables: Object.fromEntries(variables) }] as const;
  });
  return Object.fromEntries(entries);
}

/** The samples of one probe, whose owner has this place among populations and then projections. */
function courseOf(
  batches: readonly Batch[],
  place: number,
  probe: number,
  indices: Uint32Array,
  dt: number,
): Pick<Course, 'indices' | 'times' | 'values'> {
  const times: number[] = [];
  const values: number[][] = [];
  for (const { samples } of batches)
    for (const sample of samples) {
      if (sample.population !== place || sample.probe !== probe) continue;
      for (const [row, step] of sample.steps.entries()) {
        times.push(step * dt);
        values.push(Array.from(sample.values.subarray(row * indices.length, (row + 1) * indices.length)));
      }
    }
  return { indices: Array.from(indices), times, values };
}

function spread(values: Float64Array, size: number): number[] {
  if (values.length === size) return Array.from(values);
  return new Array<number>(size).fill(values[0] ?? 0);
}

function startOf(endpoint: Endpoint): number {
  return typeof endpoint === 'string' ? 0 : endpoint.range[0];
}
