import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Integers } from '../engine/integers.ts';
import type { AtlasAxes } from '../experiment/atlas-axes.ts';
import type { AtlasMeasure, Figure } from '../experiment/figure.ts';
import { completeValues } from '../experiment/quantities.ts';
import type { Diagnostic } from '../language/diagnostic.ts';
import type { MethodChoice } from '../language/model.ts';
import type { FileEvent, RunEvent, RunStatus } from '../worker/run.ts';
import type { KeptRun } from './kept.ts';

export type MapProgress = Pick<Extract<RunEvent, { kind: 'map' }>, 'done' | 'wanted' | 'all' | 'running'>;
export type Panel = 'none' | 'equation' | 'compare' | 'share' | 'download' | 'badge';
export type Deviation = Extract<RunEvent, { kind: 'deviation' }>;

/** All that the frame of one figure shows besides the picture. */
export interface FigureState {
  /** In the parameters' own units. */
  readonly values: Readonly<Record<string, number>>;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly edits: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Simulated seconds a real second. */
  readonly speed: number;
  /** What the reader asked for; the phase says what is. */
  readonly playing: boolean;
  readonly status: RunStatus;
  readonly method: MethodChoice | undefined;
  /** The method that the figure names but the reader's equations do not fit, and the one in its place. */
  readonly substitute: { readonly named: string; readonly used: string } | undefined;
  readonly neurons: number;
  readonly synapses: number;
  /** An edit that did not work out. */
  readonly refused: { readonly message: string; readonly diagnostics: readonly Diagnostic[] } | undefined;
  readonly deviation: Deviation | 'measuring' | undefined;
  /** What the chip's integers make of the equations, where the run is in them. */
  readonly integers: Integers | undefined;
  /** Name of the symbol that is lit in equation, slider and trace. */
  readonly lit: string | undefined;
  readonly panel: Panel;
  /** Whether the parameters that are not prominent are shown. */
  readonly more: boolean;
  readonly measure: AtlasMeasure | undefined;
  /** What the map of networks is coloured by; undefined: its first measure. */
  readonly mapMeasure: string | undefined;
  /** How far that map is. */
  readonly map: MapProgress | undefined;
  /** The parameters that the map spans, where the reader chose them. */
  readonly axes: AtlasAxes | undefined;
  /** The file that the worker is making, has made or has refused. */
  readonly file: FileEvent | undefined;
  readonly scroll: boolean;
  readonly measures: Readonly<Record<string, number>>;
  /** The closed forms beside the measures, in their units, where the equations are still those of the figure. */
  readonly references: Readonly<Record<string, number>>;
  /** How far each task is: its conditions hold now, they held once, or not yet. */
  readonly goals: Readonly<Record<string, 'open' | 'now' | 'before'>>;
  /** The task that was reached last, in a sentence to be spoken. */
  readonly told: string;
  /** Runs that the reader keeps to compare with. */
  readonly kept: readonly KeptRun[];
  readonly spikes: number;
  /** What the picture shows now, in sentences. */
  readonly summary: string;
  /** Those of them that are being announced. */
  readonly said: string;
  /** The equation as the reader rewrote it, typeset; absent: as built. */
  readonly typeset: string | undefined;
  /** Present values of recorded variables, in SI units, by their name in the equations. */
  readonly present: Readonly<Record<string, number>>;
}

/** Of the random numbers that a figure begins with. */
export const firstSeed = 1;

export type FigureStore = StoreApi<FigureState>;

export interface Beginning {
  readonly values?: Readonly<Record<string, number>>;
  readonly edits?: Readonly<Record<string, string>>;
  readonly seed?: number;
  readonly speed?: number;
  readonly playing?: boolean;
  readonly axes?: AtlasAxes;
}

export function createFigureStore(figure: Figure, beginning: Beginning = {}): FigureStore {
  const {
    values = {},
    edits = {},
    seed = firstSeed,
    speed = figure.speed,
    playing = false,
    axes,
  } = beginning;
  return createStore<FigureState>(() => ({
    values: completeValues(figure, values),
    canUndo: false,
    canRedo: false,
    edits,
    seed,
    speed,
    playing,
    status: {
      phase: 'loading',
      step: 0,
      dt: 0,
      seed,
      backend: 'cpu',
      precision: figure.precision ?? 'f32',
      realTime: 0,
    },
    method: undefined,
    substitute: undefined,
    neurons: 0,
    synapses: 0,
    refused: undefined,
    deviation: undefined,
    integers: undefined,
    lit: undefined,
    panel: 'none',
    more: false,
    measure: figure.atlas?.measures[0],
    mapMeasure: undefined,
    map: undefined,
    axes,
    file: undefined,
    scroll: false,
    measures: {},
    references: {},
    goals: {},
    told: '',
    kept: [],
    spikes: 0,
    summary: '',
    said: '',
    typeset: undefined,
    present: {},
  }));
}
