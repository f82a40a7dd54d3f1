import type { PhaseView } from '../../experiment/figure.ts';
import type { Area, Handle, Item } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import type { Theme } from '../tokens.ts';
import { labelOf } from './symbols.ts';
import type { FixedPoint, ViewState } from './view.ts';

type Place = (x: number, y: number) => { readonly x: number; readonly y: number };

/** Filled where the state is drawn in, open where it is driven out, half filled for a saddle; each named beside it. */
export function fixedPointMarks(
  points: readonly FixedPoint[],
  area: Area,
  place: Place,
  theme: Theme,
): Item[] {
  const { small, thin, handle } = theme.size;
  const radius = 0.72 * handle;
  const shown = points
    .map((point) => ({ ...place(point.x, point.y), stability: point.stability }))
    .filter(({ x, y }) => x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height)
    .sort((a, b) => a.x - b.x);
  return shown.flatMap(({ x, y, stability }, k): Item[] => {
    const stable = stability.startsWith('stable');
    const width = estimateWidth(stability, small);
    const next = shown[k + 1];
    // The left one of two is named to its left where there is room, so that the names stay apart.
    const left =
      x - radius - width - small > area.x &&
      (next !== undefined || x + width + 2 * radius > area.x + area.width);
    const marks: Item[] = [
      {
        kind: 'circle',
        x,
        y,
        radius,
        fill: stable ? 'text' : 'background',
        stroke: 'text',
        width: 1.4 * thin,
      },
    ];
    if (stability === 'saddle')
      marks.push({
        kind: 'rect',
        x: x - radius,
        y: y - 0.5 * thin,
        width: 2 * radius,
        height: thin,
        ink: 'text',
      });
    return [
      ...marks,
      {
        kind: 'text',
        x: left ? x - radius - 0.4 * small : x + radius + 0.4 * small,
        y: Math.min(y + 1.15 * small, area.y + area.height - 0.3 * small),
        text: stability,
        ink: 'text',
        size: small,
        anchor: left ? 'end' : 'start',
      },
    ];
  });
}

/** A ring where the run starts, to be dragged. */
export function startMark(
  start: NonNullable<PhaseView['start']>,
  area: Area,
  theme: Theme,
  state: ViewState,
): { items: Item[]; handle: Handle } {
  const value = (name: string) =>
    state.values[name] ?? state.figure.parameters.find((p) => p.name === name)?.default ?? 0;
  const part = (at: number, [from, to]: readonly [number, number]) =>
    Math.min(Math.max((at - from) / (to - from), 0), 1);
  const x = area.x + part(value(start.x), area.xDomain) * area.width;
  const y = area.y + (1 - part(value(start.y), area.yDomain)) * area.height;
  const lit = state.lit === start.x || state.lit === start.y;
  const { handle, thin, small } = theme.size;
  const right = x + 6 * small < area.x + area.width;
  return {
    handle: { area: area.id, x: start.x, y: start.y, at: { x, y } },
    items: [
      {
        kind: 'circle',
        x,
        y,
        radius: handle * (lit ? 1.3 : 1.1),
        fill: 'background',
        stroke: 'accent',
        width: 2 * thin,
      },
      {
        kind: 'text',
        x: right ? x + 1.6 * handle : x - 1.6 * handle,
        y: Math.max(y - 0.7 * handle, area.y + small),
        text: 'start',
        ink: 'accent',
        size: small,
        anchor: right ? 'start' : 'end',
        bold: lit,
      },
    ],
  };
}

/** What parts the plane: named along its upper end. */
export function separatrixLine(points: Float64Array, area: Area, place: Place, theme: Theme): Item {
  const line = new Float64Array(points.length);
  for (let k = 0; k < points.length; k += 2) {
    const at = place(points[k] as number, points[k + 1] as number);
    const outside =
      at.y < area.y - 1 ||
      at.y > area.y + area.height + 1 ||
      at.x < area.x - 1 ||
      at.x > area.x + area.width + 1;
    line[k] = at.x;
    line[k + 1] = outside ? Number.NaN : at.y;
  }
  return { kind: 'polyline', points: line, ink: 'neutral', width: theme.size.thin };
}

/** The name of a nullcline beside its last point within the plot. */
export function nullclineName(
  variable: string,
  points: Float64Array,
  area: Area,
  theme: Theme,
  state: ViewState,
): Item[] {
  const { text: symbol, ink } = labelOf(state.figure, variable);
  const size = theme.size.small;
  for (let k = points.length - 2; k >= 0; k -= 2) {
    const px = points[k] as number;
    const py = points[k + 1] as number;
    if (Number.isNaN(py) || px > area.x + area.width - 1) continue;
    const end = px > area.x + 0.6 * area.width;
    return [
      {
        kind: 'text',
        x: end ? px - 4 : px + 4,
        y: Math.max(py - 0.5 * size, area.y + size),
        text: `d${symbol}/dt = 0`,
        ink,
        size,
        anchor: end ? 'end' : 'start',
        italic: true,
      },
    ];
  }
  return [];
}
