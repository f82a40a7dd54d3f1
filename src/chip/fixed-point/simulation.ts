import { createSimulation } from '../../engine/create.ts';
import type { Integers, Quantised } from '../../engine/integers.ts';
import {
  type Batch,
  type Checkpoint,
  type IntegerWeights,
  type Precision,
  type Simulation,
  synapsesOf,
  type Target,
} from '../../engine/simulation.ts';
import type { CompiledNetwork } from '../../network/compiled.ts';
import { restoreCheckpoint, saveCheckpoint } from './checkpoint.ts';
import { neuronPlan } from './neuron-plan.ts';
import { neuronStep } from './neuron-step.ts';
import { Outside, stretch } from './outside.ts';
import { type Placement, place } from './placement.ts';
import { ChipPopulation } from './population.ts';
import { ChipProjection } from './projection.ts';
import { Recorder } from './recorder.ts';

export interface FixedPointOptions {
  /** Of what stays in floating point; 32 bit if absent. */
  readonly precision?: Precision;
  /** Populations that go on the chip; absent: all that can. */
  readonly only?: readonly string[];
}

/**
 * The network in the chip's integers, one step of the chip for each of the network's: the same equations, compiled to
 * registers. Sources of spikes stay in floating point and fire as they do there. Throws `NetworkError` with a sentence
 * that says which equation does not fit, and why.
 */
export async function createFixedPointSimulation(
  network: CompiledNetwork,
  { precision = 'f32', only }: FixedPointOptions = {},
): Promise<FixedPointSimulation> {
  const placement = place(network, only);
  const { outside } = placement;
  const inner = outside && (await createSimulation(outside.network, { backend: 'cpu', precision }));
  return new FixedPointSimulation(network, placement, inner);
}

export class FixedPointSimulation implements Simulation {
  readonly backend = 'fixed-point';
  readonly precision: Precision;
  readonly dt: number;
  step = 0;

  readonly #populations: readonly (ChipPopulation | undefined)[];
  readonly #projections: readonly (ChipProjection | undefined)[];
  readonly #recorder: Recorder;
  #report: readonly Quantised[] = [];
  readonly #outside: Outside | undefined;

  constructor(
    private readonly network: CompiledNetwork,
    private readonly placement: Placement,
    inner: Simulation | undefined,
  ) {
    const { dt } = network;
    this.dt = dt;
    this.precision = inner?.precision ?? 'f64';
    this.#populations = network.populations.map((population, at) => {
      const form = placement.forms[at];
      return form && new ChipPopulation(population, form, dt);
    });
    this.#projections = network.projections.map((projection) => {
      const to = this.#populations[projection.to];
      return to && new ChipProjection(projection, to, synapsesOf(network, projection), dt);
    });
    this.#plan();
    const readers = [...this.#populations, ...this.#projections].map(
      (owner) => owner && ((variable: string) => owner.reader(variable)),
    );
    const { populations = [], projections = [] } = placement.outside ?? {};
    const places = [...populations, ...projections.map((at) => network.populations.length + at)];
    this.#recorder = new Recorder(network, readers, places);
    if (inner && placement.outside)
      this.#outside = new Outside(inner, placement.outside, (batch) => this.#recorder.add(batch));
  }

  get integers(): Integers {
    const all = this.#populations.flatMap((population) => population?.neurons.overflows ?? []);
    const sum = (of: 'current' | 'voltage') => all.reduce((total, one) => total + one[of], 0);
    return {
      quantities: this.#report,
      outside: this.placement.sources,
      overflows: { current: sum('current'), voltage: sum('voltage') },
    };
  }

  integerWeights(projection: number): IntegerWeights | undefined {
    return this.#projections[projection]?.integers;
  }

  advance(steps: number): number {
    const end = this.step + steps;
    while (this.step < end) {
      const until = Math.min(end, this.step + stretch);
      this.#outside?.run(until);
      while (this.step < until) this.#runStep();
    }
    return steps;
  }

  drain(): Batch {
    return this.#recorder.drain(this.step);
  }

  set(target: Target, value: number | ArrayLike<number>): void {
    const owner = this.#owner(target);
    if (!owner) {
      this.#outside?.set(target, value);
      return;
    }
    const { store } = owner.parameters;
    const cell = store.cell(target.name);
    const { values, stride } = cell;
    // A list that is set in place would be the old one too.
    cell.values = values.slice();
    try {
      store.set(target.name, value);
      const state = 'form' in owner && [owner.form.membrane, owner.form.current].includes(target.name);
      if (state) owner.encode(target.name);
      else this.#plan();
    } catch (error) {
      Object.assign(cell, { values, stride });
      throw error;
    }
  }

  get(target: Target): Float64Array {
    const owner = this.#owner(target);
    if (!owner) {
      if (!this.#outside) throw new RangeError('There is no such population.');
      return this.#outside.get(target);
    }
    const { store } = owner.parameters;
    const read = owner.reader(target.name);
    const state = 'form' in owner && [owner.form.membrane, owner.form.current].includes(target.name);
    const one = !state && store.cells.get(target.name)?.stride === 0 && 'form' in owner;
    return Float64Array.from({ length: one ? 1 : store.size }, (_, k) => read(k));
  }

  checkpoint(): Checkpoint {
    return saveCheckpoint(this.#parts(), this.step, this.#outside?.checkpoint());
  }

  restore(checkpoint: Checkpoint): void {
    const data = restoreCheckpoint(this.#parts(), checkpoint, () => this.#plan());
    const { step, precision } = checkpoint;
    this.#outside?.restore({ precision, step, data });
    this.step = step;
    this.#recorder.clear(step);
  }

  dispose(): void {
    this.#outside?.dispose();
  }

  /** Works all registers out, and only then writes them. */
  #plan(): void {
    const { dt } = this;
    const projections = this.#projections.flatMap((projection) => projection ?? []);
    const weights = new Map(projections.map((projection) => [projection, projection.weights()]));
    const plans = new Map(
      this.#populations.flatMap((population) => {
        if (!population) return [];
        const { compiled, form, parameters } = population;
        const step = neuronStep(form, parameters, compiled.name, dt);
        const range = { least: 0, most: 0 };
        for (const [{ to, compiled: own }, list] of weights)
          if (to === population)
            list.forEach((weight, k) => {
              const added = weight * (step.worth[own.targets[k] as number] as number);
              range.least = Math.min(range.least, added);
              range.most = Math.max(range.most, added);
            });
        return [[population, neuronPlan(compiled, form, step, range, dt)] as const];
      }),
    );
    const wired = projections.map((projection) => {
      const plan = plans.get(projection.to);
      const scale = (plan?.worth ?? new Float64Array(0)).map((worth) => worth * (plan?.scale ?? 1));
      return { projection, scale, plan: projection.plan(weights.get(projection) ?? scale, scale) };
    });
    for (const [population, plan] of plans) population.apply(plan);
    for (const { projection, plan, scale } of wired) projection.apply(plan, scale);
    this.#report = [...plans.values(), ...wired.map(({ plan }) => plan)].flatMap(({ report }) => report);
  }

  #runStep(): void {
    const { step } = this;
    this.#recorder.sample(step);
    this.#populations.forEach((population, at) => {
      if (!population) return;
      const { fired, lastSpike } = population;
      population.count = population.neurons.integrate(fired);
      for (let k = 0; k < population.count; k++) lastSpike[fired[k] as number] = step;
      this.#recorder.spikes(at, step, fired, population.count);
      this.#recorder.active(at, step, population.neurons.active);
    });
    this.#outside?.seek(step);
    for (const projection of this.#projections) {
      if (!projection) continue;
      const { from } = projection.compiled;
      const source = this.#populations[from];
      const fired = source?.fired ?? this.#outside?.fired(from) ?? [];
      projection.synapses.send(fired, source?.count ?? fired.length);
    }
    for (const population of this.#populations) population?.input.fill(0);
    for (const projection of this.#projections) projection?.synapses.arrive(projection.to.input);
    for (const population of this.#populations) population?.neurons.receive(population.input);
    this.step = step + 1;
  }

  #owner(target: Target): ChipPopulation | ChipProjection | undefined {
    const { populations, projections } = this.network;
    if ('projection' in target) {
      if (!projections[target.projection])
        throw new RangeError(`There is no projection ${target.projection}.`);
      return this.#projections[target.projection];
    }
    const at = populations.findIndex(({ name }) => name === target.population);
    if (at < 0) throw new RangeError(`There is no population ${target.population}.`);
    return this.#populations[at];
  }

  #parts() {
    const present = <T>(list: readonly (T | undefined)[]) => list.flatMap((one) => one ?? []);
    const { dt, populations, projections } = this.network;
    const signature = JSON.stringify([
      dt,
      populations.map(({ name, size }, at) => [name, size, this.#populations[at] !== undefined]),
      projections.map(({ from, to, targets }) => [from, to, targets.length]),
    ]);
    return { signature, populations: present(this.#populations), projections: present(this.#projections) };
  }
}
