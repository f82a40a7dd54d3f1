import type { ChipLayout } from '../chip/report.ts';

/** Boxes and lines of a chip on a canvas, in CSS pixels. */
export interface Mesh {
  readonly width: number;
  readonly height: number;
  /** Side of a tile's box. */
  readonly tile: number;
  /** Side of a core's box. */
  readonly core: number;
  /** Left upper corners, by tile and by slot. */
  readonly tiles: readonly Point[];
  readonly slots: readonly Point[];
  /** From tile to tile, four a tile: east, west, north, south; undefined at the edge of the chip. */
  readonly links: readonly (Link | undefined)[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Link {
  readonly from: Point;
  readonly to: Point;
}

/** The share of a tile's pitch that its box takes; the rest is for links. */
const boxShare = 0.78;

/** The largest mesh that fits into the width; `mostHeight` where the screen ends. */
export function meshOf(layout: Layout, width: number, mostHeight: number): Mesh {
  const pitch = Math.min(width / layout.width, mostHeight / layout.height);
  const tile = pitch * boxShare;
  const gap = pitch - tile;
  const left = (width - pitch * layout.width) / 2 + gap / 2;
  const height = pitch * layout.height;
  const tiles = layout.tiles.map(({ x, y }) => ({
    x: left + x * pitch,
    y: gap / 2 + (layout.height - 1 - y) * pitch,
  }));
  const side = Math.ceil(Math.sqrt(layout.coresPerTile));
  const padding = layout.coresPerTile > 1 ? tile * 0.06 : 0;
  const core = (tile - padding * (side + 1)) / side;
  const slots = tiles.flatMap((corner) =>
    Array.from({ length: layout.coresPerTile }, (_, k) => ({
      x: corner.x + padding + (k % side) * (core + padding),
      y: corner.y + padding + Math.floor(k / side) * (core + padding),
    })),
  );
  return { width, height, tile, core, tiles, slots, links: linksOf(layout, tiles, tile, pitch) };
}

type Layout = Pick<ChipLayout, 'width' | 'height' | 'coresPerTile' | 'tiles'>;

/** Both directions of a link beside each other, each to the right of its travel. */
function linksOf(layout: Layout, tiles: readonly Point[], tile: number, pitch: number): Mesh['links'] {
  const aside = tile * 0.16;
  const half = tile / 2;
  return layout.tiles.flatMap(({ x, y }, t) => {
    const { x: left, y: top } = tiles[t] as Point;
    const [cx, cy, gap] = [left + half, top + half, pitch - tile];
    const line = (fx: number, fy: number, dx: number, dy: number): Link => ({
      from: { x: fx, y: fy },
      to: { x: fx + dx * gap, y: fy + dy * gap },
    });
    return [
      x + 1 < layout.width ? line(cx + half, cy + aside, 1, 0) : undefined,
      x > 0 ? line(cx - half, cy - aside, -1, 0) : undefined,
      y + 1 < layout.height ? line(cx + aside, cy - half, 0, -1) : undefined,
      y > 0 ? line(cx - aside, cy + half, 0, 1) : undefined,
    ];
  });
}

/** The slot under a point, or undefined between the cores. */
export function slotAt(mesh: Mesh, x: number, y: number): number | undefined {
  const found = mesh.slots.findIndex(
    (corner) => x >= corner.x && x < corner.x + mesh.core && y >= corner.y && y < corner.y + mesh.core,
  );
  return found < 0 ? undefined : found;
}

/** The middle of a core's box. */
export function middleOf(mesh: Mesh, slot: number): Point {
  const corner = mesh.slots[slot] ?? { x: 0, y: 0 };
  return { x: corner.x + mesh.core / 2, y: corner.y + mesh.core / 2 };
}

/** The middle of a tile's box: where its router is. */
export function routerOf(mesh: Mesh, tile: number): Point {
  const corner = mesh.tiles[tile] ?? { x: 0, y: 0 };
  return { x: corner.x + mesh.tile / 2, y: corner.y + mesh.tile / 2 };
}

/** The slot that a point is nearest to: where something that is carried is put down. */
export function nearestSlot(mesh: Mesh, x: number, y: number): number | undefined {
  const half = mesh.core / 2;
  return nearest(mesh, (corner) => Math.hypot(corner.x + half - x, corner.y + half - y));
}

/** The next core in a direction on the screen, one of `dx` and `dy` being 1 or -1; the same one at the edge. */
export function neighbourOf(mesh: Mesh, slot: number, dx: number, dy: number): number {
  const from = middleOf(mesh, slot);
  const found = nearest(mesh, (corner) => {
    const x = corner.x + mesh.core / 2 - from.x;
    const y = corner.y + mesh.core / 2 - from.y;
    const [along, aside] = [x * dx + y * dy, Math.abs(x * dy) + Math.abs(y * dx)];
    return along > 1e-6 && aside < mesh.core / 2 ? along : undefined;
  });
  return found ?? slot;
}

function nearest(mesh: Mesh, distance: (corner: Point) => number | undefined): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  mesh.slots.forEach((corner, slot) => {
    const far = distance(corner);
    if (far === undefined || far >= least) return;
    least = far;
    best = slot;
  });
  return best;
}
