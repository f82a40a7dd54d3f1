import type { Figure } from '../experiment/figure.ts';
import type { ParameterValues } from '../experiment/quantities.ts';
import { excessRate } from '../experiment/self-consistent.ts';
import { zeros } from './nullclines.ts';
import type { IsoLine } from './views/view.ts';

/** Coarse enough that a line costs a small part of a frame's time; the roots between are found to rounding. */
const grid = { columns: 48, rows: 12 };

/**
 * Where on the figure's map theory gives the neurons a rate: one call a line, from the measure's own self-consistent
 * equation. A line of a rate at which the network could fire in several ways holds all of them. Empty without levels.
 */
export function isoLineMakers(figure: Figure): ((values: ParameterValues) => IsoLine)[] {
  const { map } = figure;
  if (!map) return [];
  return map.measures.flatMap(({ measure, levels = [] }) => {
    const form = figure.measures?.[measure]?.selfConsistent;
    if (!form) return [];
    const excess = excessRate(figure, form);
    return levels.map((level) => (values: ParameterValues) => {
      const field = (x: number, y: number) =>
        excess({ ...values, ...map.values, [map.x.parameter]: x, [map.y.parameter]: y }).excess(level);
      const points = zeros(field, [map.x.from, map.x.to], [map.y.from, map.y.to], grid);
      return { measure, level, points };
    });
  });
}
