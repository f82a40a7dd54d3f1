import type { TracesView } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import type { Area, Handle, Item } from '../draw/scene.ts';
import type { History } from '../history.ts';
import type { Theme } from '../tokens.ts';
import { labelOf, nameOf } from './symbols.ts';
import { type Stretch, timeToX } from './timebase.ts';
import type { ViewState } from './view.ts';

type Panel = TracesView['panels'][number];

/** Height of a level in a plot, held at its edges. */
export function levelAt(parameter: string, area: Area, state: ViewState): number {
  const [low, high] = area.yDomain;
  const value = Math.min(Math.max(state.values[parameter] ?? low, low), high);
  return area.y + ((high - value) / (high - low)) * area.height;
}

/** The threshold: dashed grey across the plot, its name at the right edge, a grip to drag it by. */
export function levelLine(
  parameter: string,
  area: Area,
  theme: Theme,
  state: ViewState,
): { items: Item[]; handle: Handle } {
  const y = levelAt(parameter, area, state);
  const right = area.x + area.width;
  const lit = state.lit === parameter;
  const { text, ink } = labelOf(state.figure, parameter);
  const { label, thin, handle } = theme.size;
  return {
    handle: { area: area.id, y: parameter, at: { y } },
    items: [
      {
        kind: 'segments',
        points: Float64Array.of(area.x, y, right, y),
        ink: lit ? 'accent' : 'neutral',
        width: thin * (lit ? 1.6 : 1.1),
        dash: [5 * theme.size.scale, 4 * theme.size.scale],
      },
      {
        kind: 'circle',
        x: right,
        y,
        radius: handle * (lit ? 1.15 : 0.85),
        fill: 'background',
        stroke: lit ? 'accent' : 'neutral',
        width: thin * 1.4,
      },
      {
        kind: 'text',
        x: right + handle + 0.35 * label,
        y: y + 0.3 * label,
        text,
        ink,
        size: label,
        anchor: 'start',
        italic: true,
        bold: lit,
      },
    ],
  };
}

/** Spikes of the recorded neuron as marks from where it crossed the threshold to full height. */
export function spikeMarks(
  panel: Panel,
  population: string,
  area: Area,
  history: History,
  window: number,
  shown: readonly Stretch[],
  theme: Theme,
  state: ViewState,
): Item[] {
  const ring = history.spikesOf(population);
  const line = panel.lines[0];
  if (!ring || !line) return [];
  const neuron = line.index ?? history.find(line.of)?.indices[0] ?? 0;
  const { dt } = history.network;
  const [low, high] = area.yDomain;
  const level = panel.level === undefined ? undefined : state.values[panel.level];
  const top = area.y;
  const { ink } = labelOf(state.figure, nameOf(line));
  return shown.map((stretch) => {
    const points: number[] = [];
    const last = ring.search(stretch.to / dt + 1e-6);
    for (let k = ring.search(stretch.from / dt - 1e-6); k < last; k++) {
      if (ring.index(k) !== neuron) continue;
      const x = timeToX(area, stretch, window, ring.step(k) * dt);
      const from = valueAt(history, line.of, neuron, ring.step(k), panel.unit) ?? level ?? (low + high) / 2;
      const y = area.y + ((high - from) / (high - low)) * area.height;
      points.push(x, Math.max(y, top), x, top);
    }
    return {
      kind: 'segments',
      points: Float64Array.from(points),
      ink,
      width: theme.size.mark,
      opacity: stretch.old ? 0.4 : 1,
    };
  });
}

/** The greatest of the samples around a step: where the mark of a spike starts. */
function valueAt(
  history: History,
  of: string,
  neuron: number,
  step: number,
  unit: string | undefined,
): number | undefined {
  const found = history.find(of);
  if (!found) return undefined;
  const column = Math.max(0, found.indices.indexOf(neuron));
  const at = found.ring.search(step);
  const around = [at - 1, at].filter((k) => k >= 0 && k < found.ring.length);
  if (around.length === 0) return undefined;
  return Math.max(...around.map((k) => found.ring.value(k, column))) / unitScale(unit);
}
