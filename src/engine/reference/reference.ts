import type { CompiledNetwork } from '../../network/compiled.ts';
import { pathwaysInOrder } from '../../network/order.ts';
import {
  type Batch,
  type Checkpoint,
  NotFiniteError,
  type Simulation,
  synapsesOf,
  type Target,
} from '../simulation.ts';
import { restoreCheckpoint, saveCheckpoint } from './checkpoint.ts';
import type { ReferencePathway } from './pathway.ts';
import { type Clock, ReferencePopulation } from './population.ts';
import { ReferenceProjection } from './projection.ts';
import { Recorder, readerOf } from './recorder.ts';

/**
 * The oracle: plain 64-bit arithmetic, neuron by neuron, in the order that network-format.md gives under Meaning.
 * Slow on purpose; every other back end is compared with it.
 */
export function createReferenceSimulation(network: CompiledNetwork): Simulation {
  return new ReferenceSimulation(network);
}

class ReferenceSimulation implements Simulation {
  readonly backend = 'reference';
  readonly precision = 'f64';
  readonly dt: number;

  private readonly clock: Clock = { step: 0 };
  private readonly populations: readonly ReferencePopulation[];
  private readonly projections: readonly ReferenceProjection[];
  private readonly pathways: readonly ReferencePathway[];
  private readonly recorder: Recorder;

  constructor(private readonly network: CompiledNetwork) {
    this.dt = network.dt;
    this.populations = network.populations.map(
      (population) => new ReferencePopulation(population, network, this.clock),
    );
    this.projections = network.projections.map(
      (projection) =>
        new ReferenceProjection(
          projection,
          network,
          at(this.populations, projection.from),
          at(this.populations, projection.to),
          this.clock,
          new Map(
            [...projection.links].map(([name, { population, variable }]) => [
              name,
              at(this.populations, population).store.cell(variable),
            ]),
          ),
        ),
    );
    this.pathways = pathwaysInOrder(network.projections).map(({ projection, pathway }) =>
      at(at(this.projections, projection).pathways, pathway),
    );
    this.recorder = new Recorder(this.populations, this.projections);
  }

  get step(): number {
    return this.clock.step;
  }

  advance(steps: number): number {
    for (let k = 0; k < steps; k++) this.runStep();
    this.requireFinite();
    return steps;
  }

  drain(): Batch {
    return this.recorder.drain(this.clock.step);
  }

  set(target: Target, value: number | ArrayLike<number>): void {
    const owner = this.owner(target);
    // What has gone by since the last event went by with the old value.
    for (const projection of this.projections) if (projection.reads(owner)) projection.settle();
    owner.store.set(target.name, value);
  }

  get(target: Target): Float64Array {
    const owner = this.owner(target);
    const { store } = owner;
    const cell = store.cells.get(target.name);
    if (cell) return cell.values.slice();
    const read = readerOf(owner, target.name);
    return Float64Array.from({ length: store.size }, (_, k) => read(k));
  }

  checkpoint(): Checkpoint {
    return saveCheckpoint(this.parts());
  }

  restore(checkpoint: Checkpoint): void {
    restoreCheckpoint(this.parts(), checkpoint);
    this.recorder.clear(this.clock.step);
  }

  dispose(): void {
    // Plain memory: nothing to give back.
  }

  /** Meaning 2: sums, neurons, synapses, thresholds, pathways in their order, resets. */
  private runStep(): void {
    this.recorder.sample(this.clock.step);
    for (const projection of this.projections) projection.sum();
    for (const population of this.populations) population.update();
    for (const projection of this.projections) projection.update();
    for (const population of this.populations) population.fire();
    for (const pathway of this.pathways) pathway.run();
    for (const population of this.populations) population.reset();
    this.recorder.takeSpikes(this.clock.step);
    this.clock.step += 1;
  }

  private requireFinite(): void {
    for (const { compiled, store } of this.populations)
      for (const name of compiled.state.keys()) {
        const { values } = store.cell(name);
        const index = values.findIndex((value) => !Number.isFinite(value));
        if (index >= 0) throw new NotFiniteError(compiled.name, name, index, this.clock.step, this.dt);
      }
    for (const { compiled, store } of this.projections)
      for (const [name, before] of compiled.state) {
        if (typeof before === 'number') continue;
        const index = store.cell(name).values.findIndex((value) => !Number.isFinite(value));
        if (index >= 0)
          throw new NotFiniteError(synapsesOf(this.network, compiled), name, index, this.clock.step, this.dt);
      }
  }

  private owner(target: Target): ReferencePopulation | ReferenceProjection {
    if ('projection' in target) return at(this.projections, target.projection);
    const found = this.populations.find(({ compiled }) => compiled.name === target.population);
    if (!found) throw new RangeError(`There is no population ${target.population}.`);
    return found;
  }

  private parts() {
    const { network, clock, populations, projections } = this;
    return { network, clock, populations, projections };
  }
}

function at<T>(list: readonly T[], index: number): T {
  const element = list[index];
  if (element === undefined)
    throw new RangeError(`There is nothing at place ${index}: there are ${list.length}.`);
  return element;
}
