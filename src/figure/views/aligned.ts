import type { AlignedView } from '../../experiment/figure.ts';
import { seconds, unitScale } from '../../experiment/quantities.ts';
import type { Area, Item } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import type { History } from '../history.ts';
import { axisRoom, footRoom, headRoom, viewTitle, xAxis, yAxis } from './axes.ts';
import { labelOf, variableOf } from './symbols.ts';
import type { Draw } from './view.ts';

/** The last spikes of a run over each other, thin; over them their mean, and it plus and minus one deviation, dashed. */
export const drawAligned: Draw<AlignedView> = (view, picture, size, theme, { figure, lit }) => {
  const { small, line, thin } = theme.size;
  const left = axisRoom([view.range], theme);
  const [before, after] = [seconds(view.before, 'before'), seconds(view.after, 'after')];
  const area: Area = {
    id: 'aligned',
    x: left,
    y: headRoom(theme),
    // The unit stands behind the last label, which is centred at the end of the axis.
    width: Math.max(10, size.width - left - estimateWidth('ms', small) - 0.9 * small),
    height: Math.max(10, size.height - headRoom(theme) - footRoom(theme)),
    xDomain: [-before * 1e3, after * 1e3],
    yDomain: view.range,
  };
  const variable = variableOf(view.of);
  const name = labelOf(figure, variable);
  const items: Item[] = [
    ...yAxis(area, { label: name.text, unit: view.unit, ink: name.ink, bold: lit === variable }, theme),
    ...xAxis(area, 'ms', theme),
  ];
  items.push(viewTitle(area, view.title, theme, items));
  const { history } = picture;
  const cut = history && cutSpikes(history, view, before, after);
  const caption: Item = {
    kind: 'text',
    x: area.x + area.width - 0.3 * small,
    y: area.y + 1.6 * small,
    text: counted(cut?.rows.length ?? 0),
    ink: 'muted',
    size: small,
    anchor: 'end',
  };
  if (!cut || cut.rows.length === 0)
    return { ...size, items: history ? [...items, caption] : items, areas: [area], handles: [] };
  const scale = unitScale(view.unit);
  const toX = (time: number) => area.x + ((time + before) / (before + after)) * area.width;
  const toY = (value: number) => {
    const y = area.y + ((view.range[1] - value / scale) / (view.range[1] - view.range[0])) * area.height;
    return Math.min(Math.max(y, area.y), area.y + area.height);
  };
  const polyline = (values: ArrayLike<number>) => {
    const points = new Float64Array(2 * cut.times.length);
    cut.times.forEach((time, k) => {
      points[2 * k] = toX(time);
      points[2 * k + 1] = toY(values[k] as number);
    });
    return points;
  };
  for (const row of cut.rows)
    items.push({ kind: 'polyline', points: polyline(row), ink: name.ink, width: 0.6 * thin, opacity: 0.22 });
  const { mean, deviation } = statistics(cut.rows);
  items.push({ kind: 'polyline', points: polyline(mean), ink: name.ink, width: line });
  for (const sign of [-1, 1])
    items.push({
      kind: 'polyline',
      points: polyline(mean.map((value, k) => value + sign * (deviation[k] as number))),
      ink: 'neutral',
      width: thin,
      dash: [4, 4],
    });
  items.push(caption);
  return { width: size.width, height: size.height, items, areas: [area], handles: [] };
};

function counted(spikes: number): string {
  if (spikes === 0) return 'no spike to show';
  return spikes === 1 ? '1 spike' : `${spikes} spikes: mean ± deviation`;
}

/**
 * The course of a variable around each of the last spikes, at common times from their threshold crossing (s): linearly
 * interpolated between recorded samples. Spikes whose surroundings were not wholly recorded are left out.
 */
export function cutSpikes(
  history: History,
  { of, count }: Pick<AlignedView, 'of' | 'count'>,
  before: number,
  after: number,
): { readonly times: Float64Array; readonly rows: readonly Float64Array[] } | undefined {
  const found = history.find(of);
  const spikes = history.spikesOf(of.slice(0, of.indexOf('.')));
  if (!found || !spikes || found.ring.length < 2) return undefined;
  const { ring } = found;
  const { dt } = history.network;
  const every = ring.step(1) - ring.step(0);
  const points = Math.floor((before + after) / (every * dt)) + 1;
  const times = Float64Array.from({ length: points }, (_, k) => -before + k * every * dt);
  const rows: Float64Array[] = [];
  const oldest = ring.step(0);
  const newest = ring.step(ring.length - 1);
  for (let s = spikes.length - 1; s >= 0 && rows.length < count; s--) {
    const at = spikes.step(s);
    if (spikes.index(s) !== 0) continue;
    if (at - before / dt < oldest || at + after / dt + every > newest) continue;
    rows.push(
      times.map((time) => {
        const place = (at + time / dt - oldest) / every;
        const k = Math.floor(place + 1e-9);
        const share = place - k;
        return ring.value(k, 0) * (1 - share) + (share > 1e-9 ? ring.value(k + 1, 0) * share : 0);
      }),
    );
  }
  return { times, rows };
}

function statistics(rows: readonly Float64Array[]): { mean: Float64Array; deviation: Float64Array } {
  const length = rows[0]?.length ?? 0;
  const mean = new Float64Array(length);
  const deviation = new Float64Array(length);
  for (const row of rows)
    for (let k = 0; k < length; k++) mean[k] = (mean[k] as number) + (row[k] as number) / rows.length;
  for (const row of rows)
    for (let k = 0; k < length; k++) {
      const from = (row[k] as number) - (mean[k] as number);
      deviation[k] = (deviation[k] as number) + from ** 2 / rows.length;
    }
  return { mean, deviation: deviation.map(Math.sqrt) };
}
