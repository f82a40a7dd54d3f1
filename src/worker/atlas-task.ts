import type { Atlas as GpuAtlas } from '../engine/gpu/atlas.ts';
import { ContextLostError } from '../engine/gpu/context.ts';
import type { Batch, Simulation } from '../engine/simulation.ts';
import { groupByNeuron, measureTrains } from '../engine/trains.ts';
import { atlasBand, atlasGrid, atlasKey, atlasTimes } from '../experiment/atlas.ts';
import type { Atlas, AtlasMeasure } from '../experiment/figure.ts';
import type { CompiledPopulation } from '../network/compiled.ts';
import { nextChunk } from './drive.ts';
import type { Follower } from './follower.ts';
import type { Session } from './session.ts';
import { advanceAnyway, strayNeurons } from './stray.ts';
import type { Surroundings } from './surroundings.ts';

/** What is being computed: the whole map on the GPU, or one band of rows after the other on the CPU. */
type Work =
  | { readonly kind: 'gpu'; readonly atlas: GpuAtlas }
  | {
      readonly kind: 'cpu';
      readonly simulation: Simulation;
      readonly compiled: CompiledPopulation;
      readonly population: number;
      readonly first: number;
      readonly last: number;
      readonly batches: Batch[];
    };

/** Neurons of a band: enough to fill the vector units, few enough that the map grows before one's eyes. */
const bandNeurons = 4096;
/** Fewest and most steps asked of the GPU at a time: reading back costs the same for each. */
const [fewestSteps, mostSteps] = [16, 128];
/** After this long (ms) the GPU is judged by how long the whole map would take it. */
const trial = 1500;
const mostGpuTime = 20_000;
/** Between pictures of a map that is still growing, in ms. */
const interval = 500;

/** The atlas of a figure in view, on the GPU where there is one; again whenever what it depends on changes. */
export class AtlasTask implements Follower {
  #key = '';
  #check = true;
  #starting = false;
  #generation = 0;
  #work: Work | undefined;
  /** Rows that the CPU has yet to do; undefined: the GPU does it, or nothing is to do. */
  #next: number | undefined;
  #useGpu: boolean;
  #losses = 0;
  #chunk = 16;
  #draw = fewestSteps;
  #sent = 0;
  /** Milliseconds that the GPU has worked on this map. */
  #spent = 0;
  #measures: Record<AtlasMeasure, Float32Array>;

  constructor(
    private atlas: Atlas,
    private readonly session: Session,
    private readonly around: Surroundings,
  ) {
    this.#useGpu = around.engine.graphics !== undefined;
    this.#measures = empty(atlas.resolution ** 2);
  }

  get weight(): number {
    return 0.4 * this.session.weight;
  }

  follow(): void {
    this.#check = true;
  }

  loseContext(): void {
    this.around.engine.graphics?.loseContext();
    this.#key = '';
    this.#check = true;
  }

  due(now: number): number {
    const wanted = this.#check || this.#work !== undefined || this.#next !== undefined;
    return wanted && !this.#starting && this.session.visible && this.session.ready
      ? now
      : Number.POSITIVE_INFINITY;
  }

  run(budget: number): void {
    if (this.#check) this.#look();
    if (this.#work) {
      try {
        this.#advance(this.#work, budget);
      } catch (error) {
        this.#broke(error);
      }
    } else if (this.#next !== undefined) void this.#begin(this.#next);
  }

  close(): void {
    this.#stop();
  }

  #look(): void {
    this.#check = false;
    const { settled, figure } = this.session;
    if (!settled) return;
    this.atlas = this.session.atlas ?? this.atlas;
    try {
      const key = atlasKey(figure, this.atlas, settled.values, settled.edits, settled.seed);
      if (key === this.#key) return;
      this.#stop();
      this.#key = key;
      this.#next = 0;
    } catch {
      this.#stop();
    }
  }

  async #begin(first: number): Promise<void> {
    const generation = this.#generation;
    this.#starting = true;
    this.#next = undefined;
    try {
      const work = (this.#useGpu ? await this.#beginGpu() : undefined) ?? (await this.#beginBand(first));
      if (generation !== this.#generation) dispose(work);
      else {
        if (first === 0) this.#measures = empty(this.atlas.resolution ** 2);
        this.#work = work;
        this.#chunk = 16;
        this.#sent = this.around.clock();
        this.#spent = 0;
      }
    } catch (error) {
      if (generation === this.#generation) this.#broke(error);
    } finally {
      this.#starting = false;
      this.around.wake();
    }
  }

  async #beginGpu(): Promise<Work | undefined> {
    const { settled, figure } = this.session;
    const { atlas } = this;
    if (!settled) return undefined;
    const { network, columns, rows } = atlasGrid(figure, atlas, settled.values, settled.edits);
    const { populations, arrays, dt, seed } = this.around.engine.compile(network, settled.seed);
    const [population] = populations;
    if (!population) return undefined;
    const times = atlasTimes(atlas);
    const duration = Math.round(times.duration / dt);
    const settle = Math.round(times.settle / dt);
    const [width, height] = [atlas.resolution, atlas.resolution];
    const axes = { columns, rows };
    const spec = { population, width, height, axes, arrays, dt, seed, duration, settle };
    try {
      const made = await this.around.engine.graphics?.atlas(spec);
      if (made) return { kind: 'gpu', atlas: made };
    } catch (error) {
      if (error instanceof ContextLostError) throw error;
      // The GPU cannot do this model; the CPU can.
    }
    this.#useGpu = false;
    return undefined;
  }

  async #beginBand(first: number): Promise<Work> {
    const { settled, figure } = this.session;
    const { resolution, population: name } = this.atlas;
    const last = Math.min(resolution, first + Math.max(1, Math.floor(bandNeurons / resolution)));
    if (!settled) throw new Error('There is no network to make an atlas of.');
    const network = atlasBand(figure, this.atlas, { first, last }, settled.values, settled.edits);
    const compiled = this.around.engine.compile(network, settled.seed);
    const { precision = 'f32' } = figure;
    const simulation = await this.around.engine.simulate(compiled, {
      backend: 'cpu',
      precision,
      relaxed: false,
    });
    const population = compiled.populations.findIndex((candidate) => candidate.name === name);
    const own = compiled.populations[population];
    if (!own) throw new Error(`There is no population ${name} to make an atlas of.`);
    return { kind: 'cpu', simulation, compiled: own, population, first, last, batches: [] };
  }

  #advance(work: Work, budget: number): void {
    const start = this.around.clock();
    const end = Math.round(atlasTimes(this.atlas).duration / dtOf(this.session));
    const done = () => (work.kind === 'gpu' ? work.atlas.progress >= 1 : work.simulation.step >= end);
    let now = start;
    while (!done() && now - start < budget) {
      if (work.kind === 'gpu') work.atlas.advance(this.#draw);
      else {
        const asked = Math.min(this.#chunk, end - work.simulation.step);
        if (advanceAnyway(work.simulation, asked) < asked) work.batches.push(work.simulation.drain());
      }
      const before = now;
      now = this.around.clock();
      const took = now - before;
      if (work.kind === 'cpu') this.#chunk = nextChunk(this.#chunk, took, budget);
      else this.#watch(work.atlas, took);
      if (work.kind === 'cpu') continue;
      if (took < 6) this.#draw = Math.min(this.#draw * 2, mostSteps);
      else if (took > 30) this.#draw = Math.max(this.#draw >> 1, fewestSteps);
    }
    if (done()) this.#finish(work);
    else if (work.kind === 'gpu' && now - this.#sent > interval) this.#send(work.atlas);
  }

  /** Graphics in software take minutes where the processor's vector units take seconds: leave it to those. */
  #watch({ progress }: GpuAtlas, took: number): void {
    this.#spent += took;
    if (this.#spent > trial && this.#spent / progress > mostGpuTime)
      throw new Error('The graphics are slow.');
  }

  #finish(work: Work): void {
    if (work.kind === 'gpu') this.#send(work.atlas);
    else {
      work.batches.push(work.simulation.drain());
      this.#store(work);
      this.#next = work.last < this.atlas.resolution ? work.last : undefined;
      this.#report('cpu', work.last / this.atlas.resolution);
    }
    dispose(work);
    this.#work = undefined;
  }

  #store({ simulation, compiled, population, first, last, batches }: Extract<Work, { kind: 'cpu' }>): void {
    const { resolution } = this.atlas;
    const pieces = batches.flatMap(({ spikes }) => spikes[population] ?? []);
    const trains = groupByNeuron((last - first) * resolution, pieces);
    const settle = Math.round(atlasTimes(this.atlas).settle / simulation.dt);
    const measured = measureTrains(trains, { dt: simulation.dt, settle, end: simulation.step });
    for (const index of strayNeurons(simulation, compiled))
      for (const list of [measured.rate, measured.burstIndex, measured.adaptation]) list[index] = Number.NaN;
    const at = first * resolution;
    this.#measures.rate.set(measured.rate, at);
    this.#measures['burst index'].set(measured.burstIndex, at);
    this.#measures.adaptation.set(measured.adaptation, at);
  }

  #send(atlas: GpuAtlas): void {
    this.#measures = { ...atlas.measures() };
    this.#sent = this.around.clock();
    this.#report('gpu', atlas.progress);
  }

  #report(backend: 'gpu' | 'cpu', progress: number): void {
    const measures = Object.fromEntries(
      this.atlas.measures.map((name) => [name, this.#measures[name].slice()]),
    );
    const { resolution, x, y } = this.atlas;
    const axes = { x: x.parameter, y: y.parameter };
    this.around.send({ kind: 'atlas', axes, backend, resolution, progress, measures });
  }

  /** A lost context: once more on a new one, then on the CPU. Anything else: on the CPU, then not at all. */
  #broke(error: unknown): void {
    const wasGpu = this.#useGpu;
    this.#stop();
    if (!wasGpu) return;
    this.#losses++;
    this.#useGpu = error instanceof ContextLostError && this.#losses < 3;
    this.session.notify(
      this.#useGpu
        ? 'The browser took the graphics context away; the map is computed anew.'
        : 'The graphics of this machine are too slow or refuse the map; it is computed on the processor.',
    );
    this.#next = 0;
  }

  #stop(): void {
    this.#generation++;
    if (this.#work) dispose(this.#work);
    this.#work = undefined;
    this.#next = undefined;
  }
}

function dtOf(session: Session): number {
  return session.status.dt;
}

function dispose(work: Work): void {
  if (work.kind === 'gpu') work.atlas.dispose();
  else work.simulation.dispose();
}

function empty(size: number): Record<AtlasMeasure, Float32Array> {
  const none = () => new Float32Array(size).fill(Number.NaN);
  return { rate: none(), 'burst index': none(), adaptation: none() };
}
