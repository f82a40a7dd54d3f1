import type { FigureSession } from './session.ts';

/**
 * Keeps the typeset equation that of the network that runs: it changes when an edited text was accepted, and stays when
 * one was refused. The typesetter is fetched with the first edit.
 */
export function followEquation(session: FigureSession): () => void {
  const { figure, run, store } = session;
  let shown = '{}';
  let ended = false;
  const look = async () => {
    const { edits } = await run.log();
    const key = JSON.stringify(edits);
    if (ended || key === shown) return;
    shown = key;
    if (key === '{}') {
      store.setState({ typeset: undefined });
      return;
    }
    const { typesetModel } = await import('./typeset.ts');
    if (!ended && key === shown) store.setState({ typeset: typesetModel(figure, edits) });
  };
  const leave = run.subscribe((event) => {
    if (event.kind !== 'begin' && event.kind !== 'refused') return;
    if (shown !== '{}' || Object.keys(store.getState().edits).length > 0) void look();
  });
  return () => {
    ended = true;
    leave();
  };
}
