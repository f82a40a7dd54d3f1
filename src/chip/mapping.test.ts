import { describe, expect, it } from 'vitest';
import { barrierTime, coresOf } from './architecture.ts';
import { architectures } from './architectures/index.ts';
import { loihiCalibrated } from './architectures/loihi-calibrated.ts';
import { type Mapping, moveCore, occupants, tilesInUse } from './mapping.ts';
import { routeOf } from './mesh.ts';

const mapping: Mapping = { core: Uint16Array.of(0, 1, 2), cores: 3, slot: Uint16Array.of(0, 1, 4) };

describe('cores on the mesh', () => {
  it('change places, also with an empty one', () => {
    expect([...moveCore(loihiCalibrated, mapping, 0, 4).slot]).toEqual([4, 1, 0]);
    const moved = moveCore(loihiCalibrated, mapping, 0, 127);
    expect([...moved.slot]).toEqual([127, 1, 4]);
    const taken = occupants(loihiCalibrated, moved);
    expect([taken[0], taken[127], taken[1], taken[4]]).toEqual([-1, 0, 1, 2]);
    expect(() => moveCore(loihiCalibrated, mapping, 0, 128)).toThrow(
      /no core 128; the chip has cores 0 to 127/,
    );
  });

  it('share tiles, whose number decides the barrier', () => {
    expect(tilesInUse(loihiCalibrated, mapping)).toBe(2);
    expect([1, 2, 3, 4, 28, 29, 32].map((tiles) => barrierTime(loihiCalibrated, tiles))).toEqual([
      0.6e-6, 1e-6, 1e-6, 1.4e-6, 1.4e-6, 1.8e-6, 1.8e-6,
    ]);
    const barrier = {
      points: [[1, 1e-7] as const, [3, 3e-7] as const],
      between: 'linear',
      source: 'sum',
    } as const;
    expect(barrierTime({ ...loihiCalibrated, barrier }, 2)).toBeCloseTo(2e-7, 15);
    expect(barrierTime({ ...loihiCalibrated, barrier }, 9)).toBe(3e-7);
  });

  it('are reached along x first', () => {
    // From tile 1 (x 0, y 1) to tile 8 (x 2, y 0): east, east, south.
    expect([...routeOf(loihiCalibrated.mesh, 1, 8)]).toEqual([1 * 4 + 0, 5 * 4 + 0, 9 * 4 + 3]);
    expect([...routeOf(loihiCalibrated.mesh, 8, 1)]).toEqual([8 * 4 + 1, 4 * 4 + 1, 0 * 4 + 2]);
    expect(routeOf(loihiCalibrated.mesh, 5, 5)).toHaveLength(0);
  });
});

it('every architecture has cores', () => {
  expect(architectures.every((architecture) => coresOf(architecture) > 0)).toBe(true);
});
