import type { AtlasMeasure, AtlasView } from '../../experiment/figure.ts';
import type { Area, Handle, Item } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import { readable } from '../format.ts';
import { cachedPixels, colourScale, paletteOf, scaleTicks, share } from './atlas-colours.ts';
import { axisRoom, footRoom, headRoom, xAxis, yAxis } from './axes.ts';
import { labelOf } from './symbols.ts';
import type { Draw } from './view.ts';

const measureUnits: Readonly<Record<AtlasMeasure, string | undefined>> = {
  rate: 'Hz',
  'burst index': undefined,
  adaptation: undefined,
};

/** A map of two parameters, a neuron a pixel, with a colour bar and a crosshair to take hold of. */
export const drawAtlas: Draw<AtlasView> = (_view, picture, size, theme, state) => {
  const { figure } = state;
  const { atlas } = figure;
  const xParameter = figure.parameters.find((p) => p.name === atlas?.x.parameter);
  const yParameter = figure.parameters.find((p) => p.name === atlas?.y.parameter);
  if (!atlas || !xParameter || !yParameter) return { ...size, items: [], areas: [], handles: [] };
  const measure = state.measure ?? atlas.measures[0] ?? 'rate';
  const { label, small, handle, thin } = theme.size;
  const values = picture.atlas?.measures[measure];
  const scale = (values ? undefined : state.stillMap) ?? colourScale(measure, values);
  const barTicks = scaleTicks(scale);
  const bar = Math.round(0.9 * small);
  const unit = measureUnits[measure];
  const heading = unit ? `${measure} (${unit})` : measure;
  const labels = Math.max(...barTicks.map((tick) => estimateWidth(tick.label, small)));
  // Where the bar's heading is wider than the bar with its labels it reaches back over the map's corner.
  const right = Math.max(bar + 1.9 * small + labels, estimateWidth(heading, small) - 3 * small);
  const left = axisRoom([[atlas.y.from, atlas.y.to]], theme);
  const top = headRoom(theme);
  const area: Area = {
    id: 'atlas',
    x: left,
    y: top,
    width: Math.max(10, size.width - left - right),
    height: Math.max(10, size.height - top - footRoom(theme)),
    xDomain: [atlas.x.from, atlas.x.to],
    yDomain: [atlas.y.from, atlas.y.to],
  };
  const items: Item[] = [];
  const palette = paletteOf(measure);
  if (values && picture.atlas) {
    const { resolution } = picture.atlas;
    items.push({
      kind: 'image',
      x: area.x,
      y: area.y,
      width: area.width,
      height: area.height,
      columns: resolution,
      rows: resolution,
      pixels: cachedPixels(values, resolution, scale),
      palette,
    });
  } else if (!state.stillMap)
    items.push({ kind: 'rect', x: area.x, y: area.y, width: area.width, height: area.height, ink: 'raised' });
  const y = labelOf(figure, yParameter.name);
  const axis = yAxis(area, { label: y.text, unit: yParameter.unit, ink: y.ink }, theme);
  items.push(...axis.filter((item) => item.kind === 'text'));
  items.push(...xAxis(area, xParameter.unit, theme, labelOf(figure, xParameter.name)));
  // The colour bar, with the measure and its unit above it.
  const x = area.x + area.width + 0.9 * small;
  items.push({
    kind: 'image',
    x,
    y: area.y,
    width: bar,
    height: area.height,
    columns: 1,
    rows: 254,
    pixels: Uint8Array.from({ length: 254 }, (_, k) => 253 - k),
    palette,
  });
  for (const { value, label: text } of barTicks) {
    const at = area.y + (1 - share(value, scale)) * area.height;
    items.push({
      kind: 'text',
      x: x + bar + 0.35 * small,
      y: at + 0.34 * small,
      text,
      ink: 'muted',
      size: small,
      anchor: 'start',
    });
  }
  items.push({
    kind: 'text',
    x: size.width - 2,
    y: area.y - 0.62 * label,
    text: heading,
    ink: 'muted',
    size: small,
    anchor: 'end',
  });
  if (picture.progress < 1)
    items.push({
      kind: 'text',
      x: area.x + area.width / 2,
      y: area.y - 0.62 * label,
      text: `computing ${Math.floor(100 * picture.progress)} %`,
      ink: 'muted',
      size: small,
      anchor: 'middle',
    });
  const at = crosshair(
    area,
    state.values[xParameter.name] ?? xParameter.default,
    state.values[yParameter.name] ?? yParameter.default,
  );
  items.push(...cross(area, at, handle, thin));
  if (values && picture.atlas) {
    const value = valueAt(values, picture.atlas.resolution, area, at);
    const text = Number.isNaN(value) ? 'not defined' : `${readable(value)}${unit ? ` ${unit}` : ''}`;
    items.push(...valueTag(text, area, at, label, handle));
  }
  const grip: Handle = { area: area.id, x: xParameter.name, y: yParameter.name, at, everywhere: true };
  return { width: size.width, height: size.height, items, areas: [area], handles: [grip] };
};

function crosshair(area: Area, x: number, y: number): { x: number; y: number } {
  const part = (value: number, [from, to]: readonly [number, number]) =>
    Math.min(Math.max((value - from) / (to - from), 0), 1);
  return {
    x: area.x + part(x, area.xDomain) * area.width,
    y: area.y + (1 - part(y, area.yDomain)) * area.height,
  };
}

function valueAt(values: Float32Array, resolution: number, area: Area, at: { x: number; y: number }): number {
  const place = (part: number) => Math.min(resolution - 1, Math.max(0, Math.floor(part * resolution)));
  const column = place((at.x - area.x) / area.width);
  const row = place(1 - (at.y - area.y) / area.height);
  return values[row * resolution + column] as number;
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
