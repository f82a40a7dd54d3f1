import type { CompiledNetwork, Values } from '../../network/compiled.ts';
import {
  type Batch,
  type Checkpoint,
  NotFiniteError,
  type Precision,
  type Simulation,
  type Target,
} from '../simulation.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { PopulationLayout, ProjectionLayout, Storage } from './layout.ts';
import { draftMachine, type Machine, type MachineOptions, startMachine } from './machine.ts';
import { nodeOf } from './probe-kernel.ts';
import { clearRecord, drainRecord } from './record.ts';
import { relaxedSupported } from './relaxed.ts';
import { HELD, LONG_AGO } from './spike-kernel.ts';
import { synapseValues } from './synapse-values.ts';

export interface CpuOptions {
  /** f32 if absent: four neurons at a time, the same bits on every machine. */
  readonly precision?: Precision;
  /** Fused products and sums where the machine has them: faster, but bits may differ from machine to machine. */
  readonly relaxed?: boolean;
}

/** Steps in one call into the kernel: the engine's compiler swaps in faster code between calls. */
const CHUNK = 100;
/** The clock of refractoriness is 32 bits wide and set back long before it overflows. */
const CLOCK_LIMIT = 2 ** 29;

/** A network as WebAssembly. Throws an Error with one sentence where it needs what the kernel does not have yet. */
export async function createCpuSimulation(
  compiled: CompiledNetwork,
  { precision = 'f32', relaxed = false }: CpuOptions = {},
): Promise<Simulation> {
  const options = { precision, relaxed: relaxed && relaxedSupported() };
  const draft = draftMachine(compiled, options);
  const module = await WebAssembly.compile(draft.bytes);
  return new CpuSimulation(startMachine(draft, module), options);
}

class CpuSimulation implements Simulation {
  readonly backend = 'cpu';
  readonly precision: Precision;
  readonly dt: number;
  private drainedTo = 0;
  /** Parameters were set since their hoisted values were worked out. */
  private stale = false;
  private disposed = false;

  constructor(
    private machine: Machine,
    private readonly options: MachineOptions,
  ) {
    this.precision = options.precision;
    this.dt = machine.network.dt;
  }

  get step(): number {
    return this.machine.memory.step;
  }

  advance(steps: number): number {
    if (this.disposed) throw new Error('The simulation was disposed of.');
    this.refresh();
    const { kernel, memory, layout } = this.machine;
    let done = 0;
    while (done < steps) {
      if (memory.cell(layout.clock) > CLOCK_LIMIT) this.setClockBack();
      const wanted = Math.min(CHUNK, steps - done);
      const run = kernel.run(wanted);
      done += run;
      if (run < wanted) break;
    }
    if (done > 0) this.watch();
    return done;
  }

  drain(): Batch {
    const batch = drainRecord(this.machine, this.drainedTo);
    this.drainedTo = batch.to;
    return batch;
  }

  set(target: Target, value: number | ArrayLike<number>): void {
    const { storage, order, projection } = this.storageOf(target);
    const { name } = target;
    const values = typeof value === 'number' ? value : Float64Array.from(value);
    if (typeof values !== 'number' && values.length !== storage.size) {
      throw new RangeError(
        `${name} takes ${storage.size} values, one for each, but was given ${values.length}.`,
      );
    }
    this.settle(target);
    const traces = projection && tracesOf(projection, name);
    if (traces) {
      if (typeof values !== 'number')
        throw new RangeError(`${name} is the same in all synapses of a neuron here: it takes one value.`);
      this.machine.memory.write(traces.storage, name, values);
    } else if (storage.uniforms.has(name) && typeof values !== 'number') this.makeArray(target, values);
    else if (storage.uniforms.has(name) || storage.arrays.has(name)) {
      this.machine.memory.write(storage, name, values, order);
    } else throw new RangeError(`There is no ${name} to set in ${sayWhere(target)}.`);
    this.stale = true;
  }

  get(target: Target): Float64Array {
    const { storage, order, population } = this.storageOf(target);
    const { name } = target;
    this.refresh();
    const { memory, host } = this.machine;
    const spread = 'projection' in target ? readTrace(this.machine, target.projection, name) : undefined;
    if (spread) return spread;
    const values = memory.read(storage, name);
    if (typeof values === 'number') return Float64Array.of(values);
    if (values) {
      if (!order) return values;
      const outside = new Float64Array(values.length);
      order.forEach((place, k) => {
        outside[place] = values[k] as number;
      });
      return outside;
    }
    if ('projection' in target) {
      const { network } = this.machine;
      const node = network.projections[target.projection]?.program.subexpressions?.get(name);
      if (node) return synapseValues(node, network, target.projection, this.step, (other) => this.get(other));
    }
    const known =
      population?.shape.program?.subexpressions.has(name) ||
      name === 'not_refractory' ||
      name === 'lastspike';
    if (!population || !known) throw new RangeError(`There is no ${name} in ${sayWhere(target)}.`);
    return host.evaluate(population, nodeOf(population, name));
  }

  checkpoint(): Checkpoint {
    this.refresh();
    return writeCheckpoint(this.machine, this.precision);
  }

  restore(checkpoint: Checkpoint): void {
    const { arrays, apply } = readCheckpoint(this.machine, checkpoint, this.precision);
    if (arrays) this.rebuild(arrays);
    apply(this.machine);
    clearRecord(this.machine);
    this.drainedTo = this.step;
    this.stale = true;
  }

  dispose(): void {
    this.disposed = true;
  }

  /** Where synapses may read what is about to change: what has gone by since their last event went by with the old value. */
  private settle(target: Target): void {
    const { layout, kernel } = this.machine;
    for (const { shape } of layout.projections) {
      const settle = kernel[`settle${shape.index}`];
      const reads =
        'projection' in target
          ? shape.index === target.projection
          : [shape.from, shape.to].some((end) => layout.populations[end]?.shape.name === target.population);
      if (!settle || !reads) continue;
      this.refresh();
      settle();
    }
  }

  private refresh(): void {
    if (this.stale) this.machine.host.refresh();
    this.stale = false;
  }

  private storageOf(target: Target): {
    storage: Storage;
    order: Uint32Array | undefined;
    population?: PopulationLayout;
    projection?: ProjectionLayout;
  } {
    const { populations, projections } = this.machine.layout;
    if ('population' in target) {
      const storage = populations.find(({ shape }) => shape.name === target.population);
      if (!storage) throw new RangeError(`There is no population ${target.population}.`);
      return { storage, order: undefined, population: storage };
    }
    const storage: ProjectionLayout | undefined = projections[target.projection];
    if (!storage) throw new RangeError(`There is no projection ${target.projection}.`);
    return { storage, order: storage.order, projection: storage };
  }

  /** From now on the parameter has a value for each element: new code, the same state. */
  private makeArray(target: Target, values: Float64Array): void {
    this.rebuild([{ target, values }]);
  }

  private rebuild(changes: readonly { target: Target; values: Values }[]): void {
    const old = this.machine;
    const draft = draftMachine(withValues(old.network, changes), this.options);
    const machine = startMachine(draft, new WebAssembly.Module(draft.bytes));
    machine.memory.bytes.set(old.memory.bytes.subarray(0, old.layout.fixedEnd));
    const pairs = [
      ...old.layout.populations.map((from, p) => [from, machine.layout.populations[p]] as const),
      ...old.layout.projections.map((from, k) => [from, machine.layout.projections[k]] as const),
    ];
    const changed = new Set(changes.map(({ target }) => keyOf(target)));
    pairs.forEach(([from, to], place) => {
      for (const name of [...from.uniforms.keys(), ...from.arrays.keys()]) {
        if (!to || name.includes('#') || changed.has(`${place},${name}`)) continue;
        const values = old.memory.read(from, name);
        if (values !== undefined) machine.memory.write(to, name, values);
      }
    });
    old.layout.projections.forEach((projection, k) => {
      moveTraces(old, projection, machine, k);
    });
    this.machine = machine;
    this.stale = true;

    function keyOf(target: Target): string {
      const { populations } = old.layout;
      const place =
        'population' in target
          ? populations.findIndex(({ shape }) => shape.name === target.population)
          : populations.length + target.projection;
      return `${place},${target.name}`;
    }
  }

  /** Throws where a variable has left the finite numbers; keeps padding lanes near the real ones. */
  private watch(): void {
    const { kernel, memory, watched } = this.machine;
    for (const { storage, address } of watched) memory.pad(storage, address);
    if (kernel.broken() === 0) return;
    for (const { owner, storage, name, address, order } of watched) {
      const place = memory.floats(address, storage.size).findIndex((value) => !Number.isFinite(value));
      if (place >= 0) throw new NotFiniteError(owner, name, order?.[place] ?? place, this.step, this.dt);
    }
  }

  private setClockBack(): void {
    const { memory, layout } = this.machine;
    const clock = memory.cell(layout.clock);
    for (const { marks, size } of layout.populations) {
      if (marks === undefined) continue;
      const view = memory.integers(marks, size);
      for (let k = 0; k < size; k++) {
        const left = Number(view[k]);
        const next = left === HELD ? HELD : Math.max(left - clock, LONG_AGO);
        view[k] = (typeof view[k] === 'bigint' ? BigInt(next) : next) as never;
      }
    }
    memory.setCell(layout.clock, 0);
  }
}

/** The storage that keeps a variable once a neuron, and whose neurons they are. */
function tracesOf({ traces }: ProjectionLayout, name: string) {
  for (const side of ['pre', 'post'] as const)
    if (traces[side].arrays.has(name)) return { side, storage: traces[side] };
  return undefined;
}

/** A trace's value in each synapse, in the file's order; undefined where the variable is not kept so. */
function readTrace({ layout, memory }: Machine, index: number, name: string): Float64Array | undefined {
  const projection = layout.projections[index];
  const found = projection && tracesOf(projection, name);
  if (!found) return undefined;
  const values = memory.read(found.storage, name) as Float64Array;
  const { sources, targets } = projection.shape;
  const ends = found.side === 'pre' ? sources : targets;
  return Float64Array.from(ends, (neuron) => values[neuron] as number);
}

/** Takes traces over; where the new machine keeps one in each synapse, it is up to date there from now on. */
function moveTraces(old: Machine, from: ProjectionLayout, machine: Machine, index: number): void {
  const to = machine.layout.projections[index] as ProjectionLayout;
  for (const name of [...from.traces.pre.arrays.keys(), ...from.traces.post.arrays.keys()]) {
    const kept = tracesOf(from, name);
    const found = tracesOf(to, name);
    if (kept && found) {
      machine.memory.write(found.storage, name, old.memory.read(kept.storage, name) as Float64Array);
      continue;
    }
    machine.memory.write(to, name, readTrace(old, index, name) as Float64Array, to.order);
    if (to.updated !== undefined) machine.memory.words(to.updated, to.size).fill(old.memory.step >>> 0);
  }
}

function sayWhere(target: Target): string {
  return 'population' in target ? `population ${target.population}` : `projection ${target.projection}`;
}

/** The network with these parameters as arrays. A constant becomes a variable that nothing writes. */
function withValues(
  network: CompiledNetwork,
  changes: readonly { target: Target; values: Values }[],
): CompiledNetwork {
  const replace = <T extends CompiledNetwork['populations'][number] | CompiledNetwork['projections'][number]>(
    owner: T,
    isMeant: (target: Target) => boolean,
  ): T => {
    const own = changes.filter(({ target }) => isMeant(target));
    if (own.length === 0) return owner;
    const constants = new Map(owner.constants);
    const state = new Map(owner.state);
    for (const { target, values } of own) {
      constants.delete(target.name);
      state.set(target.name, values);
    }
    return { ...owner, constants, state };
  };
  return {
    ...network,
    populations: network.populations.map((owner) =>
      replace(owner, (target) => 'population' in target && target.population === owner.name),
    ),
    projections: network.projections.map((owner, k) =>
      replace(owner, (target) => 'projection' in target && target.projection === k),
    ),
  };
}
