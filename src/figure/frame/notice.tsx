import { useFigure, useFrame } from './context.ts';

/** What went wrong, in the picture where it happened, and the way on. */
export function Notice() {
  const { session } = useFrame();
  const status = useFigure((state) => state.status);
  const refused = useFigure((state) => state.refused);
  const panel = useFigure((state) => state.panel);
  if (status.phase === 'failed')
    return (
      <div className="figure-notice" role="alert">
        <p>{status.message ?? 'The simulation stopped.'}</p>
        <button type="button" className="figure-text-button" onClick={() => session?.restart()}>
          Start again
        </button>
        <button type="button" className="figure-text-button" onClick={() => session?.resetAll()}>
          Reset the parameters
        </button>
      </div>
    );
  // While the equation is edited its complaints stand beside the text.
  if (refused && panel !== 'equation')
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
