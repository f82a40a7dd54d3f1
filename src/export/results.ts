import { createSimulation, type SimulationOptions } from '../engine/create.ts';
import type { Batch, Simulation } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { NetworkError } from '../network/error.ts';
import { limits } from '../network/limits.ts';
import type { Endpoint, Network } from '../network/network.ts';

/** What a run gives, in the layout that docs/network-format.md fixes under Results. SI base units throughout. */
export interface Results {
  readonly dt: number;
  /** Seconds simulated. */
  readonly duration: number;
  readonly seed: number;
  readonly backend: string;
  /** Seconds that the run took, without compiling. */
  readonly wall: number;
  readonly populations: Readonly<Record<string, PopulationResults>>;
  readonly projections: readonly ProjectionResults[];
}

export interface PopulationResults {
  readonly size: number;
  /** Null where nothing is integrated. */
  readonly method: string | null;
  /** `[seconds, index]`, ordered by time, then index. */
  readonly spikes: readonly (readonly [number, number])[];
  readonly variables: Readonly<Record<string, Course>>;
}

export interface Course {
  readonly unit: string;
  readonly indices: readonly number[];
  readonly times: readonly number[];
  /** One row a time, one value an index. */
  readonly values: readonly (readonly number[])[];
}

export interface ProjectionResults {
  /** As in the file. */
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly synapses: number;
  /** Source of each synapse, counted from the beginning of the source's range. */
  readonly i: readonly number[];
  readonly j: readonly number[];
  /** `final` has one value a synapse; the course is there where `every` was asked for. */
  readonly variables: Readonly<
    Record<string, { readonly unit: string; readonly final: readonly number[] } & Partial<Course>>
  >;
}

export interface RunOptions extends SimulationOptions {
  /** Seconds. */
  readonly duration: number;
  /** A clock in milliseconds, for `wall`. */
  readonly now: () => number;
}

/** Runs a compiled network and collects everything that it records. `network` is what was compiled. */
export async function runNetwork(
  network: Network,
  compiled: CompiledNetwork,
  options: RunOptions,
): Promise<Results> {
  const steps = Math.round(options.duration / compiled.dt);
  checkLength(compiled, steps);
  const simulation = await createSimulation(compiled, options);
  const began = options.now();
  const batches: Batch[] = [];
  const courses = synapseCourses(compiled, simulation);
  while (simulation.step < steps) {
    for (const course of courses) course.sample();
    const next = courses.reduce((soonest, course) => Math.min(soonest, course.next()), steps);
    simulation.advance(next - simulation.step);
    batches.push(simulation.drain());
  }
  const wall = (options.now() - began) / 1000;
  const results = {
    dt: compiled.dt,
    duration: steps * compiled.dt,
    seed: compiled.seed,
    backend: simulation.backend,
    wall,
    populations: populationResults(compiled, batches),
    projections: compiled.projections.map(({ sources, targets, probes }, index) => {
      const { from, to } = network.projections?.[index] ?? { from: '', to: '' };
      const finals = probes.map(({ variable, unit }) => {
        const values = simulation.get({ projection: index, name: variable });
        const final = spread(values, sources.length);
        const course = courses.find((c) => c.projection === index && c.variable === variable)?.result();
        return [variable, { unit, final, ...course }] as const;
      });
      return {
        from,
        to,
        synapses: sources.length,
        i: Array.from(sources, (source) => source - startOf(from)),
        j: Array.from(targets, (target) => target - startOf(to)),
        variables: Object.fromEntries(finals),
      };
    }),
  };
  simulation.dispose();
  return results;
}

/** Refuses a run whose length or records are beyond the published limits. */
function checkLength({ populations, projections, dt }: CompiledNetwork, steps: number): void {
  if (steps > limits.steps)
    throw new NetworkError(
      '',
      `a run of ${steps} steps of ${dt * 1e3} ms is too long; at most ${limits.steps} are allowed.`,
    );
  let samples = 0;
  for (const { probes } of [...populations, ...projections])
    for (const { indices, every } of probes) if (every > 0) samples += (steps / every) * indices.length;
  if (samples > limits.samples)
    throw new NetworkError(
      '',
      `the run would record ${Math.round(samples)} numbers; at most ${limits.samples} are allowed.`,
    );
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
    const variables = probes.map(({ variable, unit, indices }, probe) => {
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
      return [variable, { unit, indices: Array.from(indices), times, values }] as const;
    });
    const method = program?.method?.name ?? null;
    return [name, { size, method, spikes, variables: Object.fromEntries(variables) }] as const;
  });
  return Object.fromEntries(entries);
}

interface SynapseCourse {
  readonly projection: number;
  readonly variable: string;
  sample(): void;
  /** Step of the next sample after the present one. */
  next(): number;
  result(): Pick<Course, 'indices' | 'times' | 'values'>;
}

/** Synapses are read between steps, so engines need no probes for them. */
function synapseCourses(compiled: CompiledNetwork, simulation: Simulation): SynapseCourse[] {
  return compiled.projections.flatMap(({ probes }, projection) =>
    probes
      .filter(({ every }) => every > 0)
      .map(({ variable, indices, every }) => {
        const times: number[] = [];
        const values: number[][] = [];
        return {
          projection,
          variable,
          sample: () => {
            if (simulation.step % every !== 0 || times.length > simulation.step / every) return;
            const all = simulation.get({ projection, name: variable });
            times.push(simulation.step * compiled.dt);
            values.push(Array.from(indices, (k) => all[all.length === 1 ? 0 : k] as number));
          },
          next: () => (Math.floor(simulation.step / every) + 1) * every,
          result: () => ({ indices: Array.from(indices), times, values }),
        };
      }),
  );
}

function spread(values: Float64Array, size: number): number[] {
  if (values.length === size) return Array.from(values);
  return new Array<number>(size).fill(values[0] ?? 0);
}

function startOf(endpoint: Endpoint): number {
  return typeof endpoint === 'string' ? 0 : endpoint.range[0];
}

/**
 * The results as JSON, in pieces of at most some thousand numbers: a network with many synapses would not fit into one
 * text.
 */
export function* resultsText(results: Results): Generator<string> {
  yield* jsonPieces(results);
  yield '\n';
}

const PIECE = 4096;

function* jsonPieces(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    yield '[';
    for (let k = 0; k < value.length; k += PIECE)
      yield (k > 0 ? ',' : '') + JSON.stringify(value.slice(k, k + PIECE)).slice(1, -1);
    yield ']';
  } else if (typeof value === 'object' && value !== null) {
    yield '{';
    let separator = '';
    for (const [key, member] of Object.entries(value)) {
      yield `${separator}${JSON.stringify(key)}:`;
      yield* Array.isArray(member) && member.some((m) => typeof m === 'object' && !Array.isArray(m))
        ? listPieces(member)
        : jsonPieces(member);
      separator = ',';
    }
    yield '}';
  } else yield JSON.stringify(value) ?? 'null';
}

/** A list of objects, each in pieces of its own. */
function* listPieces(list: readonly unknown[]): Generator<string> {
  yield '[';
  for (const [k, element] of list.entries()) {
    if (k > 0) yield ',';
    yield* jsonPieces(element);
  }
  yield ']';
}
