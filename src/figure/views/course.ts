import { tell } from '../../experiment/course.ts';
import type { CourseView, Figure } from '../../experiment/figure.ts';
import { seconds, unitScale } from '../../experiment/quantities.ts';
import { type Area, type Item, project } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import { quantityLabel, timeLabel } from '../format.ts';
import type { History } from '../history.ts';
import type { Theme } from '../tokens.ts';
import { axisRoom, footRoom, headRoom, xAxis, yAxis } from './axes.ts';
import { spread } from './lines.ts';
import { tag } from './readout.ts';
import type { Draw, Size, ViewState } from './view.ts';

type Line = CourseView['lines'][number];

/** One number for each stretch of the axis that is over, in the view's unit; the first stretch is number `first`. */
export interface Course {
  readonly first: number;
  readonly values: Float64Array;
}

/** What the neuron did in each stretch that is kept and over. */
export function courseOf(view: CourseView, line: Line, history: History | undefined): Course {
  if (!history) return { first: 0, values: new Float64Array(0) };
  const { dt } = history.network;
  const width = seconds(view.stretch, 'stretch') / dt;
  const within = seconds(line.within ?? '0*ms', 'within') / dt;
  const trains = { spikes: trainOf(history, line.population), marks: trainOf(history, line.after) };
  const last = Math.floor((history.end - within) / width + 1e-9);
  const most = Math.round(seconds(view.span, 'span') / dt / width);
  const first = Math.max(Math.ceil(history.start / width - 1e-9), last - most, 0);
  const scale = line.tells === 'latency' ? unitScale(view.unit) : 1;
  const values = Float64Array.from(
    { length: Math.max(0, last - first) },
    (_, k) =>
      tell(line.tells, trains, { from: (first + k) * width, to: (first + k + 1) * width, within, dt }) /
      scale,
  );
  return { first, values };
}

function trainOf(history: History, population: string | undefined): Float64Array {
  const ring = population === undefined ? undefined : history.spikesOf(population);
  if (!ring) return new Float64Array(0);
  const train = new Float64Array(ring.length);
  let at = 0;
  for (const { steps, indices } of ring.runs(0, ring.length))
    for (let k = 0; k < steps.length; k++) if (indices[k] === 0) train[at++] = steps[k] as number;
  return train.subarray(0, at);
}

/** Numbers of a neuron against the time for which it has learnt: a point for each stretch, in its middle. */
export const drawCourse: Draw<CourseView> = (view, picture, size, theme, state) => {
  const { history } = picture;
  const courses = view.lines.map((line) => courseOf(view, line, history));
  const stretch = seconds(view.stretch, 'stretch');
  const unit = view.counts === undefined ? stretch : 1;
  const told = Math.max(0, ...courses.map(({ first, values }) => first + values.length));
  const most = axisLength(Math.round(seconds(view.span, 'span') / stretch), told);
  const last = Math.max(most, told);
  const area = plot(
    view,
    courses,
    [(last - most) * unit, last * unit],
    leftOf(state.figure, theme),
    size,
    theme,
  );
  const items: Item[] = [
    ...yAxis(area, { label: view.title, unit: view.unit, ink: 'muted', words: true }, theme),
    ...xAxis(area, view.counts ?? 's', theme),
  ];
  const ends: number[] = [];
  view.lines.forEach(({ role }, k) => {
    const { first, values } = courses[k] as Course;
    const points = new Float64Array(2 * values.length);
    values.forEach((value, p) => {
      const { x, y } = project(area, (first + p + 0.5) * unit, Math.min(value, area.yDomain[1]));
      points.set([x, y], 2 * p);
    });
    items.push({ kind: 'polyline', points, ink: role, width: theme.size.line });
    // A single stretch between two of which there is nothing to tell would not be seen.
    const lone = aloneIn(points);
    if (lone.length > 0) items.push({ kind: 'dots', points: lone, ink: role, size: 2 * theme.size.line });
    const end = [...points].findLast((y, p) => p % 2 === 1 && !Number.isNaN(y));
    ends.push(end ?? area.y + area.height);
  });
  items.push(
    ...names(view, ends, area, theme),
    ...underPointer(view, courses, area, unit, stretch, theme, state),
  );
  return { ...size, items, areas: [area], handles: [] };
};

/** Stretches on the axis: as few as hold all that is told, doubled whenever they do not, up to `most`. */
function axisLength(most: number, told: number): number {
  let length = most;
  while (length / 2 >= Math.max(told, most / 16)) length /= 2;
  return length;
}

/** Room left of every course of the figure, so that their instants stand in line. */
function leftOf(figure: Figure, theme: Theme): number {
  const domains = figure.views.flatMap((view) =>
    view.kind === 'course' ? [...(view.closer ?? []), view.range] : [],
  );
  return axisRoom(domains, theme);
}

function plot(
  view: CourseView,
  courses: readonly Course[],
  xDomain: readonly [number, number],
  left: number,
  size: Size,
  theme: Theme,
): Area {
  let highest = Number.NEGATIVE_INFINITY;
  for (const { values } of courses) for (const value of values) if (value > highest) highest = value;
  const ranges = [...(view.closer ?? []), view.range];
  const { small } = theme.size;
  const named = view.lines.length > 1 ? view.lines.map(({ label }) => estimateWidth(label, small)) : [];
  const right = Math.max(1.6 * small, ...named.map((width) => width + 0.7 * small));
  return {
    id: 'course',
    x: left,
    y: headRoom(theme),
    width: Math.max(10, size.width - left - right),
    height: Math.max(10, size.height - headRoom(theme) - footRoom(theme)),
    xDomain,
    yDomain: ranges.find(([, top]) => highest <= top) ?? view.range,
  };
}

/** Points between two that are not there, which no line shows. */
function aloneIn(points: Float64Array): Float32Array {
  const lone: number[] = [];
  for (let k = 0; k < points.length; k += 2) {
    const missing = (at: number) => Number.isNaN(points[at] ?? Number.NaN);
    if (!missing(k + 1) && missing(k - 1) && missing(k + 3))
      lone.push(points[k] as number, points[k + 1] as number);
  }
  return Float32Array.from(lone);
}

/** The lines' names at the right edge, at the height of their ends; a line that stands alone is what the axis says. */
function names(view: CourseView, ends: readonly number[], area: Area, theme: Theme): Item[] {
  if (view.lines.length < 2) return [];
  const { small } = theme.size;
  const places = spread(ends, 1.2 * small, area.y, area.y + area.height);
  return view.lines.map(({ label, role }, k) => ({
    kind: 'text',
    x: area.x + area.width + 0.5 * small,
    y: (places[k] as number) + 0.34 * small,
    text: label,
    ink: role,
    size: small,
    anchor: 'start',
  }));
}

/** The stretch under a resting pointer: when it was, and its numbers. */
function underPointer(
  view: CourseView,
  courses: readonly Course[],
  area: Area,
  unit: number,
  stretch: number,
  theme: Theme,
  { pointer }: ViewState,
): Item[] {
  if (!pointer || pointer.x < area.x || pointer.x >= area.x + area.width) return [];
  const [from, to] = area.xDomain;
  const place = Math.floor((from + ((pointer.x - area.x) / area.width) * (to - from)) / unit);
  const { label, small, rule } = theme.size;
  const when =
    view.counts === undefined ? timeLabel((place + 0.5) * stretch, 0) : `${view.counts} ${place + 1}`;
  const points = Float64Array.of(pointer.x, area.y, pointer.x, area.y + area.height);
  return [
    { kind: 'segments', points, ink: 'neutral', width: rule },
    ...tag(when, pointer.x, area.y - 0.55 * label, area, 'muted', small, theme),
    ...view.lines.flatMap(({ role }, k) => {
      const { first, values } = courses[k] as Course;
      const value = values[place - first];
      if (value === undefined || Number.isNaN(value)) return [];
      const y = area.y + (k + 1) * 1.3 * label;
      return tag(quantityLabel(value, view.unit), pointer.x, y, area, role, label, theme);
    }),
  ];
}
