import type { Tells } from './course.ts';
import type { LinearNeuron } from './measure-kinds.ts';
import type { WindowShape } from './rate-estimators.ts';
import type { Role } from './role.ts';

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
    | SynapsesView
    | TrainsView
    | HistogramView
    | CourseView
    | LocalityView
    | CarriedView
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
  /** A part of another line: thinner. */
  readonly quiet?: true;
  /** What is subtracted from it, recorded at the same times and indices: `population.variable`. */
  readonly minus?: string;
  /** Name of the symbol that it bears in place of its variable's: one variable may stand for several things. */
  readonly as?: string;
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
    /** Parameter that holds the number of a line, from 1, which keeps its colour: the others are grey and thin. */
    readonly chosen?: string;
    /** Name of a parameter drawn as a dashed line that can be dragged: the threshold. */
    readonly level?: string;
    /** Draw the spikes of this population, whose reset sets the first line's variable, as marks to full height. */
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
  /** The time that follows each spike of a population is shaded. */
  readonly shaded?: { readonly after: string; readonly within: string };
  /** The spikes of another population as upright lines over all rows. */
  readonly lines?: { readonly of: string; readonly role: Role };
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
    /** Tighter ranges, the tightest first: the first that holds the path and where a nullcline turns is the axis. */
    readonly closer?: readonly (readonly [number, number])[];
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
  /**
   * Name of the measure that is what this run does, in the curve's unit: the mark stands there, off the curve where the
   * run has taken another branch than the sweep. Absent: the mark stands on the curve.
   */
  readonly own?: string;
  /** The answer leaps from next to nothing: there the line is broken. */
  readonly leaps?: true;
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

/**
 * The spikes of single neurons, a line each, over time. Those that are placed by hand stand in parameters, in ms: a ring on
 * each can be dragged along the line. At the end of the window, which is that of the run, a spike is put aside.
 */
export interface TrainsView {
  readonly kind: 'trains';
  readonly title: string;
  readonly window: string;
  readonly trains: readonly {
    readonly population: string;
    readonly role: Role;
    readonly label: string;
    /** Names of parameters. */
    readonly placed: readonly string[];
  }[];
}

/**
 * A dot for every synapse of a projection: one of its variables over another, both recorded, as they are now. The window of
 * STDP is the change of the weight over the lag.
 */
export interface SynapsesView {
  readonly kind: 'synapses';
  readonly title: string;
  /** Place of the projection in the network. */
  readonly projection: number;
  readonly x: {
    readonly variable: string;
    readonly unit?: string;
    readonly range: readonly [number, number];
  };
  /**
   * The range is wider where the dots or the closed form need it, up to `limit`: a dot beyond that is an arrow at the edge.
   */
  readonly y: {
    readonly variable: string;
    readonly unit?: string;
    readonly range: readonly [number, number];
    readonly limit?: readonly [number, number];
  };
  /** Points of the curve that the reader draws: dragging one up or down sets a parameter, in the unit of y. */
  readonly knots?: readonly { readonly parameter: string; readonly at: number }[];
  /** Closed forms over the variable of x and the table's names, thin and grey under the dots, named at the line. */
  readonly curves?: readonly { readonly form: string; readonly label: string }[];
  /** Where the closed forms jump, in the unit of x. */
  readonly breaks?: number;
}

/**
 * How often each value of a synapses' variable occurs now, in even bins; thin and grey, how often it did at the start.
 */
export interface HistogramView {
  readonly kind: 'histogram';
  readonly title: string;
  /** Place of the projection in the network, and the variable: recorded by the network. */
  readonly projection: number;
  readonly variable: string;
  readonly unit?: string;
  /** Ends of the axis in `unit`: what lies beyond counts in the outermost bins. */
  readonly range: readonly [number, number];
  readonly bins: number;
}

/** How numbers of a neuron go on as it learns: a point for each stretch of the run, over all of it. */
export interface CourseView {
  readonly kind: 'course';
  readonly title: string;
  readonly unit?: string;
  /** In `unit`. */
  readonly range: readonly [number, number];
  /** Tighter ranges, the tightest first: the first that holds all points is the axis. */
  readonly closer?: readonly (readonly [number, number])[];
  /** How much of the run the axis holds, the last of it where the run is longer, and how long a stretch is. */
  readonly span: string;
  readonly stretch: string;
  /** The axis counts the stretches, under this name, in place of seconds. */
  readonly counts?: string;
  /** Of the first neuron of `population`; `after`: the population that marks what it should answer, `within` so long. */
  readonly lines: readonly {
    readonly tells: Tells;
    readonly population: string;
    readonly after?: string;
    readonly within?: string;
    readonly role: Role;
    readonly label: string;
  }[];
}

/** The rules of a figure that shows what is carried to a synapse: each is a projection that joins the same neurons. */
interface Rules {
  readonly rules: readonly {
    /** The weight, as `1.w`: recorded by the network. */
    readonly of: string;
    readonly title: string;
  }[];
  /** Names of the parameters that are the number of the rule, from 1, of cores, and of hops between two. */
  readonly chosen: string;
  readonly cores: string;
  readonly hops: string;
}

/**
 * The cores of a chip and the variables on them, each where it lives; what the chosen rule reads is joined to the weight,
 * and what it needs from another core travels, packet by packet as it was sent.
 */
export interface LocalityView extends Rules {
  readonly kind: 'locality';
  readonly title: string;
  /** The populations that hold the synapses' sources, the synapses, and whatever else is carried. */
  readonly places: readonly { readonly population: string; readonly label: string; readonly role: Role }[];
  /** Simulated time that a packet is seen on its way; on a chip it is far shorter. */
  readonly travel: string;
}

/** The rules side by side: what each reads, where from, and what that costs. */
export interface CarriedView extends Rules {
  readonly kind: 'carried';
  readonly title: string;
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
  /** Ends of the axis, in `unit`: from -range to range, and wider where the currents need it. */
  readonly range: number;
  /** `population.variable`; an inward current counts with the other sign. */
  readonly terms: readonly { readonly of: string; readonly inward?: true }[];
  /** `population.variable` of the potential, the parameter that is C, and the symbol to write at its area. */
  readonly capacitor: { readonly of: string; readonly capacitance: string; readonly symbol: string };
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
  readonly sweeps: readonly {
    readonly sweep: string;
    readonly of: string;
    readonly label: string;
    /** To compare with: fainter. */
    readonly quiet?: true;
    /** The name stands below the end of the curve. */
    readonly below?: true;
  }[];
  /** Absent: pure numbers. */
  readonly unit?: string;
  /** Name of the measure that is what this run does, in the same unit: a mark where the run stands. */
  readonly own?: string;
  /** A value of the swept parameter, over the table's names, that has a name: a dashed upright line where there is one. */
  readonly marks?: readonly { readonly at: string; readonly label: string }[];
  /** In `unit`; wider where the curves need it. */
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
