import { ContextLostError } from '../engine/gpu/context.ts';
import { groupByNeuron, measureTrains } from '../engine/trains.ts';
import { atlasKey, atlasTimes } from '../experiment/atlas.ts';
import { atlasUnit } from '../experiment/atlas-measures.ts';
import type { Atlas, AtlasMeasure } from '../experiment/figure.ts';
import { type Band, type Measures, neuronsOnCpu, neuronsOnGpu, synapses, type Work } from './atlas-work.ts';
import { nextChunk } from './drive.ts';
import type { Follower } from './follower.ts';
import type { Session } from './session.ts';
import { advanceAnyway, strayNeurons } from './stray.ts';
import type { Surroundings } from './surroundings.ts';

/** Fewest and most steps asked of the GPU at a time: reading back costs the same for each. */
const [fewestSteps, mostSteps] = [16, 128];
/** Of synapses nothing is read back, and one step costs more. */
const fewestOfSynapses = 2;
/** After this long (ms) the GPU is judged by how long the whole map would take it. */
const trial = 1500;
const mostGpuTime = 20_000;
/** Between pictures of a map that is still growing, in ms. */
const interval = 500;
/** A map of synapses waits so long (ms) for a slider to rest: building it holds the worker up. */
const rest = 150;

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
  /** Milliseconds that the GPU has worked on this map, and how often it was asked. */
  #spent = 0;
  #draws = 0;
  #measures: Measures = {};
  /** When the values or texts last changed. */
  #changed = Number.NEGATIVE_INFINITY;
  /** Why the GPU does not do what it could be asked to. */
  #why: string | undefined;
  /** In steps. */
  #end = 0;

  constructor(
    private atlas: Atlas,
    private readonly session: Session,
    private readonly around: Surroundings,
  ) {
    this.#useGpu = around.engine.graphics !== undefined;
  }

  get weight(): number {
    return 0.4 * this.session.weight;
  }

  follow(): void {
    this.#check = true;
    this.#changed = this.around.clock();
  }

  loseContext(): void {
    this.around.engine.graphics?.loseContext();
    this.#key = '';
    this.#check = true;
  }

  due(now: number): number {
    const wanted = this.#check || this.#work !== undefined || this.#next !== undefined;
    if (!wanted || this.#starting || !this.session.visible || !this.session.ready)
      return Number.POSITIVE_INFINITY;
    const waits = 'projection' in this.atlas && this.#check && this.#key !== '';
    return waits ? Math.max(now, this.#changed + rest) : now;
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
      const work = await this.#make(first);
      if (generation !== this.#generation) dispose(work);
      else {
        if (first === 0) this.#measures = {};
        this.#work = work;
        this.#chunk = 16;
        this.#sent = this.around.clock();
        this.#spent = 0;
        this.#draws = 0;
        if ('projection' in this.atlas) this.#draw = fewestOfSynapses;
      }
    } catch (error) {
      if (generation === this.#generation) this.#broke(error);
    } finally {
      this.#starting = false;
      this.around.wake();
    }
  }

  async #make(first: number): Promise<Work> {
    const { settled, figure } = this.session;
    const { atlas } = this;
    const { engine } = this.around;
    if (!settled) throw new Error('There is no network to make an atlas of.');
    this.#end = Math.round(atlasTimes(figure, atlas, settled.values).duration / dtOf(this.session));
    if ('projection' in atlas) {
      if (!this.#useGpu) return synapses(figure, atlas, settled, engine, undefined);
      this.#why = undefined;
      return synapses(figure, atlas, settled, engine, (why) => {
        this.#why = why;
      });
    }
    try {
      const made = this.#useGpu ? await neuronsOnGpu(figure, atlas, settled, engine) : undefined;
      if (made) return made;
    } catch (error) {
      if (error instanceof ContextLostError) throw error;
      // The GPU cannot do this model; the CPU can.
    }
    this.#useGpu = false;
    return neuronsOnCpu(figure, atlas, first, settled, engine);
  }

  #advance(work: Work, budget: number): void {
    const start = this.around.clock();
    const done = () => (work.kind === 'whole' ? work.atlas.progress >= 1 : work.simulation.step >= this.#end);
    const onGpu = work.kind === 'whole' && work.backend === 'gpu';
    let now = start;
    while (!done() && now - start < budget) {
      if (work.kind === 'whole') work.atlas.advance(onGpu ? this.#draw : this.#chunk);
      else {
        const asked = Math.min(this.#chunk, this.#end - work.simulation.step);
        if (advanceAnyway(work.simulation, asked) < asked) work.batches.push(work.simulation.drain());
      }
      const before = now;
      now = this.around.clock();
      const took = now - before;
      if (!onGpu) {
        this.#chunk = nextChunk(this.#chunk, took, budget);
        continue;
      }
      this.#watch(work.atlas.progress, took);
      if (took < 6) this.#draw = Math.min(this.#draw * 2, mostSteps);
      else if (took > 30)
        this.#draw = Math.max(this.#draw >> 1, 'projection' in this.atlas ? fewestOfSynapses : fewestSteps);
    }
    if (done()) this.#finish(work);
    else if (work.kind === 'whole' && now - this.#sent > interval) this.#send(work);
  }

  /** Graphics in software take minutes where the processor's vector units take seconds: leave it to those. */
  #watch(progress: number, took: number): void {
    this.#spent += took;
    this.#draws++;
    // Of synapses the first draw may wait for the driver's compiler. A later one that is far too slow is not asked for
    // again: it holds the run up.
    const whole = (took * this.#end) / this.#draw;
    const hopeless = 'projection' in this.atlas && this.#draws > 1 && took > 50 && whole > 10 * mostGpuTime;
    if (hopeless) throw new Error('The graphics are slow.');
    if (this.#spent > trial && this.#spent / progress > mostGpuTime)
      throw new Error('The graphics are slow.');
  }

  #finish(work: Work): void {
    if (work.kind === 'whole') this.#send(work);
    else {
      work.batches.push(work.simulation.drain());
      this.#store(work);
      this.#next = work.last < this.atlas.resolution ? work.last : undefined;
      this.#report('cpu', work.last / this.atlas.resolution);
    }
    dispose(work);
    this.#work = undefined;
  }

  #store({ simulation, compiled, population, first, last, batches }: Band): void {
    const { resolution } = this.atlas;
    const pieces = batches.flatMap(({ spikes }) => spikes[population] ?? []);
    const trains = groupByNeuron((last - first) * resolution, pieces);
    const times = atlasTimes(this.session.figure, this.atlas, this.session.values);
    const settle = Math.round(times.settle / simulation.dt);
    const { burstIndex, ...rest } = measureTrains(trains, {
      dt: simulation.dt,
      settle,
      end: simulation.step,
    });
    const measured: Measures = { ...rest, 'burst index': burstIndex };
    const stray = strayNeurons(simulation, compiled);
    const whole: Partial<Record<AtlasMeasure, Float32Array>> = { ...this.#measures };
    for (const name of this.atlas.measures) {
      const own = measured[name];
      if (!own) continue;
      for (const index of stray) own[index] = Number.NaN;
      whole[name] ??= new Float32Array(resolution ** 2).fill(Number.NaN);
      whole[name].set(own, first * resolution);
    }
    this.#measures = whole;
  }

  #send({ atlas, backend }: Extract<Work, { kind: 'whole' }>): void {
    this.#measures = atlas.measures();
    this.#sent = this.around.clock();
    this.#report(backend, atlas.progress);
  }

  /** In the units that they are shown in. */
  #report(backend: 'gpu' | 'cpu', progress: number): void {
    const { resolution, x, y, measures: names } = this.atlas;
    const measures = Object.fromEntries(
      names.map((name) => {
        const { scale } = atlasUnit(this.session.figure, this.atlas, name);
        return [name, this.#measures[name]?.map((value) => value / scale) ?? new Float32Array(0)];
      }),
    );
    const axes = { x: x.parameter, y: y.parameter };
    const why = this.#why === undefined ? {} : { why: this.#why };
    this.around.send({ kind: 'atlas', axes, backend, resolution, progress, measures, ...why });
  }

  /** A lost context: once more on a new one, then on the CPU. Anything else: on the CPU, then not at all. */
  #broke(error: unknown): void {
    const wasGpu = this.#useGpu;
    this.#stop();
    if (!wasGpu) return;
    this.#losses++;
    this.#useGpu = error instanceof ContextLostError && this.#losses < 3;
    if (!this.#useGpu && this.#losses < 3)
      this.#why = 'The graphics of this machine are too slow or refuse the map.';
    // That the processor does it stands beside the map's progress, where it covers nothing.
    if (this.#useGpu)
      this.session.notify('The browser took the graphics context away; the map is computed anew.');
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
  if (work.kind === 'whole') work.atlas.dispose();
  else work.simulation.dispose();
}
