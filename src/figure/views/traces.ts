import type { TracesView } from '../../experiment/figure.ts';
import { seconds, unitScale } from '../../experiment/quantities.ts';
import type { Area, Handle, Item } from '../draw/scene.ts';
import { plainLatex } from '../draw/text.ts';
import type { Theme } from '../tokens.ts';
import { headRoom, viewTitle, yAxis } from './axes.ts';
import { spreadAround, tracePoints } from './lines.ts';
import { timeAxis, timeFoot, timeMargins } from './margins.ts';
import { levelAt, levelLine, spikeMarks } from './marks.ts';
import { panelRanges } from './panel-ranges.ts';
import { readout } from './readout.ts';
import { referenceLine } from './reference-line.ts';
import { labelOf, nameOf } from './symbols.ts';
import { type Stretch, stretches } from './timebase.ts';
import type { Draw, Picture, ProbeData, ViewState } from './view.ts';

type Panel = TracesView['panels'][number];

/** Small multiples over one time axis, drawn as an oscilloscope draws. */
export const drawTraces: Draw<TracesView> = (view, picture, size, theme, state) => {
  const window = seconds(view.window, 'window');
  const { history } = picture;
  const now = history ? history.end * history.network.dt : 0;
  const shown = stretches(now, window, state.scroll ?? false);
  const areas = panelAreas(view, picture, size, theme, state);
  const items: Item[] = [];
  const handles: Handle[] = [];
  view.panels.forEach((panel, k) => {
    const area = areas[k] as Area;
    items.push(...panelItems(panel, area, picture, window, shown, theme, state));
    if (panel.level !== undefined) {
      const level = levelLine(panel.level, area, theme, state);
      items.push(...level.items);
      handles.push(level.handle);
    }
  });
  const bottom = areas.at(-1) as Area;
  items.push(viewTitle(areas[0] as Area, view.title, theme, items));
  items.push(...timeAxis(state.figure, view, bottom, window, theme));
  if (state.pointer) items.push(...readout(view, picture, areas, shown, window, theme, state));
  return { width: size.width, height: size.height, items, areas, handles };
};

/** The plots one below the other, sharing left and right edge. */
function panelAreas(
  view: TracesView,
  picture: Picture,
  size: { width: number; height: number },
  theme: Theme,
  state: ViewState,
): Area[] {
  const { left, right } = timeMargins(state.figure, theme);
  const head = headRoom(theme);
  const gap = 0.5 * theme.size.label;
  const shares = view.panels.map((panel) => panel.height ?? 1);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const room =
    size.height -
    timeFoot(state.figure, view, theme) -
    view.panels.length * head -
    (view.panels.length - 1) * gap;
  const window = seconds(view.window, 'window');
  const ranges = panelRanges(view, picture, state);
  let y = head;
  return view.panels.map((panel, k) => {
    const height = Math.max(10, (room * (shares[k] as number)) / total);
    const area: Area = {
      id: `panel-${k}`,
      x: left,
      y,
      width: Math.max(10, size.width - left - right),
      height,
      xDomain: [0, window],
      yDomain: ranges[k] ?? panel.range,
    };
    y += height + gap + head;
    return area;
  });
}

function panelItems(
  panel: Panel,
  area: Area,
  picture: Picture,
  window: number,
  shown: readonly Stretch[],
  theme: Theme,
  state: ViewState,
): Item[] {
  const { figure, lit } = state;
  // One name, of one neuron or synapse or of several, stands at the axis.
  const names = new Set(panel.lines.map(nameOf));
  const single = names.size === 1 ? [...names][0] : undefined;
  const name = single ? labelOf(figure, single) : { text: plainLatex(panel.label), ink: 'muted' as const };
  const items = yAxis(
    area,
    {
      label: name.text,
      unit: panel.unit,
      ink: name.ink,
      words: !single,
      bold: lit !== undefined && lit === single,
    },
    theme,
  );
  const { history } = picture;
  if (!history) return items;
  const { dt } = history.network;
  const scale = unitScale(panel.unit);
  for (const line of panel.lines)
    if (line.reference && picture.reference)
      items.push(
        referenceLine(
          line.reference,
          picture.reference,
          area,
          window,
          shown.at(-1)?.origin ?? 0,
          scale,
          theme,
          state,
        ),
      );
  if (panel.spikes)
    items.push(...spikeMarks(panel, panel.spikes, area, history, window, shown, theme, state));
  if (picture.probe)
    items.push(...ghosts(panel, area, picture.probe, history, window, shown, scale, theme, state));
  const ends: End[] = [];
  const chosen = panel.chosen === undefined ? undefined : panel.lines[(state.values[panel.chosen] ?? 1) - 1];
  // The chosen line lies over the others.
  const lines = chosen ? [...panel.lines.filter((line) => line !== chosen), chosen] : panel.lines;
  for (const line of lines) {
    const found = history.find(line.of, line.minus);
    if (!found) continue;
    const column = Math.max(0, line.index === undefined ? 0 : found.indices.indexOf(line.index));
    const variable = nameOf(line);
    const grey = chosen !== undefined && line !== chosen;
    const ink = grey ? 'neutral' : labelOf(figure, variable).ink;
    for (const stretch of shown) {
      if (stretch.old && picture.probe) continue;
      const points = tracePoints(found.ring, column, stretch, window, area, dt, scale);
      items.push({
        kind: 'polyline',
        points,
        ink,
        width: theme.size.line * (line.quiet || grey ? 0.55 : 1) * (lit === variable ? 1.7 : 1),
        opacity: (stretch.old ? 0.4 : 1) * (lit === undefined || lit === variable ? 1 : 0.55),
      });
      // Quiet lines of a variable that is named already are its like.
      const again =
        line.quiet && panel.lines.some(({ of, as, quiet }) => of === line.of && as === line.as && !quiet);
      if (points.length > 1 && !again && (stretch.old || shown.length === 1))
        ends.push({ name: variable, grey, x: points.at(-2) as number, y: points.at(-1) as number });
    }
  }
  if (!single) {
    // Where there is no room for all names the chosen line alone has its own.
    const low = (ends.length - 1) * endGap(theme) > endRoom(area, theme);
    const named = low && chosen ? ends.filter(({ grey }) => !grey) : ends;
    items.push(...endLabels(named, area, panel.level, theme, state));
  }
  return items;
}

/** The whole trace of what is under a crosshair, at once: what the pen is about to draw. Of the first recorded element. */
function ghosts(
  panel: Panel,
  area: Area,
  probe: ProbeData,
  history: NonNullable<Picture['history']>,
  window: number,
  shown: readonly Stretch[],
  scale: number,
  theme: Theme,
  state: ViewState,
): Item[] {
  const origin = shown.at(-1)?.origin ?? 0;
  const [low, high] = area.yDomain;
  return panel.lines.flatMap((line): Item[] => {
    const trace = probe.traces.find(({ of }) => of === line.of);
    const first = history.find(line.of, line.minus)?.indices[0];
    if (!trace || (line.index !== undefined && line.index !== first)) return [];
    const points: number[] = [];
    probe.times.forEach((time, k) => {
      if (time < origin || time > origin + window) return;
      const y = area.y + ((high - (trace.values[k] as number) / scale) / (high - low)) * area.height;
      const held = Math.min(Math.max(y, area.y - 3), area.y + area.height + 3);
      points.push(area.x + ((time - origin) / window) * area.width, held);
    });
    const { ink } = labelOf(state.figure, nameOf(line));
    return [
      { kind: 'polyline', points: Float64Array.from(points), ink, width: theme.size.thin, opacity: 0.35 },
    ];
  });
}

interface End {
  readonly name: string;
  readonly grey: boolean;
  readonly x: number;
  readonly y: number;
}

const endGap = ({ size }: Theme) => 1.05 * size.label;
const endRoom = ({ height }: Area, { size }: Theme) => height - 0.7 * size.label;

/** The name of each line after its last point, moved apart where they would touch, and off that of the level at the right. */
function endLabels(
  ends: readonly End[],
  area: Area,
  level: string | undefined,
  theme: Theme,
  state: ViewState,
): Item[] {
  const { label } = theme.size;
  const gap = endGap(theme);
  const reach = area.x + area.width - 2 * gap;
  const atEnd = level !== undefined && ends.some(({ x }) => x > reach);
  const held = atEnd ? levelAt(level, area, state) : undefined;
  const ys = spreadAround(
    ends.map((end) => end.y),
    gap,
    [area.y + 0.2 * label, area.y + 0.2 * label + endRoom(area, theme)],
    held,
  );
  return ends.map((end, k): Item => {
    const { text, ink } = labelOf(state.figure, end.name);
    return {
      kind: 'text',
      x: end.x + 0.45 * label,
      y: (ys[k] as number) + 0.3 * label,
      text,
      ink: end.grey ? 'muted' : ink,
      size: label,
      anchor: 'start',
      italic: true,
      bold: state.lit === end.name,
    };
  });
}
