import type { HistogramView } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import type { Weights } from '../../experiment/weights.ts';
import { type Area, type Item, invert, project } from '../draw/scene.ts';
import { readable } from '../format.ts';
import type { Theme } from '../tokens.ts';
import { axisRoom, footRoom, headRoom, viewTitle, xAxis, yAxis } from './axes.ts';
import { tag } from './readout.ts';
import { labelOf } from './symbols.ts';
import type { Draw, Size } from './view.ts';

/** Share of the values in each of `bins` even bins, in per cent; what lies beyond the range counts in the outermost. */
export function shares(
  values: ArrayLike<number>,
  [from, to]: readonly [number, number],
  bins: number,
): Float64Array {
  const found = new Float64Array(bins);
  for (let k = 0; k < values.length; k++) {
    const bin = Math.floor((((values[k] as number) - from) / (to - from)) * bins);
    const at = Math.min(Math.max(bin, 0), bins - 1);
    found[at] = (found[at] as number) + 100 / values.length;
  }
  return found;
}

/** Ends of the upright axis, in per cent. */
const ceilings = [20, 40, 70, 100];

/** The values of a synapses' variable now, as bars, over their outline at the start. */
export const drawHistogram: Draw<HistogramView> = (view, picture, size, theme, state) => {
  const of = (all: readonly Weights[] | undefined) =>
    all?.find(({ projection, variable }) => projection === view.projection && variable === view.variable);
  const scale = unitScale(view.unit);
  const range = [view.range[0] * scale, view.range[1] * scale] as const;
  const [now, before] = [picture.weights, picture.firstWeights].map((all) => {
    const values = of(all)?.values;
    return values && values.length > 0 ? shares(values, range, view.bins) : undefined;
  });
  const highest = Math.max(0, ...(now ?? []));
  const area = plot(view, size, ceilings.find((ceiling) => highest <= ceiling) ?? 100, theme);
  const { text, ink } = labelOf(state.figure, view.variable);
  const items: Item[] = [
    ...yAxis(area, { label: 'share of the synapses', unit: '%', ink: 'muted', words: true }, theme),
    ...xAxis(area, view.unit, theme, { text, ink }),
  ];
  items.push(viewTitle(area, view.title, theme, items));
  if (before) items.push(...outlineAtStart(before, area, theme));
  if (now) {
    const outline = steps(now, area);
    items.push({ kind: 'polygon', points: outline, ink, opacity: 0.35 });
    items.push({ kind: 'polyline', points: outline, ink, width: theme.size.line });
    items.push(...underPointer(now, area, state.pointer, ink, theme));
  }
  return { ...size, items, areas: [area], handles: [] };
};

function plot(view: HistogramView, size: Size, ceiling: number, theme: Theme): Area {
  const top = headRoom(theme);
  const left = axisRoom([[0, 100]], theme);
  return {
    id: 'histogram',
    x: left,
    y: top,
    width: Math.max(10, size.width - left - 1.6 * theme.size.small),
    height: Math.max(10, size.height - top - footRoom(theme)),
    xDomain: view.range,
    yDomain: [0, ceiling],
  };
}

/** The outline of the bars, from the left end of the axis to its right. */
function steps(found: Float64Array, area: Area): Float64Array {
  const [from, to] = area.xDomain;
  const bottom = area.y + area.height;
  const points = [area.x, bottom];
  found.forEach((share, k) => {
    const [left, right] = [k, k + 1].map((edge) => from + ((to - from) * edge) / found.length);
    const a = project(area, left as number, share);
    const b = project(area, right as number, share);
    points.push(a.x, a.y, b.x, b.y);
  });
  points.push(area.x + area.width, bottom);
  return Float64Array.from(points);
}

function outlineAtStart(before: Float64Array, area: Area, theme: Theme): Item[] {
  const { small } = theme.size;
  const inside = before.map((share) => Math.min(share, area.yDomain[1]));
  const middle = Math.floor(before.length / 2);
  const { x, y } = project(area, (area.xDomain[0] + area.xDomain[1]) / 2, inside[middle] ?? 0);
  // A bar that reaches the top has its name beside it: above it stands the axis's.
  const above = y - 1.5 * small > area.y;
  const half = (0.5 * area.width) / before.length;
  const place = above
    ? ({ x, y: y - 0.5 * small, anchor: 'middle' } as const)
    : ({ x: x + 2 * half + 0.5 * small, y: y + 1.1 * small, anchor: 'start' } as const);
  return [
    { kind: 'polyline', points: steps(inside, area), ink: 'neutral', width: theme.size.thin },
    {
      kind: 'text',
      ...place,
      text: 'at the start',
      ink: 'muted',
      size: small,
      halo: true,
    },
  ];
}

/** The bin under a resting pointer, in words. */
function underPointer(
  found: Float64Array,
  area: Area,
  pointer: { readonly x: number; readonly y: number } | undefined,
  ink: ReturnType<typeof labelOf>['ink'],
  theme: Theme,
): Item[] {
  if (!pointer || pointer.x < area.x || pointer.x >= area.x + area.width) return [];
  if (pointer.y < area.y || pointer.y > area.y + area.height) return [];
  const [from, to] = area.xDomain;
  const width = (to - from) / found.length;
  const bin = Math.min(found.length - 1, Math.floor((invert(area, pointer.x, pointer.y).x - from) / width));
  const ends = [bin, bin + 1].map((edge) => readable(from + edge * width)).join(' to ');
  const text = `${ends}: ${readable(found[bin] ?? 0)} %`;
  return tag(
    text,
    pointer.x,
    Math.max(pointer.y, area.y + theme.size.label),
    area,
    ink,
    theme.size.label,
    theme,
  );
}
