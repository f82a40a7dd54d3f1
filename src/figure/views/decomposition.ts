import type { DecompositionView } from '../../experiment/figure.ts';
import { seconds, unitScale } from '../../experiment/quantities.ts';
import type { Area, Handle, Item } from '../draw/scene.ts';
import type { Ink, Theme } from '../tokens.ts';
import { headRoom, viewTitle, yAxis } from './axes.ts';
import { type KernelCourse, kernelCourse } from './kernel-course.ts';
import { kernelReadout } from './kernel-readout.ts';
import { spread, thin } from './lines.ts';
import { decompositionLabels, timeAxis, timeFoot, timeMargins } from './margins.ts';
import { levelLine, spikeMarks } from './marks.ts';
import { labelOf } from './symbols.ts';
import { type Stretch, stretches, timeToX } from './timebase.ts';
import type { Draw, Picture, ViewState } from './view.ts';

/** One curve of the course. */
interface Curve {
  readonly of: Exclude<keyof KernelCourse, 'times'>;
  /** Plain text at its end; empty: none. */
  readonly text: string;
  readonly ink: Ink;
  readonly width: number;
  readonly opacity?: number;
  readonly symbol?: boolean;
}

/** Relative heights of the three plots. */
const shares = [1.25, 1.15, 0.75];

/** The simulated potential over the sum of its kernels, the kernels apart, and simulation less sum. */
export const drawDecomposition: Draw<DecompositionView> = (view, picture, size, theme, state) => {
  const { history } = picture;
  const window = seconds(view.window, 'window');
  const now = history ? history.end * history.network.dt : 0;
  const shown = stretches(now, window, state.scroll ?? false);
  const scale = unitScale(view.unit);
  const course = history && kernelCourse(view.neuron, history, shown[0]?.from ?? 0);
  const areas = areasOf(view, size, theme, state, course, scale);
  const potential = labelOf(state.figure, view.neuron.potential);
  const { line, thin: hair } = theme.size;
  const [sum, input, resets, all, last] = decompositionLabels;
  const curves: readonly (readonly Curve[])[] = [
    [
      { of: 'sum', text: sum, ink: 'neutral', width: 3 * line, opacity: 0.4 },
      { of: 'simulated', ...potential, width: line, symbol: true },
    ],
    [
      { of: 'input', text: input, ink: 'excitatory', width: line, symbol: true },
      { of: 'reset', text: resets, ink: 'post', width: line },
    ],
    [
      { of: 'residual', text: all, ink: 'error', width: line },
      { of: 'renewed', text: last, ink: 'neutral', width: hair },
    ],
  ];
  const [top, parts, rest] = areas as [Area, Area, Area];
  const level = levelLine(view.neuron.threshold, top, theme, state);
  const items: Item[] = [
    ...yAxis(top, { label: potential.text, unit: view.unit, ink: potential.ink }, theme),
    ...yAxis(parts, { label: 'its two parts', unit: view.unit, ink: 'muted', words: true }, theme),
    ...yAxis(rest, { label: 'simulation − sum', unit: view.unit, ink: 'muted', words: true }, theme),
    ...timeAxis(state.figure, view, rest, window, theme),
    ...marks(view, picture, top, window, shown, theme, state),
  ];
  items.push(viewTitle(top, view.title, theme, items));
  if (course)
    areas.forEach((area, k) => {
      const apart = k === 0 ? level.handle.at?.y : undefined;
      items.push(...lines(curves[k] ?? [], course, area, shown, window, scale, theme, apart));
    });
  items.push(...level.items);
  const handles: Handle[] = [level.handle];
  if (state.pointer && course)
    items.push(...kernelReadout(course, areas, shown, window, view.unit, potential, theme, state.pointer));
  return { width: size.width, height: size.height, items, areas, handles };
};

/** The upper plot as a panel of traces, for what draws on those. */
function pseudoPanel({ neuron, unit, range }: DecompositionView) {
  const of = `${neuron.population}.${neuron.potential}`;
  return { label: '', unit, range, lines: [{ of }], level: neuron.threshold };
}

function marks(
  view: DecompositionView,
  { history }: Picture,
  area: Area,
  window: number,
  shown: readonly Stretch[],
  theme: Theme,
  state: ViewState,
): Item[] {
  if (!history) return [];
  return spikeMarks(pseudoPanel(view), view.neuron.population, area, history, window, shown, theme, state);
}

function areasOf(
  view: DecompositionView,
  size: { readonly width: number; readonly height: number },
  theme: Theme,
  state: ViewState,
  course: KernelCourse | undefined,
  scale: number,
): Area[] {
  const { left, right } = timeMargins(state.figure, theme);
  const head = headRoom(theme);
  const gap = 0.5 * theme.size.label;
  const room = size.height - timeFoot(state.figure, view, theme) - 3 * head - 2 * gap;
  const total = shares.reduce((sum, share) => sum + share, 0);
  const parts = ceiling(farthest(scale, course?.input, course?.reset), 20);
  const rest = ceiling(farthest(scale, course?.residual, course?.renewed), 0.05);
  const domains = [view.range, [-parts, parts], [-rest, rest]] as const;
  let y = head;
  return shares.map((share, k) => {
    const area: Area = {
      id: ['potential', 'parts', 'residual'][k] as string,
      x: left,
      y,
      width: Math.max(10, size.width - left - right),
      height: Math.max(10, (room * share) / total),
      xDomain: [0, seconds(view.window, 'window')],
      yDomain: domains[k] as readonly [number, number],
    };
    y += area.height + gap + head;
    return area;
  });
}

function farthest(scale: number, ...curves: readonly (Float64Array | undefined)[]): number {
  let most = 0;
  for (const curve of curves) for (const value of curve ?? []) most = Math.max(most, Math.abs(value) / scale);
  return most;
}

/** The first of 1, 2, 5, 10 ... times a power of ten that is enough, at least `least`. */
export function ceiling(value: number, least: number): number {
  if (!(value > least)) return least;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function lines(
  curves: readonly Curve[],
  course: KernelCourse,
  area: Area,
  shown: readonly Stretch[],
  window: number,
  scale: number,
  theme: Theme,
  /** Where another label stands already. */
  apart: number | undefined,
): Item[] {
  const items: Item[] = [];
  const ends: { readonly curve: Curve; readonly x: number; readonly y: number }[] = [];
  for (const curve of curves)
    for (const stretch of shown) {
      const points = pointsOf(course, curve.of, area, stretch, window, scale);
      const { ink, width, opacity = 1 } = curve;
      items.push({ kind: 'polyline', points, ink, width, opacity: opacity * (stretch.old ? 0.4 : 1) });
      if (points.length > 1 && curve.text && (stretch.old || shown.length === 1))
        ends.push({ curve, x: points.at(-2) as number, y: points.at(-1) as number });
    }
  const { label } = theme.size;
  const gap = 1.05 * label;
  const [top, bottom] = [area.y + 0.2 * label, area.y + area.height - 0.1 * label];
  const place = (group: typeof ends, from: number, to: number) => {
    const ys = spread(
      group.map(({ y }) => y),
      gap,
      from,
      to,
    );
    group.forEach(({ curve: { text, ink, symbol = false }, x }, k) => {
      const y = (ys[k] as number) + 0.3 * label;
      items.push({
        kind: 'text',
        x: x + 0.45 * label,
        y,
        text,
        ink,
        size: label,
        anchor: 'start',
        italic: symbol,
      });
    });
  };
  if (apart === undefined) place(ends, top, bottom);
  else {
    place(
      ends.filter(({ y }) => y < apart),
      top,
      Math.max(top, apart - gap),
    );
    place(
      ends.filter(({ y }) => y >= apart),
      Math.min(bottom, apart + gap),
      bottom,
    );
  }
  return items;
}

/** Beyond the axis a line runs along its edge, a little outside, so that it is seen to leave. */
function pointsOf(
  course: KernelCourse,
  of: Curve['of'],
  area: Area,
  stretch: Stretch,
  window: number,
  scale: number,
): Float64Array {
  const [low, high] = area.yDomain;
  const points: number[] = [];
  course.times.forEach((time, k) => {
    if (time < stretch.from - 1e-12 || time > stretch.to + 1e-12) return;
    const y = area.y + ((high - (course[of][k] as number) / scale) / (high - low)) * area.height;
    points.push(
      timeToX(area, stretch, window, time),
      Math.min(Math.max(y, area.y - 3), area.y + area.height + 3),
    );
  });
  const all = Float64Array.from(points);
  return all.length / 2 > 4 * area.width ? thin(all) : all;
}
