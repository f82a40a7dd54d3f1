import type { Mesh } from './architecture.ts';

/**
 * The mesh of tiles. A core's place is its slot: `tile * coresPerTile + k`. A packet goes along x first, then along y, so
 * its way is fixed by where it begins and ends. A directed link is numbered by the tile that it leaves:
 * `tile * 4 + direction`.
 */
const EAST = 0;
const WEST = 1;
const NORTH = 2;
const SOUTH = 3;

export function tileOf({ coresPerTile }: Mesh, slot: number): number {
  return Math.floor(slot / coresPerTile);
}

export function columnOf({ height }: Mesh, tile: number): number {
  return Math.floor(tile / height);
}

export function rowOf({ height }: Mesh, tile: number): number {
  return tile % height;
}

export function tilesOf({ width, height }: Mesh): number {
  return width * height;
}

/** The links of the way from one tile to another, in order; empty within a tile. */
export function routeOf(mesh: Mesh, from: number, to: number): Uint32Array {
  let [x, y] = [columnOf(mesh, from), rowOf(mesh, from)];
  const [endX, endY] = [columnOf(mesh, to), rowOf(mesh, to)];
  const links = new Uint32Array(Math.abs(endX - x) + Math.abs(endY - y));
  let hop = 0;
  const leave = (direction: number) => {
    links[hop++] = (x * mesh.height + y) * 4 + direction;
  };
  for (; x < endX; x++) leave(EAST);
  for (; x > endX; x--) leave(WEST);
  for (; y < endY; y++) leave(NORTH);
  for (; y > endY; y--) leave(SOUTH);
  return links;
}
