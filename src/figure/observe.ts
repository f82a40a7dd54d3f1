import type { Batch } from '../engine/simulation.ts';
import type { Measures } from '../experiment/measures.ts';
import type { RunEvent } from '../worker/run.ts';
import { later } from './later.ts';
import type { FigureSession } from './session.ts';
import { variableOf } from './views/symbols.ts';

/** Milliseconds between two looks at the numbers: often enough to be live, seldom enough to be read. */
const often = 120;

/** A second to run to at the beginning, and whether to go on from there. */
export interface Goal {
  readonly seconds: number;
  readonly thenPlay: boolean;
}

/**
 * Reads numbers off the run: measures and present values for the frame, and the state of the figure as data
 * attributes of its element, where tests and styles find it. With a goal the run is taken there first.
 */
export function observe(element: HTMLElement, session: FigureSession, goal?: Goal): () => void {
  const { figure, store, run } = session;
  /** A view that draws what was measured. */
  const drawn = figure.views.some(({ kind }) => kind === 'transfer');
  let measures: Measures | undefined;
  /** What counts is fetched once the run is seen; until then what it is to count waits, in order. */
  let counting: typeof Measures | undefined;
  let fetching = false;
  const uncounted: ((make: typeof Measures) => void)[] = [];
  const counted = (act: (make: typeof Measures) => void) => {
    if (counting) act(counting);
    else uncounted.push(act);
  };
  const fetchCounting = () => {
    if (fetching) return;
    fetching = true;
    void import('../experiment/measures.ts').then((fetched) => {
      counting = fetched.Measures;
      for (const act of uncounted.splice(0)) act(counting);
      if (!left) soon();
    });
  };
  let spikes = 0;
  let last: number | undefined;
  /** The reader changed values that are not known to be in force yet; then, from which step on they are. */
  let awaiting = false;
  let from: number | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let left = false;

  const publish = () => {
    waiting = undefined;
    const measured = measures?.values ?? {};
    // What was measured under the old values says nothing about the new ones, and must not fulfil a task.
    const values =
      awaiting || from !== undefined
        ? Object.fromEntries(Object.keys(measured).map((name) => [name, Number.NaN]))
        : measured;
    store.setState({ measures: values, spikes, present: presentValues(session) });
    if (drawn) session.changed();
    for (const [name, value] of Object.entries(values))
      element.setAttribute(`data-measure-${dashed(name)}`, String(value));
    element.dataset.spikes = String(spikes);
  };
  const soon = () => {
    waiting ??= setTimeout(publish, often);
  };
  const stop = store.subscribe((state, before) => {
    if (state.values === before.values) return;
    awaiting = true;
    clearTimeout(waiting);
    publish();
  });
  /** Batches come by another way than the news that values are in force, so that it is their steps that tell. */
  const add = (batch: Batch) => {
    if (from !== undefined && batch.from >= from) {
      counted(() => measures?.changed());
      from = undefined;
    }
    counted(() => measures?.add(batch));
    for (const { steps } of batch.spikes) spikes += steps.length;
  };
  let unspeak: () => void = () => {};
  // Nothing is said in the first moments, so that what says it can come when the figure is live.
  const unsaid = later(run, () => {
    void import('./speak.ts').then(({ speak }) => {
      if (!left) unspeak = speak(session);
    });
  });
  const take = (event: RunEvent) => {
    if (event.kind === 'begin') {
      counted((Counter) => {
        measures = new Counter(figure, event.network, event.step, () => store.getState().values);
      });
      spikes = 0;
      if (goal && last === undefined) {
        last = Math.round(goal.seconds / event.network.dt);
        run.advance(Math.max(0, last - event.step));
      }
    } else if (event.kind === 'batch') {
      add(event.batch);
      // The run is seen from now on; the next status is up to a quarter of a second away.
      if (Number(element.dataset.step ?? 0) === 0) element.dataset.step = String(event.batch.to);
      fetchCounting();
    } else if (event.kind === 'applied') {
      if (awaiting && agree(event.values, store.getState().values)) [awaiting, from] = [false, event.step];
    } else if (event.kind === 'refused') {
      // The old values go on.
      if (awaiting) [awaiting, from] = [false, 0];
    } else if (event.kind === 'weights') counted(() => measures?.weigh(event.weights));
    else if (event.kind === 'status') {
      const { phase, step, backend, precision, seed } = event.status;
      if (phase === 'paused' || phase === 'failed') fetchCounting();
      Object.assign(element.dataset, { phase, step: String(step), backend, precision, seed: String(seed) });
      if (goal?.thenPlay && phase === 'paused' && step === last) {
        last = -1;
        session.play();
      }
    } else if (event.kind === 'map') element.dataset.map = `${event.done}/${event.wanted}`;
    else if (event.kind === 'sweep') element.dataset.sweep = String(event.progress);
    else if (event.kind === 'atlas') {
      element.dataset.atlas = String(event.progress);
      element.dataset.atlasBackend = event.backend;
    }
    soon();
  };
  const leave = run.subscribe(take);
  return () => {
    left = true;
    leave();
    unsaid();
    unspeak();
    stop();
    clearTimeout(waiting);
  };
}

const agree = (one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) =>
  Object.entries(other).every(([name, value]) => one[name] === value);

/** The newest recorded value of each variable that the figure shows. */
function presentValues({ figure, picture }: FigureSession): Record<string, number> {
  const present: Record<string, number> = {};
  const { history } = picture;
  if (!history) return present;
  for (const view of figure.views)
    if (view.kind === 'traces')
      for (const panel of view.panels)
        for (const line of panel.lines) {
          const found = history.find(line.of);
          if (!found || found.ring.length === 0) continue;
          const column = Math.max(0, line.index === undefined ? 0 : found.indices.indexOf(line.index));
          present[variableOf(line.of)] ??= found.ring.value(found.ring.length - 1, column);
        }
  return present;
}

/** `rateI` -> `rate-i`, as attribute names must be. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
