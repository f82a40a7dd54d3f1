import { unitScale } from '../experiment/quantities.ts';
import { plainLatex, runsOf } from '../figure/draw/text.ts';
import type { FigureSession } from '../figure/session.ts';
import { symbolOf } from '../figure/views/symbols.ts';
import type { Subject } from '../panel/subject.ts';

const subjects = new WeakMap<FigureSession, Subject>();

/** A figure as the chip panel knows it: the same one whenever it is asked for. */
export function subjectOf(session: FigureSession): Subject {
  const made = subjects.get(session) ?? makeSubject(session);
  subjects.set(session, made);
  return made;
}

function makeSubject(session: FigureSession): Subject {
  return {
    id: session.id,
    title: session.figure.title,
    run: session.run,
    symbol: (name) => {
      const { symbol, unit } = symbolOf(session.figure, name);
      return {
        runs: runsOf(plainLatex(symbol)),
        ...(unit === undefined ? {} : { unit, scale: unitScale(unit) }),
      };
    },
    numberedFrom: (population) =>
      session.figure.views.some(
        (view) =>
          view.kind === 'raster' && view.numbered && view.populations.some(({ name }) => name === population),
      )
        ? 1
        : 0,
    playing: () => session.store.getState().playing,
    play: () => session.play(),
    pause: () => session.pause(),
    mark: (neurons) => {
      session.marked = neurons;
      session.changed();
    },
    onPick: (listener) => {
      session.pickers.add(listener);
      return () => session.pickers.delete(listener);
    },
  };
}
