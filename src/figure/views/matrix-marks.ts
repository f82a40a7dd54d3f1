import type { Item } from '../draw/scene.ts';
import type { Theme } from '../tokens.ts';

/** Share of a cell's side that the square of the largest weight takes. */
const fullest = 0.82;
/** CSS pixels: a weight that is there can be seen. */
const least = 1.6;

/**
 * The mark of one weight at (x, y), in a cell of this side: `share` is the weight over the largest. Squares excite, discs
 * inhibit, so that the sign does not rest on colour; areas are as the weights.
 */
export function weightMark(x: number, y: number, share: number, cell: number): Item | undefined {
  if (!(Math.abs(share) > 0)) return undefined;
  const side = Math.max(least, fullest * cell * Math.sqrt(Math.abs(share)));
  return share > 0
    ? { kind: 'rect', x: x - side / 2, y: y - side / 2, width: side, height: side, ink: 'excitatory' }
    : { kind: 'circle', x, y, radius: side / Math.sqrt(Math.PI), fill: 'inhibitory' };
}

/** Strokes at 45 degrees that fill a box, a box's width apart at most. */
export function hatching(
  {
    x,
    y,
    width,
    height,
  }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  theme: Theme,
): Item {
  const apart = Math.max(4, Math.min(width / 2, 9 * theme.size.scale));
  const points: number[] = [];
  for (let c = apart - width; c < height; c += apart) {
    // From the lower left to the upper right: (x + t, y + c + width - t), within the box.
    const from = Math.max(0, c + width - height);
    const to = Math.min(width, c + width);
    if (to > from) points.push(x + from, y + c + width - from, x + to, y + c + width - to);
  }
  return {
    kind: 'segments',
    points: Float64Array.from(points),
    ink: 'error',
    width: theme.size.rule,
    opacity: 0.55,
  };
}
