import type { PhaseView } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import { jumpsAtSpike } from '../../experiment/resets.ts';
import { type Area, type Handle, type Item, project } from '../draw/scene.ts';
import type { History } from '../history.ts';
import type { Theme } from '../tokens.ts';
import { axisRoom, footRoom, headRoom, viewTitle, xAxis, yAxis } from './axes.ts';
import { fixedPointMarks, nullclineName, separatrixLine, startMark } from './phase-marks.ts';
import { closestRanges, planeRanges } from './plane-ranges.ts';
import { labelOf } from './symbols.ts';
import type { Draw } from './view.ts';

/** How much of the path stays on the screen, in samples: the newest part in full ink, the rest fading. */
const tail = 4000;

/** One variable against another: the path of the state, where either derivative is zero, and where both are. */
export const drawPhase: Draw<PhaseView> = (view, picture, size, theme, state) => {
  const { figure, lit } = state;
  const ranges = closestRanges(view, planeRanges(view, figure, state.values), picture);
  const left = axisRoom([ranges.y], theme);
  const top = headRoom(theme);
  const right = 1.6 * theme.size.small;
  const area: Area = {
    id: 'phase',
    x: left,
    y: top,
    width: Math.max(10, size.width - left - right),
    height: Math.max(10, size.height - top - footRoom(theme)),
    xDomain: ranges.x,
    yDomain: ranges.y,
  };
  const x = labelOf(figure, view.x.variable);
  const y = labelOf(figure, view.y.variable);
  const items: Item[] = [
    ...yAxis(area, { label: y.text, unit: view.y.unit, ink: y.ink, bold: lit === view.y.variable }, theme),
    ...xAxis(area, view.x.unit, theme, x),
  ];
  items.push(viewTitle(area, view.title, theme, items));
  const [xScale, yScale] = [unitScale(view.x.unit), unitScale(view.y.unit)];
  const place = (a: number, b: number) => project(area, a / xScale, b / yScale);
  const { nullclines = [], separatrices = [], fixedPoints = [] } = picture.portrait ?? {};
  for (const points of separatrices) items.push(separatrixLine(points, area, place, theme));
  for (const { variable, points: found } of nullclines) {
    const points = new Float64Array(found.length);
    for (let k = 0; k + 1 < points.length; k += 2) {
      const at = place(found[k] as number, found[k + 1] as number);
      points[k] = at.x;
      points[k + 1] = inside(area, at) ? at.y : Number.NaN;
    }
    const { ink } = labelOf(figure, variable);
    items.push({ kind: 'polyline', points, ink, width: theme.size.thin, opacity: 0.75, dash: [6, 4] });
    items.push(...nullclineName(variable, points, area, theme, state));
  }
  if (picture.history) {
    const jumps = jumpsAtSpike(figure, view.population, view.x.variable);
    items.push(...path(view, picture.history, jumps, area, place, theme));
  }
  items.push(...fixedPointMarks(fixedPoints, area, place, theme));
  const handles: Handle[] = [];
  if (view.start) {
    const start = startMark(view.start, area, theme, state);
    items.push(...start.items);
    handles.push(start.handle);
  }
  if (picture.history) items.push(...present(view, picture.history, area, place, theme));
  return { width: size.width, height: size.height, items, areas: [area], handles };
};

type Place = (a: number, b: number) => { readonly x: number; readonly y: number };

function inside({ x, y, width, height }: Area, at: { readonly x: number; readonly y: number }): boolean {
  return at.x >= x - 2 && at.x <= x + width + 2 && at.y >= y - 2 && at.y <= y + height + 2;
}

function held({ x, y, width, height }: Area, at: { readonly x: number; readonly y: number }) {
  return { x: Math.min(Math.max(at.x, x), x + width), y: Math.min(Math.max(at.y, y), y + height) };
}

function ringsOf(view: PhaseView, history: History) {
  const a = history.find(`${view.population}.${view.x.variable}`)?.ring;
  const b = history.find(`${view.population}.${view.y.variable}`)?.ring;
  return a && b && a.length > 0 ? { a, b, count: Math.min(a.length, b.length) } : undefined;
}

/**
 * Where the state has been. Where a reset cuts the spike, the path goes on to the right edge and the pen is lifted: the
 * reset is a jump, not a path.
 */
function path(
  view: PhaseView,
  history: History,
  jumps: boolean,
  area: Area,
  place: Place,
  theme: Theme,
): Item[] {
  const rings = ringsOf(view, history);
  if (!rings) return [];
  const { a, b, count } = rings;
  const spikes = jumps ? history.spikesOf(view.population) : undefined;
  let spike = spikes?.search(a.step(a.length - count)) ?? 0;
  const points: number[] = [];
  let recent = 0;
  const from = count - Math.min(tail, Math.ceil(count / 4));
  for (let k = 0; k < count; k++) {
    const row = a.length - count + k;
    if (k === from) recent = points.length;
    const at = held(area, place(a.value(row, 0), b.value(b.length - count + k, 0)));
    points.push(at.x, at.y);
    const next = k + 1 < count ? a.step(row + 1) : Number.POSITIVE_INFINITY;
    for (; spikes && spike < spikes.length && spikes.step(spike) < next; spike++)
      if (spikes.index(spike) === 0 && next !== Number.POSITIVE_INFINITY)
        points.push(area.x + area.width, at.y, Number.NaN, Number.NaN);
  }
  const all = Float64Array.from(points);
  const { thin, line } = theme.size;
  return [
    { kind: 'polyline', points: all.subarray(0, recent + 2), ink: 'membrane', width: thin, opacity: 0.3 },
    { kind: 'polyline', points: all.subarray(recent), ink: 'membrane', width: line },
  ];
}

/** The state now. */
function present(view: PhaseView, history: History, area: Area, place: Place, theme: Theme): Item[] {
  const rings = ringsOf(view, history);
  if (!rings) return [];
  const { a, b } = rings;
  const { x, y } = held(area, place(a.value(a.length - 1, 0), b.value(b.length - 1, 0)));
  return [
    {
      kind: 'circle',
      x,
      y,
      radius: 0.75 * theme.size.handle,
      fill: 'membrane',
      stroke: 'background',
      width: theme.size.thin,
    },
  ];
}
