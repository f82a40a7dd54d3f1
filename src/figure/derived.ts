import type { PhaseView } from '../experiment/figure.ts';
import { expectedOf } from '../experiment/measure/expected.ts';
import { type ClosedForm, closedForm, namesOver } from '../experiment/reference.ts';
import { isoLineMakers } from './iso-lines.ts';
import { portraitFinder } from './nullclines.ts';
import type { FigureSession } from './session.ts';

/**
 * What the picture shows besides samples, worked out on the page from the equations that run: closed forms under the
 * traces and nullclines. Fetched after the figure is live, because it brings the language with it.
 */
export function deriveCurves(session: FigureSession): () => void {
  const { figure, store, picture } = session;
  const forms = new Map<string, ClosedForm | undefined>();
  picture.reference = (text, times, over) => {
    if (!forms.has(text))
      forms.set(
        text,
        attempt(() => closedForm(figure, text, 'reference', namesOver(over))),
      );
    const { values, edits } = store.getState();
    // An edited equation has another solution.
    if (Object.keys(edits).length > 0) return undefined;
    return forms.get(text)?.over(values, over?.name ?? 't', times);
  };
  const plane = figure.views.find((view): view is PhaseView => view.kind === 'phase' && view.nullclines);
  const beside = Object.entries(figure.measures ?? {}).flatMap(([name, measure]) => {
    const form = attempt(() => expectedOf(figure, measure));
    return form ? [[name, form] as const] : [];
  });
  const find = plane && portraitFinder(figure, plane);
  let right: Readonly<Record<string, string>> = {};
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
    let found = find && attempt(() => find(values, edits, picture.now));
    // While a text is wrong the last one that was right runs on, and the plane is that one's.
    if (found) right = edits;
    else found = find && attempt(() => find(values, right, picture.now));
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
  const endLines = followIsoLines(session);
  return () => {
    endLines();
    leave();
    follow();
    cancelAnimationFrame(frame);
  };
}

/** Lines of theory over a map: one in an idle moment, anew when a value changes that is not on its axes. */
function followIsoLines(session: FigureSession): () => void {
  const { figure, store, picture } = session;
  const { map } = figure;
  const plane = () => map ?? session.atlas;
  // Over whichever two parameters the reader's atlas spans now.
  let makers = attempt(() => isoLineMakers(session.shown)) ?? [];
  if (!plane() || makers.length === 0) return () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let mark = '';
  const work = (k: number) => {
    const { values } = store.getState();
    const line = attempt(() => makers[k]?.(values));
    if (!line) return;
    picture.isoLines = [...picture.isoLines, line];
    session.changed();
    timer = setTimeout(work, 30, k + 1);
  };
  const begin = () => {
    const { values, edits } = store.getState();
    const { x, y } = plane() ?? {};
    const others = { ...values, [x?.parameter ?? '']: 0, [y?.parameter ?? '']: 0, ...map?.values };
    const now = JSON.stringify([others, x, y, edits]);
    if (now === mark) return;
    mark = now;
    if (!map) makers = attempt(() => isoLineMakers(session.shown)) ?? [];
    clearTimeout(timer);
    picture.isoLines = [];
    // An edited equation has another theory.
    if (Object.keys(edits).length === 0) timer = setTimeout(work, 100, 0);
  };
  const leave = store.subscribe(begin);
  begin();
  return () => {
    leave();
    clearTimeout(timer);
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
