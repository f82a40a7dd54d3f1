import type { WallView } from '../../experiment/figure.ts';
import type { Area } from '../draw/scene.ts';
import type { History } from '../history.ts';
import { thin } from './lines.ts';
import type { ViewState } from './view.ts';

/** Place of the panel that the wall's parameter names, from 0; -1 where there is no such parameter. */
export function chosenPanel(view: WallView, state: Pick<ViewState, 'values' | 'figure'>): number {
  const parameter = state.figure.parameters.find(({ name }) => name === view.chosen);
  if (!parameter) return -1;
  return Math.round(state.values[parameter.name] ?? parameter.default) - 1;
}

/**
 * One neuron's samples from a step on, where the panel begins at `origin`, as pixels. Spikes reach the top of the area,
 * though no sample is taken at their peak.
 */
export function panelPoints(
  history: History,
  of: string,
  { index, steps }: { readonly index: number; readonly steps: number },
  { from, origin }: { readonly from: number; readonly origin: number },
  area: Area,
  scale: number,
): Float64Array {
  const found = history.find(of);
  const column = found?.indices.indexOf(index) ?? -1;
  if (!found || column < 0) return new Float64Array(0);
  const { ring } = found;
  const [low, high] = area.yDomain;
  const spikes = history.spikesOf(of.slice(0, of.indexOf('.')));
  const fired = new Set<number>();
  for (let k = spikes?.search(from) ?? 0; spikes && k < spikes.length; k++)
    if (spikes.index(k) === index) fired.add(spikes.step(k));
  const points: number[] = [];
  for (let k = ring.search(from); k < ring.length && ring.step(k) <= origin + steps; k++) {
    const step = ring.step(k);
    const x = area.x + ((step - origin) / steps) * area.width;
    const value = Math.min(Math.max(ring.value(k, column) / scale, low), high);
    points.push(x, area.y + ((high - value) / (high - low)) * area.height);
    if (fired.has(step)) points.push(x, area.y);
  }
  const all = Float64Array.from(points);
  return all.length > 8 * area.width ? thin(all) : all;
}
