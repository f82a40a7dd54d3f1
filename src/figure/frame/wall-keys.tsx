import type { KeyboardEvent, ReactNode } from 'react';
import type { WallView } from '../../experiment/figure.ts';
import type { FigureSession } from '../session.ts';
import { useFigure } from './context.ts';

interface Props {
  readonly session: FigureSession;
  readonly view: WallView;
  readonly children: ReactNode;
}

/** A wall of panels as one stop of the keyboard: the arrow keys choose the panel that is opened. */
export function WallKeys({ session, view, children }: Props) {
  const chosen = Math.round(useFigure((state) => state.values[view.chosen]) ?? 1);
  const choose = (event: KeyboardEvent) => {
    const by = moves(view.columns)[event.key];
    const panel = by === undefined ? undefined : view.panels[chosen - 1 + by];
    if (by === undefined) return;
    event.preventDefault();
    if (panel) session.applyPreset(panel.preset);
  };
  const panel = view.panels[chosen - 1];
  return (
    <div
      role="slider"
      aria-label="Panel that is opened"
      aria-valuemin={1}
      aria-valuemax={view.panels.length}
      aria-valuenow={chosen}
      aria-valuetext={panel?.title ?? ''}
      className="figure-map"
      tabIndex={0}
      onKeyDown={choose}
    >
      {children}
    </div>
  );
}

function moves(columns: number): Readonly<Record<string, number>> {
  return { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
}
