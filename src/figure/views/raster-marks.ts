import type { RasterView } from '../../experiment/figure.ts';
import { seconds } from '../../experiment/quantities.ts';
import type { Area, Item } from '../draw/scene.ts';
import type { History } from '../history.ts';
import type { Theme } from '../tokens.ts';
import { type Stretch, timeToX } from './timebase.ts';

/** Seconds of a population's spikes from `from` to before `to`. */
function spikesBetween(history: History, population: string, from: number, to: number): number[] {
  const { dt } = history.network;
  const ring = history.spikesOf(population);
  if (!ring) return [];
  const runs = ring.runs(ring.search(from / dt - 1e-6), ring.search(to / dt - 1e-6));
  return runs.flatMap(({ steps }) => Array.from(steps, (step) => step * dt));
}

/** Bands behind the dots where something goes on that another population's spikes begin. */
export function shadedStretches(
  { shaded }: RasterView,
  history: History | undefined,
  shown: readonly Stretch[],
  area: Area,
  window: number,
): Item[] {
  if (!shaded || !history) return [];
  const within = seconds(shaded.within, 'within');
  return shown.flatMap((stretch) =>
    spikesBetween(history, shaded.after, stretch.from - within, stretch.to).flatMap((time): Item[] => {
      const left = timeToX(area, stretch, window, Math.max(time, stretch.from));
      const right = timeToX(area, stretch, window, Math.min(time + within, stretch.to));
      const { y, height } = area;
      const opacity = stretch.old ? 0.15 : 0.3;
      return right > left
        ? [{ kind: 'rect', x: left, y, width: right - left, height, ink: 'neutral', opacity }]
        : [];
    }),
  );
}

/** Upright lines over the dots where another population fires. */
export function spikeLines(
  { lines }: RasterView,
  history: History | undefined,
  shown: readonly Stretch[],
  area: Area,
  window: number,
  theme: Theme,
): Item[] {
  if (!lines || !history) return [];
  return shown.map((stretch) => {
    const times = spikesBetween(history, lines.of, stretch.from, stretch.to);
    const points = Float64Array.from(
      times.flatMap((time) => {
        const x = timeToX(area, stretch, window, time);
        return [x, area.y, x, area.y + area.height];
      }),
    );
    const opacity = stretch.old ? 0.4 : 1;
    return { kind: 'segments', points, ink: lines.role, width: 1.4 * theme.size.line, opacity };
  });
}
