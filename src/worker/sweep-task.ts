import type { Simulation } from '../engine/simulation.ts';
import type { Sweep } from '../experiment/figure.ts';
import {
  type Devices,
  SweepCounter,
  sweepAxis,
  sweepDevices,
  sweepGuides,
  sweepModulation,
  sweepNetwork,
  sweepPasses,
  sweepReference,
  sweepTimes,
  sweepTrials,
} from '../experiment/sweep.ts';
import { synapseValues } from '../experiment/sweep-synapses.ts';
import type { CompiledPopulation } from '../network/compiled.ts';
import type { Network } from '../network/network.ts';
import { nextChunk } from './drive.ts';
import type { Follower } from './follower.ts';
import type { Session } from './session.ts';
import { advanceAnyway, strayNeurons } from './stray.ts';
import type { Surroundings } from './surroundings.ts';

interface Pass {
  readonly simulation: Simulation;
  readonly compiled: CompiledPopulation;
  readonly counter: SweepCounter;
  readonly points: readonly number[];
  /** Neurons that stand in a row at each point. */
  readonly each: number;
  /** The step to reach. */
  readonly end: number;
}

/**
 * One sweep of a figure in view: a coarse pass, then the rest, again whenever something else than its own parameter
 * changes. A coarse pass is finished before newer values are looked at, so that the curve follows a dragged slider.
 */
export class SweepTask implements Follower {
  #key = '';
  #check = true;
  #starting = false;
  #generation = 0;
  /** Points that are simulated together, in the order of work. */
  #queue: number[][] = [];
  #pass: Pass | undefined;
  #chunk = 16;
  #devices: Devices | undefined;
  /** Of each device; one where the sweep is no fan. */
  #ys: Float64Array[];
  readonly #x: Float64Array;

  constructor(
    private readonly name: string,
    private readonly sweep: Sweep,
    private readonly session: Session,
    private readonly around: Surroundings,
  ) {
    this.#x = sweepAxis(session.figure, sweep);
    this.#ys = this.#nothing(1);
  }

  get weight(): number {
    return 0.4 * this.session.weight;
  }

  follow(): void {
    this.#check = true;
  }

  due(now: number): number {
    const wanted = this.#check || this.#pass !== undefined || this.#queue.length > 0;
    return wanted && !this.#starting && this.session.visible && this.session.ready
      ? now
      : Number.POSITIVE_INFINITY;
  }

  run(budget: number): void {
    if (this.#check && this.#pass === undefined && this.#finished() !== undefined) this.#look();
    if (this.#pass) this.#advance(this.#pass, budget);
    else if (this.#queue.length > 0) void this.#begin(this.#queue[0] ?? []);
  }

  close(): void {
    this.#stop();
  }

  /** Begins again where what the sweep depends on has changed. */
  #look(): void {
    this.#check = false;
    const { session, sweep } = this;
    const { settled } = session;
    if (!settled) return;
    const { values, edits, seed } = settled;
    const fixed = { ...values, ...sweep.at, [sweep.parameter]: this.#x[0] ?? 0 };
    let key: string;
    try {
      key = JSON.stringify([
        sweepNetwork(session.figure, sweep, this.#x.subarray(0, 1), fixed, edits),
        fixed,
        seed,
      ]);
    } catch {
      this.#giveUp();
      return;
    }
    if (key === this.#key) return;
    this.#stop();
    this.#key = key;
    this.#devices = undefined;
    this.#queue = sweepPasses(sweep.points);
    if (sweep.runs) this.#queue = this.#queue.flat().map((point) => [point]);
  }

  /** The points of the passes that are whole; undefined in the midst of one. */
  #finished(): number[] | undefined {
    const { points } = this.sweep;
    const left = this.#queue.flat().length;
    const whole: number[] = [];
    for (const pass of [[], ...sweepPasses(points)]) {
      whole.push(...pass);
      if (whole.length === points - left) return whole.sort((a, b) => a - b);
    }
    return undefined;
  }

  async #begin(points: readonly number[]): Promise<void> {
    const { settled, figure } = this.session;
    if (!settled) return;
    const generation = this.#generation;
    this.#starting = true;
    try {
      const xs = points.map((k) => this.#x[k] ?? 0);
      const { values, edits, seed } = settled;
      const compile = (one: Network) => this.around.engine.compile(one, seed);
      this.#devices ??= sweepDevices(figure, this.sweep, values, edits, compile);
      const network = sweepNetwork(figure, this.sweep, xs, values, edits, this.#devices);
      const compiled = this.around.engine.compile(network, settled.seed);
      const { precision = 'f32' } = figure;
      const simulation = await this.around.engine.simulate(compiled, {
        backend: 'cpu',
        precision,
        relaxed: false,
      });
      if (generation !== this.#generation) {
        simulation.dispose();
        return;
      }
      const times = sweepTimes(this.sweep);
      const population = compiled.populations.findIndex(({ name }) => name === this.sweep.population);
      const own = compiled.populations[population];
      if (!own) throw new Error(`There is no population ${this.sweep.population} to sweep.`);
      const trials = sweepTrials(this.sweep);
      const counter = new SweepCounter(own.size, population, compiled.dt, times, trials);
      this.#pass = {
        simulation,
        compiled: own,
        counter,
        points,
        each: this.sweep.trials ?? this.#devices?.count ?? 1,
        end: Math.round(times.duration / compiled.dt),
      };
      this.#chunk = 16;
    } catch {
      if (generation === this.#generation) this.#giveUp();
    } finally {
      this.#starting = false;
      this.around.wake();
    }
  }

  #advance(pass: Pass, budget: number): void {
    const { simulation, counter, end } = pass;
    const start = this.around.clock();
    let now = start;
    try {
      while (simulation.step < end && now - start < budget) {
        const asked = Math.min(this.#chunk, end - simulation.step);
        const ran = advanceAnyway(simulation, asked);
        const before = now;
        now = this.around.clock();
        if (ran < asked || simulation.step >= end) counter.add(simulation.drain());
        else this.#chunk = nextChunk(this.#chunk, now - before, budget);
      }
    } catch {
      this.#giveUp();
      return;
    }
    if (simulation.step >= end) this.#finish(pass);
  }

  #finish({ simulation, compiled, counter, points, each }: Pass): void {
    const stray = strayNeurons(simulation, compiled);
    const synapses = synapseValues(simulation, this.sweep);
    simulation.dispose();
    this.#pass = undefined;
    this.#queue.shift();
    const { figure, settled } = this.session;
    const xs = Float64Array.from(points, (k) => this.#x[k] ?? 0);
    const modulation = sweepModulation(figure, this.sweep, xs, settled?.values ?? {});
    const measured = synapses ?? counter.values(this.sweep.measure, modulation);
    const curves = this.#devices?.count ?? 1;
    if (this.#ys.length !== curves) this.#ys = this.#nothing(curves);
    this.#ys.forEach((y, device) => {
      points.forEach((point, k) => {
        y[point] = stray.has(k * each + device) ? Number.NaN : (measured[k * curves + device] ?? Number.NaN);
      });
    });
    const finished = this.#finished();
    if (finished) this.#send(finished);
  }

  #send(finished: readonly number[]): void {
    const { values } = this.session;
    const ys = this.#ys.map((y) => Float64Array.from(finished, (k) => y[k] ?? 0));
    const reference = sweepReference(this.session.figure, this.sweep, values);
    const guides = sweepGuides(this.session.figure, this.sweep, values);
    this.around.send({
      kind: 'sweep',
      name: this.name,
      x: Float64Array.from(finished, (k) => this.#x[k] ?? 0),
      y: ys[0] ?? new Float64Array(0),
      ...(ys.length > 1 ? { fan: ys } : {}),
      ...(reference ? { reference } : {}),
      ...(guides.length > 0 ? { guides } : {}),
      progress: finished.length / this.sweep.points,
    });
  }

  /** The sweep has no answer for these values or texts: the curve goes. */
  #giveUp(): void {
    this.#stop();
    this.#key = '';
    const nothing = new Float64Array(0);
    this.around.send({ kind: 'sweep', name: this.name, x: nothing, y: nothing, progress: 1 });
  }

  #nothing(curves: number): Float64Array[] {
    return Array.from({ length: curves }, () => new Float64Array(this.sweep.points).fill(Number.NaN));
  }

  #stop(): void {
    this.#generation++;
    this.#pass?.simulation.dispose();
    this.#pass = undefined;
    this.#queue = [];
  }
}
