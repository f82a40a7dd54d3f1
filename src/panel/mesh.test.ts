import { describe, expect, it } from 'vitest';
import { meshOf, middleOf, nearestSlot, neighbourOf, slotAt } from './mesh.ts';
import { placeOn, tilesBetween, wayOf } from './route.ts';

/** Two columns, three rows, four cores a tile; tiles numbered down the columns. */
const layout = {
  width: 2,
  height: 3,
  coresPerTile: 4,
  tiles: [0, 1].flatMap((x) => [0, 1, 2].map((y) => ({ x, y }))),
};
const mesh = meshOf(layout, 200, 900);

describe('the mesh of a chip', () => {
  it('fills the width, and the height where that is less', () => {
    expect(mesh.height).toBeCloseTo(300);
    const low = meshOf(layout, 200, 150);
    expect(low.height).toBeCloseTo(150);
    expect(low.tiles[0]?.x).toBeCloseTo(50 + (50 * 0.22) / 2);
  });

  it('has row 0 at the bottom', () => {
    expect(mesh.tiles[0]?.y).toBeGreaterThan(mesh.tiles[2]?.y ?? Number.POSITIVE_INFINITY);
  });

  it('finds the core under a point, and none between cores', () => {
    for (const slot of [0, 3, 9, 23]) {
      const { x, y } = middleOf(mesh, slot);
      expect(slotAt(mesh, x, y)).toBe(slot);
    }
    expect(slotAt(mesh, 0, 0)).toBeUndefined();
  });

  it('goes from core to core as they lie on the screen, and stays at the edge', () => {
    // The tile above tile 0 is tile 1, the one to its right tile 3.
    expect(neighbourOf(mesh, 0, 1, 0)).toBe(1);
    expect(neighbourOf(mesh, 1, 1, 0)).toBe(12);
    expect(neighbourOf(mesh, 0, 0, -1)).toBe(6);
    expect(neighbourOf(mesh, 6, 0, 1)).toBe(0);
    expect(neighbourOf(mesh, 0, -1, 0)).toBe(0);
    expect(neighbourOf(mesh, 2, 0, 1)).toBe(2);
  });

  it('puts down what is carried at the nearest core', () => {
    const { x, y } = middleOf(mesh, 9);
    expect(nearestSlot(mesh, x + 0.4 * mesh.core, y)).toBe(9);
    expect(nearestSlot(mesh, -50, 2000)).toBe(2);
  });

  it('has links inside the chip and none over its edge', () => {
    expect(mesh.links.filter((link) => link !== undefined)).toHaveLength(2 * (3 + 4));
    // Tile 0 is in the lower left corner: no west, no south.
    expect(mesh.links.slice(0, 4).map((link) => link !== undefined)).toEqual([true, false, true, false]);
  });
});

describe('the way of a packet', () => {
  it('goes along x first, then along y', () => {
    expect(tilesBetween(layout, 0, 5)).toEqual([0, 3, 4, 5]);
    expect(tilesBetween(layout, 5, 0)).toEqual([5, 2, 1, 0]);
    expect(tilesBetween(layout, 2, 2)).toEqual([2]);
  });

  it('begins in its core and ends in the other', () => {
    const way = wayOf(layout, mesh, 1, 22);
    expect(way.hops).toBe(3);
    expect(placeOn(way, 0)).toEqual(middleOf(mesh, 1));
    expect(placeOn(way, 1)).toEqual(middleOf(mesh, 22));
    // Five legs: after two of them it stands at the second router.
    const second = placeOn(way, 0.4);
    expect(second.x).toBeCloseTo((mesh.tiles[3]?.x ?? 0) + mesh.tile / 2);
  });
});
