import type { Checkpoint, Simulation } from '../engine/simulation.ts';
import type { Figure, NetworkMap } from '../experiment/figure.ts';
import { Measures } from '../experiment/measures.ts';
import { resolveEdited } from '../experiment/method.ts';
import {
  type MapCell,
  mapBase,
  mapBlock,
  mapChanges,
  mapKey,
  mapPasses,
  mapTimes,
} from '../experiment/network-map.ts';
import type { ParameterValues } from '../experiment/quantities.ts';
import type { Edits } from '../experiment/resolve.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { nextChunk } from './drive.ts';
import type { Follower } from './follower.ts';
import type { Command } from './protocol.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** The one network of a map, which goes back to its first step for every cell. */
interface Work {
  readonly simulation: Simulation;
  readonly compiled: CompiledNetwork;
  readonly start: Checkpoint;
  readonly base: ParameterValues;
  readonly edits: Edits;
  /** Steps. */
  readonly settle: number;
  readonly end: number;
}

/** Milliseconds for which the reader's hand must rest before another map is begun. */
const rest = 400;
/** Between pictures of a map that is growing. */
const interval = 200;
/** The same connections and the same noise in every cell, whatever seed the run has. */
const seed = 1;

/**
 * The map of a figure in view: run after run of one network, coarse first. It stops by itself before the finest pass,
 * which takes minutes and is the reader's to ask for; again whenever what it depends on changes.
 */
export class MapTask implements Follower {
  readonly #passes: MapCell[][];
  readonly #cells: MapCell[];
  #key = '';
  #check = true;
  #generation = 0;
  #starting = false;
  #notBefore = 0;
  #work: Work | undefined;
  #cell: MapCell | undefined;
  #measures: Measures | undefined;
  #chunk = 16;
  #done = 0;
  #wanted = 0;
  #running = true;
  #sent = 0;
  #values: Record<string, Float32Array> = {};

  constructor(
    private readonly map: NetworkMap,
    private readonly session: Session,
    private readonly around: Surroundings,
  ) {
    this.#passes = mapPasses(map);
    this.#cells = this.#passes.flat();
  }

  get weight(): number {
    return 0.4 * this.session.weight;
  }

  follow(): void {
    this.#check = true;
  }

  command(command: Command): void {
    if (command.kind !== 'map') return;
    this.#running = command.go;
    if (command.go && this.#done >= this.#wanted) this.#wanted = this.#cells.length;
    this.#send();
  }

  due(now: number): number {
    const never = Number.POSITIVE_INFINITY;
    if (this.#starting || !this.session.visible || !this.session.ready) return never;
    if (this.#check) return now;
    return this.#running && this.#done < this.#wanted ? Math.max(now, this.#notBefore) : never;
  }

  run(budget: number): void {
    if (this.#check) this.#look();
    else if (!this.#work) void this.#begin();
    else {
      try {
        this.#advance(this.#work, budget);
      } catch {
        this.#finishCell(undefined);
      }
    }
  }

  close(): void {
    this.#stop();
  }

  #look(): void {
    this.#check = false;
    const { settled, figure } = this.session;
    if (!settled) return;
    let key = '';
    try {
      key = mapKey(figure, this.map, settled.values, settled.edits);
    } catch {
      // The figure's own run says what is wrong with these values or texts.
    }
    if (key === this.#key) return;
    const first = this.#key === '';
    this.#stop();
    this.#key = key;
    this.#notBefore = first ? 0 : this.around.clock() + rest;
    const size = this.map.columns * this.map.rows;
    this.#values = Object.fromEntries(
      this.map.measures.map(({ measure }) => [measure, new Float32Array(size).fill(Number.NaN)]),
    );
    this.#done = 0;
    this.#running = true;
    const passes = this.#passes.length > 1 ? this.#passes.slice(0, -1) : this.#passes;
    this.#wanted = key === '' ? 0 : passes.flat().length;
    this.#send();
  }

  async #begin(): Promise<void> {
    const { settled, figure } = this.session;
    if (!settled) return;
    const generation = this.#generation;
    const { edits } = settled;
    this.#starting = true;
    try {
      const base = mapBase(this.map, settled.values);
      const compiled = this.around.engine.compile(resolveEdited(figure, base, edits), seed);
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
      const times = mapTimes(this.map);
      this.#work = {
        simulation,
        compiled,
        start: simulation.checkpoint(),
        base,
        edits,
        settle: Math.round(times.settle / compiled.dt),
        end: Math.round(times.duration / compiled.dt),
      };
    } catch {
      if (generation === this.#generation) this.#wanted = 0;
    } finally {
      this.#starting = false;
      this.around.wake();
    }
  }

  #advance(work: Work, budget: number): void {
    const { simulation, settle, end } = work;
    const start = this.around.clock();
    let now = start;
    while (now - start < budget && this.#done < this.#wanted) {
      if (!this.#cell) this.#beginCell(work);
      const until = simulation.step < settle ? settle : end;
      const asked = Math.min(this.#chunk, until - simulation.step);
      const ran = simulation.advance(asked);
      if (ran < asked || simulation.step === until) {
        const batch = simulation.drain();
        if (simulation.step > settle) this.#measures?.add(batch);
        else if (simulation.step === settle) this.#measures = this.#measuring(work);
      }
      if (simulation.step === end) this.#finishCell(this.#measures);
      const before = now;
      now = this.around.clock();
      this.#chunk = nextChunk(this.#chunk, now - before, budget);
    }
  }

  #beginCell(work: Work): void {
    const cell = this.#cells[this.#done];
    if (!cell) return;
    work.simulation.restore(work.start);
    const { figure } = this.session;
    for (const { target, value } of mapChanges(figure, this.map, work.base, work.edits, cell))
      work.simulation.set(target, value);
    this.#cell = cell;
    this.#measures = work.settle === 0 ? this.#measuring(work) : undefined;
  }

  #measuring({ compiled, settle }: Work): Measures {
    return new Measures(measuredFigure(this.session.figure, this.map), compiled, settle);
  }

  /** Without measures: the network left the finite numbers, or the cell could not be begun. */
  #finishCell(measures: Measures | undefined): void {
    const cell = this.#cells[this.#done];
    const values = measures?.values ?? {};
    if (cell)
      for (const place of mapBlock(this.map, cell))
        for (const [name, list] of Object.entries(this.#values)) list[place] = values[name] ?? Number.NaN;
    this.#cell = undefined;
    this.#measures = undefined;
    this.#done++;
    if (this.#done >= this.#wanted) this.#running = false;
    const passed = this.#done === this.#passes[0]?.length;
    if (!this.#running || passed || this.around.clock() - this.#sent > interval) this.#send();
  }

  #send(): void {
    this.#sent = this.around.clock();
    this.around.send({
      kind: 'map',
      columns: this.map.columns,
      rows: this.map.rows,
      done: this.#done,
      coarse: this.#passes[0]?.length ?? 0,
      wanted: this.#wanted,
      all: this.#cells.length,
      running: this.#running,
      measures: Object.fromEntries(Object.entries(this.#values).map(([name, list]) => [name, list.slice()])),
    });
  }

  #stop(): void {
    this.#generation++;
    this.#work?.simulation.dispose();
    this.#work = undefined;
    this.#cell = undefined;
    this.#measures = undefined;
  }
}

/** The figure with those of its measures that the map shows: the others need not be taken. */
function measuredFigure(figure: Figure, map: NetworkMap): Figure {
  const wanted = map.measures.map(({ measure }) => measure);
  const measures = Object.entries(figure.measures ?? {}).filter(([name]) => wanted.includes(name));
  return { ...figure, measures: Object.fromEntries(measures) };
}
