import type { SynapsesView } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import { type Area, type Handle, type Item, toX } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import { quantityLabel } from '../format.ts';
import type { Theme } from '../tokens.ts';
import { axisRoom, footRoom, headRoom, viewTitle, xAxis, yAxis } from './axes.ts';
import { arrow } from './edge.ts';
import { extended } from './extended.ts';
import { tag } from './readout.ts';
import { labelOf, symbolOf } from './symbols.ts';
import type { Draw, Picture, ViewState } from './view.ts';

/** A dot for every synapse: one of its variables over another, as they are now, over the closed form, thin and grey. */
export const drawSynapses: Draw<SynapsesView> = (view, picture, size, theme, state) => {
  const { small, thin, rule, handle } = theme.size;
  const curves = (view.curves ?? []).map(({ form, label }) => ({
    label,
    points: closedForm(form, view, picture, state),
  }));
  const dots = dotsOf(view, picture);
  const all = [...dots, ...curves.flatMap(({ points }) => points)];
  const ys = all.map(([, y]) => y).filter(Number.isFinite);
  const wide = extended(view.y.range, Math.min(...ys), Math.max(...ys));
  const [lowest, highest] = view.y.limit ?? wide;
  const yDomain = [Math.max(wide[0], lowest), Math.min(wide[1], highest)] as const;
  const left = axisRoom([yDomain], theme);
  const area: Area = {
    id: 'synapses',
    x: left,
    y: headRoom(theme),
    width: Math.max(10, size.width - left - 1.5 * small),
    height: Math.max(10, size.height - headRoom(theme) - footRoom(theme)),
    xDomain: view.x.range,
    yDomain,
  };
  const { figure, lit } = state;
  const [x, y] = [labelOf(figure, view.x.variable), labelOf(figure, view.y.variable)];
  const toY = (value: number) => area.y + ((yDomain[1] - value) / (yDomain[1] - yDomain[0])) * area.height;
  const place = ([px, py]: readonly [number, number]): [number, number] => [toX(area, px), toY(py)];
  const items: Item[] = [
    ...yAxis(area, { label: y.text, unit: view.y.unit, ink: y.ink, bold: lit === view.y.variable }, theme),
    ...xAxis(area, view.x.unit, theme, x),
  ];
  items.push(viewTitle(area, view.title, theme, items));
  const zero = (points: number[]): Item => ({
    kind: 'segments',
    points: Float64Array.from(points),
    ink: 'neutral',
    width: rule,
  });
  if (yDomain[0] < 0 && yDomain[1] > 0) items.push(zero([area.x, toY(0), area.x + area.width, toY(0)]));
  if (view.breaks !== undefined) {
    const at = toX(area, view.breaks);
    items.push(zero([at, area.y, at, area.y + area.height]));
  }
  for (const { points, label } of curves) {
    if (points.length === 0) continue;
    const inside = ([, y]: readonly [number, number]) => y >= yDomain[0] && y <= yDomain[1];
    const path = Float64Array.from(
      points.flatMap((point) => (inside(point) ? place(point) : [Number.NaN, Number.NaN])),
    );
    items.push({ kind: 'polyline', points: path, ink: 'neutral', width: thin });
    items.push(curveName(path, label, area, theme));
  }
  for (const dot of dots) {
    const [cx, cy] = place(dot);
    if (dot[1] < yDomain[0] || dot[1] > yDomain[1]) {
      const up = dot[1] > yDomain[1];
      items.push(arrow(cx, up ? area.y : area.y + area.height, up ? -1 : 1, y.ink, 1.2 * handle));
      continue;
    }
    items.push({
      kind: 'circle',
      x: cx,
      y: cy,
      radius: 0.6 * handle,
      fill: y.ink,
      stroke: 'background',
      width: 0.6 * thin,
    });
  }
  items.push(...underPointer(view, dots.map(place), dots, area, state, theme));
  const handles = (view.knots ?? []).map(({ parameter, at }): Handle => {
    const [kx, ky] = place([at, state.values[parameter] ?? 0]);
    const bright = lit === parameter;
    items.push({
      kind: 'circle',
      x: kx,
      y: ky,
      radius: handle * (bright ? 1.3 : 1.05),
      fill: 'background',
      stroke: labelOf(figure, parameter).ink,
      width: 1.6 * thin,
    });
    return { area: area.id, y: parameter, at: { x: kx, y: ky } };
  });
  return { width: size.width, height: size.height, items, areas: [area], handles };
};

/** Both variables of every synapse, in the units of the axes. */
function dotsOf(view: SynapsesView, { weights = [] }: Picture): (readonly [number, number])[] {
  const find = (wanted: string) =>
    weights.find(({ projection, variable }) => projection === view.projection && variable === wanted)?.values;
  const [xs, ys] = [find(view.x.variable), find(view.y.variable)];
  if (!xs || !ys) return [];
  const [sx, sy] = [unitScale(view.x.unit), unitScale(view.y.unit)];
  return Array.from(xs, (x, k) => [x / sx, (ys[k] as number) / sy] as const);
}

/** Points along the closed form in the units of the axes; NaN lifts the pen where it breaks. */
function closedForm(
  form: string,
  view: SynapsesView,
  picture: Picture,
  state: ViewState,
): (readonly [number, number])[] {
  if (!picture.reference || state.edited) return [];
  const [from, to] = view.x.range;
  const { breaks } = view;
  const near = 1e-6 * (to - from);
  const smooth = Array.from({ length: 241 }, (_, k) => from + ((to - from) * k) / 240);
  const xs =
    breaks === undefined
      ? smooth
      : [
          ...smooth.filter((x) => x < breaks - near),
          breaks - near,
          Number.NaN,
          breaks + near,
          ...smooth.filter((x) => x > breaks + near),
        ];
  const scale = unitScale(view.x.unit);
  const over = { name: view.x.variable, unit: view.x.unit };
  const ys = picture.reference(
    form,
    Float64Array.from(xs, (x) => x * scale),
    over,
  );
  return ys ? xs.map((x, k) => [x, Number.isNaN(x) ? x : (ys[k] as number) / unitScale(view.y.unit)]) : [];
}

/** The name of a closed form, beside where it is halfway between the height of the plot's zero and its own greatest. */
function curveName(path: Float64Array, text: string, area: Area, theme: Theme): Item {
  const { small } = theme.size;
  const [low, high] = area.yDomain;
  const zero = area.y + (high / (high - low)) * area.height;
  const heights = Array.from({ length: path.length / 2 }, (_, k) => zero - (path[2 * k + 1] as number));
  const top = heights.reduce((most, h) => (Math.abs(h) > Math.abs(most) ? h : most), 0);
  let k = heights.lastIndexOf(top);
  // A form that is greatest at the right end has its name on the way up to it, on the left.
  const rising = k === heights.length - 1;
  const step = rising ? -1 : 1;
  while (k + step >= 0 && k + step < heights.length && Math.abs(heights[k] as number) > Math.abs(top) / 2)
    k += step;
  const [x, y] = [path[2 * k] as number, path[2 * k + 1] as number];
  const below = top < 0;
  if (rising)
    return {
      kind: 'text',
      x: Math.max(x - 0.6 * small, area.x + estimateWidth(text, small)),
      y: y + (below ? 0.9 : -0.2) * small,
      text,
      ink: 'muted',
      size: small,
      anchor: 'end',
      halo: true,
    };
  const inside = x + 0.6 * small + estimateWidth(text, small) < area.x + area.width;
  return {
    kind: 'text',
    x: inside ? x + 0.6 * small : area.x + area.width,
    y: y + (inside ? (below ? 0.9 : -0.2) : below ? -0.5 : 1.2) * small,
    text,
    ink: 'muted',
    size: small,
    anchor: inside ? 'start' : 'end',
    halo: true,
  };
}

/** The synapse next to a resting pointer, in numbers. */
function underPointer(
  view: SynapsesView,
  places: readonly (readonly [number, number])[],
  dots: readonly (readonly [number, number])[],
  area: Area,
  { pointer, figure }: ViewState,
  theme: Theme,
): Item[] {
  if (!pointer) return [];
  let [nearest, least] = [-1, 3 * theme.size.handle];
  places.forEach(([x, y], k) => {
    const distance = Math.hypot(x - pointer.x, y - pointer.y);
    if (distance < least) [nearest, least] = [k, distance];
  });
  const [dot, at] = [dots[nearest], places[nearest]];
  if (!dot || !at) return [];
  const said = [view.x, view.y].map(
    ({ variable, unit }, k) => `${labelOf(figure, variable).text} = ${quantityLabel(dot[k] as number, unit)}`,
  );
  const ink = symbolOf(figure, view.y.variable).role;
  return tag(said.join(', '), at[0], at[1] - theme.size.handle, area, ink, theme.size.small, theme);
}
