import { type PointerEvent, useEffect, useRef } from 'react';
import { paint } from '../draw/canvas.ts';
import { invert, type Scene, toX } from '../draw/scene.ts';
import { cancelDraw, requestDraw } from '../frames.ts';
import { presentTheme, watchTheme } from '../theme.ts';
import { type Theme, themes } from '../tokens.ts';
import { drawOutcome, heightOf } from './scene.ts';
import type { Outcome } from './setup.ts';
import { moveSpike, type Side, toggleSpike } from './spikes.ts';

/** Pixels within which a spike is taken hold of. */
const reach = 8;

interface PlotProps {
  readonly outcome: Outcome;
  /** What stands there until the canvas is painted. */
  readonly still: string;
  readonly texts: Readonly<Record<Side, string>>;
  readonly onChange: (side: Side, text: string) => void;
}

interface Held {
  readonly side: Side;
  readonly step: number;
  readonly moved: boolean;
  readonly fresh: boolean;
}

/** The picture. A click in a row of spikes adds one, on a spike takes it away; a spike can be dragged. */
export function Plot({ outcome, still, texts, onChange }: PlotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<Scene>(undefined);
  const held = useRef<Held>(undefined);
  const shown = useRef(outcome);
  const again = useRef<() => void>(undefined);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    const place = element?.parentElement;
    if (!element || !context || !place) return;
    const draw = (theme: Theme) => {
      const { clientWidth: width, clientHeight: height } = place;
      if (width === 0 || height === 0) return;
      const ratio = Math.min(3, devicePixelRatio || 1);
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      scene.current = drawOutcome(shown.current, { width, height }, theme);
      paint(context, scene.current, theme, ratio);
      element.dataset.live = '';
    };
    const now = () => draw(presentTheme());
    const soon = () => requestDraw(element, now);
    const onPaper = () => draw(themes.light);
    const sizes = new ResizeObserver(soon);
    sizes.observe(place);
    const leave = watchTheme(soon);
    void document.fonts?.ready.then(soon);
    addEventListener('beforeprint', onPaper);
    addEventListener('afterprint', soon);
    again.current = soon;
    return () => {
      cancelDraw(element, now);
      sizes.disconnect();
      leave();
      removeEventListener('beforeprint', onPaper);
      removeEventListener('afterprint', soon);
    };
  }, []);
  useEffect(() => {
    shown.current = outcome;
    again.current?.();
  }, [outcome]);

  const rowAt = (event: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || !scene.current) return undefined;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const area = scene.current.areas.find(
      ({ id, y: top, height }) => (id === 'pre' || id === 'post') && y >= top && y <= top + height,
    );
    return area && { side: area.id as Side, area, x, y };
  };
  const stepAt = (event: PointerEvent, side: Side) => {
    const box = canvas.current?.getBoundingClientRect();
    const area = scene.current?.areas.find(({ id }) => id === side);
    if (!box || !area) return 1;
    const step = Math.round(invert(area, event.clientX - box.left, area.y).x);
    return Math.min(Math.max(step, 1), outcome.steps);
  };
  const down = (event: PointerEvent) => {
    const row = rowAt(event);
    if (!row || event.button !== 0) return;
    const near = outcome.spikes[row.side]
      .map((step) => ({ step, away: Math.abs(toX(row.area, step) - row.x) }))
      .sort((a, b) => a.away - b.away)[0];
    canvas.current?.setPointerCapture(event.pointerId);
    if (near && near.away <= reach)
      held.current = { side: row.side, step: near.step, moved: false, fresh: false };
    else {
      // Not before the finger leaves: it may be about to scroll the page.
      held.current = { side: row.side, step: stepAt(event, row.side), moved: false, fresh: true };
    }
  };
  const move = (event: PointerEvent) => {
    if (!held.current) {
      if (canvas.current) canvas.current.style.cursor = rowAt(event) ? 'pointer' : '';
      return;
    }
    const { side, step: from, fresh } = held.current;
    const step = stepAt(event, side);
    if (step === from || fresh) return;
    const text = moveSpike(texts[side], from, step);
    if (text === undefined) return;
    held.current = { ...held.current, step, moved: true };
    onChange(side, text);
  };
  const up = () => {
    const was = held.current;
    held.current = undefined;
    if (was && !was.moved) onChange(was.side, toggleSpike(texts[was.side], was.step));
  };
  return (
    <div className="figure-view" style={{ '--height': heightOf(outcome) } as React.CSSProperties}>
      <div className="figure-canvas">
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn at build from the repository's own rule */}
        <div className="figure-still" aria-hidden="true" dangerouslySetInnerHTML={{ __html: still }} />
        <canvas
          ref={canvas}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={() => {
            held.current = undefined;
          }}
        />
      </div>
    </div>
  );
}
