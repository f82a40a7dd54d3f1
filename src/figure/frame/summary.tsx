import { useFigure } from './context.ts';

/** What the picture shows now, for who cannot see it; said aloud politely and seldom. */
export function Summary() {
  const summary = useFigure((state) => state.summary);
  const said = useFigure((state) => state.said);
  return (
    <>
      <p className="figure-hidden" data-now="">
        {summary}
      </p>
      <p className="figure-hidden" role="status" aria-live="polite" aria-atomic="true">
        {said}
      </p>
    </>
  );
}
