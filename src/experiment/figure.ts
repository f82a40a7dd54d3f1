import type { Network } from '../network/network.ts';
import type { WindowShape } from './rate-estimators.ts';

/**
 * What a `*.figure.ts` declares, as data without DOM: the network, its parameters, what is looked at and why. The
 * same declaration is the figure in the chapter, the page to embed, the command, the test case and the export.
 * Its id is its file name without `.figure.ts`.
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

/** One colour, one meaning, in every figure, equation and slider of the book (look.md). */
export type Role =
  | 'membrane'
  | 'excitatory'
  | 'inhibitory'
  | 'adaptation'
  | 'pre'
  | 'post'
  | 'weight'
  | 'error'
  | 'neutral';

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
   */
  readonly measure: 'rate' | 'count' | 'reliability' | 'peak' | 'last' | 'onset' | 'gain';
  /** The population's variable that a `peak` or `last` is of. */
  readonly of?: string;
  /** Neurons for each value, taken as trials of one: their spikes are averaged, or a `reliability` measured over them. */
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

/** Every pixel a neuron with its own values of two parameters (WebGL2; the CPU where there is none). */
export interface Atlas {
  readonly population: string;
  readonly x: { readonly parameter: string; readonly from: number; readonly to: number };
  readonly y: { readonly parameter: string; readonly from: number; readonly to: number };
  /** Pixels a side; at least 256. */
  readonly resolution: number;
  readonly duration: string;
  readonly settle?: string;
  readonly measures: readonly AtlasMeasure[];
}

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
export type AtlasMeasure = 'rate' | 'burst index' | 'adaptation';

export type View = Placed &
  (
    | TracesView
    | RasterView
    | RateView
    | DecompositionView
    | PhaseView
    | CurveView
    | AtlasView
    | MapView
    | CircuitView
    | StackView
    | StatisticsView
    | EstimatesView
    | TransferView
    | RelationView
    | AlignedView
    | WallView
    | OpenedView
    | MatrixView
    | SamplesView
    | ConvergenceView
  );

/** Where a view stands in its figure; absent: as its kind does. */
interface Placed {
  readonly place?: 'main' | 'side';
  /** CSS pixels before the theme's scale, in proportion where columns are made equally high. */
  readonly height?: number;
}

export interface Line {
  /** `population.variable`, recorded by the network. */
  readonly of: string;
  /** Which of the recorded indices; absent: the first. */
  readonly index?: number;
  /** A closed form over `t` (seconds) and the table's names, drawn thin and grey under the live curve. */
  readonly reference?: string;
}

/** Small multiples that share the time axis. */
export interface TracesView {
  readonly kind: 'traces';
  readonly title: string;
  /** Width of the time axis: `100*ms`. */
  readonly window: string;
  readonly panels: readonly {
    readonly label: string;
    readonly unit?: string;
    /** In `unit`. */
    readonly range: readonly [number, number];
    /**
     * Tighter ranges, the tightest first: the first that holds all that the window shows is the axis. Panels with the same
     * ranges have the same axis. With `around` they are distances from the value of that parameter.
     */
    readonly closer?: readonly (readonly [number, number])[];
    readonly around?: string;
    readonly lines: readonly Line[];
    /** Name of a parameter drawn as a dashed line that can be dragged: the threshold. */
    readonly level?: string;
    /** Draw the spikes of this population as marks to full height. */
    readonly spikes?: string;
    /** Relative height; absent: 1. */
    readonly height?: number;
  }[];
}

export interface RasterView {
  readonly kind: 'raster';
  readonly title: string;
  readonly window: string;
  /** Parameter that holds the number of a neuron, from 1, whose spikes stand out; 0: none. */
  readonly chosen?: string;
  /** Few neurons: the first is on top and rows bear numbers, as those of a matrix do. */
  readonly numbered?: true;
  readonly populations: readonly { readonly name: string; readonly role: Role; readonly label: string }[];
}

export interface RateView {
  readonly kind: 'rate';
  readonly title: string;
  readonly window: string;
  readonly bin: string;
  readonly populations: readonly { readonly name: string; readonly role: Role; readonly label: string }[];
}

export interface PhaseView {
  readonly kind: 'phase';
  readonly title: string;
  readonly population: string;
  readonly x: {
    readonly variable: string;
    readonly unit?: string;
    readonly range: readonly [number, number];
  };
  readonly y: {
    readonly variable: string;
    readonly unit?: string;
    readonly range: readonly [number, number];
  };
  readonly nullclines: boolean;
  /** Where the nullclines cross, each with what the equations linearised there say of its stability. */
  readonly fixedPoints?: boolean;
  /** Parameters that hold the state at the start: a ring that can be dragged, and the run begins anew from there. */
  readonly start?: { readonly x: string; readonly y: string };
  /** Other ranges of the axes by the whole number that a parameter has, the first for 1. */
  readonly frames?: {
    readonly parameter: string;
    readonly of: readonly { readonly x: readonly [number, number]; readonly y: readonly [number, number] }[];
  };
}

export interface CurveView {
  readonly kind: 'curve';
  readonly title: string;
  readonly sweep: string;
  /** Other sweeps of the same parameter, fainter, with a few words at their end: `\\sigma = 0`. */
  readonly beside?: readonly { readonly sweep: string; readonly label: string }[];
}

/** A spike train, and below it the same train's rate as different estimators see it, over the true rate. */
export interface EstimatesView {
  readonly kind: 'estimates';
  readonly title: string;
  readonly window: string;
  /** Whose neuron 0 it is. */
  readonly population: string;
  /** `population.variable`: the true rate, recorded; drawn dashed, and in thin grey as each window sees it on average. */
  readonly rate: string;
  readonly estimates: readonly {
    /** `count`: all spikes of the time shown. `bins`: spikes in bins of a width. Else a sliding window. */
    readonly shape: 'count' | 'bins' | WindowShape;
    /** Name of the parameter that is its width; the window is drawn on the trace and can be dragged. */
    readonly width?: string;
    readonly label: string;
  }[];
}

/** What a window leaves of a modulation of the rate: closed forms over frequency, and what was measured at the present one. */
export interface TransferView {
  readonly kind: 'transfer';
  readonly title: string;
  /** Name of the parameter that is the modulation's frequency. */
  readonly frequency: string;
  readonly windows: readonly {
    readonly shape: WindowShape;
    readonly width: string;
    readonly label: string;
    /** Name of the measure that tells its gain. */
    readonly gain: string;
  }[];
}

export interface MapView {
  readonly kind: 'map';
  readonly title: string;
}

/** Small multiples: a neuron of one population each, over its own time, with its input beneath. One can be chosen. */
export interface WallView {
  readonly kind: 'wall';
  readonly title: string;
  /** `population.variable`, recorded by the network. */
  readonly of: string;
  readonly unit?: string;
  /** In `unit`. */
  readonly range: readonly [number, number];
  /** `population.variable` drawn as a thin line under each trace, on a scale of the panel's own. */
  readonly input?: string;
  readonly columns: number;
  /** Parameter that holds the chosen panel's number, from 1. */
  readonly chosen: string;
  readonly panels: readonly {
    readonly title: string;
    readonly short: string;
    /** Index of the neuron in its population. */
    readonly index: number;
    /** How many steps of the run it shows, and how long they are in the neuron's own time: `100*ms`. */
    readonly steps: number;
    readonly span: string;
    /** Least and greatest input, in the unit of the recorded values as the figure's symbols give it. */
    readonly input?: readonly [number, number];
    /** The figure's preset that choosing the panel takes. */
    readonly preset: string;
  }[];
}

/** The chosen panel of the figure's wall, large: one neuron over its own time, over the thin grey trace of the wall. */
export interface OpenedView {
  readonly kind: 'opened';
  readonly title: string;
  /** `population.variable` of a population of one neuron. */
  readonly of: string;
}

/**
 * The weights of a projection as they act now: a row for each receiving neuron, a column for each sending one. A weight is
 * a square where it excites and a disc where it inhibits, as large in area as the weight.
 */
export interface MatrixView {
  readonly kind: 'matrix';
  readonly title: string;
  /** Place of the projection in the network, and the variable that is its weight: recorded by the network. */
  readonly projection: number;
  readonly variable: string;
  readonly unit: string;
  /** Parameter that is 0 or 1: where it is 1, columns with weights of both signs are marked as illegal (Dale's law). */
  readonly law?: string;
  /** Parameter that holds the number of the chosen column, from 1, or 0; touching a column chooses it. */
  readonly chosen?: string;
}

/**
 * A run of few steps, sample by sample: a dot for each over the closed form, small multiples on shared axes. A sample
 * beyond the axis is an arrow at its edge.
 */
export interface SamplesView {
  readonly kind: 'samples';
  readonly title: string;
  readonly window: string;
  readonly unit: string;
  /** In `unit`. */
  readonly range: readonly [number, number];
  /** Closed form over `t` (seconds) and the table's names, thin and grey under the dots. */
  readonly reference: string;
  readonly panels: readonly {
    /** `population.variable`, recorded at every step. */
    readonly of: string;
    readonly label: string;
    /** The method goes straight from sample to sample: lines join them. */
    readonly joined?: true;
  }[];
}

/** Errors against the step, or whatever else makes them small: sweeps of one parameter, both axes logarithmic. */
export interface ConvergenceView {
  readonly kind: 'convergence';
  readonly title: string;
  readonly unit: string;
  /** In `unit`; what lies below is drawn at the lower edge. */
  readonly range: readonly [number, number];
  readonly sweeps: readonly {
    readonly sweep: string;
    readonly label: string;
    /** A dashed line of this slope through its first point. */
    readonly slope?: number;
  }[];
  /** Upright lines at a multiple of a parameter with the unit of the swept one. */
  readonly limits?: readonly { readonly parameter: string; readonly times: number; readonly label: string }[];
}

export interface AtlasView {
  readonly kind: 'atlas';
  readonly title: string;
}

/**
 * An equivalent circuit, drawn: a capacitor, branches of a conductance and a battery, and a source, with the current that
 * flows in each now. Names are variables of the population, all recorded, or parameters of the table.
 */
export interface CircuitView {
  readonly kind: 'circuit';
  readonly title: string;
  readonly population: string;
  readonly voltage: string;
  readonly capacitance: string;
  /** In which the currents are written; the widest arrow is `full` of it. */
  readonly unit: string;
  readonly full: number;
  readonly branches: readonly {
    readonly label: string;
    /** Outward current: inside to outside is positive. */
    readonly current: string;
    readonly conductance: string;
    readonly reversal: string;
    /** A parameter that is 0 or 1: touching the branch plugs it out or in. */
    readonly plug?: string;
  }[];
  /** The variable that is the current of a source, inward. */
  readonly source: string;
}

/**
 * Currents on top of each other over time, outward above zero and inward below. What closes the balance is C dV/dt, taken
 * from the recorded potential itself, so that equal heights are a finding.
 */
export interface StackView {
  readonly kind: 'stack';
  readonly title: string;
  readonly window: string;
  readonly unit: string;
  /** Ends of the axis, in `unit`: from -range to range. */
  readonly range: number;
  /** `population.variable`; an inward current counts with the other sign. */
  readonly terms: readonly { readonly of: string; readonly inward?: true }[];
  /** `population.variable` of the potential, the parameter that is C, and the symbol to write at its area. */
  readonly capacitor: { readonly of: string; readonly capacitance: string; readonly symbol: string };
}

/**
 * A population of alike integrate-and-fire neurons whose own rate `nu` is part of what drives them: the noise of a
 * network, after Brunel (2000), equations 4, 5 and 21, or currents of each neuron's own that its spikes bring.
 * Expressions over the table's names and `nu`, linear in `nu`.
 */
export interface SelfConsistentRate {
  /** Mean and variance (his sigma squared) of the free membrane's drive. */
  readonly mean: string;
  readonly variance: string;
  readonly tau: string;
  readonly threshold: string;
  readonly reset: string;
  readonly refractory: string;
}

/**
 * What noise that was recorded looks like: how often each value occurs, or how alike two values are that lie a lag apart,
 * over the last `memory` of the run; grey, the Gaussian and the exponential of an Ornstein-Uhlenbeck process.
 */
export interface StatisticsView {
  readonly kind: 'statistics';
  readonly title: string;
  readonly shows: 'distribution' | 'autocorrelation';
  readonly memory: string;
  readonly unit: string;
  /** Ends of the horizontal axis in `unit`: of the values, or of the lags. */
  readonly range: readonly [number, number];
  /** The variables, and the parameters that are mean, standard deviation and time constant of each. */
  readonly lines: readonly {
    readonly of: string;
    readonly mean: string;
    readonly deviation: string;
    readonly time: string;
  }[];
}

/** Sweeps over one parameter on common axes: current against voltage. */
export interface RelationView {
  readonly kind: 'relation';
  readonly title: string;
  readonly sweeps: readonly { readonly sweep: string; readonly of: string; readonly label: string }[];
  readonly unit: string;
  /** In `unit`. */
  readonly range: readonly [number, number];
}

/** The last spikes of one neuron laid over each other at their threshold crossing, with mean and standard deviation. */
export interface AlignedView {
  readonly kind: 'aligned';
  readonly title: string;
  /** `population.variable`, of the population's first neuron. */
  readonly of: string;
  readonly unit: string;
  readonly range: readonly [number, number];
  readonly before: string;
  readonly after: string;
  /** How many spikes. */
  readonly count: number;
  /** How much of the run they are taken from. */
  readonly window: string;
}

/**
 * A leaky integrate-and-fire neuron, the first of its population, by the names of the variables that are its potential,
 * its input, and the values in its equation. All are recorded at every step: what is computed from them then goes
 * through every change of a value at the step at which it happened.
 */
export interface LinearNeuron {
  readonly population: string;
  readonly potential: string;
  readonly current: string;
  readonly resistance: string;
  readonly rest: string;
  readonly time: string;
  readonly threshold: string;
  readonly reset: string;
  readonly refractory: string;
}

/**
 * The simulated potential over the sum of two kernels, computed from the recorded input and spikes: the membrane's with
 * the current, and one for the reset of each spike; below them the two apart, and what is left of the simulation when
 * the sum is subtracted. `kernel-sum.ts` says how it is computed.
 */
export interface DecompositionView {
  readonly kind: 'decomposition';
  readonly title: string;
  readonly window: string;
  /** How much of the run is kept and convolved with: longer than the window by many membrane time constants. */
  readonly memory: string;
  readonly neuron: LinearNeuron;
  readonly unit: string;
  /** Of the potential, in `unit`. */
  readonly range: readonly [number, number];
}

export type Measure = {
  /** The closed form beside the measured number: an expression over the table's names, in the measure's unit. */
  readonly reference?: string;
  /**
   * In its place, the rate that agrees with what it does to the neurons: at which those of a network keep one another
   * firing. A `reference` besides may name it `nu`, as that of a sweep.
   */
  readonly selfConsistent?: SelfConsistentRate;
} /**
 * Spikes a second and neuron over the whole run, or its last `window`. Of a population of one neuron: from its
 * intervals in the last `window` (absent: 500 ms) since values last changed.
 */ & (
  | { readonly kind: 'rate'; readonly population: string; readonly window?: string; readonly label: string }
  /** Of the whole run, or up to `until`; `since` a change: from when values last changed. */
  | {
      readonly kind: 'count';
      readonly population: string;
      readonly since?: 'change';
      readonly until?: string;
      readonly label: string;
    }
  /** How `of` answers a spike of the population `after`: where it is farthest from where it was. */
  | {
      readonly kind: 'response';
      readonly of: string;
      readonly after: string;
      readonly gives: 'time of peak' | 'height of peak';
      readonly unit: string;
      readonly label: string;
    }
  /**
   * Of the population's first neuron, over the last `window` (absent: 2 s) since values last changed: bursts a second, and
   * spikes in a burst. A burst is where intervals are shorter than half their mean.
   */
  | {
      readonly kind: 'burst rate' | 'burst size';
      readonly population: string;
      readonly window?: string;
      readonly label: string;
    }
  /** Over the spikes of the first neuron, from the recorded variable `of`: its peak, and how long it is above `level`. */
  | {
      readonly kind: 'shape';
      readonly of: string;
      readonly gives: 'mean peak' | 'deviation of peak' | 'mean width' | 'deviation of width';
      /** `0*mV` */
      readonly level: string;
      readonly unit: string;
      readonly label: string;
    }
  /** Coefficient of variation of the inter-spike intervals, averaged over neurons with at least 3 spikes. */
  | { readonly kind: 'cv'; readonly population: string; readonly label: string }
  /**
   * How an estimate of the rate of neuron 0 compares with the true one: `scatter`, its root mean square distance from the
   * true rate seen through the same window; `gain`, the share of the modulation's amplitude that it keeps; `lag`, by how
   * much it comes later. Since values last changed.
   */
  | {
      readonly kind: 'estimate';
      readonly tells: 'scatter' | 'gain' | 'lag';
      readonly population: string;
      /** The true rate: a recorded variable of the population. */
      readonly rate: string;
      readonly shape: WindowShape;
      /** Names of the parameters that are the width and the modulation's frequency. */
      readonly width: string;
      readonly frequency: string;
      readonly unit?: string;
      readonly label: string;
    }
  /**
   * How well its neurons, taken as trials, agree in the last `window`: mean normalised correlation of all pairs of
   * trains filtered with a Gaussian of `width` (Schreiber et al. 2003).
   */
  | {
      readonly kind: 'reliability';
      readonly population: string;
      readonly window: string;
      readonly width: string;
      readonly label: string;
    }
  /**
   * Of a variable that relaxes exponentially whenever another, recorded with it, jumps: read off a fit to the samples of
   * each response, those while the other is 0 or those while it is not.
   */
  | {
      readonly kind: 'relaxation';
      readonly of: string;
      readonly on: string;
      readonly during: 'on' | 'off';
      readonly gives: 'time constant' | 'steady state';
      readonly unit?: string;
      readonly label: string;
    }
  /**
   * What the population does together, from its spikes in bins of 0.5 ms over the last `window` (absent: 500 ms) since
   * values last changed. swing: fluctuation of its rate over its mean, beyond that of independent neurons. rhythm: how
   * much of it comes back after a period, 0 to 1. frequency: of that rhythm in Hz; no value where it is weak.
   */
  | {
      readonly kind: 'swing' | 'rhythm' | 'frequency';
      readonly population: string;
      readonly window?: string;
      readonly label: string;
    }
  /**
   * Of the weights of a projection as they act now, by the variable that it records: how many of its sending neurons have
   * weights of both signs, or the share of synapses whose weight is positive.
   */
  | {
      readonly kind: 'mixed columns' | 'positive share';
      readonly projection: number;
      readonly variable: string;
      readonly label: string;
    }
  /**
   * How it answers a step of current at `from`: `onset`, the inverse of the mean time to the first spike; `steady`, spikes
   * a second and neuron from `settle` to `until`. No value where values changed after `from`.
   */
  | {
      readonly kind: 'onset' | 'steady';
      readonly population: string;
      readonly from: string;
      readonly settle: string;
      readonly until: string;
      readonly label: string;
    }
  /**
   * How much of a sinusoidal input its rate takes up: amplitude of the rate at that frequency over the input's, in the
   * whole periods later than `settle`, and than `pause` after values last changed. No value before there is one.
   */
  | {
      readonly kind: 'modulation';
      readonly population: string;
      /** Names of the parameters that are the input's frequency and amplitude. */
      readonly frequency: string;
      readonly amplitude: string;
      readonly settle: string;
      readonly pause: string;
      readonly unit: string;
      readonly label: string;
    }
  /** Standard deviation over mean of the rates of its neurons, each from its intervals since values last changed. */
  | { readonly kind: 'mismatch'; readonly population: string; readonly label: string }
  /**
   * Largest distance of the potential from a sum of kernels, over the last `window` since values last changed. threshold:
   * each spike takes theta - u_r away; crossing: what the reset really took; renewed: all begins anew after each spike.
   */
  | {
      readonly kind: 'residual';
      readonly neuron: LinearNeuron;
      readonly form: 'threshold' | 'crossing' | 'renewed';
      readonly window: string;
      readonly unit: string;
      readonly label: string;
    }
  /** Mean and standard deviation over the samples of the last `window` (absent: all) since values last changed. */
  | {
      readonly kind: 'mean' | 'deviation';
      readonly of: string;
      readonly window?: string;
      readonly unit?: string;
      readonly label: string;
    }
  | {
      readonly kind: 'maximum' | 'minimum' | 'last';
      /** `population.variable` */
      readonly of: string;
      readonly unit?: string;
      readonly label: string;
    }
);
