import type { PhaseView } from '../experiment/figure.ts';
import { expectedOf } from '../experiment/measure/expected.ts';
import { type ClosedForm, closedForm } from '../experiment/reference.ts';
import { portraitFinder } from './nullclines.ts';
import type { FigureSession } from './session.ts';

/**
 * What the picture shows besides samples, worked out on the page from the equations that run: closed forms under the
 * traces and nullclines. Fetched after the figure is live, because it brings the language with it.
 */
export function deriveCurves(session: FigureSession): () => void {
  const { figure, store, picture } = session;
  const forms = new Map<string, ClosedForm | undefined>();
  picture.reference = (text, times) => {
    if (!forms.has(text))
      forms.set(
        text,
        attempt(() => closedForm(figure, text)),
      );
    const { values, edits } = store.getState();
    // An edited equation has another solution.
    if (Object.keys(edits).length > 0) return undefined;
    return forms.get(text)?.over(values, 't', times);
  };
  const plane = figure.views.find((view): view is PhaseView => view.kind === 'phase' && view.nullclines);
  const beside = Object.entries(figure.measures ?? {}).flatMap(([name, measure]) => {
    const form = attempt(() => expectedOf(figure, measure));
    return form ? [[name, form] as const] : [];
  });
  const find = plane && portraitFinder(figure, plane);
  let frame = 0;
  /** Whether the plane changes with time, and the instant of which it was worked out. */
  let timed = false;
  let drawn = 0;
  const redraw = () => {
    frame = 0;
    const { values, edits } = store.getState();
    const references =
      Object.keys(edits).length > 0 ? [] : beside.map(([name, form]) => [name, form(values)]);
    store.setState({ references: Object.fromEntries(references) });
    const found = find && attempt(() => find(values, edits, picture.now));
    picture.portrait = found?.portrait;
    timed = found?.timed ?? false;
    drawn = picture.now;
    session.changed();
  };
  const leave = store.subscribe((state, before) => {
    if (state.values !== before.values || state.edits !== before.edits)
      frame ||= requestAnimationFrame(redraw);
  });
  const follow = session.onChange(() => {
    if (timed && picture.now !== drawn) frame ||= requestAnimationFrame(redraw);
  });
  redraw();
  return () => {
    leave();
    follow();
    cancelAnimationFrame(frame);
  };
}

/** A figure without its grey line is still a figure: what does not compile is not drawn. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
