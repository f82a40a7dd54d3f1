import { useFigure } from './context.ts';

/** What is happening, said politely and seldom, for who cannot see the picture. */
export function Summary() {
  const summary = useFigure((state) => state.summary);
  return (
    <p className="figure-hidden" role="status" aria-live="polite" aria-atomic="true">
      {summary}
    </p>
  );
}
