import type { StackView } from '../../experiment/figure.ts';
import { seconds, unitScale } from '../../experiment/quantities.ts';
import type { Area, Item } from '../draw/scene.ts';
import { plainLatex } from '../draw/text.ts';
import type { History } from '../history.ts';
import type { Ink } from '../tokens.ts';
import { headRoom, viewTitle, yAxis } from './axes.ts';
import { extended } from './extended.ts';
import { spread } from './lines.ts';
import { timeAxis, timeFoot, timeMargins } from './margins.ts';
import { labelOf, variableOf } from './symbols.ts';
import { type Stretch, stretches, timeToX } from './timebase.ts';
import type { Draw, ViewState } from './view.ts';

interface Layer {
  readonly text: string;
  readonly ink: Ink;
  readonly opacity: number;
  /** The table's or the equations' name, for lighting up. */
  readonly name: string;
}

/** Currents on top of each other: what leaves the cell above zero, what enters it below. */
export const drawStack: Draw<StackView> = (view, picture, size, theme, state) => {
  const { figure, lit } = state;
  const { left, right } = timeMargins(figure, theme);
  const top = headRoom(theme);
  const window = seconds(view.window, 'window');
  const { history } = picture;
  const now = history ? history.end * history.network.dt : 0;
  const shown = history ? stretches(now, window, state.scroll ?? false) : [];
  const most = 1.5 * Math.max(10, size.width - left - right);
  const balances = shown.map((stretch) => history && balanceOf(view, state, history, stretch, most));
  const edges = balances.map((balance) => stacked(balance?.currents ?? []));
  const range = extended([0, view.range], 0, highestOf(edges.flat()))[1];
  const area: Area = {
    id: 'stack',
    x: left,
    y: top,
    width: Math.max(10, size.width - left - right),
    height: Math.max(10, size.height - top - timeFoot(figure, view, theme)),
    xDomain: [0, window],
    yDomain: [-range, range],
  };
  const layers = layersOf(view, state);
  const items: Item[] = [
    ...yAxis(area, { label: 'out above, in below', unit: view.unit, ink: 'muted', words: true }, theme),
    ...timeAxis(figure, view, area, window, theme),
  ];
  items.push(viewTitle(area, view.title, theme, items));
  shown.forEach((stretch, s) => {
    const own = edges[s] ?? [];
    const xs = balances[s]?.times.map((time) => timeToX(area, stretch, window, time)) ?? [];
    if (xs.length === 0) return;
    layers.forEach((layer, k) => {
      const dim = (stretch.old ? 0.45 : 1) * (lit === undefined || lit === layer.name ? 1 : 0.45);
      for (const [inner, outer] of own[k] as Edges)
        if (outer.some((value, n) => value !== inner[n]))
          items.push({
            kind: 'polygon',
            points: outline(area, xs, inner, outer),
            ink: layer.ink,
            opacity: layer.opacity * dim,
          });
    });
    if (s === 0) items.push(...names(area, layers, own, xs, theme.size.label));
  });
  const { y, height } = area;
  const middle = y + height / 2;
  items.push({
    kind: 'segments',
    points: Float64Array.of(area.x, middle, area.x + area.width, middle),
    ink: 'background',
    width: theme.size.thin,
  });
  return { ...size, items, areas: [area], handles: [] };
};

function layersOf(view: StackView, { figure }: ViewState): Layer[] {
  const terms = view.terms.map(({ of, inward }): Layer => {
    const name = variableOf(of);
    return { ...labelOf(figure, name), name, opacity: inward ? 0.45 : 0.85 };
  });
  const { capacitance, symbol } = view.capacitor;
  return [...terms, { text: plainLatex(symbol), ink: 'membrane', opacity: 0.3, name: capacitance }];
}

/**
 * Outward currents in the view's unit, the terms in their order and then C dV/dt, halfway between neighbouring samples:
 * there the slope of the potential and the mean of two samples of a current are both exact to second order. At most
 * `most` instants. Undefined where too little is recorded.
 */
export function balanceOf(
  view: StackView,
  { figure, values }: Pick<ViewState, 'figure' | 'values'>,
  history: History,
  stretch: Pick<Stretch, 'from' | 'to'>,
  most = Number.POSITIVE_INFINITY,
): { readonly times: number[]; readonly currents: number[][] } | undefined {
  const { dt } = history.network;
  const potential = history.find(view.capacitor.of)?.ring;
  const rings = view.terms.map(({ of }) => history.find(of)?.ring);
  if (!potential) return undefined;
  const first = potential.search(stretch.from / dt - 1e-6);
  const last = potential.search(stretch.to / dt + 1e-6) - 1;
  if (last <= first) return undefined;
  const parameter = figure.parameters.find(({ name }) => name === view.capacitor.capacitance);
  const farads = (values[parameter?.name ?? ''] ?? parameter?.default ?? 0) * unitScale(parameter?.unit);
  const scale = unitScale(view.unit);
  const every = Math.max(1, Math.ceil((last - first) / most));
  const rows: number[] = [];
  for (let k = first; k < last; k += every) rows.push(k);
  const currents = view.terms.map(({ inward }, term) =>
    rows.map((k) => {
      const ring = rings[term];
      const mean = ring ? (ring.value(k, 0) + ring.value(k + 1, 0)) / 2 : 0;
      return ((inward ? -1 : 1) * mean) / scale;
    }),
  );
  const charging = rows.map((k) => {
    const interval = (potential.step(k + 1) - potential.step(k)) * dt;
    return (farads * (potential.value(k + 1, 0) - potential.value(k, 0))) / interval / scale;
  });
  const times = rows.map((k) => ((potential.step(k) + potential.step(k + 1)) * dt) / 2);
  return { times, currents: [...currents, charging] };
}

/** The two areas of one current: above zero, then below, each its inner and its outer edge. */
type Edges = readonly [readonly [number[], number[]], readonly [number[], number[]]];

function highestOf(stack: readonly Edges[]): number {
  let highest = 0;
  for (const edges of stack)
    for (const [, outer] of edges) for (const edge of outer) highest = Math.max(highest, Math.abs(edge));
  return highest;
}

function stacked(currents: readonly number[][]): Edges[] {
  const count = currents[0]?.length ?? 0;
  let above = new Array<number>(count).fill(0);
  let below = new Array<number>(count).fill(0);
  return currents.map((current) => {
    const [low, high] = [below, above];
    above = high.map((edge, k) => edge + Math.max(0, current[k] as number));
    below = low.map((edge, k) => edge + Math.min(0, current[k] as number));
    return [
      [high, above],
      [low, below],
    ];
  });
}

function outline(area: Area, xs: readonly number[], inner: readonly number[], outer: readonly number[]) {
  const count = xs.length;
  const points = new Float64Array(4 * count);
  const [low, high] = area.yDomain;
  const toY = (value: number) =>
    area.y + ((high - Math.min(Math.max(value, low), high)) / (high - low)) * area.height;
  xs.forEach((x, k) => {
    points.set([x, toY(outer[k] as number)], 2 * k);
    points.set([x, toY(inner[k] as number)], 2 * (2 * count - 1 - k));
  });
  return points;
}

/** The name of each current beside its newest height, where it is high enough to be seen. */
function names(
  area: Area,
  layers: readonly Layer[],
  edges: readonly Edges[],
  xs: readonly number[],
  label: number,
): Item[] {
  const high = area.yDomain[1];
  const toY = (value: number) => area.y + ((high - value) / (2 * high)) * area.height;
  const last = xs.length - 1;
  const seen = layers.flatMap((layer, k) =>
    (edges[k] as Edges).flatMap(([inner, outer]) => {
      const [from, to] = [toY(inner[last] as number), toY(outer[last] as number)];
      return Math.abs(from - to) > 3 ? [{ layer, y: (from + to) / 2 }] : [];
    }),
  );
  const ys = spread(
    seen.map(({ y }) => y),
    1.05 * label,
    area.y,
    area.y + area.height,
  );
  return seen.map(({ layer, y }, k): Item => {
    return {
      kind: 'text',
      x: (xs[last] as number) + 0.45 * label,
      y: (ys[k] ?? y) + 0.3 * label,
      text: layer.text,
      ink: layer.ink,
      size: label,
      anchor: 'start',
      italic: true,
    };
  });
}
