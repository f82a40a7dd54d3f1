import { ShaderError } from '../../language/glsl.ts';
import type { CompiledNetwork } from '../../network/compiled.ts';
import { type Batch, type Checkpoint, NotFiniteError, type Simulation, type Target } from '../simulation.ts';
import { isGpuCapable } from './context.ts';
import { STEPS_PER_DRAW } from './kernel.ts';
import { createGpuPopulation, type GpuPopulation } from './population.ts';
import type { SpikeList } from './spikes.ts';

/** Spikes and samples that are kept before a drain is wanted. */
const RECORD_LIMIT = 1 << 21;

/**
 * Independent populations on WebGL2, in 32 bit. Throws `ShaderError` where the network has synapses or needs what the
 * GPU does not do, `ContextLostError` here and later where the browser takes the context away.
 */
export function createGpuSimulation(network: CompiledNetwork, gl: WebGL2RenderingContext): Simulation {
  if (network.projections.length > 0)
    throw new ShaderError('Networks with synapses do not run on the GPU; the CPU runs them.');
  const capability = isGpuCapable(gl);
  if (!capability.ok) throw new ShaderError(capability.reason);
  return new GpuSimulation(network, gl);
}

interface Channel {
  readonly owner: GpuPopulation;
  readonly population: number;
  readonly probe: number;
  readonly variable: string;
  readonly every: number;
  readonly indices: Uint32Array;
  steps: number[];
  values: number[];
}

class GpuSimulation implements Simulation {
  readonly backend = 'gpu';
  readonly precision = 'f32';
  readonly dt: number;
  #step = 0;
  #from = 0;
  #recorded = 0;
  /** So that a step is sampled once, also where a call ended before it. */
  #sampled = -1;
  readonly #populations: readonly GpuPopulation[];
  readonly #channels: readonly Channel[];
  #spikes: SpikeList[][];

  constructor(
    private readonly network: CompiledNetwork,
    gl: WebGL2RenderingContext,
  ) {
    this.dt = network.dt;
    this.#populations = network.populations.map((population) => createGpuPopulation(gl, network, population));
    this.#spikes = this.#populations.map(() => []);
    this.#channels = this.#populations.flatMap((owner, population) =>
      owner.compiled.probes.map(({ variable, every, indices }, probe) => ({
        owner,
        population,
        probe,
        variable,
        every,
        indices,
        steps: [],
        values: [],
      })),
    );
  }

  get step(): number {
    return this.#step;
  }

  advance(steps: number): number {
    const before = this.#step;
    const last = before + steps;
    while (this.#step < last && this.#recorded < RECORD_LIMIT) {
      this.#sample();
      const count = Math.min(last - this.#step, STEPS_PER_DRAW, this.#untilSample());
      this.#populations.forEach((population, k) => {
        const piece = population.run(this.#step, count);
        this.#recorded += piece.steps.length;
        if (piece.steps.length > 0) this.#spikes[k]?.push(piece);
      });
      this.#step += count;
    }
    this.#requireFinite();
    return this.#step - before;
  }

  drain(): Batch {
    const batch: Batch = {
      from: this.#from,
      to: this.#step,
      spikes: this.#spikes.map(join),
      samples: this.#channels.map(({ population, probe, steps, values }) => ({
        population,
        probe,
        steps: Float64Array.from(steps),
        values: Float64Array.from(values),
      })),
    };
    this.#clear();
    return batch;
  }

  set(target: Target, value: number | ArrayLike<number>): void {
    this.#owner(target).set(target.name, value);
  }

  get(target: Target): Float64Array {
    return this.#owner(target).get(target.name, this.#step);
  }

  checkpoint(): Checkpoint {
    const data = this.#populations.flatMap((population) => {
      const parts = population.save();
      return [Float64Array.of(parts.length).buffer, ...parts];
    });
    const header = new TextEncoder().encode(this.#signature()).slice().buffer;
    return { backend: 'gpu', precision: 'f32', step: this.#step, data: [header, ...data] };
  }

  restore({ backend, precision, step, data }: Checkpoint): void {
    const [header, ...rest] = data;
    if (backend !== 'gpu' || precision !== 'f32' || new TextDecoder().decode(header) !== this.#signature())
      throw new RangeError('This checkpoint belongs to another network or back end.');
    for (const population of this.#populations) {
      const [count] = new Float64Array(rest.shift() ?? new ArrayBuffer(8));
      population.load(rest.splice(0, count));
    }
    this.#step = step;
    this.#sampled = step - 1;
    this.#clear();
  }

  dispose(): void {
    for (const population of this.#populations) population.dispose();
  }

  #sample(): void {
    if (this.#sampled === this.#step) return;
    this.#sampled = this.#step;
    for (const channel of this.#channels) {
      if (this.#step % channel.every !== 0) continue;
      const values = channel.owner.get(channel.variable, this.#step);
      channel.steps.push(this.#step);
      for (const index of channel.indices)
        channel.values.push(values[values.length === 1 ? 0 : index] as number);
      this.#recorded += channel.indices.length;
    }
  }

  /** Steps until the next one that a probe wants. */
  #untilSample(): number {
    return this.#channels.reduce(
      (least, { every }) => Math.min(least, every - (this.#step % every)),
      Number.POSITIVE_INFINITY,
    );
  }

  #requireFinite(): void {
    for (const population of this.#populations)
      for (const name of population.compiled.program ? population.compiled.state.keys() : []) {
        const index = population.get(name, this.#step).findIndex((value) => !Number.isFinite(value));
        if (index >= 0) throw new NotFiniteError(population.compiled.name, name, index, this.#step, this.dt);
      }
  }

  #owner(target: Target): GpuPopulation {
    const name = 'population' in target ? target.population : `projections.${target.projection}`;
    const found = this.#populations.find(({ compiled }) => compiled.name === name);
    if (!found) throw new RangeError(`There is no population ${name}.`);
    return found;
  }

  #signature(): string {
    const { dt, populations } = this.network;
    const keys = populations.map(({ name, size, state, constants }) => [
      name,
      size,
      [...state.keys()],
      [...constants.keys()],
    ]);
    return JSON.stringify([dt, keys]);
  }

  #clear(): void {
    this.#from = this.#step;
    this.#recorded = 0;
    this.#spikes = this.#populations.map(() => []);
    for (const channel of this.#channels) {
      channel.steps = [];
      channel.values = [];
    }
  }
}

function join(pieces: readonly SpikeList[]): SpikeList {
  const total = pieces.reduce((sum, { steps }) => sum + steps.length, 0);
  const answer = { steps: new Float64Array(total), indices: new Uint32Array(total) };
  let place = 0;
  for (const { steps, indices } of pieces) {
    answer.steps.set(steps, place);
    answer.indices.set(indices, place);
    place += steps.length;
  }
  return answer;
}
