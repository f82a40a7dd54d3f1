import type { Area } from '../draw/scene.ts';
import type { Rows } from '../history.ts';
import { type Stretch, timeToX } from './timebase.ts';

/**
 * One stretch of a recorded variable as pixels. Where more than four samples fall on a pixel only the first, least,
 * greatest and last of them are kept: the picture is the same.
 */
export function tracePoints(
  ring: Rows,
  column: number,
  stretch: Stretch,
  window: number,
  area: Area,
  dt: number,
  scale: number,
): Float64Array {
  const first = ring.search(stretch.from / dt - 1e-6);
  const last = ring.search(stretch.to / dt + 1e-6);
  const [low, high] = area.yDomain;
  const count = last - first;
  const points = new Float64Array(2 * Math.max(0, count));
  for (let k = 0; k < count; k++) {
    points[2 * k] = timeToX(area, stretch, window, ring.step(first + k) * dt);
    const value = ring.value(first + k, column) / scale;
    const y = area.y + ((high - value) / (high - low)) * area.height;
    // Beyond the axis the line runs along the edge, a little outside, so that it is seen to leave.
    points[2 * k + 1] = Math.min(Math.max(y, area.y - 3), area.y + area.height + 3);
  }
  return count > 4 * area.width ? thin(points) : points;
}

/** First, least, greatest and last of the points on each pixel column, in their order. */
export function thin(points: Float64Array): Float64Array {
  const kept: number[] = [];
  let k = 0;
  while (k + 1 < points.length) {
    const column = Math.floor(points[k] as number);
    let least = k;
    let greatest = k;
    const start = k;
    while (k + 1 < points.length && Math.floor(points[k] as number) === column) {
      if ((points[k + 1] as number) < (points[least + 1] as number)) least = k;
      if ((points[k + 1] as number) > (points[greatest + 1] as number)) greatest = k;
      k += 2;
    }
    const chosen = [...new Set([start, least, greatest, k - 2])].sort((a, b) => a - b);
    for (const at of chosen) kept.push(points[at] as number, points[at + 1] as number);
  }
  return Float64Array.from(kept);
}

/** Moves label positions apart to at least `gap`, keeping their order and staying within [top, bottom]. */
export function spread(positions: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = positions
    .map((_, k) => k)
    .sort((a, b) => (positions[a] as number) - (positions[b] as number));
  const placed = [...positions];
  let free = top;
  for (const k of order) {
    placed[k] = Math.max(placed[k] as number, free);
    free = (placed[k] as number) + gap;
  }
  let limit = bottom;
  for (const k of order.reverse()) {
    placed[k] = Math.min(placed[k] as number, limit);
    limit = (placed[k] as number) - gap;
  }
  return placed;
}

/**
 * `spread` that also keeps `gap` from a place that is taken, `held`: positions above it stay above as long as there is room,
 * those that have none go to the other side.
 */
export function spreadAround(
  positions: readonly number[],
  gap: number,
  [top, bottom]: readonly [number, number],
  held: number | undefined,
): number[] {
  if (held === undefined) return spread(positions, gap, top, bottom);
  const order = positions
    .map((_, k) => k)
    .sort((a, b) => (positions[a] as number) - (positions[b] as number));
  const room = (length: number) => Math.max(0, Math.floor(length / gap + 1e-9));
  const wanted = order.filter((k) => (positions[k] as number) <= held).length;
  // As many above as fit there; more only where those below would not fit either.
  const above = Math.min(room(held - top), Math.max(wanted, order.length - room(bottom - held)));
  const result = [...positions];
  const place = (some: readonly number[], from: number, to: number) => {
    const ys = spread(
      some.map((k) => positions[k] as number),
      gap,
      from,
      to,
    );
    some.forEach((k, at) => {
      result[k] = ys[at] as number;
    });
  };
  place(order.slice(0, above), top, held - gap);
  place(order.slice(above), held + gap, bottom);
  return result;
}
