import { lazy, Suspense } from 'react';
import { useFigure, useFrame } from './context.ts';

const panels = {
  equation: lazy(() => import('../panels/editor.tsx').then(({ Editor }) => ({ default: Editor }))),
  compare: lazy(() => import('../panels/compare.tsx').then(({ Compare }) => ({ default: Compare }))),
  share: lazy(() => import('../panels/share.tsx').then(({ Share }) => ({ default: Share }))),
  download: lazy(() => import('../panels/download.tsx').then(({ Download }) => ({ default: Download }))),
  badge: lazy(() => import('../panels/badge.tsx').then(({ Badge }) => ({ default: Badge }))),
};

const titles = {
  equation: 'Equation',
  compare: 'Keep and compare',
  share: 'Share',
  download: 'Download',
  badge: 'What it runs on',
};

/** What a tool opens: fetched only then, closed by Escape or its own button. */
export function Panels() {
  const { store, session } = useFrame();
  const panel = useFigure((state) => state.panel);
  if (panel === 'none' || !session) return null;
  const Content = panels[panel];
  const close = () => store.setState({ panel: 'none' });
  return (
    <section
      className={`figure-panel figure-panel-${panel}`}
      aria-label={titles[panel]}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <button type="button" className="figure-close" aria-label={`Close ${titles[panel]}`} onClick={close}>
        ×
      </button>
      <Suspense fallback={<p className="figure-muted">…</p>}>
        <Content session={session} />
      </Suspense>
    </section>
  );
}
