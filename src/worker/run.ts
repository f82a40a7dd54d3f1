import type { ChipAsk, ChipLayout, ChipPulse } from '../chip/report.ts';
import type { Integers } from '../engine/integers.ts';
import type { Backend, Batch } from '../engine/simulation.ts';
import type { AtlasAxes } from '../experiment/atlas-axes.ts';
import type { AtlasMeasure, Figure } from '../experiment/figure.ts';
import type { RunLog } from '../experiment/log.ts';
import type { Weights } from '../experiment/weights.ts';
import type { Diagnostic } from '../language/diagnostic.ts';
import type { MethodChoice } from '../language/model.ts';
import type { Needs } from '../network/compiled.ts';

/** What the page knows of a figure's simulation: it lives in the worker, and this is its remote control. */
export interface Run {
  play(): void;
  pause(): void;
  /** Runs exactly this many steps, then pauses. */
  advance(steps: number): void;
  /** Simulated seconds a real second; Infinity: as fast as it goes. */
  setSpeed(speed: number): void;
  /** Latest change wins; values in the parameters' own units. Stamped with its step by the worker. */
  set(values: Readonly<Record<string, number>>): void;
  /** Starts again at step 0 with these texts. A broken text leaves the old network running and answers with diagnostics. */
  edit(edits: Readonly<Record<string, string>>): void;
  /** Starts again at step 0 with the present values. */
  restart(seed?: number): void;
  /** Replays the log up to a step (back or forth), from the nearest checkpoint. */
  seek(step: number): void;
  /** False until called: nothing is built before. Only figures in view are given time; `prominence` (0 to 1) is the share of the screen. */
  setVisible(visible: boolean, prominence?: number): void;
  /** Runs the log again in the 64-bit reference, up to `horizon` seconds, and answers with a `deviation` event. */
  measureDeviation(horizon?: number): void;
  /** Recomputes on the CPU the neuron under the atlas's crosshair; answered by `probe`. */
  probeAtlas(x: number, y: number): void;
  /**
   * Runs the log again from its first step to the present one and writes all that was recorded, or the script of the
   * network, or the network as it is now for NIR; answered by `file` events. `last`: of a run too long for one file the
   * last part, of a network that NIR cannot hold whole the part that it can. Undefined: never mind.
   */
  makeFile(of: FileKind | undefined, last?: boolean): void;
  /** The two parameters that the map spans, by name. Computed anew. */
  setAtlasAxes(x: string, y: string): void;
  /** Lets the map of networks go on, to its next pass where one is finished, or stops it. */
  goMap(go: boolean): void;
  /** Places the network on a chip and follows its spikes there; undefined: no longer. Answered by `chip` events. */
  setChip(ask: ChipAsk | undefined): void;
  /** Starts again at step 0 in floating point or in the chip's integers; `refused` says why where these cannot. */
  setBackend(backend: 'cpu' | 'fixed-point'): void;
  log(): Promise<RunLog>;
  subscribe(listener: (event: RunEvent) => void): () => void;
  close(): void;
}

/** The whole run in the layout of a run's results, its tables, and the network as a Brian2 script or for NIR. */
export type FileKind = 'json' | 'spikes' | 'traces' | 'brian2' | 'nir';

export interface OpenOptions {
  /** The figure's id. */
  readonly id: string;
  readonly figure: Figure;
  readonly values: Readonly<Record<string, number>>;
  readonly edits: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly speed: number;
  readonly playing: boolean;
  /** The two parameters that the map spans; absent: as the figure declares. */
  readonly axes?: AtlasAxes;
  /** Resume from here: a link, or a run before a crash. */
  readonly log?: RunLog;
}

export interface Client {
  open(options: OpenOptions): Run;
  /** Whether samples come through shared memory or transferred buffers. */
  readonly transport: 'shared' | 'transferred';
}

export type RunEvent =
  | { readonly kind: 'status'; readonly status: RunStatus }
  /** A new beginning (open, restart, edit, seek): forget what was drawn after `step`. */
  | { readonly kind: 'begin'; readonly step: number; readonly network: RunNetwork }
  | { readonly kind: 'batch'; readonly batch: Batch }
  /** These values are in force from `step` on: no batch holds steps of before and after. */
  | { readonly kind: 'applied'; readonly step: number; readonly values: Readonly<Record<string, number>> }
  /** The weights that the network records have changed; at a beginning they stand in its `network`. */
  | { readonly kind: 'weights'; readonly weights: readonly Weights[] }
  | {
      readonly kind: 'sweep';
      readonly name: string;
      /** In the parameter's unit; only the points that are finished are there. */
      readonly x: Float64Array;
      readonly y: Float64Array;
      /** Where the sweep is a fan: `y` of each device, the first of which is `y` itself. */
      readonly fan?: readonly Float64Array[];
      /** Dense closed form, where the figure declares one. */
      readonly reference?: { readonly x: Float64Array; readonly y: Float64Array };
      /** Other closed forms that it declares. */
      readonly guides?: readonly {
        readonly label: string;
        readonly x: Float64Array;
        readonly y: Float64Array;
      }[];
      readonly progress: number;
    }
  | {
      readonly kind: 'atlas';
      /** The parameters that it spans. */
      readonly axes: AtlasAxes;
      readonly backend: 'gpu' | 'cpu';
      /** Of the CPU, where there is a GPU: what it does not do, in a sentence. */
      readonly why?: string;
      readonly resolution: number;
      readonly progress: number;
      /** Row-major from the lower left corner, in the unit that it is shown in; NaN where it is not defined. */
      readonly measures: Readonly<Partial<Record<AtlasMeasure, Float32Array>>>;
    }
  | {
      readonly kind: 'map';
      readonly columns: number;
      readonly rows: number;
      /** Runs that were made, that make up the first pass, that are wanted now, and that there can be. */
      readonly done: number;
      readonly coarse: number;
      readonly wanted: number;
      readonly all: number;
      readonly running: boolean;
      /** Row-major from the lower left corner, by name of the figure's measure; NaN where there is none. */
      readonly measures: Readonly<Record<string, Float32Array>>;
    }
  | {
      readonly kind: 'probe';
      /** Values of the two parameters. */
      readonly x: number;
      readonly y: number;
      readonly spikes: Float64Array;
      readonly times: Float64Array;
      /** One trace for each line of the figure's first traces view. */
      readonly traces: readonly { readonly of: string; readonly values: Float64Array }[];
      readonly measures: Readonly<Partial<Record<AtlasMeasure, number>>>;
    }
  | {
      readonly kind: 'deviation';
      /** Seconds compared. */
      readonly horizon: number;
      readonly spikes: { readonly here: number; readonly reference: number; readonly largestShift: number };
      readonly variables: readonly {
        readonly of: string;
        readonly unit: string;
        readonly largest: number;
      }[];
    }
  | ChipEvent
  | FileEvent
  /** What the chip's integers make of the equations: at a beginning, and when a value has changed. */
  | { readonly kind: 'integers'; readonly integers: Integers | undefined }
  /** An edit or a link did not work out; what ran before goes on. */
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly diagnostics: readonly Diagnostic[];
    };

export type ChipEvent = { readonly kind: 'chip' } & (
  | { readonly state: 'placing' }
  | { readonly state: 'placed'; readonly layout: ChipLayout }
  | { readonly state: 'pulse'; readonly pulse: ChipPulse }
  /** Why there is nothing on the chip. */
  | { readonly state: 'refused'; readonly message: string }
);

export type FileEvent = { readonly kind: 'file'; readonly of: FileKind } & (
  | { readonly state: 'making'; readonly progress: number }
  | { readonly state: 'done'; readonly blob: Blob }
  /** `partial`: the last part of the run could be had. */
  | { readonly state: 'refused'; readonly message: string; readonly partial: boolean }
);

interface RunProbe {
  readonly variable: string;
  readonly unit: string;
  readonly indices: readonly number[];
  readonly every: number;
}

export interface RunNetwork {
  readonly dt: number;
  readonly populations: readonly {
    readonly name: string;
    readonly size: number;
    readonly method?: MethodChoice;
    readonly probes: readonly RunProbe[];
  }[];
  /** What projections are integrated with and record, by their place in the file; `every` is 0 where only the final values are wanted. */
  readonly projections?: readonly { readonly method?: MethodChoice; readonly probes: readonly RunProbe[] }[];
  /** Of each variable of synapses that is recorded, as `0.w`, what its course rests on. */
  readonly needs?: Readonly<Record<string, Needs>>;
  readonly synapses: number;
  /** What small projections record of their synapses. */
  readonly weights?: readonly Weights[];
}

export interface RunStatus {
  readonly phase: 'loading' | 'playing' | 'paused' | 'waiting' | 'failed';
  readonly step: number;
  readonly dt: number;
  readonly seed: number;
  readonly backend: Backend;
  readonly precision: 'f32' | 'f64';
  /** Simulated seconds a real second, measured over the last second; 0 while paused. */
  readonly realTime: number;
  /** What happened, in one sentence, when `phase` is failed or the run was resumed after a failure. */
  readonly message?: string;
}
