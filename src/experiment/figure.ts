import type { Network } from '../network/network.ts';
import type { Measure, SelfConsistentRate } from './measure-kinds.ts';
import type { Role } from './role.ts';
import type { View } from './views.ts';

export type * from './measure-kinds.ts';
export type * from './role.ts';
export type * from './views.ts';

/**
 * What a `*.figure.ts` declares, as data without DOM: the network, its parameters, what is looked at and why. The
 * same declaration is the figure in the chapter, the page to embed, the command, the test case and the export.
 * Its id is its file name without `.figure.ts`. What it can be looked at with is in `views.ts`, what is measured in
 * `measure-kinds.ts`.
 */
export interface Figure {
  /** Short name: `Hodgkin-Huxley neuron`. */
  readonly title: string;
  /** The question it answers, in a few words. */
  readonly question: string;
  /** What to look for; plain text with `$...$` for mathematics. */
  readonly caption: string;
  /** What the picture is, for who cannot see it. What it shows now is computed by `summary.ts`. */
  readonly alt: string;
  readonly network: Network;
  readonly parameters: readonly Parameter[];
  readonly views: readonly View[];
  /** How names are typeset and coloured: every symbol of the equations that is not a parameter of the table. */
  readonly symbols: Readonly<Record<string, Symbol>>;
  readonly sweeps?: Readonly<Record<string, Sweep>>;
  readonly atlas?: Atlas;
  readonly map?: NetworkMap;
  /** Numbers read off the run, shown live and checked by the tests and goals. */
  readonly measures?: Readonly<Record<string, Measure>>;
  /** Settings that have a name: firing patterns, regimes. Choosing one sets its values and begins anew. */
  readonly presets?: readonly Preset[];
  /** What the reader can try to bring about, checked live from the measures. */
  readonly goals?: readonly Goal[];
  /** The run begins anew after so long: what is applied to it has ended then. */
  readonly repeats?: string;
  /** Simulated seconds a real second when the reader has chosen nothing: 0.02 is slow motion. */
  readonly speed: number;
  /** How long the command line, the still picture and the end-to-end test run it, as text: `200*ms`. */
  readonly duration: string;
  /** 64-bit arithmetic where a figure needs it; absent: 32 bit. */
  readonly precision?: 'f32' | 'f64';
  /** Opts in to fused multiply-add where the machine has it: faster, but no longer the same bits everywhere. */
  readonly relaxed?: boolean;
  /** Populations that run in the chip's integers (`chip/fixed-point`), beside the others in floating point. */
  readonly chip?: readonly string[];
  /**
   * Populations that are no neurons of a chip, where the figure stands on one, with the reason as the rest of a sentence:
   * `it stands for the chip's own time step`. They have no core, and nothing of them is counted.
   */
  readonly offChip?: Readonly<Record<string, string>>;
  /** Where the numbers come from: keys of `chapters/references.bib`. */
  readonly sources?: readonly string[];
}

/** Values for some of the table's parameters, under one name; what it does not name keeps its default. */
export interface Preset {
  /** Letters, digits and hyphens: `regular-bursting`. */
  readonly name: string;
  readonly title: string;
  readonly values: Readonly<Record<string, number>>;
}

/** A task that reads the simulation: `Make it fire 40 times a second without touching the current.` */
export interface Goal {
  /** Letters, digits and hyphens, unique in the figure: progress is kept under it. */
  readonly name: string;
  /** Plain text with `$...$` for mathematics, as are `hint` and `answer`. */
  readonly task: string;
  readonly hint: string;
  /** The worked answer: what to do and why it works. */
  readonly answer: string;
  /** All of them at one moment. Never so with the defaults; tests run both the defaults and the solution. */
  readonly when: readonly Condition[];
  /** What the answer does: values set at a time of the run, the first at 0 where no time stands. */
  readonly solution: readonly { readonly at?: string; readonly values: Readonly<Record<string, number>> }[];
  /** How long the solution needs to run from its last change; absent: the figure's `duration`. */
  readonly within?: string;
}

/**
 * Bounds of a measure or a parameter, ends included. A number is in the unit of what it bounds (rates in Hz); a text is
 * an expression over the table's names, with units: `1.05*(theta - E_L)/R`. A measure that has no value yet fulfils
 * nothing.
 */
export interface Condition {
  /** Name of a measure or a parameter. */
  readonly of: string;
  readonly atLeast?: number | string;
  readonly atMost?: number | string;
  /** The parameter stands at its default. */
  readonly untouched?: true;
}

export interface Symbol {
  /** LaTeX: `V`, `g_\\mathrm{L}`. */
  readonly symbol: string;
  readonly role: Role;
  /** What it is, in a few words. */
  readonly meaning: string;
  /** To show its value in, as written in equations (`mV`, `nS`); absent: a pure number. */
  readonly unit?: string;
}

export interface Parameter extends Symbol {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  /** In `unit`. */
  readonly default: number;
  /** In `unit`; absent: a hundredth of the range. */
  readonly step?: number;
  readonly scale?: 'linear' | 'log';
  /** Shown at once; the rest is one click away. */
  readonly prominent?: boolean;
  /** Off or on, 0 or 1: a switch in place of a slider. */
  readonly toggle?: true;
  /** The run begins anew when it changes, whatever it sets: what is shown of it holds from its first instant on. */
  readonly anew?: true;
  /** What it overrides in the network. */
  readonly sets: readonly Override[];
}

/**
 * A place in the network, as a path: `populations.neuron.parameters.I`, `projections.0.parameters.w`,
 * `populations.E.size`. Values under `parameters` change while the network runs; anything else rebuilds it and starts
 * again from 0. `value` is an expression over the table's names (with units); absent: the parameter's own value.
 */
export interface Override {
  readonly path: string;
  readonly value?: string;
}

/**
 * The network run once with many values of one parameter side by side: one population enlarged to `points` neurons,
 * each with its own value. Runs again, progressively, whenever another parameter changes.
 */
export interface Sweep {
  /**
   * One run of the whole network after another instead, and the population's first neuron measured in each: for what
   * neurons cannot have for themselves, such as `dt`.
   */
  readonly runs?: true;
  /**
   * Every neuron of the population has a curve of its own, with its own drawn values: one device each. The first is the
   * one that is drawn bold.
   */
  readonly fan?: true;
  /** Name in the parameter table. */
  readonly parameter: string;
  readonly population: string;
  /** Populations that are enlarged alike, so that synapses which join them one to one have a value each. */
  readonly along?: readonly string[];
  /** In the parameter's unit; absent: its range. */
  readonly from?: number;
  readonly to?: number;
  readonly points: number;
  readonly duration: string;
  /** Spikes before this are not counted. */
  readonly settle?: string;
  /**
   * `peak`: of a variable, its value of the largest size, with its sign; `last`: its value at the end. `onset`: in Hz, the
   * inverse of the mean time from `settle` to the first spike. `gain`: of a sweep over the frequency of a modulation, the
   * amplitude of the trials' common rate at that frequency over the modulation's own, in whole periods after `settle`.
   * `drift`: of a variable of synapses, its change by the duration.
   */
  readonly measure: 'rate' | 'count' | 'reliability' | 'peak' | 'last' | 'onset' | 'gain' | 'drift';
  /** The population's variable that a `peak` or `last` is of; of a `last` or `drift`, that of a projection: `0.w`. */
  readonly of?: string;
  /**
   * Neurons for each value, taken as trials of one: their spikes are averaged, or a `reliability` measured over them. Of
   * synapses, the mean.
   */
  readonly trials?: number;
  /** Name of the parameter that is the amplitude of the modulation that a `gain` is of. */
  readonly amplitude?: string;
  /** Of a gain: `Hz/nA`. */
  readonly unit?: string;
  /** Of the Gaussian that a `reliability` compares trains with: `1.8*ms`. */
  readonly width?: string;
  /** Values of other parameters that stand still in this sweep, in their own units. */
  readonly at?: Readonly<Record<string, number>>;
  /**
   * The closed form, as an expression over the table's names, in Hz (drawn thin and grey; NaN where there is none). It
   * may call `siegert(mu, sigma, tau, theta, V_r, t_ref)`, as `siegert.ts` explains it.
   */
  readonly reference?: string;
  /**
   * In its place, the rate that agrees with what it does to the neuron; a `reference` besides may name that rate `nu`, and
   * `slope`, how much it would change with the mean alone (Hz per volt).
   */
  readonly selfConsistent?: SelfConsistentRate;
  /** Other closed forms to hold the curve against, dashed, with a few words at their end. */
  readonly guides?: readonly { readonly label: string; readonly form: string }[];
}

/** A map of two parameters, computed all at once (WebGL2; the CPU where there is none). */
interface AtlasPlane {
  readonly x: { readonly parameter: string; readonly from: number; readonly to: number };
  readonly y: { readonly parameter: string; readonly from: number; readonly to: number };
  /** Pixels a side; at least 256. */
  readonly resolution: number;
  /** May name parameters of the table: `n/f + 0.2*second`. */
  readonly duration: string;
}

/** Every pixel a neuron with its own values of two parameters. */
export interface NeuronAtlas extends AtlasPlane {
  readonly population: string;
  readonly settle?: string;
  readonly measures: readonly NeuronMeasure[];
}

/**
 * Every pixel a synapse with a neuron of its own before it and one behind it: the figure's own network, its populations
 * enlarged to a neuron a pixel. Their spikes come from their own equations: a protocol, or Poisson trains, which draw
 * the same numbers on every back end. The two parameters may be of the projection or of the neurons that it joins.
 */
export interface SynapseAtlas extends AtlasPlane {
  /** Place of the projection, which joins neurons one to one. */
  readonly projection: number;
  /** The variable of its synapses whose change is shown, in the unit of its symbol. */
  readonly variable: string;
  readonly measures: readonly SynapseMeasure[];
  /** Where theory says that nothing changes: zeros of an expression over the table's names, and a few words for the line. */
  readonly zeros?: readonly { readonly form: string; readonly label: string }[];
}

export type Atlas = NeuronAtlas | SynapseAtlas;

/**
 * A plane of two parameters of which every cell is a run of the whole network, made one after the other from coarse to
 * fine. The network is built once: the two parameters must be such as change while it runs, and initial values are those
 * of the lower left corner.
 */
export interface NetworkMap {
  readonly x: { readonly parameter: string; readonly from: number; readonly to: number };
  readonly y: { readonly parameter: string; readonly from: number; readonly to: number };
  /** Finest cells; multiples of 9 give passes of 81, 9 and 1 cells a run. */
  readonly columns: number;
  readonly rows: number;
  /** Of each run. */
  readonly duration: string;
  /** Not measured. */
  readonly settle?: string;
  /** Values that hold on the map whatever the table says: a smaller size. */
  readonly values?: Readonly<Record<string, number>>;
  /** Names of the figure's measures, with the range of the colours, in their units. */
  readonly measures: readonly {
    readonly measure: string;
    readonly range: readonly [number, number];
    /** Equal ratios are equal distances. */
    readonly log?: boolean;
    /** Values of the measure's self-consistent rate, in Hz, whose lines are drawn over the map. */
    readonly levels?: readonly number[];
  }[];
}

/**
 * rate: spikes a second after `settle`. burst index: share of inter-spike intervals shorter than half the mean.
 * adaptation: (last interval - first interval) / (last + first). All of one neuron's spike times.
 */
export type NeuronMeasure = 'rate' | 'burst index' | 'adaptation';

/** Of a variable of a synapse since the start: its change, that in per cent of what it was, and that by the seconds run. */
export type SynapseMeasure = 'weight change' | 'relative change' | 'drift';

export type AtlasMeasure = NeuronMeasure | SynapseMeasure;
