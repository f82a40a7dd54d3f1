import type { TracesView } from '../../experiment/figure.ts';
import { seconds, unitScale } from '../../experiment/quantities.ts';
import type { Picture, ViewState } from './view.ts';

type Panel = TracesView['panels'][number];
type Range = readonly [number, number];

/** All axes that a panel can have, in its unit, the tightest first. */
export function possibleRanges(panel: Panel, values: ViewState['values']): Range[] {
  const centre = panel.around === undefined ? 0 : (values[panel.around] ?? 0);
  const closer = (panel.closer ?? []).map(([low, high]): Range => [centre + low, centre + high]);
  return [...closer, panel.range];
}

/** The axis of every panel: the tightest that holds what the window shows of it and of the panels with the same ranges. */
export function panelRanges(
  view: TracesView,
  picture: Picture,
  { values }: Pick<ViewState, 'values'>,
): Range[] {
  const kinds = view.panels.map(({ range, closer, around }) => JSON.stringify([range, closer, around]));
  const tightest = new Map<string, number>();
  view.panels.forEach((panel, k) => {
    const kind = kinds[k] as string;
    const level = panel.closer ? levelOf(view, panel, possibleRanges(panel, values), picture) : 0;
    tightest.set(kind, Math.max(level, tightest.get(kind) ?? 0));
  });
  return view.panels.map((panel, k) => {
    const ranges = possibleRanges(panel, values);
    return ranges[tightest.get(kinds[k] as string) ?? 0] ?? panel.range;
  });
}

/** Place of the first range that holds all samples of the panel's lines within the window; the last holds anything. */
function levelOf(view: TracesView, panel: Panel, ranges: readonly Range[], { history }: Picture): number {
  if (!history) return 0;
  const scale = unitScale(panel.unit);
  const from = history.end - seconds(view.window, 'window') / history.network.dt;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { of, index, minus } of panel.lines) {
    const found = history.find(of, minus);
    if (!found) continue;
    const column = Math.max(0, index === undefined ? 0 : found.indices.indexOf(index));
    for (let k = found.ring.search(from); k < found.ring.length; k++) {
      const value = found.ring.value(k, column) / scale;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  const level = ranges.findIndex(([bottom, top]) => low >= bottom && high <= top);
  return low > high ? 0 : level < 0 ? ranges.length - 1 : level;
}
