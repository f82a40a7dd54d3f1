import type { Figure, TracesView, View } from '../experiment/figure.ts';
import { sharesAxis } from './views/margins.ts';
import { nameOf } from './views/symbols.ts';

/** Lines of type above a plot for the name of its axis, and below it for the numbers. */
const [head, wholeFoot] = [1.55, 1.65];
/** A title that is longer than this may stand in a line of its own. */
const longTitle = 24;

/** Of views that are more than one plot. */
const fewestLines: Partial<Record<View['kind'], number>> = {
  locality: 20,
  atlas: 14,
  map: 14,
  wall: 14,
  decomposition: 16,
  estimates: 22,
  circuit: 18,
  convergence: 11,
  statistics: 9,
};

/**
 * Lines of type that a view must be high so that none of its labels stands on another: a lecture, whose type is large and
 * whose screen is low, makes it no lower.
 */
export function linesOf(view: View, figure: Figure): number {
  const foot = sharesAxis(figure, view) ? 0.5 : wholeFoot;
  switch (view.kind) {
    case 'traces': {
      const shares = view.panels.map(({ height = 1 }) => height);
      const room = Math.max(...view.panels.map((panel, k) => plotLines(panel) / (shares[k] ?? 1)));
      return foot + view.panels.length * (head + 0.5) + room * shares.reduce((a, b) => a + b, 0);
    }
    case 'trains':
      return head + foot + 1.35 * view.trains.length;
    case 'raster': {
      const rows = Math.max(2, 1.3 * view.populations.length);
      return head + (view.title.length > longTitle ? 1.35 : 0) + foot + rows;
    }
    case 'course':
      return head + foot + Math.max(2, 1.2 * view.lines.length);
    case 'carried':
      return 5 + 1.3 * view.rules.length;
    default:
      return fewestLines[view.kind] ?? head + foot + 4;
  }
}

/** At least two numbers at an axis, and the names at the ends of its lines; a chosen line may be the only one that is named. */
function plotLines({ lines, chosen, level }: TracesView['panels'][number]): number {
  const names = new Set(lines.map(nameOf)).size;
  if (names < 2 || chosen !== undefined) return 1.65;
  return Math.max(1.65, 1.05 * (level === undefined ? names : names + 1) + 0.7);
}
