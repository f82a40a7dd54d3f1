import { expect, test } from 'vitest';
import type { Figure } from '../src/experiment/figure.ts';
import { figureId } from '../src/experiment/id.ts';
import { completeValues } from '../src/experiment/quantities.ts';
import { layoutOf } from '../src/figure/layout.ts';
import { linesOf } from '../src/figure/least.ts';
import { LivePicture } from '../src/figure/picture.ts';
import { drawView, loadViews } from '../src/figure/views/draw.ts';
import { clashes, projected } from '../src/testing/labels.ts';

const figures = Object.entries(
  import.meta.glob<Figure>('./*/*.figure.ts', { eager: true, import: 'figure' }),
).map(([path, figure]) => ({ id: figureId(path), figure }));

/** What a lecture at 1280 x 720 leaves a figure across; axes and names stand before there is any run. */
test.each(figures)('$id: as low as a lecture lets it be, no label stands on another', async ({ figure }) => {
  await loadViews(figure);
  const theme = projected(720 / 1080);
  const state = { figure, values: completeValues(figure, {}) };
  const { cells } = layoutOf(figure);
  const whole = Math.max(...cells.map(({ width }) => width));
  for (const { view, width } of cells) {
    const across = cells.some((cell) => cell.width !== whole) ? (1167 * width) / 893 : 1185;
    const size = { width: across, height: linesOf(view, figure) * theme.size.label };
    const scene = drawView(view, new LivePicture(figure), size, theme, state);
    expect(clashes(scene), `${view.kind} ${view.title}`).toEqual([]);
  }
});
