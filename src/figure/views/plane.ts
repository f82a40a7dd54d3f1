import type { Area, Handle, Item, Scene } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import { readable } from '../format.ts';
import type { Theme } from '../tokens.ts';
import { type ColourScale, cachedPixels, paletteOf, scaleTicks, share } from './atlas-colours.ts';
import { axisRoom, footRoom, headRoom, xAxis, yAxis } from './axes.ts';
import { isoLineItems } from './iso-line-items.ts';
import { labelOf } from './symbols.ts';
import type { IsoLine, Size, ViewState } from './view.ts';

interface Side {
  readonly parameter: string;
  readonly from: number;
  readonly to: number;
}

/** A plane of two parameters, coloured by a number. */
interface Plane {
  readonly id: string;
  readonly x: Side;
  readonly y: Side;
  readonly columns: number;
  readonly rows: number;
  /** Row by row from the lower left corner; NaN where there is none. Undefined: nothing is there yet. */
  readonly values: Float32Array | undefined;
  readonly scale: ColourScale;
  readonly signed: boolean;
  /** Above the colour bar. */
  readonly heading: string;
  readonly unit: string | undefined;
  /** What stands beside the crosshair; undefined: the number there, or `undefinedText`. */
  readonly readout?: string | undefined;
  /** Where there is no number. */
  readonly undefinedText?: string;
  /** Above the middle of the plane: the first of these that has room there, or the last. */
  readonly notes?: readonly string[];
  /** Of theory, over the colours. */
  readonly lines?: readonly IsoLine[];
  readonly state: ViewState;
  readonly size: Size;
  readonly theme: Theme;
}

/** The plane with its axes, a colour bar and a crosshair to take hold of. */
export function drawPlane(plane: Plane): Scene {
  const { x, y, columns, rows, values, scale, signed, heading, unit, state, size, theme } = plane;
  const { figure } = state;
  const xParameter = figure.parameters.find((p) => p.name === x.parameter);
  const yParameter = figure.parameters.find((p) => p.name === y.parameter);
  if (!xParameter || !yParameter) return { ...size, items: [], areas: [], handles: [] };
  const { label, small, handle, thin } = theme.size;
  const bar = Math.round(0.9 * small);
  const labels = Math.max(...scaleTicks(scale).map((tick) => estimateWidth(tick.label, small)));
  // Where the bar's heading is wider than the bar with its labels it reaches back over the map's corner.
  const right = Math.max(bar + 1.9 * small + labels, estimateWidth(heading, small) - 3 * small);
  const left = axisRoom([[y.from, y.to]], theme);
  const top = headRoom(theme);
  const area: Area = {
    id: plane.id,
    x: left,
    y: top,
    width: Math.max(10, size.width - left - right),
    height: Math.max(10, size.height - top - footRoom(theme)),
    xDomain: [x.from, x.to],
    yDomain: [y.from, y.to],
  };
  const { x: areaX, y: areaY, width, height } = area;
  const frame = { x: areaX, y: areaY, width, height };
  const palette = paletteOf(signed);
  const items: Item[] = [];
  if (values) {
    const pixels = cachedPixels(values, columns, rows, scale);
    items.push({ kind: 'image', ...frame, columns, rows, pixels, palette });
  } else if (!state.stillMap) items.push({ kind: 'rect', ...frame, ink: 'raised' });
  const up = labelOf(figure, yParameter.name);
  const axis = yAxis(area, { label: up.text, unit: yParameter.unit, ink: up.ink }, theme);
  items.push(...axis.filter((item) => item.kind === 'text'));
  items.push(...xAxis(area, xParameter.unit, theme, labelOf(figure, xParameter.name)));
  items.push(...colourBar(area, bar, scale, palette, theme));
  const above = areaY - 0.62 * label;
  const muted = { kind: 'text', y: above, ink: 'muted', size: small } as const;
  items.push({ ...muted, x: size.width - 2, text: heading, anchor: 'end' });
  const middle = areaX + width / 2;
  const free = Math.min(
    middle - areaX - estimateWidth(up.text, label),
    size.width - 2 - estimateWidth(heading, small) - middle,
  );
  const { notes = [] } = plane;
  const note = notes.find((text) => estimateWidth(text, small) / 2 + small <= free) ?? notes.at(-1);
  if (note) items.push({ ...muted, x: middle, text: note, anchor: 'middle' });
  if (plane.lines) items.push(...isoLineItems(plane.lines, area, theme));
  const at = crosshair(
    area,
    state.values[xParameter.name] ?? xParameter.default,
    state.values[yParameter.name] ?? yParameter.default,
  );
  items.push(...cross(area, at, handle, thin));
  if (values) {
    const value = valueAt(values, plane, area, at);
    const number = `${readable(value)}${unit ? ` ${unit}` : ''}`;
    const text = plane.readout ?? (Number.isNaN(value) ? (plane.undefinedText ?? 'not defined') : number);
    items.push(...valueTag(text, area, at, label, handle));
  }
  const grip: Handle = { area: area.id, x: xParameter.name, y: yParameter.name, at, everywhere: true };
  return { width: size.width, height: size.height, items, areas: [area], handles: [grip] };
}

/** Right of the map, with its numbers. */
function colourBar(
  area: Area,
  width: number,
  scale: ColourScale,
  palette: readonly string[],
  { size: { small } }: Theme,
): Item[] {
  const x = area.x + area.width + 0.9 * small;
  const pixels = Uint8Array.from({ length: 254 }, (_, k) => 253 - k);
  const { y, height } = area;
  return [
    { kind: 'image', x, y, width, height, columns: 1, rows: 254, pixels, palette },
    ...scaleTicks(scale).map(
      ({ value, label: text }): Item => ({
        kind: 'text',
        x: x + width + 0.35 * small,
        y: y + (1 - share(value, scale)) * height + 0.34 * small,
        text,
        ink: 'muted',
        size: small,
        anchor: 'start',
      }),
    ),
  ];
}

function crosshair(area: Area, x: number, y: number): { x: number; y: number } {
  const part = (value: number, [from, to]: readonly [number, number]) =>
    Math.min(Math.max((value - from) / (to - from), 0), 1);
  return {
    x: area.x + part(x, area.xDomain) * area.width,
    y: area.y + (1 - part(y, area.yDomain)) * area.height,
  };
}

function valueAt(
  values: Float32Array,
  { columns, rows }: Pick<Plane, 'columns' | 'rows'>,
  area: Area,
  at: { x: number; y: number },
): number {
  const place = (part: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(part * count)));
  const column = place((at.x - area.x) / area.width, columns);
  const row = place(1 - (at.y - area.y) / area.height, rows);
  return values[row * columns + column] as number;
}

/** White over black, so that it is seen on every colour of the map. */
function cross(area: Area, at: { x: number; y: number }, radius: number, width: number): Item[] {
  const gap = 1.6 * radius;
  const points = Float64Array.of(
    area.x,
    at.y,
    Math.max(area.x, at.x - gap),
    at.y,
    Math.min(area.x + area.width, at.x + gap),
    at.y,
    area.x + area.width,
    at.y,
    at.x,
    area.y,
    at.x,
    Math.max(area.y, at.y - gap),
    at.x,
    Math.min(area.y + area.height, at.y + gap),
    at.x,
    area.y + area.height,
  );
  return [
    { kind: 'segments', points, ink: 'shadow', width: width + 2, opacity: 0.55 },
    { kind: 'segments', points, ink: 'glow', width },
    { kind: 'circle', x: at.x, y: at.y, radius: gap, stroke: 'shadow', width: width + 2.5 },
    { kind: 'circle', x: at.x, y: at.y, radius: gap, stroke: 'glow', width: width + 0.5 },
  ];
}

function valueTag(
  text: string,
  area: Area,
  at: { x: number; y: number },
  size: number,
  radius: number,
): Item[] {
  const width = estimateWidth(text, size) + 0.8 * size;
  const left =
    at.x + 2.6 * radius + width < area.x + area.width ? at.x + 2.6 * radius : at.x - 2.6 * radius - width;
  const y = at.y - 2.2 * radius - size > area.y ? at.y - 2.2 * radius : at.y + 2.2 * radius + size;
  return [
    {
      kind: 'rect',
      x: left,
      y: y - size,
      width,
      height: 1.4 * size,
      ink: 'shadow',
      opacity: 0.75,
      radius: 3,
    },
    { kind: 'text', x: left + 0.4 * size, y: y + 0.02 * size, text, ink: 'glow', size, anchor: 'start' },
  ];
}
