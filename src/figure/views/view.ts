import type { AtlasMeasure, Figure } from '../../experiment/figure.ts';
import type { Weights } from '../../experiment/weights.ts';
import type { Marked } from '../../panel/subject.ts';
import type { RunEvent } from '../../worker/run.ts';
import type { Scene } from '../draw/scene.ts';
import type { History } from '../history.ts';
import type { Theme } from '../tokens.ts';
import type { ColourScale } from './atlas-colours.ts';

export type SweepData = Extract<RunEvent, { kind: 'sweep' }>;
export type AtlasData = Extract<RunEvent, { kind: 'atlas' }>;
export type MapData = Extract<RunEvent, { kind: 'map' }>;
export type ProbeData = Extract<RunEvent, { kind: 'probe' }>;

/** A nullcline as points in SI units; NaN lifts the pen. */
export interface Nullcline {
  readonly variable: string;
  readonly points: Float64Array;
}

/** Where both derivatives are zero, in SI units. */
export interface FixedPoint {
  readonly x: number;
  readonly y: number;
  readonly stability: 'stable node' | 'stable focus' | 'unstable node' | 'unstable focus' | 'saddle';
}

/** What the equations say of a phase plane, with the present values and input. */
export interface Portrait {
  readonly nullclines: readonly Nullcline[];
  readonly fixedPoints: readonly FixedPoint[];
  /** The stable manifolds of the saddles, as points in SI units; NaN lifts the pen. */
  readonly separatrices: readonly Float64Array[];
}

/** Where theory gives a measure of a map the value `level`: points in the parameters' units; NaN lifts the pen. */
export interface IsoLine {
  /** Of a map of networks; `ATLAS_LINES` of an atlas. */
  readonly measure: string;
  readonly level: number;
  /** Words for the line in place of the level. */
  readonly label?: string;
  readonly points: Float64Array;
}

/** No measure of a figure: what the lines over its atlas are of. */
export const ATLAS_LINES = '#atlas';

/** All that the views draw from: what the run has sent so far. */
export interface Picture {
  readonly history: History | undefined;
  /** The last run that went to its end, of a figure whose run repeats. */
  readonly before?: History | undefined;
  /** What the network's projections record, as it is now. */
  readonly weights?: readonly Weights[] | undefined;
  /** The same as it was at the first step. */
  readonly firstWeights?: readonly Weights[] | undefined;
  readonly sweeps: ReadonlyMap<string, SweepData>;
  readonly atlas: AtlasData | undefined;
  readonly map?: MapData | undefined;
  readonly isoLines?: readonly IsoLine[];
  /** Of the map that is being computed, 0 to 1. */
  readonly progress: number;
  readonly probe: ProbeData | undefined;
  readonly portrait?: Portrait | undefined;
  /** Closed form of a line at these seconds, in SI units; absent where it cannot be computed. */
  readonly reference:
    | ((
        text: string,
        times: Float64Array,
        /** Runs over this variable of the equations in place of time; the numbers are its values in SI units. */
        over?: { readonly name: string; readonly unit?: string | undefined },
      ) => Float64Array | undefined)
    | undefined;
}

/** What the reader chose: everything else that a view depends on. */
export interface ViewState {
  readonly figure: Figure;
  /** In the parameters' own units. */
  readonly values: Readonly<Record<string, number>>;
  /** The reader rewrote the equations: closed forms no longer hold. */
  readonly edited?: boolean;
  /** Name of the symbol that is lit. */
  readonly lit?: string | undefined;
  /** False: the trace sweeps like an oscilloscope's. */
  readonly scroll?: boolean;
  readonly measure?: AtlasMeasure | undefined;
  /** The figure's numbers as they are now, by name. */
  readonly measures?: Readonly<Record<string, number>>;
  /** Name of the figure's measure that a map of networks is coloured by; absent: its first. */
  readonly mapMeasure?: string | undefined;
  /** The map of the still picture, of these colours, lies under a map that is not there yet. */
  readonly stillMap?: ColourScale | undefined;
  /** Neurons that are pointed out from outside the figure. */
  readonly marked?: Marked | undefined;
  /** A resting pointer, in CSS pixels of the scene. */
  readonly pointer?: { readonly x: number; readonly y: number } | undefined;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Draw<V> = (view: V, picture: Picture, size: Size, theme: Theme, state: ViewState) => Scene;
