import type { Item } from '../draw/scene.ts';
import type { Ink } from '../tokens.ts';

/** A triangle whose tip lies on the edge of a plot, for what lies beyond: `way` is -1 upwards and 1 downwards. */
export function arrow(x: number, edge: number, way: -1 | 1, ink: Ink, size: number): Item {
  const base = edge - way * size;
  return {
    kind: 'polygon',
    points: Float64Array.of(x, edge, x - 0.6 * size, base, x + 0.6 * size, base),
    ink,
  };
}

/** The same on the left edge, where `way` is -1, or on the right, where it is 1. */
export function sideArrow(edge: number, y: number, way: -1 | 1, ink: Ink, size: number): Item {
  const base = edge - way * size;
  return {
    kind: 'polygon',
    points: Float64Array.of(edge, y, base, y - 0.6 * size, base, y + 0.6 * size),
    ink,
  };
}
