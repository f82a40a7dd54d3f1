import { compileNode, compileStatements, type Environment } from '../../language/interpret.ts';
import type { Builtin, Node } from '../../language/ir.ts';
import { draw64, streamKey } from '../../language/random.ts';
import { arrayValue } from '../../network/array.ts';
import type { CompiledNetwork, CompiledPopulation } from '../../network/compiled.ts';
import { propagatorReader } from './propagators.ts';
import { Store } from './store.ts';

/** The present step, shared by everything in a simulation. */
export interface Clock {
  step: number;
}

/** Time of the last spike before there was one, as in Brian2. */
const LONG_AGO = -1e4;

/**
 * One population, neuron by neuron: what network-format.md says under Meaning, in its order. The simulation calls
 * `update`, `fire`, and, after the synapses, `reset`.
 */
export class ReferencePopulation {
  readonly store: Store;
  /** Step of the last spike; minus infinity before the first. */
  readonly lastSpike: Float64Array;
  /** 1 where the neuron is not refractory. */
  readonly notRefractory: Float64Array;
  /** Neurons that fired in this step, ascending. */
  spikes: number[] = [];

  private neuron = 0;
  private givenPlace = 0;
  private readonly environment: Environment;
  private readonly runUpdate: (() => void) | undefined;
  private readonly runReset: (() => void) | undefined;
  private readonly threshold: (() => number) | undefined;
  private readonly refractory: (() => number) | undefined;

  constructor(
    readonly compiled: CompiledPopulation,
    private readonly network: CompiledNetwork,
    private readonly clock: Clock,
  ) {
    const { name, size, program } = compiled;
    this.store = new Store(`population ${name}`, size, compiled.state, compiled.constants);
    this.lastSpike = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
    this.notRefractory = new Float64Array(size).fill(1);
    this.environment = this.createEnvironment();
    if (!program) return;
    this.runUpdate = compileStatements(program.update, this.environment);
    this.runReset = compileStatements(program.reset, this.environment);
    this.threshold = program.threshold && compileNode(program.threshold, this.environment);
    this.refractory = program.refractory && compileNode(program.refractory.value, this.environment);
  }

  /** Ends refractoriness where it is over, then takes every neuron's state on by one step. */
  update(): void {
    const { runUpdate } = this;
    if (!runUpdate) return;
    for (this.neuron = 0; this.neuron < this.compiled.size; this.neuron++) {
      this.updateRefractoriness(this.neuron);
      runUpdate();
    }
  }

  /** Tests the threshold of every neuron that is not refractory. */
  fire(): void {
    this.spikes = [];
    const { threshold, clock } = this;
    if (this.compiled.spikes) {
      this.fireGiven(this.compiled.spikes);
      return;
    }
    if (!threshold) return;
    for (this.neuron = 0; this.neuron < this.compiled.size; this.neuron++) {
      if (this.notRefractory[this.neuron] === 0 || threshold() === 0) continue;
      this.spikes.push(this.neuron);
      this.lastSpike[this.neuron] = clock.step;
      if (this.refractory) this.notRefractory[this.neuron] = 0;
    }
  }

  reset(): void {
    for (const neuron of this.spikes) {
      this.neuron = neuron;
      this.runReset?.();
    }
  }

  /** A closure that works out an expression of this population for neuron k. */
  reader(node: Node): (k: number) => number {
    const read = compileNode(node, this.environment);
    return (k) => {
      this.neuron = k;
      return read();
    };
  }

  builtin(name: Builtin, k: number): number {
    const { dt } = this.network;
    switch (name) {
      case 't':
        return this.clock.step * dt;
      case 'dt':
        return dt;
      case 'N':
        return this.compiled.part?.of ?? this.compiled.size;
      case 'not_refractory':
        return this.notRefractory[k] as number;
      case 'lastspike': {
        const step = this.lastSpike[k] as number;
        return step === Number.NEGATIVE_INFINITY ? LONG_AGO : step * dt;
      }
      default:
        return (this.compiled.part?.first ?? 0) + k;
    }
  }

  /** After a jump to another step: given spikes go on from there. */
  seek(): void {
    this.givenPlace = 0;
    const steps = this.compiled.spikes?.steps;
    while (steps && (steps[this.givenPlace] ?? Number.POSITIVE_INFINITY) < this.clock.step) this.givenPlace++;
  }

  private updateRefractoriness(k: number): void {
    const { refractory } = this.compiled.program ?? {};
    if (!refractory || !this.refractory) return;
    const value = this.refractory();
    if (refractory.kind === 'condition') {
      // Only a spike begins it.
      if (value === 0) this.notRefractory[k] = 1;
      return;
    }
    const steps = Math.floor(value / this.network.dt + 1e-3);
    this.notRefractory[k] = this.clock.step - (this.lastSpike[k] as number) >= steps ? 1 : 0;
  }

  private fireGiven({ steps, indices }: NonNullable<CompiledPopulation['spikes']>): void {
    for (; steps[this.givenPlace] === this.clock.step; this.givenPlace++)
      this.spikes.push(indices[this.givenPlace] as number);
    for (const neuron of this.spikes) this.lastSpike[neuron] = this.clock.step;
  }

  private createEnvironment(): Environment {
    const { network, clock, store } = this;
    const environment: Environment = {
      propagator: (...entry) => propagator(...entry),
      read: ({ name }) => {
        const cell = store.cell(name);
        return () => cell.values[cell.stride * this.neuron] as number;
      },
      write: ({ name }) => {
        const cell = store.cell(name);
        return (value) => {
          cell.values[cell.stride * this.neuron] = value;
        };
      },
      builtin: (name) => () => this.builtin(name, this.neuron),
      draw: ({ distribution, stream }) => {
        const { name, part } = this.compiled;
        const key = streamKey(name, stream);
        const first = part?.first ?? 0;
        return () => draw64(distribution, network.seed, key, clock.step, first + this.neuron);
      },
      array: arrayReader(network),
    };
    const propagator = propagatorReader(environment, store, network.dt, () => this.neuron);
    return environment;
  }
}

/** Recorded arrays for the interpreter. */
export function arrayReader(network: CompiledNetwork): NonNullable<Environment['array']> {
  return (name) => {
    const array = network.arrays.get(name);
    if (!array) throw new RangeError(`There is no array ${name}.`);
    return (t, column) => arrayValue(array, t, column, network.dt);
  };
}
