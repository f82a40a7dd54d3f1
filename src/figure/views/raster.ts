import type { RasterView } from '../../experiment/figure.ts';
import { seconds } from '../../experiment/quantities.ts';
import { type Area, type Item, project } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import { grouped, timeLabel } from '../format.ts';
import type { SpikeRing } from '../history.ts';
import type { Ink, Theme } from '../tokens.ts';
import { headRoom, viewTitle } from './axes.ts';
import { timeAxis, timeFoot, timeMargins } from './margins.ts';
import { shadedStretches, spikeLines } from './raster-marks.ts';
import { tag } from './readout.ts';
import { type Stretch, stretches, timeToX, xToTime } from './timebase.ts';
import type { Draw } from './view.ts';

/** More neurons than this are thinned: a picture that is all ink shows nothing. */
const mostShown = 5000;

/** Rows of at least so many pixels have strokes. */
const tallRow = 9;

/** A dot a spike (a stroke where rows are tall), time across, neurons upward, each population in the colour of its role. */
export const drawRaster: Draw<RasterView> = (view, picture, size, theme, state) => {
  const { history } = picture;
  const window = seconds(view.window, 'window');
  const { left, right } = timeMargins(state.figure, theme);
  const { small } = theme.size;
  const sizes = view.populations.map(({ name }) => history?.sizeOf(name) ?? 1);
  const total = sizes.reduce((sum, n) => sum + n, 0);
  const stride = Math.max(1, Math.ceil(total / mostShown));
  const count = `${grouped(total)} neurons${stride > 1 ? `, one in ${stride} shown` : ''}`;
  const width = Math.max(10, size.width - left - right);
  // On a narrow page the title has a row of its own, under the number of neurons.
  const beside = estimateWidth(`${count}${view.title}`, small) + small < width;
  const second = view.title === '' || beside ? 0 : 1.35 * small;
  const top = headRoom(theme) + second;
  const area: Area = {
    id: 'raster',
    x: left,
    y: top,
    width,
    height: Math.max(10, size.height - top - timeFoot(state.figure, view, theme)),
    xDomain: [0, window],
    yDomain: view.numbered ? [total, 0] : [0, total],
  };
  const items: Item[] = [];
  const now = history ? history.end * history.network.dt : 0;
  const shown = stretches(now, window, state.scroll ?? false);
  const row = (area.height / total) * stride;
  const dot = Math.min(Math.max(1.2, row), 3) * Math.sqrt(theme.size.scale);
  const marks = (points: Float32Array, ink: Ink, size: number, old: boolean) =>
    spikeMarks(points, ink, size, row, theme, old ? 0.4 : 1);
  items.push({
    kind: 'text',
    x: left,
    y: top - second - 0.62 * theme.size.label,
    text: count,
    ink: 'muted',
    size: small,
    anchor: 'start',
  });
  /** Counted from 0 through all populations. */
  const chosen = Math.round((view.chosen && state.values[view.chosen]) || 0) - 1;
  items.push(...shadedStretches(view, history, shown, area, window));
  if (view.numbered) items.push(...rowNumbers(area, total, chosen, theme));
  let below = 0;
  /** Behind the dots: the neurons that the chip's open core holds. */
  const band = (first: number, last: number): Item => {
    const [a, b] = [project(area, 0, first).y, project(area, 0, last + 1).y];
    const y = Math.min(a, b);
    return {
      kind: 'rect',
      x: area.x,
      y,
      width: area.width,
      height: Math.max(1, Math.abs(b - a)),
      ink: 'accent',
      opacity: 0.18,
    };
  };
  view.populations.forEach(({ name, role, label }, k) => {
    const count = sizes[k] as number;
    const ring = history?.spikesOf(name);
    for (const { population, first, last } of state.marked ?? [])
      if (population === name) items.push(band(below + first, below + last));
    if (ring && history)
      for (const stretch of shown) {
        const points = dots(ring, stretch, area, window, history.network.dt, below, stride);
        items.push(marks(points, role, dot, stretch.old));
        if (chosen >= below && chosen < below + count) {
          const own = dots(ring, stretch, area, window, history.network.dt, below, stride, chosen - below);
          items.push(marks(own, 'pre', 2 * dot, stretch.old));
        }
      }
    const middle = project(area, 0, below + count / 2).y;
    items.push({
      kind: 'text',
      x: area.x + area.width + 0.5 * small,
      y: middle + 0.34 * small,
      text: label,
      ink: role,
      size: small,
      anchor: 'start',
    });
    below += count;
  });
  items.push(...spikeLines(view, history, shown, area, window, theme));
  items.push(viewTitle(area, view.title, theme, items));
  items.push(...timeAxis(state.figure, view, area, window, theme));
  const { pointer } = state;
  if (
    pointer &&
    history &&
    pointer.x >= area.x &&
    pointer.x <= area.x + area.width &&
    pointer.y <= area.y + area.height
  ) {
    const time = xToTime(area, shown, window, pointer.x);
    if (time !== undefined) {
      const points = Float64Array.of(pointer.x, area.y, pointer.x, area.y + area.height);
      items.push({ kind: 'segments', points, ink: 'neutral', width: theme.size.rule });
      items.push(
        ...tag(timeLabel(time, 1), pointer.x, area.y - 0.55 * theme.size.label, area, 'muted', small, theme),
      );
    }
  }
  return { width: size.width, height: size.height, items, areas: [area], handles: [] };
};

/** Dots; in tall rows strokes, which are seen from afar where a dot is a speck. */
function spikeMarks(
  points: Float32Array,
  ink: Ink,
  size: number,
  row: number,
  { size: { scale, small } }: Theme,
  opacity: number,
): Item {
  if (row < tallRow * scale) return { kind: 'dots', points, ink, size, opacity };
  const half = Math.min(0.35 * row, 0.6 * small);
  const strokes = new Float64Array(2 * points.length);
  for (let k = 0; k + 1 < points.length; k += 2) {
    const [x, y] = [points[k] as number, points[k + 1] as number];
    strokes.set([x, y - half, x, y + half], 2 * k);
  }
  return { kind: 'segments', points: strokes, ink, width: 0.6 * size, opacity };
}

function dots(
  ring: SpikeRing,
  stretch: Stretch,
  area: Area,
  window: number,
  dt: number,
  below: number,
  stride: number,
  only?: number,
): Float32Array {
  const first = ring.search(stretch.from / dt - 1e-6);
  const last = ring.search(stretch.to / dt - 1e-6);
  const points = new Float32Array(2 * Math.max(0, last - first));
  let at = 0;
  for (const { steps, indices } of ring.runs(first, last))
    for (let k = 0; k < steps.length; k++) {
      const index = indices[k] as number;
      if (only === undefined ? index % stride !== 0 : index !== only) continue;
      points[at++] = timeToX(area, stretch, window, (steps[k] as number) * dt);
      points[at++] = project(area, 0, below + index + 0.5 * stride).y;
    }
  return points.subarray(0, at);
}

/** Neurons' numbers from 1 down the side of a small network, and a band behind the chosen one. */
function rowNumbers(area: Area, total: number, chosen: number, theme: Theme): Item[] {
  const { small } = theme.size;
  const row = area.height / total;
  const step = [1, 2, 4, 5, 10].find((one) => one * row >= 1.25 * small) ?? total;
  const items: Item[] = [];
  if (chosen >= 0 && chosen < total) {
    const { x, width } = area;
    items.push({ kind: 'rect', x, y: area.y + chosen * row, width, height: row, ink: 'pre', opacity: 0.22 });
  }
  for (let n = step; n <= total; n += step)
    items.push({
      kind: 'text',
      x: area.x - 0.5 * small,
      y: area.y + (n - 0.5) * row + 0.34 * small,
      text: String(n),
      ink: n - 1 === chosen ? 'pre' : 'muted',
      size: small,
      anchor: 'end',
    });
  return items;
}
