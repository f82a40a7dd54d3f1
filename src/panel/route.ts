import type { ChipLayout } from '../chip/report.ts';
import { type Mesh, middleOf, type Point, routerOf } from './mesh.ts';

/** Tiles from one to another, both ends included: first along x, then along y. */
export function tilesBetween(layout: Pick<ChipLayout, 'tiles'>, from: number, to: number): readonly number[] {
  const at = new Map(layout.tiles.map(({ x, y }, tile) => [`${x},${y}`, tile]));
  const start = layout.tiles[from];
  const end = layout.tiles[to];
  if (!start || !end) return [];
  const route = [from];
  let { x, y } = start;
  while (x !== end.x || y !== end.y) {
    if (x !== end.x) x += Math.sign(end.x - x);
    else y += Math.sign(end.y - y);
    route.push(at.get(`${x},${y}`) ?? to);
  }
  return route;
}

/** A packet's way over the mesh: out of its core, from router to router, into the other core. */
export interface Way {
  readonly points: readonly Point[];
  readonly hops: number;
}

export function wayOf(
  layout: Pick<ChipLayout, 'tiles' | 'coresPerTile'>,
  mesh: Mesh,
  from: number,
  to: number,
): Way {
  const tile = (slot: number) => Math.floor(slot / layout.coresPerTile);
  const tiles = tilesBetween(layout, tile(from), tile(to));
  return {
    points: [middleOf(mesh, from), ...tiles.map((t) => routerOf(mesh, t)), middleOf(mesh, to)],
    hops: tiles.length - 1,
  };
}

/** Where on its way a packet is that has done this share of its legs, 0 to 1; each leg takes the same time. */
export function placeOn({ points }: Way, share: number): Point {
  const legs = points.length - 1;
  const at = Math.min(1, Math.max(0, share)) * legs;
  const leg = Math.min(legs - 1, Math.floor(at));
  const [a, b] = [points[leg], points[leg + 1]];
  if (!a || !b) return points[0] ?? { x: 0, y: 0 };
  const part = at - leg;
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
}
