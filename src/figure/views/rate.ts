import type { RateView } from '../../experiment/figure.ts';
import { seconds } from '../../experiment/quantities.ts';
import type { Area, Item } from '../draw/scene.ts';
import { quantityLabel } from '../format.ts';
import type { SpikeRing } from '../history.ts';
import { headRoom, yAxis } from './axes.ts';
import { timeAxis, timeFoot, timeMargins } from './margins.ts';
import { tag } from './readout.ts';
import { type Stretch, stretches, timeToX, xToTime } from './timebase.ts';
import type { Draw } from './view.ts';

/** Spikes per second and neuron in bins of the given width, for bins that lie wholly in the stretch. */
export function binnedRate(
  ring: SpikeRing,
  stretch: Stretch,
  dt: number,
  bin: number,
  neurons: number,
): { first: number; rates: Float64Array } {
  const first = Math.max(0, Math.ceil(stretch.from / bin - 1e-9));
  const last = Math.floor(stretch.to / bin + 1e-9);
  const rates = new Float64Array(Math.max(0, last - first));
  const end = ring.search(stretch.to / dt - 1e-6);
  for (const { steps } of ring.runs(ring.search(stretch.from / dt - 1e-6), end))
    for (let k = 0; k < steps.length; k++) {
      const place = Math.floor(((steps[k] as number) * dt) / bin + 1e-9) - first;
      if (place >= 0 && place < rates.length) rates[place] = (rates[place] as number) + 1;
    }
  for (let k = 0; k < rates.length; k++) rates[k] = (rates[k] as number) / (bin * neurons);
  return { first, rates };
}

/** Least round number that holds the data: an axis that changes seldom. */
export function roundCeiling(value: number): number {
  for (const ceiling of [10, 20, 40, 80, 150, 300, 600, 1000]) if (value <= ceiling) return ceiling;
  return Math.ceil(value / 1000) * 1000;
}

/** Population rates against time, as steps of one bin. */
export const drawRate: Draw<RateView> = (view, picture, size, theme, state) => {
  const { history } = picture;
  const window = seconds(view.window, 'window');
  const bin = seconds(view.bin, 'bin');
  const { left, right } = timeMargins(state.figure, theme);
  const top = headRoom(theme);
  const now = history ? history.end * history.network.dt : 0;
  const shown = stretches(now, window, state.scroll ?? false);
  const binned = view.populations.map(({ name }) => {
    const ring = history?.spikesOf(name);
    return history && ring
      ? shown.map((stretch) => binnedRate(ring, stretch, history.network.dt, bin, history.sizeOf(name)))
      : [];
  });
  let highest = 0;
  for (const rows of binned)
    for (const { rates } of rows) for (const rate of rates) highest = Math.max(highest, rate);
  const area: Area = {
    id: 'rate',
    x: left,
    y: top,
    width: Math.max(10, size.width - left - right),
    height: Math.max(10, size.height - top - timeFoot(state.figure, view, theme)),
    xDomain: [0, window],
    yDomain: [0, roundCeiling(highest)],
  };
  const ceiling = area.yDomain[1];
  const items: Item[] = yAxis(area, { label: view.title, unit: 'Hz', ink: 'muted', words: true }, theme);
  view.populations.forEach(({ role }, k) => {
    (binned[k] ?? []).forEach(({ first, rates }, s) => {
      const stretch = shown[s] as Stretch;
      const points = new Float64Array(4 * rates.length);
      rates.forEach((rate, b) => {
        const x0 = timeToX(area, stretch, window, (first + b) * bin);
        const x1 = timeToX(area, stretch, window, (first + b + 1) * bin);
        const y = area.y + area.height * (1 - rate / ceiling);
        points.set([x0, y, x1, y], 4 * b);
      });
      items.push({
        kind: 'polyline',
        points,
        ink: role,
        width: theme.size.line,
        opacity: stretch.old ? 0.4 : 1,
      });
    });
  });
  const { small, label } = theme.size;
  // Rates cross: labels that followed them would change places. They stand as in a raster, the first population lowest.
  const rows = view.populations.length;
  view.populations.forEach(({ role, label: name }, k) => {
    const y = area.y + (rows - k) * 1.3 * small;
    items.push({
      kind: 'text',
      x: area.x + area.width + 0.5 * small,
      y,
      text: name,
      ink: role,
      size: small,
      anchor: 'start',
    });
  });
  items.push(...timeAxis(state.figure, view, area, window, theme));
  const { pointer } = state;
  const time =
    pointer && pointer.x >= area.x && pointer.x <= area.x + area.width
      ? xToTime(area, shown, window, pointer.x)
      : undefined;
  if (pointer && time !== undefined) {
    const points = Float64Array.of(pointer.x, area.y, pointer.x, area.y + area.height);
    items.push({ kind: 'segments', points, ink: 'neutral', width: theme.size.rule });
    view.populations.forEach(({ role }, k) => {
      for (const { first, rates } of binned[k] ?? []) {
        const rate = rates[Math.floor(time / bin) - first];
        if (rate === undefined) continue;
        const y = area.y + (k + 1) * 1.3 * label;
        items.push(...tag(quantityLabel(rate, 'Hz'), pointer.x, y, area, role, label, theme));
        break;
      }
    });
  }
  return { width: size.width, height: size.height, items, areas: [area], handles: [] };
};
