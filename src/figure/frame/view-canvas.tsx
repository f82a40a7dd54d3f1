import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { View } from '../../experiment/figure.ts';
import { plainLatex } from '../draw/text.ts';
import { LiveView } from '../live-view.ts';
import type { FigureSession } from '../session.ts';
import { useFigure } from './context.ts';
import { stepOf } from './slider.tsx';
import { WallKeys } from './wall-keys.tsx';

/** The live picture of one view: a canvas that draws when there is something new and can be taken hold of. */
export function ViewCanvas({ session, view }: { readonly session: FigureSession; readonly view: View }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current) return;
    const live = new LiveView(canvas.current, session, view);
    return () => live.close();
  }, [session, view]);
  if (view.kind === 'wall')
    return (
      <WallKeys session={session} view={view}>
        <canvas ref={canvas} />
      </WallKeys>
    );
  if (view.kind !== 'atlas' && view.kind !== 'map') return <canvas ref={canvas} />;
  return <CrosshairMap canvas={canvas} session={session} kind={view.kind} />;
}

interface MapProps {
  readonly canvas: React.RefObject<HTMLCanvasElement | null>;
  readonly session: FigureSession;
  readonly kind: 'atlas' | 'map';
}

/** A map is moved over by the arrow keys as well; Shift takes ten steps. */
function CrosshairMap({ canvas, session, kind }: MapProps) {
  const { figure, store } = session;
  useFigure((state) => state.axes);
  const plane = kind === 'map' ? figure.map : session.atlas;
  const x = figure.parameters.find((p) => p.name === plane?.x.parameter);
  const y = figure.parameters.find((p) => p.name === plane?.y.parameter);
  const move = (event: KeyboardEvent) => {
    const [dx, dy] = arrows[event.key] ?? [0, 0];
    if ((dx === 0 && dy === 0) || !x || !y) return;
    event.preventDefault();
    const many = event.shiftKey ? 10 : 1;
    const { values } = store.getState();
    if (dx !== 0) session.set({ [x.name]: (values[x.name] ?? x.default) + dx * many * stepOf(x) });
    else session.set({ [y.name]: (values[y.name] ?? y.default) + dy * many * stepOf(y) });
  };
  const names = [x, y].map((p) => (p ? plainLatex(p.symbol).replace(/[{}]/g, '') : '')).join(' and ');
  return (
    <div
      role="application"
      aria-roledescription="map with a crosshair"
      aria-label={`Crosshair over ${names}: move it with the arrow keys`}
      className="figure-map"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the crosshair
      tabIndex={0}
      onKeyDown={move}
    >
      <canvas ref={canvas} />
    </div>
  );
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
