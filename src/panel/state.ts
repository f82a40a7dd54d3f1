import { createStore } from 'zustand/vanilla';
import type { ChipAsk, ChipLayout, ChipPulse, PlacementReport } from '../chip/report.ts';
import type { RunEvent } from '../worker/run.ts';
import type { Subject } from './subject.ts';

/** Points of the running plots. */
const longest = 400;

export interface PanelState {
  readonly ask: ChipAsk;
  readonly subject: Subject | undefined;
  readonly layout: ChipLayout | undefined;
  /** The newest architecture that fitted, as text. */
  readonly text: string;
  readonly pulse: ChipPulse | undefined;
  /** Energy (J) and time (s) of a step, the newest last. */
  readonly energy: readonly number[];
  readonly time: readonly number[];
  /** Seconds of the network in a second of the reader's, of late; undefined until known. */
  readonly pace: number | undefined;
  /** Why there is nothing on the chip, or what was refused. */
  readonly message: string | undefined;
  readonly placements: readonly PlacementReport[];
  readonly placing: boolean;
  /** Over the whole screen. */
  readonly full: boolean;
  /** The slot under the pointer, and the one that is open. */
  readonly over: number | undefined;
  readonly open: number | undefined;
  /** Where the spike that is followed is on its way: which of its stages. */
  readonly stage: number | undefined;
  /** The neuron that the reader pointed out in the figure. */
  readonly picked: { readonly population: string; readonly index: number } | undefined;
}

const firstAsk: ChipAsk = { architecture: 'loihi-calibrated', place: 'naive', swaps: [] };

/** What the reader chose, for as long as the page lives: the chip for all figures, its placement for each. */
export class Choices {
  chip: Pick<ChipAsk, 'architecture' | 'own'> = { architecture: firstAsk.architecture };
  readonly #asks = new WeakMap<Subject, ChipAsk>();

  keep(subject: Subject | undefined, { open: _, ...ask }: ChipAsk): void {
    const { architecture, own } = ask;
    this.chip = { architecture, ...(own === undefined ? {} : { own }) };
    if (subject) this.#asks.set(subject, ask);
  }

  /** Cores that were carried about stay where they are only on the chip that they were carried on. */
  of(subject: Subject | undefined): ChipAsk {
    const { architecture: _, own: __, ...ask } = (subject && this.#asks.get(subject)) ?? firstAsk;
    const kept = subject && this.#asks.get(subject);
    const same = kept?.architecture === this.chip.architecture && kept.own === this.chip.own;
    return { ...ask, ...this.chip, swaps: same ? ask.swaps : [] };
  }
}

/** What the panel has been told, and what it asks for. It asks only for the figure in focus. */
export class PanelModel {
  readonly store = createStore<PanelState>()(() => ({
    ask: firstAsk,
    subject: undefined,
    layout: undefined,
    text: '',
    pulse: undefined,
    energy: [],
    time: [],
    pace: undefined,
    message: undefined,
    placements: [],
    placing: false,
    full: false,
    over: undefined,
    open: undefined,
    stage: undefined,
    picked: undefined,
  }));
  /** By slot: synaptic operations and spikes in a second of the network's time, a running mean: what is drawn as heat. */
  activity = new Float64Array(0);
  /** By slot and by link, decaying. */
  learning = new Float64Array(0);
  load = new Float64Array(0);
  readonly #pace: Pace;
  #leave: () => void = () => {};

  /** `clock` in milliseconds. */
  constructor(
    clock: () => number = () => performance.now(),
    private readonly choices = new Choices(),
  ) {
    this.#pace = new Pace(clock);
    this.store.setState({ ask: choices.of(undefined) });
  }

  /** Follows another figure, or none. */
  follow(subject: Subject | undefined): void {
    const { subject: before, ask } = this.store.getState();
    if (before === subject) return;
    this.#leave();
    before?.mark(undefined);
    before?.run.setChip(undefined);
    this.#forget();
    this.choices.keep(before, ask);
    this.store.setState({ subject, ask: this.choices.of(subject), open: undefined });
    if (!subject) {
      this.store.setState({ placing: false });
      this.#leave = () => {};
      return;
    }
    const leaves = [
      subject.run.subscribe((event) => this.#receive(event)),
      subject.onPick((population, index) => this.pick(population, index)),
    ];
    this.#leave = () => {
      for (const leave of leaves) leave();
    };
    this.store.setState({ placing: true });
    subject.run.setChip(this.store.getState().ask);
  }

  /** Asks for another chip or placement; what was counted begins anew where the placement changes. */
  change(change: Partial<ChipAsk>): void {
    this.#ask({ ...this.store.getState().ask, ...change });
  }

  /** Another chip, as a whole. */
  choose(ask: ChipAsk): void {
    this.#ask(ask);
  }

  /** Looks into a core, or into none. */
  open(slot: number | undefined): void {
    const { ask, layout, subject } = this.store.getState();
    const core = layout?.cores.find((one) => one.slot === slot);
    this.store.setState({ open: slot });
    subject?.mark(core?.neurons);
    const { open: _, ...rest } = ask;
    this.#ask(slot === undefined ? rest : { ...rest, open: slot });
  }

  /** Exchanges what is on two cores. */
  swap(a: number, b: number): void {
    if (a === b) return;
    this.change({ swaps: [...this.store.getState().ask.swaps, [a, b]] });
  }

  /** The core of a neuron that was pointed out in the figure is opened. */
  pick(population: string, index: number): void {
    const { layout } = this.store.getState();
    const core = layout?.cores.find(({ neurons }) =>
      neurons.some((n) => n.population === population && index >= n.first && index <= n.last),
    );
    this.store.setState({ picked: { population, index } });
    if (core) this.open(core.slot);
  }

  close(): void {
    this.follow(undefined);
  }

  #ask(ask: ChipAsk): void {
    this.store.setState({ ask });
    this.store.getState().subject?.run.setChip(ask);
  }

  #forget(): void {
    this.activity = new Float64Array(0);
    this.learning = new Float64Array(0);
    this.load = new Float64Array(0);
    this.store.setState({
      layout: undefined,
      pulse: undefined,
      energy: [],
      time: [],
      pace: undefined,
      message: undefined,
      placements: [],
      picked: undefined,
    });
  }

  #receive(event: RunEvent): void {
    if (event.kind !== 'chip') return;
    switch (event.state) {
      case 'placing':
        this.store.setState({ placing: true, message: undefined });
        break;
      case 'refused':
        this.#forget();
        this.store.setState({ message: event.message, placing: false });
        break;
      case 'placed': {
        const { layout } = event;
        const { text, placements } = this.store.getState();
        const slots = layout.tiles.length * layout.coresPerTile;
        this.activity = new Float64Array(slots);
        this.learning = new Float64Array(slots);
        this.load = new Float64Array(layout.tiles.length * 4);
        this.store.setState({
          layout,
          text: layout.text,
          placing: false,
          message: undefined,
          // What another chip made of the spikes says nothing of this one.
          placements: layout.text === text ? placements : [],
          pulse: undefined,
          energy: [],
          time: [],
        });
        break;
      }
      case 'pulse':
        this.#beat(event.pulse);
    }
  }

  #beat(pulse: ChipPulse): void {
    const before = this.store.getState().pulse?.ledger.seconds ?? 0;
    const { seconds } = pulse.ledger;
    // Less than before: the run began anew.
    const passed = seconds >= before ? seconds - before : seconds;
    if (passed > 0) fade(this.activity, 1 / passed, pulse.operations, pulse.spikes);
    fade(this.learning, 1, pulse.updates);
    fade(this.load, 1, pulse.links);
    const { energy, time } = this.store.getState();
    this.store.setState({
      pulse,
      pace: this.#pace.at(pulse.step * pulse.dt),
      ...(pulse.placements ? { placements: pulse.placements } : {}),
      energy: [...energy, ...pulse.stepEnergy].slice(-longest),
      time: [...time, ...pulse.stepTime].slice(-longest),
    });
  }
}

/** How fast the network's time goes, from pulse to pulse over some two seconds. A pause begins it anew. */
class Pace {
  #marks: { readonly wall: number; readonly network: number }[] = [];

  constructor(private readonly clock: () => number) {}

  /** `network`: its time, in seconds. */
  at(network: number): number | undefined {
    const wall = this.clock();
    const last = this.#marks.at(-1);
    if (last && (wall - last.wall > 1000 || network < last.network)) this.#marks = [];
    this.#marks.push({ wall, network });
    while (this.#marks.length > 2 && wall - (this.#marks[0] as { wall: number }).wall > 2000)
      this.#marks.shift();
    const first = this.#marks[0];
    return first && wall - first.wall > 500
      ? (1000 * (network - first.network)) / (wall - first.wall)
      : undefined;
  }
}

/** A running mean over some pulses, so that heat neither flickers nor sticks. */
function fade(mean: Float64Array, factor: number, ...news: readonly Float64Array[]): void {
  for (let k = 0; k < mean.length; k++) {
    let sum = 0;
    for (const one of news) sum += one[k] ?? 0;
    mean[k] = 0.8 * (mean[k] ?? 0) + 0.2 * factor * sum;
  }
}
