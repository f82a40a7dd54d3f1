import type { AtlasAxes } from '../experiment/atlas-axes.ts';
import type { Figure } from '../experiment/figure.ts';
import { seconds } from '../experiment/quantities.ts';
import type { Weights } from '../experiment/weights.ts';
import type { RunEvent } from '../worker/run.ts';
import { History } from './history.ts';
import type { AtlasData, IsoLine, MapData, Picture, Portrait, ProbeData, SweepData } from './views/view.ts';

/** Widest window of a figure's views, in seconds: how much of a run is kept. */
function historyWindow(figure: Figure): number {
  const whole = figure.repeats === undefined ? 0 : seconds(figure.repeats, 'repeats');
  const windows = figure.views.flatMap((view) => {
    if ('memory' in view) return [seconds(view.memory, 'memory')];
    if (!('window' in view)) return [];
    // What a window sees of one sweep reaches back into the last, which is still on the screen in part.
    return [seconds(view.window, 'window') * (view.kind === 'estimates' ? 2.5 : 1)];
  });
  return Math.max(0.1, whole, ...windows);
}

/** Seconds for which the spikes of a population are wanted, where that is longer than the windows. */
function spikeSpans({ views }: Figure): ReadonlyMap<string, number> {
  const spans = new Map<string, number>();
  for (const view of views)
    if (view.kind === 'course')
      for (const { population, after, within } of view.lines)
        for (const name of [population, ...(after === undefined ? [] : [after])]) {
          const span =
            seconds(view.span, 'span') +
            seconds(view.stretch, 'stretch') +
            seconds(within ?? '0*ms', 'within');
          spans.set(name, Math.max(span, spans.get(name) ?? 0));
        }
  return spans;
}

/** Collects what a run sends into what the views draw from. */
export class LivePicture implements Picture {
  history: History | undefined;
  before: History | undefined;
  weights: readonly Weights[] | undefined;
  firstWeights: readonly Weights[] | undefined;
  readonly sweeps = new Map<string, SweepData>();
  atlas: AtlasData | undefined;
  map: MapData | undefined;
  isoLines: readonly IsoLine[] = [];
  probe: ProbeData | undefined;
  portrait: Portrait | undefined;
  reference: Picture['reference'];
  /** Of the map that is being computed, 0 to 1. */
  progress = 1;
  #axes: AtlasAxes | undefined;
  readonly #window: number;
  readonly #spans: ReadonlyMap<string, number>;
  readonly #telling: number;
  /** Seconds after which the run begins anew. */
  readonly #whole: number;

  constructor(figure: Figure) {
    this.#window = historyWindow(figure);
    this.#spans = spikeSpans(figure);
    this.#whole =
      figure.repeats === undefined ? Number.POSITIVE_INFINITY : seconds(figure.repeats, 'repeats');
    const { atlas } = figure;
    const settle = atlas && 'population' in atlas ? atlas.settle : undefined;
    const share =
      atlas && settle !== undefined ? seconds(settle, 'settle') / seconds(atlas.duration, 'duration') : 0;
    this.#telling = Math.min(1, share + 0.1);
  }

  /** Another map is wanted: what comes of the old one is not shown any more. */
  span(axes: AtlasAxes): void {
    this.#axes = axes;
    this.atlas = undefined;
    this.progress = 0;
  }

  /** The run has come to the end after which it begins anew. */
  get over(): boolean {
    const { history } = this;
    return history !== undefined && (history.end + 0.5) * history.network.dt >= this.#whole;
  }

  /** It has gone on beyond that end: a run that was taken just there, by a link say, stays. */
  get past(): boolean {
    const { history } = this;
    return history !== undefined && (history.end - 0.5) * history.network.dt > this.#whole;
  }

  /** Simulated seconds. */
  get now(): number {
    return this.history ? this.history.end * this.history.network.dt : 0;
  }

  /** Returns whether a view has something new to draw. */
  receive(event: RunEvent): boolean {
    switch (event.kind) {
      case 'begin':
        if (this.over) this.before = this.history;
        this.history = new History(event.network, this.#window, event.step, this.#spans);
        this.weights = event.network.weights;
        if (event.step === 0) this.firstWeights = this.weights;
        return true;
      case 'weights':
        this.weights = event.weights;
        return true;
      case 'batch':
        this.history?.push(event.batch);
        return true;
      case 'sweep':
        this.sweeps.set(event.name, event);
        return true;
      case 'atlas':
        if (this.#axes && (event.axes.x !== this.#axes.x || event.axes.y !== this.#axes.y)) return false;
        this.progress = event.progress;
        // The first moments of a new map say nothing yet: the last one stays until they do.
        if (event.progress >= this.#telling) this.atlas = event;
        return true;
      case 'map':
        this.map = event;
        return true;
      case 'probe':
        this.probe = event;
        return true;
      default:
        return false;
    }
  }
}
