import type { Area } from '../draw/scene.ts';

/** A stretch of simulated time and where it is drawn: second `t` stands at `t - origin` of the axis. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly origin: number;
  /** What the sweep is about to overwrite is faint. */
  readonly old: boolean;
}

/**
 * Which stretches of time are on the screen. Sweeping like an oscilloscope, the pen runs from left to right and
 * overwrites the last sweep; scrolling, the present stands at the right edge. An instant that ends a sweep still
 * shows all of it.
 */
export function stretches(now: number, window: number, scroll: boolean): Stretch[] {
  const slack = 1e-9 * window;
  if (scroll) {
    const from = Math.max(0, now - window);
    return [{ from, to: now, origin: from, old: false }];
  }
  let origin = Math.floor((now + slack) / window) * window;
  if (now - origin <= slack && now > slack) origin -= window;
  const fresh: Stretch = { from: origin, to: now, origin, old: false };
  if (origin <= slack) return [fresh];
  const gap = 0.012 * window;
  const from = now - window + gap;
  return from < origin ? [{ from, to: origin, origin: origin - window, old: true }, fresh] : [fresh];
}

/** Where a second stands in pixels. */
export function timeToX(area: Area, stretch: Stretch, window: number, seconds: number): number {
  return area.x + ((seconds - stretch.origin) / window) * area.width;
}

/** The simulated second under a pixel: the newest that is drawn there. */
export function xToTime(
  area: Area,
  shown: readonly Stretch[],
  window: number,
  x: number,
): number | undefined {
  const at = ((x - area.x) / area.width) * window;
  for (let k = shown.length - 1; k >= 0; k--) {
    const stretch = shown[k] as Stretch;
    const time = stretch.origin + at;
    if (time >= stretch.from && time <= stretch.to) return time;
  }
  return undefined;
}
