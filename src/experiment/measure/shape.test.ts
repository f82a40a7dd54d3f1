import { expect, test } from 'vitest';
import { SpikeShapes } from './shape.ts';

test('a triangle above its level: its peak, and its width between the interpolated crossings', () => {
  const shapes = new SpikeShapes(0);
  [-2, -1, 1, 3, 1, -1, -2, -1, 2, -2].forEach((value, k) => void shapes.add(k, value));
  expect(shapes.spikes).toHaveLength(2);
  expect(shapes.spikes[0]).toEqual({ peak: 3, width: 3 });
  expect(shapes.spikes[1]?.peak).toBe(2);
  expect(shapes.spikes[1]?.width).toBeCloseTo(8.5 - (7 + 1 / 3), 12);
});
