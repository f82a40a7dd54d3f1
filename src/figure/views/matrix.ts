import type { MatrixView } from '../../experiment/figure.ts';
import { mixedColumns } from '../../experiment/measure/signs.ts';
import { unitScale } from '../../experiment/quantities.ts';
import type { Weights } from '../../experiment/weights.ts';
import { type Area, type Handle, type Item, invert } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import { quantityLabel } from '../format.ts';
import type { Theme } from '../tokens.ts';
import { headRoom, viewTitle } from './axes.ts';
import { columnHeads, matrixAxes, sizeKey } from './matrix-margins.ts';
import { hatching, weightMark } from './matrix-marks.ts';
import { tag } from './readout.ts';
import type { Draw, Size, ViewState } from './view.ts';

/**
 * Weights as they act now (Hinton's diagram): row i receives, column j sends, both counted from 1. With the law on, columns
 * with both signs are hatched, outlined and counted.
 */
export const drawMatrix: Draw<MatrixView> = (view, picture, size, theme, state) => {
  const { projection, variable } = view;
  const weights = picture.weights?.find((one) => one.projection === projection && one.variable === variable);
  const area = gridOf(weights, size, theme);
  const items: Item[] = [ground(area)];
  const handles: Handle[] = view.chosen ? [{ area: area.id, x: view.chosen, at: {}, everywhere: true }] : [];
  const scene = { width: size.width, height: size.height, items, areas: [area], handles };
  if (!weights) return scene;
  const { sources, targets, values } = weights;
  const largest = Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const judged = view.law !== undefined && state.values[view.law] === 1;
  const mixed = mixedColumns(weights);
  const chosen = view.chosen === undefined ? 0 : Math.round(state.values[view.chosen] ?? 0);
  if (chosen >= 1 && chosen <= weights.from)
    items.push({ ...columnOf(area, weights, chosen - 1), kind: 'rect', ink: 'pre', opacity: 0.28 });
  if (judged) for (const j of mixed) items.push(hatching(columnOf(area, weights, j), theme));
  const cell = area.width / weights.from;
  for (let k = 0; k < values.length; k++) {
    const [value, j, i] = [values[k] as number, sources[k] as number, targets[k] as number];
    const mark = weightMark(area.x + (j + 0.5) * cell, area.y + (i + 0.5) * cell, value / largest, cell);
    if (mark) items.push(mark);
  }
  if (judged) for (const j of mixed) items.push(outline(columnOf(area, weights, j), theme));
  if (chosen >= 1 && chosen <= weights.from)
    items.push({ ...outline(columnOf(area, weights, chosen - 1), theme), ink: 'pre' });
  items.push(
    ...columnHeads(area, weights, judged, theme),
    ...matrixAxes(area, weights, theme),
    ...sizeKey(area, size, largest / unitScale(view.unit), view.unit, cell, theme),
    ...heading(view, area, size, weights, judged ? mixed.length : undefined, theme),
    ...underPointer(view, area, weights, state, theme),
  );
  return scene;
};

/** The grid: square cells, as large as there is room for. */
function gridOf(weights: Weights | undefined, size: Size, theme: Theme): Area {
  const { small } = theme.size;
  const [columns, rows] = [weights?.from ?? 1, weights?.to ?? 1];
  const left = 3.1 * small;
  const top = headRoom(theme) + 1.25 * small;
  const room = { width: size.width - left - 0.2 * small, height: size.height - top - 4.9 * small };
  const cell = Math.max(3, Math.min(room.width / columns, room.height / rows));
  return {
    id: 'matrix',
    x: left,
    y: top,
    width: cell * columns,
    height: cell * rows,
    xDomain: [0.5, columns + 0.5],
    yDomain: [rows + 0.5, 0.5],
  };
}

function ground({ x, y, width, height }: Area): Item {
  return { kind: 'rect', x, y, width, height, ink: 'raised', opacity: 1 };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function columnOf(area: Area, { from }: Weights, j: number): Box {
  const width = area.width / from;
  return { x: area.x + j * width, y: area.y, width, height: area.height };
}

function outline({ x, y, width, height }: Box, theme: Theme): Extract<Item, { kind: 'polyline' }> {
  const [right, bottom] = [x + width, y + height];
  const points = Float64Array.of(x, y, right, y, right, bottom, x, bottom, x, y);
  return { kind: 'polyline', points, ink: 'error', width: theme.size.thin };
}

/** The title, or what the law says of the columns, as long as there is room for. */
function heading(
  view: MatrixView,
  area: Area,
  size: Size,
  { from }: Weights,
  illegal: number | undefined,
  theme: Theme,
): Item[] {
  const { label } = theme.size;
  const y = headRoom(theme) - 0.62 * label;
  if (illegal === undefined)
    return [viewTitle({ ...area, x: 0, width: size.width, y: headRoom(theme) }, view.title, theme)];
  const long =
    illegal === 0 ? `all ${from} columns obey Dale’s law` : `${illegal} of ${from} columns break Dale’s law`;
  const short = illegal === 0 ? `all ${from} legal` : `${illegal} of ${from} illegal`;
  const text = estimateWidth(long, label) * 1.06 < size.width - area.x ? long : short;
  const ink = illegal === 0 ? 'text' : 'error';
  return [{ kind: 'text', x: area.x, y, text, ink, size: label, anchor: 'start', bold: true }];
}

/** The weight under a resting pointer, in words. */
function underPointer(
  view: MatrixView,
  area: Area,
  { sources, targets, values }: Weights,
  { pointer }: ViewState,
  theme: Theme,
): Item[] {
  if (!pointer || pointer.x < area.x || pointer.x >= area.x + area.width) return [];
  if (pointer.y < area.y || pointer.y >= area.y + area.height) return [];
  const at = invert(area, pointer.x, pointer.y);
  const [j, i] = [Math.round(at.x), Math.round(at.y)];
  const k = Array.from(values).findIndex((_, s) => sources[s] === j - 1 && targets[s] === i - 1);
  const value = (values[k] ?? 0) / unitScale(view.unit);
  const what = k < 0 ? 'no synapse' : quantityLabel(value, view.unit);
  const ink = k < 0 ? 'muted' : value < 0 ? 'inhibitory' : 'excitatory';
  return tag(`from ${j} to ${i}: ${what}`, pointer.x, pointer.y, area, ink, theme.size.small, theme);
}
