import type { CurveView } from '../../experiment/figure.ts';
import { type Area, type Handle, type Item, invert, toX } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import { quantityLabel } from '../format.ts';
import { axisRoom, footRoom, headRoom, xAxis, yAxis } from './axes.ts';
import { besideItems, guideItems, project } from './curve-company.ts';
import { sideArrow } from './edge.ts';
import { roundCeiling } from './rate.ts';
import { tag } from './readout.ts';
import { labelOf } from './symbols.ts';
import type { Draw } from './view.ts';

/** What a population answers to each value of one parameter: live points over the thin grey closed form, or one bold
 * device among the thin lines of its like. */
export const drawCurve: Draw<CurveView> = (view, picture, size, theme, state) => {
  const { figure, lit } = state;
  const sweep = figure.sweeps?.[view.sweep];
  const parameter = figure.parameters.find((p) => p.name === sweep?.parameter);
  if (!sweep || !parameter) return { ...size, items: [], areas: [], handles: [] };
  const data = picture.sweeps.get(view.sweep);
  const reference = state.edited ? undefined : data?.reference;
  const beside = (view.beside ?? []).map(({ sweep: other, label }) => ({
    label,
    data: picture.sweeps.get(other),
  }));
  const fan = data?.fan?.slice(1) ?? [];
  const others = [...fan, ...beside.map((other) => other.data?.y)];
  const highest = Math.max(highestOf(data?.y), ...others.map(highestOf));
  const domain: readonly [number, number] = [
    0,
    sweep.measure === 'reliability' ? 1 : roundCeiling(highest * 1.02),
  ];
  const top = headRoom(theme);
  const left = axisRoom([[0, 600]], theme);
  const area: Area = {
    id: 'curve',
    x: left,
    y: top,
    width: Math.max(10, size.width - left - 1.5 * theme.size.small),
    height: Math.max(10, size.height - top - footRoom(theme)),
    xDomain: [sweep.from ?? parameter.minimum, sweep.to ?? parameter.maximum],
    yDomain: domain,
    ...(parameter.scale === 'log' ? { log: true } : {}),
  };
  const name = labelOf(figure, parameter.name);
  const unit = sweep.measure === 'rate' || sweep.measure === 'onset' ? 'Hz' : sweep.unit;
  const items: Item[] = [
    ...yAxis(area, { label: view.title, unit, ink: 'muted', words: true }, theme),
    ...xAxis(area, parameter.unit, theme, name),
  ];
  const { handle, line, thin, label } = theme.size;
  items.push(...besideItems(beside, area, theme, state));
  if (!state.edited) items.push(...guideItems(data?.guides ?? [], area, theme));
  if (reference)
    items.push({
      kind: 'polyline',
      points: project(area, reference.x, reference.y),
      ink: 'neutral',
      width: thin,
    });
  for (const y of fan)
    if (data)
      items.push({
        kind: 'polyline',
        points: project(area, data.x, y),
        ink: 'membrane',
        width: 0.8 * thin,
        opacity: 0.35,
      });
  const drawn = data && (view.leaps ? broken(data.x, data.y, highest) : data);
  if (drawn && drawn.x.length > 0) {
    const points = project(area, drawn.x, drawn.y);
    if (reference)
      items.push({ kind: 'dots', points: apart(points, 2.6 * line), ink: 'membrane', size: 1.5 * line });
    else items.push({ kind: 'polyline', points, ink: 'membrane', width: fan.length > 0 ? 1.6 * line : line });
  }
  const value = state.values[parameter.name] ?? parameter.default;
  const [from, to] = area.xDomain;
  const x = toX(area, Math.min(Math.max(value, from), to));
  const on = view.own ? told(state.measures?.[view.own]) : drawn && interpolate(drawn.x, drawn.y, value);
  const share = Math.min(Math.max((on ?? 0) / domain[1], 0), 1);
  const y = area.y + area.height * (1 - share);
  const bright = lit === parameter.name;
  if (value < from || value > to) items.push(sideArrow(x, y, value < from ? -1 : 1, name.ink, 1.8 * handle));
  else
    items.push(
      {
        kind: 'segments',
        points: Float64Array.of(x, area.y, x, area.y + area.height),
        ink: name.ink,
        width: thin * (bright ? 1.6 : 1),
        dash: [2 * theme.size.scale, 3 * theme.size.scale],
      },
      {
        kind: 'circle',
        x,
        y,
        radius: handle * (bright ? 1.15 : 0.9),
        fill: name.ink,
        stroke: 'background',
        width: thin,
      },
    );
  if (on !== undefined) {
    const text = unit ? quantityLabel(on, unit) : quantityLabel(on, undefined);
    const inside = x + estimateWidth(text, label) + 2 * handle < area.x + area.width;
    items.push({
      kind: 'text',
      x: inside ? x + 1.6 * handle : x - 1.6 * handle,
      y: Math.min(Math.max(y + 1.4 * label, area.y + label), area.y + area.height - 0.5 * label),
      text,
      ink: 'text',
      size: label,
      anchor: inside ? 'start' : 'end',
    });
  }
  const { pointer } = state;
  if (
    drawn &&
    pointer &&
    Math.abs(pointer.x - x) > 2 * handle &&
    pointer.x >= area.x &&
    pointer.x <= area.x + area.width
  ) {
    const at = invert(area, pointer.x, 0).x;
    const there = interpolate(drawn.x, drawn.y, at);
    if (there !== undefined) {
      const py = area.y + area.height * (1 - there / domain[1]);
      items.push({ kind: 'circle', x: pointer.x, y: py, radius: 0.6 * handle, fill: 'membrane' });
      const text = `${quantityLabel(there, unit)} at ${quantityLabel(at, parameter.unit)}`;
      items.push(
        ...tag(text, pointer.x, Math.max(py - 0.6 * label, area.y + label), area, 'text', label, theme),
      );
    }
  }
  const handles: Handle[] = [{ area: area.id, x: parameter.name, at: { x } }];
  return { width: size.width, height: size.height, items, areas: [area], handles };
};

/** Points at least `gap` apart along the axis, so that the line under them is seen. */
function apart(points: Float64Array, gap: number): Float32Array {
  const kept: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let k = 0; k + 1 < points.length; k += 2) {
    const x = points[k] as number;
    if (x - last < gap) continue;
    last = x;
    kept.push(x, points[k + 1] as number);
  }
  return Float32Array.from(kept);
}

function highestOf(values: Float64Array | undefined): number {
  let highest = 0;
  for (const value of values ?? []) if (value > highest) highest = value;
  return highest;
}

/** A number that there is. */
function told(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** The curve with the pen lifted between two neighbours of which one is next to nothing and the other is much. */
export function broken(xs: Float64Array, ys: Float64Array, highest: number) {
  const [x, y]: [number[], number[]] = [[], []];
  ys.forEach((value, k) => {
    const last = ys[k - 1] ?? value;
    if (Math.min(last, value) < 0.03 * highest && Math.max(last, value) > 0.25 * highest) {
      x.push(((xs[k - 1] as number) + (xs[k] as number)) / 2);
      y.push(Number.NaN);
    }
    x.push(xs[k] as number);
    y.push(value);
  });
  return { x: Float64Array.from(x), y: Float64Array.from(y) };
}

/** The value at x on the straight line between neighbouring points; undefined outside them and where the line is broken. */
export function interpolate(xs: Float64Array, ys: Float64Array, x: number): number | undefined {
  for (let k = 0; k + 1 < xs.length; k++) {
    const [a, b] = [xs[k] as number, xs[k + 1] as number];
    if (x >= a && x <= b) {
      const share = b === a ? 0 : (x - a) / (b - a);
      const value = (ys[k] as number) * (1 - share) + (ys[k + 1] as number) * share;
      return Number.isNaN(value) ? undefined : value;
    }
  }
  return undefined;
}
