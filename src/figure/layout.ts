import type { Figure, View } from '../experiment/figure.ts';

/** Where a view stands: in the wide column or beside it, and how high it is before the theme's scale. */
export interface Cell {
  readonly view: View;
  readonly index: number;
  readonly column: 'main' | 'side';
  /** CSS pixels, the same at every width of the page, so that nothing jumps. */
  readonly height: number;
  /** For still pictures, which cannot measure the page. */
  readonly width: number;
}

export interface Layout {
  readonly split: boolean;
  readonly cells: readonly Cell[];
}

const plainHeight: Readonly<Record<View['kind'], number>> = {
  traces: 170,
  raster: 270,
  rate: 130,
  decomposition: 480,
  phase: 240,
  curve: 240,
  relation: 260,
  aligned: 260,
  atlas: 400,
  map: 380,
  circuit: 300,
  stack: 200,
  statistics: 190,
  estimates: 540,
  transfer: 240,
  wall: 500,
  opened: 170,
  matrix: 400,
  samples: 360,
  convergence: 360,
  synapses: 360,
  trains: 120,
  histogram: 300,
  course: 150,
  locality: 430,
  carried: 330,
};

/** Width of the picture that stills are drawn for. */
export const stillWidth = 921;
const gap = 28;

/**
 * Views over time go in one wide column, one below the other, so that their instants stand in line; curves and phase
 * planes stand beside them. A map takes the wide column itself.
 */
export function layoutOf(figure: Figure): Layout {
  const wide: readonly View['kind'][] = ['atlas', 'wall'];
  const map = figure.views.some(({ kind }) => wide.includes(kind));
  const byKind = (view: View) =>
    map
      ? !wide.includes(view.kind)
      : [
          'curve',
          'phase',
          'transfer',
          'map',
          'statistics',
          'matrix',
          'convergence',
          'synapses',
          'course',
        ].includes(view.kind);
  const side = (view: View) => (view.place ? view.place === 'side' : byKind(view));
  const split = figure.views.some(side) && figure.views.some((view) => !side(view));
  const natural = figure.views.map((view) => heightOf(view, split));
  const total = (beside: boolean) => {
    const heights = natural.filter((_, k) => side(figure.views[k] as View) === beside);
    return heights.reduce((sum, height) => sum + height, 0) + gap * Math.max(0, heights.length - 1);
  };
  const tallest = Math.max(total(true), total(false));
  const mainWidth = split ? Math.round((stillWidth - gap) * (map ? 0.54 : 0.6)) : stillWidth;
  const cells = figure.views.map((view, index): Cell => {
    const beside = split && side(view);
    const count = figure.views.filter((other) => side(other) === beside).length;
    const spare = gap * Math.max(0, count - 1);
    const factor = split ? (tallest - spare) / (total(beside) - spare) : 1;
    return {
      view,
      index,
      column: beside ? 'side' : 'main',
      height: Math.round((natural[index] as number) * factor),
      width: beside ? stillWidth - gap - mainWidth : mainWidth,
    };
  });
  return { split, cells };
}

function heightOf(view: View, split: boolean): number {
  if (view.height !== undefined) return view.height;
  if (view.kind !== 'traces') return plainHeight[view.kind] * (view.kind === 'curve' && split ? 0.85 : 1);
  const panels = view.panels.reduce((sum, panel) => sum + (panel.height ?? 1), 0);
  return 50 + 125 * panels + (view.panels.length === 1 ? 85 : 0);
}
