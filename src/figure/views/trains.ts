import type { TrainsView } from '../../experiment/figure.ts';
import { seconds } from '../../experiment/quantities.ts';
import type { Area, Handle, Item } from '../draw/scene.ts';
import type { History } from '../history.ts';
import type { Theme } from '../tokens.ts';
import { headRoom, viewTitle } from './axes.ts';
import { timeAxis, timeFoot, timeMargins } from './margins.ts';
import { type Stretch, stretches, timeToX } from './timebase.ts';
import type { Draw, ViewState } from './view.ts';

type Train = TrainsView['trains'][number];

/** Spikes of single neurons as strokes on a line each; a ring on every spike that was placed by hand, to drag it by. */
export const drawTrains: Draw<TrainsView> = (view, picture, size, theme, state) => {
  const window = seconds(view.window, 'window');
  const { left, right } = timeMargins(state.figure, theme);
  const top = headRoom(theme);
  const area: Area = {
    id: 'trains',
    x: left,
    y: top,
    width: Math.max(10, size.width - left - right),
    height: Math.max(10, size.height - top - timeFoot(state.figure, view, theme)),
    // In milliseconds, as the times of the spikes are.
    xDomain: [0, window * 1e3],
    yDomain: [0, view.trains.length],
  };
  const { history } = picture;
  const now = history ? history.end * history.network.dt : 0;
  const shown = stretches(now, window, state.scroll ?? false);
  const items: Item[] = [];
  const handles: Handle[] = [];
  view.trains.forEach((train, k) => {
    const row = area.height / view.trains.length;
    const line = { y: area.y + (k + 0.62) * row, height: 0.52 * row };
    items.push(...trainItems(train, line, area, history, window, shown, theme));
    const rings = ringsOf(train, line.y, area, theme, state);
    items.push(...rings.items);
    handles.push(...rings.handles);
  });
  items.push(viewTitle(area, view.title, theme, items));
  // The lines of the trains are axis enough where the labels stand under the view below.
  const axis = timeAxis(state.figure, view, area, window, theme);
  if (axis.length > 1) items.push(...axis);
  return { width: size.width, height: size.height, items, areas: [area], handles };
};

interface Row {
  /** Of the line that the spikes stand on. */
  readonly y: number;
  /** Of a spike. */
  readonly height: number;
}

function trainItems(
  { population, role, label }: Train,
  { y, height }: Row,
  area: Area,
  history: History | undefined,
  window: number,
  shown: readonly Stretch[],
  theme: Theme,
): Item[] {
  const { small, rule, mark } = theme.size;
  const ring = history?.spikesOf(population);
  const dt = history?.network.dt ?? 1;
  const strokes = shown.map((stretch): Item => {
    const points: number[] = [];
    const last = ring?.search(stretch.to / dt - 1e-6) ?? 0;
    for (let k = ring?.search(stretch.from / dt - 1e-6) ?? 0; k < last; k++) {
      if (ring?.index(k) !== 0) continue;
      const x = timeToX(area, stretch, window, ring.step(k) * dt);
      points.push(x, y, x, y - height);
    }
    const opacity = stretch.old ? 0.4 : 1;
    return { kind: 'segments', points: Float64Array.from(points), ink: role, width: 1.4 * mark, opacity };
  });
  return [
    {
      kind: 'segments',
      points: Float64Array.of(area.x, y, area.x + area.width, y),
      ink: 'neutral',
      width: rule,
    },
    ...strokes,
    {
      kind: 'text',
      x: area.x - 0.5 * small,
      y: y + 0.1 * small,
      text: label,
      ink: role,
      size: small,
      anchor: 'end',
    },
  ];
}

/** A ring at each placed time; those put aside, at the end of the line, stand on each other. */
function ringsOf(
  { placed, role }: Train,
  y: number,
  area: Area,
  theme: Theme,
  state: ViewState,
): { items: Item[]; handles: Handle[] } {
  const { handle, thin } = theme.size;
  const [, end] = area.xDomain;
  const items: Item[] = [];
  const handles: Handle[] = [];
  let aside = 0;
  for (const parameter of placed) {
    const time = state.values[parameter] ?? end;
    const x = area.x + (Math.min(time, end) / end) * area.width;
    const at = { x, y: time >= end ? y - 1.9 * handle * aside++ : y };
    const bright = state.lit === parameter;
    items.push({
      kind: 'circle',
      ...at,
      radius: handle * (bright ? 1.15 : 0.85),
      fill: 'background',
      stroke: role,
      width: thin * (bright ? 2 : 1.4),
    });
    handles.push({ area: area.id, x: parameter, at });
  }
  return { items, handles };
}
