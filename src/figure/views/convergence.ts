import type { ConvergenceView, Sweep } from '../../experiment/figure.ts';
import { seconds, unitScale } from '../../experiment/quantities.ts';
import { unitLabel } from '../../experiment/unit-label.ts';
import { type Area, type Handle, type Item, toX } from '../draw/scene.ts';
import { minus, quantityLabel } from '../format.ts';
import type { Theme } from '../tokens.ts';
import { footRoom, headRoom } from './axes.ts';
import { arrow } from './edge.ts';
import { logAxes, logRoom, logY } from './log-axes.ts';
import { tag } from './readout.ts';
import { labelOf } from './symbols.ts';
import type { Draw, Picture, ViewState } from './view.ts';

/** Errors of the same network at many steps, a run each, on logarithmic axes; the present step can be dragged. */
export const drawConvergence: Draw<ConvergenceView> = (view, picture, size, theme, state) => {
  const { figure, lit } = state;
  const first = figure.sweeps?.[view.sweeps[0]?.sweep ?? ''];
  const parameter = figure.parameters.find(({ name }) => name === first?.parameter);
  if (!first || !parameter) return { ...size, items: [], areas: [], handles: [] };
  const { label, small, line, thin, handle, scale } = theme.size;
  const left = logRoom(view.range, theme);
  const area: Area = {
    id: 'convergence',
    x: left,
    y: headRoom(theme),
    width: Math.max(10, size.width - left - 1.2 * small),
    height: Math.max(10, size.height - headRoom(theme) - footRoom(theme)),
    xDomain: [first.from ?? parameter.minimum, first.to ?? parameter.maximum],
    yDomain: view.range,
    log: true,
  };
  const name = labelOf(figure, parameter.name);
  const unit = unitScale(view.unit);
  const toY = (value: number) => logY(area, Math.max(value / unit, view.range[0]));
  const items: Item[] = [
    ...logAxes(area, { label: view.title, unit: view.unit }, { ...name, unit: parameter.unit }, theme),
    ...limitLines(view, area, parameter.unit, theme, state),
  ];
  const [from, to] = area.xDomain;
  const present = Math.min(Math.max(state.values[parameter.name] ?? parameter.default, from), to);
  const x = toX(area, present);
  const bright = lit === parameter.name;
  items.push({
    kind: 'segments',
    points: Float64Array.of(x, area.y, x, area.y + area.height),
    ink: name.ink,
    width: thin * (bright ? 1.8 : 1.1),
    dash: [2 * scale, 3 * scale],
  });
  for (const { sweep, label: words, slope } of view.sweeps) {
    const data = picture.sweeps.get(sweep);
    if (!data || data.x.length === 0) continue;
    const points = new Float64Array(2 * data.x.length);
    data.x.forEach((value, k) => {
      points.set([toX(area, value), toY(data.y[k] as number)], 2 * k);
    });
    if (slope !== undefined) items.push(...slopeLine(points, slope, area, theme));
    const inside = points.map((at, k) => (k % 2 === 1 && at < area.y ? Number.NaN : at));
    items.push({ kind: 'polyline', points: inside, ink: 'error', width: 0.7 * line, opacity: 0.5 });
    for (let k = 0; k + 1 < points.length; k += 2) {
      const [px, py] = [points[k] as number, points[k + 1] as number];
      if (py < area.y) items.push(arrow(px, area.y, -1, 'error', 2.6 * line));
      else items.push({ kind: 'circle', x: px, y: py, radius: 1.5 * line, fill: 'error' });
    }
    const here = lastError(figure.sweeps?.[sweep], picture);
    const told = here === undefined ? '' : `: ${amount(here / unit, view)}`;
    // Its name and its value now stand at its beginning: under a curve that rises, over one that does not.
    const base = (points[1] as number) + (slope === undefined ? -1.7 : 1.9) * label;
    items.push(...tag(`${words}${told}`, area.x, base, area, 'error', label, theme));
    if (here === undefined) continue;
    const y = Math.max(toY(here), area.y);
    const radius = handle * (bright ? 1.1 : 0.85);
    items.push({ kind: 'circle', x, y, radius, fill: 'error', stroke: 'background', width: thin });
  }
  items.push({
    kind: 'circle',
    x,
    y: area.y + area.height,
    radius: handle * (bright ? 1.1 : 0.9),
    fill: name.ink,
    stroke: 'background',
    width: thin,
  });
  const handles: Handle[] = [{ area: area.id, x: parameter.name, at: { x } }];
  return { ...size, items, areas: [area], handles };
};

/** With two digits, as people write powers of ten; what lies below the axis is nothing. */
function amount(value: number, { unit, range }: ConvergenceView): string {
  if (value < range[0] * 1.001) return `0 ${unitLabel(unit)}`;
  if (value >= 1e-3 && value < 1e4) return quantityLabel(value, unit, 2);
  const [digits, power] = value.toExponential(1).split('e');
  return `${digits}·10^{${minus(String(Number(power)))}} ${unitLabel(unit)}`;
}

/** Through the first point of a curve, with a few words at its end. */
function slopeLine(points: Float64Array, slope: number, area: Area, theme: Theme): Item[] {
  const [x, y] = [points[0] as number, points[1] as number];
  const decade = (length: number, [from, to]: readonly [number, number]) => length / Math.log10(to / from);
  const rise = (slope * decade(area.height, area.yDomain)) / decade(area.width, area.xDomain);
  const end = Math.min(area.x + area.width, x + (y - area.y) / rise);
  const { label, thin, small, scale } = theme.size;
  const half = 0.45 * (end - x);
  return [
    {
      kind: 'polyline',
      points: Float64Array.of(x, y, end, y - rise * (end - x)),
      ink: 'neutral',
      width: 1.1 * thin,
      dash: [5 * scale, 4 * scale],
    },
    ...tag(`slope ${slope}`, x + half, y - rise * half + 1.7 * label, area, 'muted', small, theme),
  ];
}

/**
 * The largest error of the figure's own run, which the present step made: the one on the screen where it has come to its
 * end, else the last one with this step. Undefined before that.
 */
function lastError(sweep: Sweep | undefined, { history, before }: Picture): number | undefined {
  if (!sweep || !history) return undefined;
  const { dt } = history.network;
  const over = (history.end + 0.5) * dt >= seconds(sweep.duration, 'duration');
  const run = over ? history : before;
  const found = run?.network.dt === dt ? run.find(`${sweep.population}.${sweep.of}`) : undefined;
  if (!found) return undefined;
  let largest = 0;
  for (let k = 0; k < found.ring.length; k++) largest = Math.max(largest, Math.abs(found.ring.value(k, 0)));
  return largest;
}

function limitLines(
  { limits = [] }: ConvergenceView,
  area: Area,
  unit: string | undefined,
  theme: Theme,
  state: ViewState,
): Item[] {
  const { small, thin } = theme.size;
  return limits.flatMap(({ parameter: wanted, times, label }): Item[] => {
    const parameter = state.figure.parameters.find(({ name }) => name === wanted);
    if (!parameter) return [];
    const own = state.values[wanted] ?? parameter.default;
    const x = toX(area, (times * own * unitScale(parameter.unit)) / unitScale(unit));
    if (x < area.x || x > area.x + area.width) return [];
    const bottom = area.y + area.height;
    // Written upwards beside the line, halfway up.
    const { ink } = labelOf(state.figure, wanted);
    return [
      { kind: 'segments', points: Float64Array.of(x, area.y, x, bottom), ink, width: thin, opacity: 0.7 },
      {
        kind: 'text',
        x: x - 0.35 * small,
        y: area.y + 0.55 * area.height,
        text: label,
        ink,
        size: small,
        anchor: 'middle',
        upright: true,
      },
    ];
  });
}
