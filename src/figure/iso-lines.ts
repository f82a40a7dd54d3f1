import type { Figure, SynapseAtlas } from '../experiment/figure.ts';
import type { ParameterValues } from '../experiment/quantities.ts';
import { closedForm } from '../experiment/reference.ts';
import { excessRate } from '../experiment/self-consistent.ts';
import { zeros } from './nullclines.ts';
import { ATLAS_LINES, type IsoLine } from './views/view.ts';

/** Coarse enough that a line costs a small part of a frame's time; the roots between are found to rounding. */
const grid = { columns: 48, rows: 12 };

/**
 * Where on the figure's map theory gives the neurons a rate: one call a line, from the measure's own self-consistent
 * equation. A line of a rate at which the network could fire in several ways holds all of them. Empty without levels.
 */
export function isoLineMakers(figure: Figure): ((values: ParameterValues) => IsoLine)[] {
  const { map, atlas } = figure;
  const borders = atlas && 'projection' in atlas ? atlasLineMakers(figure, atlas) : [];
  if (!map) return borders;
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

/** Where a closed form over the table is zero on the figure's atlas. */
function atlasLineMakers(
  figure: Figure,
  { x, y, zeros: lines = [] }: SynapseAtlas,
): ((values: ParameterValues) => IsoLine)[] {
  return lines.map(({ form: text, label }) => {
    const form = closedForm(figure, text, 'zeros');
    return (values) => {
      const field = (a: number, b: number) => form.at({ ...values, [x.parameter]: a, [y.parameter]: b });
      const points = zeros(field, [x.from, x.to], [y.from, y.to], grid);
      return { measure: ATLAS_LINES, level: 0, label, points };
    };
  });
}
