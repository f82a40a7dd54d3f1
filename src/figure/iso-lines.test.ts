import { expect, test } from 'vitest';
import { figure } from '../../chapters/neuron-models/brunel.figure.ts';
import { completeValues } from '../experiment/quantities.ts';
import { selfConsistentRate } from '../experiment/self-consistent.ts';
import { isoLineMakers } from './iso-lines.ts';

test('on a line of the map the self-consistent rate is that of the line', () => {
  const form = figure.measures?.rate?.selfConsistent;
  if (!form) throw new Error('There is no theory.');
  const rate = selfConsistentRate(figure, form);
  const values = completeValues(figure, {});
  const lines = isoLineMakers(figure).map((make) => make(values));
  expect(lines.map(({ level }) => level)).toEqual([5, 20, 50, 100, 200]);
  for (const { level, points } of lines) {
    let checked = 0;
    for (let k = 0; k < points.length; k += 2) {
      const [g = 0, eta = 0] = points.subarray(k, k + 2);
      // Where excitation wins, or the drive is at the threshold, there may be several rates (Brunel 2000, figure 1).
      if (Number.isNaN(eta) || g < 4.2 || eta < 1.2) continue;
      expect(rate({ ...values, ...figure.map?.values, g, eta })).toBeCloseTo(level, 3);
      checked++;
    }
    if (level >= 20 && level <= 100) expect(checked).toBeGreaterThan(3);
  }
});
