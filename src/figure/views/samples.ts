import type { SamplesView } from '../../experiment/figure.ts';
import { seconds, unitScale } from '../../experiment/quantities.ts';
import type { Area, Item } from '../draw/scene.ts';
import { quantityLabel, readable } from '../format.ts';
import type { History } from '../history.ts';
import type { Ink, Theme } from '../tokens.ts';
import { axisRoom, bareXAxis, footRoom, headRoom, viewTitle, xAxis, yAxis } from './axes.ts';
import { arrow } from './edge.ts';
import { tag } from './readout.ts';
import { labelOf, variableOf } from './symbols.ts';
import type { Draw, Picture, ViewState } from './view.ts';

type Panel = SamplesView['panels'][number];

/** Each sample of a run a dot over the closed form, so that the reader sees the grid; what leaves the axis is an arrow. */
export const drawSamples: Draw<SamplesView> = (view, picture, size, theme, state) => {
  const areas = panelAreas(view, size, theme);
  const items = view.panels.flatMap((panel, k) =>
    panelItems(view, panel, areas[k] as Area, picture, theme, state),
  );
  const [first, last] = [areas[0] as Area, areas.at(-1) as Area];
  items.push(viewTitle(first, view.title, theme, items));
  for (const area of areas.slice(0, -1)) items.push(bareXAxis(area, theme));
  items.push(...xAxis({ ...last, xDomain: [0, last.xDomain[1] * 1e3] }, 'ms', theme));
  return { ...size, items, areas, handles: [] };
};

function panelAreas(view: SamplesView, size: { width: number; height: number }, theme: Theme): Area[] {
  const head = headRoom(theme);
  const left = axisRoom([view.range], theme);
  const gap = 0.4 * theme.size.label;
  const count = view.panels.length;
  const height = (size.height - footRoom(theme) - count * head - (count - 1) * gap) / count;
  return view.panels.map((_, k) => ({
    id: `samples-${k}`,
    x: left,
    y: head + k * (height + gap + head),
    width: Math.max(10, size.width - left - 2.8 * theme.size.small),
    height: Math.max(10, height),
    xDomain: [0, seconds(view.window, 'window')],
    yDomain: view.range,
  }));
}

function panelItems(
  view: SamplesView,
  panel: Panel,
  area: Area,
  picture: Picture,
  theme: Theme,
  state: ViewState,
): Item[] {
  const { ink } = labelOf(state.figure, variableOf(panel.of));
  const { unit } = view;
  const items = yAxis(area, { label: panel.label, unit, ink: 'text', words: true }, theme);
  if (!state.edited) items.push(...closedFormLine(view, area, picture, theme));
  const { history, before } = picture;
  if (!history) return items;
  const now = samplesOf(history, view, panel, area);
  // What the last run drew stays, faint, until this one has come as far.
  const old = before ? samplesOf(before, view, panel, area) : [];
  const pen = now.at(-1)?.x ?? area.x;
  const gap = 0.012 * area.width;
  items.push(
    ...drawn(
      old.filter(({ x }) => x > pen + gap),
      panel,
      area,
      ink,
      theme,
      0.4,
    ),
  );
  items.push(...drawn(now, panel, area, ink, theme, 1));
  items.push(...beyond(now, area, view, theme), ...underPointer(now, area, view, ink, theme, state));
  return items;
}

interface Sample {
  readonly x: number;
  readonly y: number;
  /** In the view's unit. */
  readonly value: number;
  readonly time: number;
}

/** The samples of the run's first window, in pixels. */
function samplesOf(history: History, view: SamplesView, { of }: Panel, area: Area): Sample[] {
  const found = history.find(of);
  if (!found) return [];
  const { dt } = history.network;
  const [low, high] = area.yDomain;
  const window = area.xDomain[1];
  const scale = unitScale(view.unit);
  const samples: Sample[] = [];
  for (let k = 0; k < found.ring.length; k++) {
    const time = found.ring.step(k) * dt;
    if (time > window * (1 + 1e-9)) break;
    const value = found.ring.value(k, 0) / scale;
    const x = area.x + (time / window) * area.width;
    samples.push({ x, y: area.y + ((high - value) / (high - low)) * area.height, value, time });
  }
  return samples;
}

/** Dots (rings, where they are of the last run), joined where the method goes straight; where they would touch, a line. */
function drawn(
  samples: readonly Sample[],
  { joined }: Panel,
  area: Area,
  ink: Ink,
  theme: Theme,
  opacity: number,
): Item[] {
  const [first, second] = samples;
  if (!first) return [];
  const { line } = theme.size;
  const size = 3.2 * line;
  const bottom = area.y + area.height;
  const inside = ({ y }: Sample) => y >= area.y && y <= bottom;
  const dense = second !== undefined && second.x - first.x < 1.15 * size;
  const items: Item[] = [];
  if (dense || joined)
    items.push({
      kind: 'polyline',
      points: clipped(samples, area),
      ink,
      width: dense ? line : 0.8 * line,
      opacity: dense ? opacity : 0.8 * opacity,
    });
  for (const sample of samples) {
    const { x, y } = sample;
    if (!inside(sample)) {
      const up = y < area.y;
      items.push(arrow(x, up ? area.y : bottom, up ? -1 : 1, ink, 1.2 * size));
    }
  }
  const ring =
    opacity < 1 ? ({ fill: 'background', stroke: ink, width: theme.size.thin } as const) : { fill: ink };
  for (const { x, y } of dense ? [] : samples.filter(inside))
    items.push({ kind: 'circle', x, y, radius: size / 2, ...ring });
  return items;
}

/** The line through the samples, cut where it leaves the plot. */
function clipped(samples: readonly Sample[], area: Area): Float64Array {
  const points: number[] = [];
  const [top, bottom] = [area.y, area.y + area.height];
  samples.slice(1).forEach((to, k) => {
    const from = samples[k] as Sample;
    const at = (y: number) => (from.y === to.y ? 0 : (y - from.y) / (to.y - from.y));
    const ends = [at(top), at(bottom)].sort((a, b) => a - b);
    const level = from.y === to.y;
    const outside = level && (from.y < top || from.y > bottom);
    const start = level ? 0 : Math.max(0, ends[0] as number);
    const end = level ? 1 : Math.min(1, ends[1] as number);
    if (outside || start >= end) return;
    const x = (part: number) => from.x + part * (to.x - from.x);
    const y = (part: number) => from.y + part * (to.y - from.y);
    points.push(x(start), y(start), x(end), y(end), Number.NaN, Number.NaN);
  });
  return Float64Array.from(points);
}

/** How far the samples go that have left the axis. */
function beyond(samples: readonly Sample[], area: Area, view: SamplesView, theme: Theme): Item[] {
  const [low, high] = area.yDomain;
  let farthest: Sample | undefined;
  for (const sample of samples)
    if (
      (sample.value < low || sample.value > high) &&
      Math.abs(sample.value) > Math.abs(farthest?.value ?? 0)
    )
      farthest = sample;
  if (!farthest) return [];
  const { label } = theme.size;
  const text = `beyond the axis: ${quantityLabel(farthest.value, view.unit, 2)}`;
  return tag(text, area.x + area.width, area.y + 1.9 * label, area, 'text', label, theme);
}

/** The sample nearest to the pointer, with its value and its time. */
function underPointer(
  samples: readonly Sample[],
  area: Area,
  view: SamplesView,
  ink: Ink,
  theme: Theme,
  { pointer }: ViewState,
): Item[] {
  if (!pointer || pointer.x < area.x || pointer.x > area.x + area.width) return [];
  let nearest = samples[0];
  for (const sample of samples)
    if (Math.abs(sample.x - pointer.x) < Math.abs((nearest?.x ?? 0) - pointer.x)) nearest = sample;
  if (!nearest) return [];
  const { handle, label } = theme.size;
  const y = Math.min(Math.max(nearest.y, area.y + 2 * label), area.y + area.height);
  const text = `${quantityLabel(nearest.value, view.unit, 4)} at ${readable(nearest.time * 1e3)} ms`;
  return [
    { kind: 'circle', x: nearest.x, y, radius: 0.6 * handle, fill: ink },
    ...tag(text, nearest.x, y - 0.6 * label, area, ink, label, theme),
  ];
}

function closedFormLine(view: SamplesView, area: Area, picture: Picture, theme: Theme): Item[] {
  const count = 200;
  const window = area.xDomain[1];
  const times = Float64Array.from({ length: count + 1 }, (_, k) => (k / count) * window);
  const values = picture.reference?.(view.reference, times);
  if (!values) return [];
  const [low, high] = area.yDomain;
  const points = new Float64Array(2 * (count + 1));
  values.forEach((si, k) => {
    const value = si / unitScale(view.unit);
    const y = area.y + ((high - value) / (high - low)) * area.height;
    points.set([area.x + (k / count) * area.width, value < low || value > high ? Number.NaN : y], 2 * k);
  });
  return [{ kind: 'polyline', points, ink: 'neutral', width: theme.size.thin }];
}
