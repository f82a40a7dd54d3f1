import { lazy, Suspense } from 'react';
import { layoutOf } from '../layout.ts';
import { Caption } from './caption.tsx';
import { Frame, type FrameContext, useFrame } from './context.ts';
import { Controls } from './controls.tsx';
import { Equation } from './equation.tsx';
import { Measures } from './measures.tsx';
import { Notice } from './notice.tsx';
import { Panels } from './panels.tsx';
import { Summary } from './summary.tsx';
import { Toolbar } from './toolbar.tsx';
import { ViewFrame } from './view-frame.tsx';

/** The inside of a `<figure>`, the same markup at build and in the page, so that nothing moves when it comes alive. */
export function FigureFrame(context: FrameContext) {
  const { id, figure } = context;
  const layout = layoutOf(figure);
  const column = (name: 'main' | 'side') => {
    const cells = layout.cells.filter((cell) => cell.column === name);
    if (cells.length === 0) return null;
    return (
      <div className={`figure-column figure-${name}`}>
        {cells.map((cell) => (
          <ViewFrame key={cell.index} cell={cell} />
        ))}
      </div>
    );
  };
  const map = figure.views.some((view) => view.kind === 'atlas');
  return (
    <Frame value={context}>
      <p className="figure-question" id={`${id}-question`}>
        {figure.question}
      </p>
      <p className="figure-hidden" id={`${id}-alt`}>
        {figure.alt}
      </p>
      <div className="figure-picture" data-split={layout.split ? (map ? 'map' : 'wide') : undefined}>
        {column('main')}
        {column('side')}
        <Notice />
      </div>
      <Toolbar />
      <Measures />
      <Panels />
      <div className="figure-below">
        <Controls />
        <Equation />
      </div>
      <GoalList />
      <Caption />
      <Summary />
    </Frame>
  );
}

const Goals = lazy(() => import('./goals.tsx'));

/** The tasks stand in the page from the build on; what makes them live is fetched afterwards. */
function GoalList() {
  const { figure, session, goals, limits } = useFrame();
  if (!figure.goals || limits?.hidden.has('goals')) return null;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: markup made at build by the same component
  const built = <div className="figure-goals" dangerouslySetInnerHTML={{ __html: goals }} />;
  if (!session) return built;
  return (
    <Suspense fallback={built}>
      <div className="figure-goals">
        <Goals />
      </div>
    </Suspense>
  );
}
