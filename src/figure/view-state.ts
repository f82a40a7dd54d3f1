import type { FigureSession } from './session.ts';
import type { ViewState } from './views/view.ts';

/** What the views of a figure depend on beside its run, as the reader has it now: for pictures outside the page. */
export function stateOf(session: FigureSession): ViewState {
  const { values, edits, measure, measures, mapMeasure, scroll } = session.store.getState();
  const edited = Object.keys(edits).length > 0;
  return { figure: session.shown, values, edited, scroll, measure, measures, mapMeasure };
}
