import type { RelationView } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import type { Area, Handle, Item } from '../draw/scene.ts';
import { estimateWidth, plainLatex } from '../draw/text.ts';
import { quantityLabel } from '../format.ts';
import type { Theme } from '../tokens.ts';
import { axisRoom, footRoom, headRoom, xAxis, yAxis } from './axes.ts';
import { arrow } from './edge.ts';
import { extended } from './extended.ts';
import { labelOf } from './symbols.ts';
import type { Draw } from './view.ts';

/** Sweeps over one parameter on common axes, each named at its end; where there is a closed form, points over the thin grey line. */
export const drawRelation: Draw<RelationView> = (view, picture, size, theme, state) => {
  const { figure, lit } = state;
  const first = figure.sweeps?.[view.sweeps[0]?.sweep ?? ''];
  const parameter = figure.parameters.find((p) => p.name === first?.parameter);
  if (!first || !parameter) return { ...size, items: [], areas: [], handles: [] };
  const { label, small, line, thin, handle } = theme.size;
  const scale = unitScale(view.unit);
  const held = view.sweeps.flatMap(({ sweep }) => {
    const data = picture.sweeps.get(sweep);
    return [data?.y, state.edited ? undefined : data?.reference?.y].flatMap((ys) => [...(ys ?? [])]);
  });
  const drawn = held.filter(Number.isFinite).map((y) => y / scale);
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)];
  const left = axisRoom([view.range], theme);
  const area: Area = {
    id: 'relation',
    x: left,
    y: headRoom(theme),
    width: Math.max(10, size.width - left - 1.5 * small),
    height: Math.max(10, size.height - headRoom(theme) - footRoom(theme)),
    xDomain: [first.from ?? parameter.minimum, first.to ?? parameter.maximum],
    yDomain: extended(view.range, low, high),
  };
  const name = labelOf(figure, parameter.name);
  const toX = (x: number) =>
    area.x + ((x - area.xDomain[0]) / (area.xDomain[1] - area.xDomain[0])) * area.width;
  const toY = (y: number) =>
    area.y + ((area.yDomain[1] - y / scale) / (area.yDomain[1] - area.yDomain[0])) * area.height;
  const points = ({ x, y }: { readonly x: Float64Array; readonly y: Float64Array }) => {
    const list = new Float64Array(2 * x.length);
    x.forEach((value, k) => {
      const py = toY(y[k] as number);
      list[2 * k] = toX(value);
      list[2 * k + 1] = py < area.y - 1 || py > area.y + area.height + 1 ? Number.NaN : py;
    });
    return list;
  };
  const items: Item[] = [
    ...yAxis(area, { label: view.title, unit: view.unit, ink: 'muted', words: true }, theme),
    ...xAxis(area, parameter.unit, theme, name),
  ];
  for (const { at, label: text } of state.edited ? [] : (view.marks ?? [])) {
    const value = picture.reference?.(at, Float64Array.of(0))?.[0] ?? Number.NaN;
    const mark = value / unitScale(parameter.unit);
    if (!(mark >= area.xDomain[0] && mark <= area.xDomain[1])) continue;
    items.push(
      ...upright(toX(mark), `${plainLatex(text)} ${quantityLabel(mark, parameter.unit)}`, area, theme),
    );
  }
  // Over all curves, which would strike them through.
  const names: Item[] = [];
  view.sweeps.forEach(({ sweep, of, label: text, quiet, below }) => {
    const data = picture.sweeps.get(sweep);
    const { ink } = labelOf(figure, of);
    if (data?.reference && !state.edited)
      items.push({ kind: 'polyline', points: points(data.reference), ink: 'neutral', width: thin });
    if (!data || data.x.length === 0) return;
    const path = points(data);
    const opacity = quiet ? { opacity: 0.6 } : {};
    if (data.reference)
      items.push({
        kind: 'dots',
        points: Float32Array.from(path),
        ink,
        size: (quiet ? 1.4 : 2.2) * line,
        ...opacity,
      });
    else items.push({ kind: 'polyline', points: path, ink, width: quiet ? thin : line, ...opacity });
    const place = labelPlace(path, text, area, label, below);
    if (place && text)
      names.push({ kind: 'text', ...place, text, ink, size: label, anchor: 'end', halo: true });
  });
  items.push(...names);
  const [from, to] = area.xDomain;
  const value = Math.min(Math.max(state.values[parameter.name] ?? parameter.default, from), to);
  const x = toX(value);
  items.push(
    {
      kind: 'segments',
      points: Float64Array.of(x, area.y, x, area.y + area.height),
      ink: name.ink,
      width: thin * (lit === parameter.name ? 1.6 : 1),
      dash: [2 * theme.size.scale, 3 * theme.size.scale],
    },
    {
      kind: 'circle',
      x,
      y: area.y + area.height,
      radius: 0.9 * handle,
      fill: name.ink,
      stroke: 'background',
      width: thin,
    },
  );
  const own = view.own === undefined ? undefined : state.measures?.[view.own];
  if (own !== undefined && Number.isFinite(own)) {
    const y = toY(own * scale);
    const bottom = area.y + area.height;
    // A number beyond the axis is not shown as one on it.
    if (y < area.y) items.push(arrow(x, area.y, -1, 'membrane', 1.8 * handle));
    else if (y > bottom) items.push(arrow(x, bottom, 1, 'membrane', 1.8 * handle));
    else
      items.push({
        kind: 'circle',
        x,
        y,
        radius: 0.9 * handle,
        fill: 'membrane',
        stroke: 'background',
        width: thin,
      });
  }
  const handles: Handle[] = [{ area: area.id, x: parameter.name, at: { x } }];
  return { width: size.width, height: size.height, items, areas: [area], handles };
};

/** A dashed line with its name at the foot, on the side where there is room. */
function upright(x: number, text: string, area: Area, { size: { small, thin, scale } }: Theme): Item[] {
  const points = Float64Array.of(x, area.y, x, area.y + area.height);
  const right = x + estimateWidth(text, small) + small < area.x + area.width;
  const place = { x: x + (right ? 0.5 : -0.5) * small, y: area.y + area.height - 0.6 * small };
  return [
    { kind: 'segments', points, ink: 'neutral', width: thin, dash: [6 * scale, 4 * scale] },
    { kind: 'text', ...place, text, ink: 'muted', size: small, anchor: right ? 'start' : 'end', halo: true },
  ];
}

/** Where a name ends that stands above the end of its curve (or below it), or, where there is no room, left of it. */
function labelPlace(points: Float64Array, text: string, area: Area, label: number, below = false) {
  let last = points.length - 2;
  while (last >= 0 && Number.isNaN(points[last + 1] as number)) last -= 2;
  if (last < 0) return undefined;
  const end = { x: points[last] as number, y: points[last + 1] as number };
  if (below) return { x: end.x - 4, y: end.y + 1.5 * label };
  if (end.y - 1.7 * label > area.y) return { x: end.x - 4, y: end.y - 0.6 * label };
  const y = Math.max(end.y, area.y) + 1.2 * label;
  // As far left as the curve is still below the name.
  let k = last;
  while (k > 0 && (points[k + 1] as number) < y + 0.5 * label) k -= 2;
  const x = Math.max((points[k] as number) - 4, area.x + estimateWidth(text, label));
  return { x, y };
}
