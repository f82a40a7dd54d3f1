import type { TracesView } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import type { Area, Item } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import { quantityLabel, timeLabel } from '../format.ts';
import type { Ink, Theme } from '../tokens.ts';
import { labelOf, nameOf } from './symbols.ts';
import { type Stretch, xToTime } from './timebase.ts';
import type { Picture, ViewState } from './view.ts';

/** The values under a resting pointer: a hairline, a dot on each line and its value beside it. */
export function readout(
  view: TracesView,
  picture: Picture,
  areas: readonly Area[],
  shown: readonly Stretch[],
  window: number,
  theme: Theme,
  state: ViewState,
): Item[] {
  const { pointer } = state;
  const first = areas[0];
  const last = areas.at(-1);
  const { history } = picture;
  if (!pointer || !first || !last || !history) return [];
  if (pointer.x < first.x || pointer.x > first.x + first.width) return [];
  const time = xToTime(first, shown, window, pointer.x);
  if (time === undefined) return [];
  const { label, small, rule } = theme.size;
  const items: Item[] = [
    {
      kind: 'segments',
      points: Float64Array.of(pointer.x, first.y, pointer.x, last.y + last.height),
      ink: 'neutral',
      width: rule,
    },
    ...tag(timeLabel(time, 2), pointer.x, first.y - 0.55 * label, first, 'muted', small, theme),
  ];
  view.panels.forEach((panel, k) => {
    const area = areas[k] as Area;
    const [low, high] = area.yDomain;
    const taken: number[] = [];
    for (const line of panel.lines) {
      const found = history.find(line.of, line.minus);
      if (!found || found.ring.length === 0) continue;
      const row = Math.min(found.ring.search(time / history.network.dt), found.ring.length - 1);
      const column = Math.max(0, line.index === undefined ? 0 : found.indices.indexOf(line.index));
      const value = found.ring.value(row, column) / unitScale(panel.unit);
      const y = area.y + ((high - value) / (high - low)) * area.height;
      if (y < area.y - 2 || y > area.y + area.height + 2) continue;
      const { text, ink } = labelOf(state.figure, nameOf(line));
      items.push({ kind: 'circle', x: pointer.x, y, radius: 0.6 * theme.size.handle, fill: ink });
      let at = y - 0.5 * label;
      while (taken.some((other) => Math.abs(other - at) < 1.25 * label)) at += 1.25 * label;
      taken.push(at);
      items.push(
        ...tag(`${text} = ${quantityLabel(value, panel.unit)}`, pointer.x, at, area, ink, label, theme),
      );
    }
  });
  return items;
}

/** A label on a ground of its own beside x, on the side where there is room. */
export function tag(
  text: string,
  x: number,
  y: number,
  area: Area,
  ink: Ink,
  size: number,
  theme: Theme,
): Item[] {
  const width = estimateWidth(text, size) + 0.7 * size;
  const gap = 0.6 * theme.size.handle + 0.3 * size;
  const right = x + gap + width < area.x + area.width;
  const left = right ? x + gap : x - gap - width;
  return [
    {
      kind: 'rect',
      x: left,
      y: y - size,
      width,
      height: 1.4 * size,
      ink: 'background',
      opacity: 0.88,
      radius: 3,
    },
    { kind: 'text', x: left + 0.35 * size, y, text, ink, size, anchor: 'start' },
  ];
}
