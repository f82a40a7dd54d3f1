import type { PopulationProgram, ProjectionProgram } from '../language/model.ts';
import type { Reads } from '../language/reads.ts';

/**
 * A network with every text checked, every value a number in SI units and every synapse drawn: all that an engine
 * needs, the same for each of them. Made by `compile.ts`.
 */
export interface CompiledNetwork {
  /** Seconds. */
  readonly dt: number;
  readonly seed: number;
  readonly populations: readonly CompiledPopulation[];
  readonly projections: readonly CompiledProjection[];
  readonly arrays: ReadonlyMap<string, CompiledArray>;
}

/**
 * One value for all, or one for each element. A variable that no statement writes and that was given one value stays
 * a single number (the engine keeps it as a uniform); everything else is an array of the full size.
 */
export type Values = number | Float64Array;

export interface CompiledPopulation {
  readonly name: string;
  readonly size: number;
  /** Where it is a piece of a larger population. */
  readonly part?: Part;
  /** Absent for a population of given spike times. */
  readonly program?: PopulationProgram;
  /** Given spikes, ordered by step, then index. */
  readonly spikes?: { readonly steps: Uint32Array; readonly indices: Uint32Array };
  /** Names of the namespace: uniform by definition. */
  readonly constants: ReadonlyMap<string, number>;
  /** Initial values of the declared parameters and differential variables. */
  readonly state: ReadonlyMap<string, Values>;
  readonly probes: readonly Probe[];
}

/**
 * A piece of a population that is run by itself: `i`, `N` and random numbers are those of the whole, so that the pieces
 * together give what one run of all gives.
 */
export interface Part {
  /** Place of the piece's first neuron in the whole. */
  readonly first: number;
  /** Neurons of the whole. */
  readonly of: number;
}

export interface Probe {
  /** A variable or a subexpression. */
  readonly variable: string;
  readonly unit: string;
  readonly indices: Uint32Array;
  /** In steps; at least 1. */
  readonly every: number;
}

/** What a variable of synapses rests on, and what of it has to be carried to them. Made by `needs.ts`. */
export interface Needs {
  readonly reads: Reads;
  /**
   * Everything that decides its course once it is known when the joined neurons fire, as `post.v` or `3.tau`: its own
   * projection's and whatever the values that it reads come from.
   */
  readonly rests: readonly string[];
  /** What is carried for it. */
  readonly carried: readonly Carried[];
  /** What is carried so that the joined neurons fire, whether the rule reads it or not. */
  readonly anyway: readonly Carried[];
}

/** A way from population to population, as spikes or as values. */
export interface Carried {
  /** Places in the network's list of populations. */
  readonly from: number;
  readonly to: number;
  /** The variable whose value is carried; absent: spikes. */
  readonly variable?: string;
  /**
   * A packet for each spike, or for each neuron in every step. A value that is read at a spike of its own neuron travels
   * in that spike's packet; one that may be asked for at any time has to be there in every step.
   */
  readonly each: 'spike' | 'step';
  /** Of a packet for each spike, the population that fires; absent: `from`, and a value travels in the spike's own packet. */
  readonly of?: number;
  /** The variable of `to` that it is written to, where it is not the synapse that reads it. */
  readonly into?: string;
  /** Neurons of `to` that one neuron of `from` reaches; undefined where that differs from one to the next. */
  readonly reach: number | undefined;
  /** The joined neurons need it to fire, whether or not anything is learnt. */
  readonly anyway?: true;
}

export interface CompiledProjection {
  /** Place in the file's list: names it, and orders its spikes within a step. */
  readonly index: number;
  /** Places in `CompiledNetwork.populations`. */
  readonly from: number;
  readonly to: number;
  /** First neuron at each end, and the one after the last. */
  readonly ranges: Readonly<Record<'pre' | 'post', readonly [number, number]>>;
  readonly program: ProjectionProgram;
  /**
   * Synapse k joins neuron `sources[k]` to `targets[k]` (indices in the whole populations). The sources of millions of
   * synapses are made when they are first asked for: `targets.length` says how many there are, `offsets` whose they are.
   */
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  /**
   * Synapses of presynaptic neuron i are `order[offsets[i]]` to `order[offsets[i + 1] - 1]`; `order` is absent where
   * the synapses are already ordered by source.
   */
  readonly offsets: Uint32Array;
  readonly order?: Uint32Array;
  /** Variables of the synapses that are one variable of another population, which has one neuron. */
  readonly links: ReadonlyMap<string, Link>;
  /** Of each pathway of the program, in steps: one for all, or one for each synapse. */
  readonly delays: readonly (number | Uint32Array)[];
  readonly constants: ReadonlyMap<string, number>;
  readonly state: ReadonlyMap<string, Values>;
  readonly probes: readonly Probe[];
}

/** What a linked variable of synapses is: a variable of a population of one neuron, shared by all of them. */
export interface Link {
  /** Place in the network's list of populations. */
  readonly population: number;
  readonly variable: string;
}

export interface CompiledArray {
  /** Row-major, one row a time. */
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** Seconds. */
  readonly dt: number;
}
