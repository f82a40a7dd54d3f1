import type { EstimatesView } from '../../experiment/figure.ts';
import { seconds } from '../../experiment/quantities.ts';
import { estimateRate, expectedRate, firstFrom, windowReach } from '../../experiment/rate-estimators.ts';
import type { Area, Handle, Item } from '../draw/scene.ts';
import { quantityLabel } from '../format.ts';
import type { History } from '../history.ts';
import type { Theme } from '../tokens.ts';
import { headRoom, viewTitle, yAxis } from './axes.ts';
import { timeAxis, timeFoot, timeMargins } from './margins.ts';
import { roundCeiling } from './rate.ts';
import { tag } from './readout.ts';
import { type Stretch, stretches, timeToX, xToTime } from './timebase.ts';
import type { Draw, ViewState } from './view.ts';
import { drawnWindow, widthOf } from './window-shape.ts';

type Estimate = EstimatesView['estimates'][number];

/** What is known of the train and of the true rate, in seconds and Hz, ascending. */
interface Known {
  readonly spikes: Float64Array;
  readonly times: Float64Array;
  readonly rates: Float64Array;
}

/** A line over time for one stretch; `known` ends where the window would have to look ahead of the present. */
interface Course {
  readonly stretch: Stretch;
  readonly times: Float64Array;
  readonly found: Float64Array;
  readonly expected: Float64Array;
}

/** One train and what five estimators make of it, each over the true rate. */
export const drawEstimates: Draw<EstimatesView> = (view, picture, size, theme, state) => {
  const { history } = picture;
  const window = seconds(view.window, 'window');
  const now = history ? history.end * history.network.dt : 0;
  const shown = stretches(now, window, state.scroll ?? false);
  const known = gather(view, history);
  const { train, panels } = areasOf(view, size, theme, state, window);
  const points = Math.max(2, Math.floor(train.width / 2));
  const courses = view.estimates.map((estimate) =>
    shown.map((stretch) => course(estimate, known, stretch, now, window, points, state)),
  );
  let highest = 0;
  for (const rate of known.rates) highest = Math.max(highest, 2 * rate);
  for (const { found } of courses.flat()) for (const rate of found) if (rate > highest) highest = rate;
  const ceiling = roundCeiling(highest);
  const items: Item[] = [viewTitle(train, view.title, theme)];
  const handles: Handle[] = [];
  const grips: Area[] = [];
  const areas = panels.map((area): Area => ({ ...area, yDomain: [0, ceiling] }));
  for (const stretch of shown) items.push(spikeRow(known.spikes, stretch, window, train, theme));
  view.estimates.forEach((estimate, k) => {
    const area = areas[k] as Area;
    const words = { label: estimate.label, unit: 'Hz', ink: 'muted' as const, words: true };
    items.push(...yAxis(area, words, theme));
    for (const stretch of shown) items.push(trueRate(known, stretch, window, area, ceiling, theme));
    for (const one of courses[k] ?? []) items.push(...lines(one, window, area, ceiling, theme));
    const drawn = drawnWindow(estimate, area, window, theme, state);
    if (!drawn) return;
    items.push(...drawn.items);
    handles.push(drawn.handle);
    grips.push(drawn.grip);
  });
  const bottom = areas.at(-1) ?? train;
  items.push(...timeAxis(state.figure, view, bottom, window, theme));
  items.push(...values(view, courses, areas, shown, window, theme, state));
  return { width: size.width, height: size.height, items, areas: [...areas, ...grips], handles };
};

function gather(view: EstimatesView, history: History | undefined): Known {
  const none = new Float64Array(0);
  const ring = history?.spikesOf(view.population);
  const found = history?.find(view.rate);
  if (!history || !ring || !found) return { spikes: none, times: none, rates: none };
  const { dt } = history.network;
  const spikes = Float64Array.from({ length: ring.length }, (_, k) => ring.step(k) * dt);
  const { length } = found.ring;
  const times = Float64Array.from({ length }, (_, k) => found.ring.step(k) * dt);
  const rates = Float64Array.from({ length }, (_, k) => found.ring.value(k, 0));
  return { spikes, times, rates };
}

function areasOf(
  view: EstimatesView,
  size: { readonly width: number; readonly height: number },
  theme: Theme,
  state: ViewState,
  window: number,
): { readonly train: Area; readonly panels: readonly Area[] } {
  const { left, right } = timeMargins(state.figure, theme);
  const head = headRoom(theme);
  const width = Math.max(10, size.width - left - right);
  const row = 1.4 * theme.size.small;
  const count = view.estimates.length;
  // A name stands nearer to its own panel than to the axis above it.
  const gap = head + 0.4 * theme.size.label;
  const room = size.height - timeFoot(state.figure, view, theme) - head - row - count * gap;
  const height = Math.max(10, room / count);
  const base = { x: left, width, xDomain: [0, window] as const, yDomain: [0, 1] as const };
  const panels = view.estimates.map(
    (_, k): Area => ({ ...base, id: `estimate-${k}`, y: head + row + gap + k * (height + gap), height }),
  );
  return { train: { ...base, id: 'train', y: head, height: row }, panels };
}

/** An estimate and its expectation at instants two pixels apart. */
function course(
  { shape, width: name }: Estimate,
  known: Known,
  stretch: Stretch,
  now: number,
  window: number,
  points: number,
  state: ViewState,
): Course {
  const width = name === undefined ? 0 : widthOf(state, name);
  const none = new Float64Array(0);
  if (shape === 'count') {
    // Of a sweep that is being overwritten all of it counts, seen or not.
    const end = stretch.old ? stretch.origin + window : stretch.to;
    const span = end - stretch.origin;
    const count = firstFrom(known.spikes, end) - firstFrom(known.spikes, stretch.origin);
    const rate = span > 0 ? count / span : Number.NaN;
    const times = Float64Array.of(stretch.from, stretch.to);
    return { stretch, times, found: Float64Array.of(rate, rate), expected: none };
  }
  if (shape === 'bins') {
    // A bin is told once it is over.
    const first = Math.ceil(stretch.from / width - 1e-9);
    const last = Math.floor(stretch.to / width + 1e-9);
    const times: number[] = [];
    const found: number[] = [];
    for (let bin = first; bin < last; bin++) {
      const [from, to] = [bin * width, (bin + 1) * width];
      const rate = (firstFrom(known.spikes, to - 1e-9) - firstFrom(known.spikes, from - 1e-9)) / width;
      times.push(from, to);
      found.push(rate, rate);
    }
    return { stretch, times: Float64Array.from(times), found: Float64Array.from(found), expected: none };
  }
  // A window that looks ahead has no estimate for the present yet.
  const until = Math.min(stretch.to, now - windowReach(shape, width).ahead);
  const step = window / points;
  const first = Math.ceil(stretch.from / step);
  const count = Math.max(0, Math.floor(until / step) - first + 1);
  const times = Float64Array.from({ length: count }, (_, k) => (first + k) * step);
  return {
    stretch,
    times,
    found: times.map((t) => estimateRate(shape, width, known.spikes, t)),
    expected: times.map((t) => expectedRate(shape, width, known.times, known.rates, t)),
  };
}

function spikeRow(spikes: Float64Array, stretch: Stretch, window: number, area: Area, theme: Theme): Item {
  const points: number[] = [];
  for (let k = firstFrom(spikes, stretch.from); k < spikes.length; k++) {
    const time = spikes[k] as number;
    if (time > stretch.to) break;
    const x = timeToX(area, stretch, window, time);
    points.push(x, area.y, x, area.y + area.height);
  }
  return {
    kind: 'segments',
    points: Float64Array.from(points),
    ink: 'membrane',
    width: theme.size.mark,
    opacity: stretch.old ? 0.4 : 1,
  };
}

/** Points of a line over time, held at the upper edge where it leaves the axis. */
function path(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  stretch: Stretch,
  window: number,
  area: Area,
  ceiling: number,
): Float64Array {
  const points = new Float64Array(2 * times.length);
  for (let k = 0; k < times.length; k++) {
    points[2 * k] = timeToX(area, stretch, window, times[k] as number);
    points[2 * k + 1] = area.y + area.height * (1 - Math.min((values[k] as number) / ceiling, 1.02));
  }
  return points;
}

function trueRate(
  { times, rates }: Known,
  stretch: Stretch,
  window: number,
  area: Area,
  ceiling: number,
  theme: Theme,
): Item {
  const from = firstFrom(times, stretch.from - 1e-9);
  const to = firstFrom(times, stretch.to + 1e-9);
  const points = path(times.subarray(from, to), rates.subarray(from, to), stretch, window, area, ceiling);
  const dash = [4 * theme.size.scale, 4 * theme.size.scale];
  const opacity = stretch.old ? 0.4 : 1;
  return { kind: 'polyline', points, ink: 'neutral', width: theme.size.thin, dash, opacity };
}

function lines(
  { stretch, times, found, expected }: Course,
  window: number,
  area: Area,
  ceiling: number,
  theme: Theme,
): Item[] {
  const opacity = stretch.old ? 0.4 : 1;
  const line = (values: Float64Array) => path(times, values, stretch, window, area, ceiling);
  const { line: thick, thin } = theme.size;
  return [
    ...(expected.length > 0
      ? [{ kind: 'polyline' as const, points: line(expected), ink: 'neutral' as const, width: thin, opacity }]
      : []),
    { kind: 'polyline', points: line(found), ink: 'membrane', width: thick, opacity },
  ];
}

/** The estimates at the instant under a resting pointer. */
function values(
  view: EstimatesView,
  courses: readonly (readonly Course[])[],
  areas: readonly Area[],
  shown: readonly Stretch[],
  window: number,
  theme: Theme,
  { pointer }: ViewState,
): Item[] {
  const [first, last] = [areas[0], areas.at(-1)];
  if (!pointer || !first || !last || pointer.x < first.x || pointer.x > first.x + first.width) return [];
  const time = xToTime(first, shown, window, pointer.x);
  if (time === undefined) return [];
  const { rule, label } = theme.size;
  const points = Float64Array.of(pointer.x, first.y, pointer.x, last.y + last.height);
  const items: Item[] = [{ kind: 'segments', points, ink: 'neutral', width: rule }];
  view.estimates.forEach((_, k) => {
    const area = areas[k] as Area;
    for (const { times, found, stretch } of courses[k] ?? []) {
      if (time < stretch.from || time > stretch.to || times.length === 0) continue;
      const at = Math.max(0, firstFrom(times, time + 1e-9) - 1);
      const value = found[at];
      if (value === undefined || time > (times.at(-1) as number) + 0.02 * window) continue;
      items.push(
        ...tag(quantityLabel(value, 'Hz'), pointer.x, area.y + label, area, 'membrane', label, theme),
      );
    }
  });
  return items;
}
