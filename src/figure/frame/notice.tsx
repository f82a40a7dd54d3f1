import { useFigure, useFrame } from './context.ts';

/** What went wrong, in the picture where it happened, and the way on. */
export function Notice() {
  const { session, figure } = useFrame();
  const status = useFigure((state) => state.status);
  const refused = useFigure((state) => state.refused);
  const panel = useFigure((state) => state.panel);
  const edited = useFigure((state) => Object.keys(state.edits).length > 0);
  const moved = useFigure((state) =>
    figure.parameters.some(({ name, default: value }) => (state.values[name] ?? value) !== value),
  );
  if (status.phase === 'failed')
    return (
      <div className="figure-notice" role="alert">
        <p>{status.message ?? 'The simulation stopped.'}</p>
        <button type="button" className="figure-text-button" onClick={() => session?.restart()}>
          Start again
        </button>
        {edited && (
          <button type="button" className="figure-text-button" onClick={() => session?.edit({})}>
            Back to the original equation
          </button>
        )}
        {moved && (
          <button type="button" className="figure-text-button" onClick={() => session?.resetAll()}>
            Reset the parameters
          </button>
        )}
      </div>
    );
  // While the equation is edited, or the arithmetic chosen, complaints stand in that panel and cover nothing.
  if (refused && panel !== 'equation' && panel !== 'badge')
    return (
      <div className="figure-notice" role="alert">
        <p>{refused.message}</p>
      </div>
    );
  if (status.message)
    return (
      <div className="figure-notice figure-notice-quiet" role="status" key={status.message}>
        <p>{status.message}</p>
      </div>
    );
  return null;
}
