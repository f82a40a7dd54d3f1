import { type AtlasAxes, spanAtlas } from '../experiment/atlas-axes.ts';
import type { Atlas, Figure, Parameter, View } from '../experiment/figure.ts';
import { presetValues } from '../experiment/presets.ts';
import { completeValues, type ParameterValues } from '../experiment/quantities.ts';
import type { Marked } from '../panel/subject.ts';
import type { Client, FileKind, OpenOptions, Run, RunEvent, RunNetwork } from '../worker/run.ts';
import type { Scene } from './draw/scene.ts';
import { LivePicture } from './picture.ts';
import { createFigureStore, type FigureState, type FigureStore, firstSeed } from './store.ts';
import type { Theme } from './tokens.ts';
import { type Setting, UndoHistory } from './undo.ts';
import type { Size, ViewState } from './views/view.ts';

export interface SessionOptions {
  readonly id: string;
  readonly figure: Figure;
  readonly client: Client;
  readonly values?: ParameterValues;
  readonly edits?: Readonly<Record<string, string>>;
  readonly seed?: number;
  readonly speed?: number;
  readonly playing: boolean;
  readonly axes?: AtlasAxes;
  readonly log?: OpenOptions['log'];
  /** Parameters that a teacher's link holds fast. */
  readonly locked?: ReadonlySet<string>;
}

/** A figure at work: its store, its run in the worker and its picture, and every way the reader can act on them. */
export class FigureSession {
  readonly id: string;
  readonly figure: Figure;
  readonly store: FigureStore;
  readonly picture: LivePicture;
  readonly run: Run;
  readonly #locked: ReadonlySet<string>;
  /** Neurons that are pointed out from outside the figure, and who is told of those pointed out in it. */
  marked: Marked | undefined;
  readonly pickers = new Set<(population: string, index: number) => void>();
  readonly undoing = new UndoHistory(() => performance.now());
  /** Draws the kept runs under a scene, once there are any. */
  underlay: ((view: View, scene: Scene, size: Size, theme: Theme, state: ViewState) => Scene) | undefined;
  readonly #drawers = new Set<() => void>();
  readonly #leave: () => void;

  constructor(options: SessionOptions) {
    const { id, figure, client, log, axes } = options;
    this.id = id;
    this.#locked = options.locked ?? new Set();
    this.figure = figure;
    this.store = createFigureStore(figure, options);
    this.picture = new LivePicture(figure);
    const { values, edits, seed, speed, playing } = this.store.getState();
    if (axes) this.picture.span(axes);
    this.run = client.open({
      id,
      figure,
      values,
      edits,
      seed,
      speed,
      playing,
      ...(axes ? { axes } : {}),
      ...(log ? { log } : {}),
    });
    this.#leave = this.run.subscribe((event) => this.#receive(event));
  }

  /** Calls back whenever the picture has something new; several calls may come before a frame is drawn. */
  onChange(drawer: () => void): () => void {
    this.#drawers.add(drawer);
    return () => this.#drawers.delete(drawer);
  }

  /** The map over the parameters that the reader chose. */
  get atlas(): Atlas | undefined {
    const { figure } = this;
    return figure.atlas && spanAtlas(figure, figure.atlas, this.store.getState().axes);
  }

  /** The figure as it is shown now. */
  get shown(): Figure {
    const { atlas, figure } = this;
    return atlas === figure.atlas ? figure : { ...figure, ...(atlas ? { atlas } : {}) };
  }

  changed(): void {
    for (const drawer of this.#drawers) drawer();
  }

  #receive(event: RunEvent): void {
    const { store } = this;
    const drawn = this.picture.receive(event);
    switch (event.kind) {
      case 'status': {
        const { status } = event;
        const playing = status.phase === 'playing' || (status.phase !== 'paused' && store.getState().playing);
        store.setState({ status, seed: status.seed, playing });
        break;
      }
      case 'begin': {
        const { populations, synapses } = event.network;
        const neurons = populations.reduce((sum, p) => sum + p.size, 0);
        const method = populations.find((p) => p.method)?.method;
        const substitute = substituteOf(this.figure, event.network);
        store.setState({
          neurons,
          synapses,
          method,
          substitute,
          refused: undefined,
          spikes: 0,
          deviation: undefined,
        });
        break;
      }
      case 'refused':
        store.setState({ refused: { message: event.message, diagnostics: event.diagnostics } });
        break;
      case 'file':
        store.setState({ file: event });
        break;
      case 'map':
        store.setState({ map: event });
        break;
      case 'batch':
        if (this.picture.past && store.getState().playing) this.restart();
        break;
      case 'integers':
        store.setState({ integers: event.integers });
        break;
      case 'deviation':
        store.setState({ deviation: event });
        break;
      default:
        break;
    }
    if (drawn) this.changed();
  }

  play(): void {
    this.store.setState({ playing: true });
    this.run.play();
  }

  pause(): void {
    this.store.setState({ playing: false });
    this.run.pause();
  }

  advance(steps: number): void {
    this.store.setState({ playing: false });
    this.run.advance(steps);
  }

  /** Back to the first step with the present values. */
  restart(): void {
    this.run.restart();
  }

  newSeed(): void {
    const { seed } = this.store.getState();
    this.#note('seed');
    const next = ((Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0) % 100_000;
    this.store.setState({ seed: next });
    this.run.restart(next);
  }

  setSpeed(speed: number): void {
    this.store.setState({ speed });
    this.run.setSpeed(speed);
  }

  /**
   * Latest wins. Values are held within their range and, unless typed and so meant exactly, on their step; the crosshair
   * of a map starts its neuron anew.
   */
  set(values: ParameterValues, exactly = false): void {
    const held: Record<string, number> = {};
    for (const [name, value] of Object.entries(values)) {
      const parameter = this.figure.parameters.find((p) => p.name === name);
      if (parameter && Number.isFinite(value)) held[name] = clamp(value, parameter, exactly);
    }
    const present = this.store.getState().values;
    if (Object.entries(held).some(([name, value]) => present[name] !== value && !this.#locked.has(name)))
      this.#note(Object.keys(held).join());
    this.#set(held);
  }

  #set(values: ParameterValues): void {
    const held = Object.fromEntries(Object.entries(values).filter(([name]) => !this.#locked.has(name)));
    const { values: before, more } = this.store.getState();
    // What an answer, a preset or an undo moves must be seen to move.
    const behind = this.figure.parameters.some(
      ({ name, prominent }) => !prominent && held[name] !== undefined && held[name] !== before[name],
    );
    this.store.setState({ values: { ...before, ...held }, more: more || behind });
    this.run.set(held);
    const { atlas } = this;
    if (atlas && (atlas.x.parameter in held || atlas.y.parameter in held)) this.run.restart();
    if (atlas) this.probe();
    this.changed();
  }

  resetValue(name: string): void {
    const parameter = this.figure.parameters.find((p) => p.name === name);
    if (parameter) this.set({ [name]: parameter.default });
  }

  /** Every parameter back to its default. */
  resetAll(): void {
    this.#note('all');
    this.#set(completeValues(this.figure, {}));
  }

  /** The figure as the book has it: its parameters, texts, random numbers and map. */
  resetEverything(): void {
    this.#note('all');
    this.#return({ values: completeValues(this.figure, {}), edits: {}, seed: firstSeed, axes: undefined });
  }

  /** The values of a preset, from the first step. */
  applyPreset(name: string): void {
    const values = presetValues(this.figure, name);
    if (values) this.begin(values);
  }

  /** From the first step with these values, those of the whole table. */
  begin(values: ParameterValues): void {
    this.#note('all from 0');
    this.#set(values);
    this.run.restart();
  }

  /** Takes the reader's last change back; the run goes on, but where a change needs it to begin anew. */
  undo(): void {
    const before = this.undoing.undo(this.#setting);
    if (before) this.#return(before);
  }

  redo(): void {
    const after = this.undoing.redo(this.#setting);
    if (after) this.#return(after);
  }

  get #setting(): Setting {
    const { values, edits, seed, axes } = this.store.getState();
    return { values, edits, seed, axes };
  }

  #note(what: string): void {
    this.undoing.note(this.#setting, what);
    this.#tellUndo();
  }

  #tellUndo(): void {
    const { canUndo, canRedo } = this.undoing;
    this.store.setState({ canUndo, canRedo });
  }

  #return({ values, edits, seed, axes }: Setting): void {
    const present = this.#setting;
    if (axes !== present.axes) this.#span(axes);
    const changed = Object.entries(values).filter(([name, value]) => present.values[name] !== value);
    if (changed.length > 0) this.#set(Object.fromEntries(changed));
    if (JSON.stringify(edits) !== JSON.stringify(present.edits)) this.#edit(edits);
    if (seed !== present.seed) {
      this.store.setState({ seed });
      this.run.restart(seed);
    }
    this.#tellUndo();
  }

  edit(edits: Readonly<Record<string, string>>): void {
    this.#note(`text ${Object.keys(edits).join()}`);
    this.#edit(edits);
  }

  #edit(edits: Readonly<Record<string, string>>): void {
    this.store.setState({ edits, refused: undefined });
    this.run.edit(edits);
  }

  probe(): void {
    const { atlas } = this;
    if (!atlas) return;
    const { values } = this.store.getState();
    const [x, y] = [values[atlas.x.parameter], values[atlas.y.parameter]];
    if (x !== undefined && y !== undefined) this.run.probeAtlas(x, y);
  }

  /** Another map: over these two parameters. One that stands on the other side already changes places. */
  setAxes(side: 'x' | 'y', name: string): void {
    const { atlas } = this;
    if (!atlas) return;
    const before: AtlasAxes = { x: atlas.x.parameter, y: atlas.y.parameter };
    const other = side === 'x' ? 'y' : 'x';
    this.#note('axes');
    this.#span({ ...before, [side]: name, ...(before[other] === name ? { [other]: before[side] } : {}) });
  }

  /** Undefined: the map that the figure declares. */
  #span(axes: AtlasAxes | undefined): void {
    const { atlas } = this.figure;
    if (!atlas) return;
    const shown = axes ?? { x: atlas.x.parameter, y: atlas.y.parameter };
    this.store.setState({ axes });
    this.picture.span(shown);
    this.run.setAtlasAxes(shown.x, shown.y);
    this.probe();
    this.changed();
  }

  /** Answered in `file` of the store. Undefined: the one on its way is not wanted any more. */
  makeFile(of: FileKind | undefined, last = false): void {
    this.store.setState({ file: of && { kind: 'file', of, state: 'making', progress: 0 } });
    this.run.makeFile(of, last);
  }

  measureDeviation(): void {
    this.store.setState({ deviation: 'measuring' });
    this.run.measureDeviation();
  }

  light(name: string | undefined): void {
    if (this.store.getState().lit === name) return;
    this.store.setState({ lit: name });
    this.changed();
  }

  close(): void {
    this.#leave();
    this.run.close();
    this.#drawers.clear();
  }
}

/** Where a population, or synapses, are not integrated by the method that the figure names for them. */
function substituteOf({ network }: Figure, run: RunNetwork): FigureState['substitute'] {
  const pairs = [
    ...run.populations.map(({ name, method }) => [network.populations[name]?.method, method] as const),
    ...(run.projections ?? []).map(({ method }, k) => [network.projections?.[k]?.method, method] as const),
  ];
  for (const [named, method] of pairs)
    if (named !== undefined && method && method.name !== named) return { named, used: method.name };
  return undefined;
}

/** Within its range and, unless `exactly` this value is meant, on its step. */
export function clamp(value: number, parameter: Parameter, exactly = false): number {
  const { minimum, maximum, step } = parameter;
  const held = Math.min(Math.max(value, minimum), maximum);
  return step && !exactly
    ? Math.min(maximum, Number((Math.round(held / step) * step).toPrecision(12)))
    : held;
}
