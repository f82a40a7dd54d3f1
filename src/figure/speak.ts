import { Summary } from '../experiment/summary.ts';
import type { RunEvent } from '../worker/run.ts';
import { crosshairSentences } from './crosshair.ts';
import type { FigureSession } from './session.ts';

/** Milliseconds between two texts of a playing figure: often enough to be true, seldom enough to be read to the end. */
const calm = 3000;

/**
 * Keeps the words that stand for the picture true: anew every few seconds while it plays, and at once where it stands
 * still or a task is reached. They are announced seldom, only when something that the reader did has come to rest.
 * Fetched after the figure is live.
 */
export function speak(session: Pick<FigureSession, 'figure' | 'store' | 'run' | 'picture'>): () => void {
  const { figure, store, run, picture } = session;
  let summary: Summary | undefined;
  let phase = '';
  let written = Number.NEGATIVE_INFINITY;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const write = () => {
    if (!summary) return;
    written = performance.now();
    const state = store.getState();
    const { status, measures, values, edits, goals } = state;
    const shown = { values, edited: Object.keys(edits).length > 0, curves: picture.sweeps, goals };
    const run = summary.sentences(status, measures, shown);
    store.setState({ summary: [run, ...crosshairSentences(figure, picture, state)].join(' ') });
  };
  const announce = (after: number) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      write();
      store.setState(({ summary: said }) => ({ said }));
      // Once it is spoken it would only stand in the page twice.
      waiting = setTimeout(() => store.setState({ said: '' }), calm);
    }, after);
  };
  const receive = (event: RunEvent) => {
    if (event.kind === 'begin') {
      summary = new Summary(figure, event.network);
      // What ran before this came is not known.
      summary.begin(Math.max(event.step, phase === '' ? store.getState().status.step : 0));
    } else if (event.kind === 'batch') summary?.add(event.batch);
    else if (event.kind === 'atlas' && event.progress >= 1) announce(600);
    else if (event.kind === 'status' && event.status.phase !== phase) {
      phase = event.status.phase;
      announce(600);
    }
  };
  const leave = run.subscribe(receive);
  const stop = store.subscribe((state, before) => {
    if (state.values !== before.values) announce(2000);
    const due = phase !== 'playing' || performance.now() - written >= calm;
    if (state.goals !== before.goals || (state.measures !== before.measures && due)) write();
  });
  return () => {
    leave();
    stop();
    clearTimeout(waiting);
  };
}
