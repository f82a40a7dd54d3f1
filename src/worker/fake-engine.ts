import {
  type Batch,
  type Checkpoint,
  NotFiniteError,
  type Simulation,
  type Target,
} from '../engine/simulation.ts';
import type { Figure } from '../experiment/figure.ts';
import { LanguageError, locate } from '../language/diagnostic.ts';
import { evaluateQuantity } from '../language/quantity.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import type { Network } from '../network/network.ts';
import type { Engine } from './engine.ts';

/**
 * A tiny engine for the tests of this folder: one accumulator x that grows by a driven, irregular amount a step, spikes
 * above 1 and is recorded at every step. An equation text with `wrong` in it does not compile.
 */
export class FakeSimulation implements Simulation {
  readonly backend = 'cpu';
  readonly precision = 'f32';
  readonly dt: number;
  step = 0;
  disposed = false;
  sets: { readonly step: number; readonly name: string; readonly value: number }[] = [];
  #x = 0;
  #gain: number;
  #from = 0;
  #spikes: number[] = [];
  #samples: number[] = [];
  readonly #seed: number;
  readonly #cost: (steps: number) => void;

  constructor(compiled: CompiledNetwork, cost: (steps: number) => void) {
    this.dt = compiled.dt;
    this.#seed = compiled.seed;
    this.#gain = compiled.populations[0]?.constants.get('gain') ?? 0;
    this.#cost = cost;
  }

  advance(steps: number): number {
    const room = Math.min(steps, 1000 - this.#samples.length);
    for (let k = 0; k < room; k++) {
      this.#samples.push(this.#x);
      this.#x = Math.fround(this.#x + this.#gain * (1 + 0.5 * Math.sin(this.step * 12.9898 + this.#seed)));
      if (this.#x > 1 && Number.isFinite(this.#x)) {
        this.#x = 0;
        this.#spikes.push(this.step);
      }
      this.step++;
    }
    this.#cost(room);
    if (!Number.isFinite(this.#x)) throw new NotFiniteError('cell', 'x', 0, this.step, this.dt);
    return room;
  }

  drain(): Batch {
    const { length } = this.#samples;
    const steps = Float64Array.from({ length }, (_, k) => this.#from + k);
    const batch = {
      from: this.#from,
      to: this.step,
      spikes: [{ steps: Float64Array.from(this.#spikes), indices: new Uint32Array(this.#spikes.length) }],
      samples: [{ population: 0, probe: 0, steps, values: Float64Array.from(this.#samples) }],
    };
    this.#empty();
    return batch;
  }

  set(target: Target, value: number | ArrayLike<number>): void {
    const number = Number(value);
    this.sets.push({ step: this.step, name: target.name, value: number });
    if (target.name === 'gain') this.#gain = number;
  }

  get(): Float64Array {
    return Float64Array.of(this.#x);
  }

  checkpoint(): Checkpoint {
    const data = [Float64Array.of(this.#x, this.#gain).buffer];
    return { backend: 'cpu', precision: 'f32', step: this.step, data };
  }

  restore(checkpoint: Checkpoint): void {
    const [x = 0, gain = 0] = new Float64Array(checkpoint.data[0] ?? new ArrayBuffer(16));
    this.#x = x;
    this.#gain = gain;
    this.step = checkpoint.step;
    this.#empty();
  }

  dispose(): void {
    this.disposed = true;
  }

  #empty(): void {
    this.#from = this.step;
    this.#spikes = [];
    this.#samples = [];
  }
}

export class FakeEngine implements Engine {
  simulations: FakeSimulation[] = [];

  /** `cost`: called with the number of steps run, to turn a hand clock. */
  constructor(private readonly cost: (steps: number) => void = () => undefined) {}

  compile(network: Network, seed: number): CompiledNetwork {
    const populations = Object.entries(network.populations).map(([name, population]) => {
      const { equations = '', size, parameters = {} } = population;
      const wrong = equations.indexOf('wrong');
      if (wrong >= 0) {
        const span = { start: wrong, end: wrong + 5 };
        throw new LanguageError([
          locate(equations, `populations.${name}.equations`, span, 'Nothing is called wrong.'),
        ]);
      }
      const constants = new Map(
        Object.entries(parameters).map(
          ([key, value]) => [key, evaluateQuantity(String(value), key).value] as const,
        ),
      );
      const probes = [{ variable: 'x', unit: '1', indices: Uint32Array.of(0), every: 1 }];
      return { name, size, constants, state: new Map(), probes };
    });
    const dt = evaluateQuantity(network.dt, 'dt').value;
    return { dt, seed, populations, projections: [], arrays: new Map() };
  }

  async simulate(compiled: CompiledNetwork): Promise<FakeSimulation> {
    const simulation = new FakeSimulation(compiled, this.cost);
    this.simulations.push(simulation);
    return simulation;
  }
}

/** A figure for the fake engine: `gain` changes in flight, `size` and `offset` need a new network. */
export const fakeFigure: Figure = {
  title: 'Fake',
  question: 'Does it run?',
  caption: '',
  alt: '',
  network: {
    dt: '1*ms',
    populations: { cell: { size: 1, equations: 'x : 1', parameters: { gain: 0.1, tau: '10*ms' } } },
  },
  parameters: [
    {
      name: 'gain',
      symbol: 'g',
      role: 'neutral',
      meaning: 'gain',
      minimum: 0,
      maximum: 1,
      default: 0.1,
      sets: [{ path: 'populations.cell.parameters.gain' }],
    },
    {
      name: 'tau',
      symbol: '\\tau',
      role: 'membrane',
      meaning: 'time constant',
      unit: 'ms',
      minimum: 1,
      maximum: 100,
      default: 10,
      sets: [{ path: 'populations.cell.parameters.tau' }],
    },
    {
      name: 'cells',
      symbol: 'N',
      role: 'neutral',
      meaning: 'cells',
      minimum: 1,
      maximum: 100,
      default: 1,
      sets: [{ path: 'populations.cell.size' }],
    },
  ],
  views: [],
  symbols: {},
  speed: 1,
  duration: '100*ms',
};
