import type { Figure } from '../experiment/figure.ts';
import { compose, type Placed } from './draw/compose.ts';
import type { Scene } from './draw/scene.ts';
import { layoutOf, stillWidth } from './layout.ts';
import type { Theme } from './tokens.ts';
import { drawView } from './views/draw.ts';
import type { Picture, ViewState } from './views/view.ts';

const gap = 28;
const edge = 16;

/** All views of a figure in one scene, laid out as on a wide page: what a picture file shows. */
export function drawWhole(figure: Figure, picture: Picture, theme: Theme, state: ViewState): Scene {
  const { scale } = theme.size;
  const { cells } = layoutOf(figure);
  const main = cells.find(({ column }) => column === 'main')?.width ?? 0;
  const bottoms = { main: edge, side: edge };
  const placed = cells.map(({ view, column, width, height }): Placed => {
    const size = { width: width * scale, height: height * scale };
    const x = edge + (column === 'side' ? (main + gap) * scale : 0);
    const y = bottoms[column];
    bottoms[column] = y + size.height + gap;
    return { scene: drawView(view, picture, size, theme, state), x, y };
  });
  const height = Math.max(bottoms.main, bottoms.side) - gap + edge;
  return compose(placed, stillWidth * scale + 2 * edge, height);
}
