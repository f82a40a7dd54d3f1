import type { FigureSession } from './session.ts';

/** Gives the figure time while it is seen, in proportion to the screen that it takes. */
export function watchSight(element: HTMLElement, session: FigureSession): () => void {
  let seen = false;
  let prominence = 0;
  const tell = () => session.run.setVisible(seen && document.visibilityState === 'visible', prominence);
  const observer = new IntersectionObserver(
    (entries) => {
      const entry = entries.at(-1);
      if (!entry) return;
      seen = entry.isIntersecting;
      const screen = entry.rootBounds?.height ?? innerHeight;
      prominence = screen > 0 ? Math.min(1, entry.intersectionRect.height / screen) : 0;
      tell();
    },
    { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] },
  );
  observer.observe(element);
  document.addEventListener('visibilitychange', tell);
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', tell);
  };
}
