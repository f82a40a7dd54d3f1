import type { Figure, Measure } from '../figure.ts';
import { measureUnit } from '../measure-unit.ts';
import { type ParameterValues, unitScale } from '../quantities.ts';
import { closedFormIn } from '../reference.ts';
import { selfConsistentForm, selfConsistentRate } from '../self-consistent.ts';

/**
 * What theory says a measure should be, in its unit, over the table's values; undefined where the figure declares nothing.
 * NaN or infinite where it has no answer.
 */
export function expectedOf(
  figure: Figure,
  measure: Measure,
): ((values: ParameterValues) => number) | undefined {
  const { reference, selfConsistent } = measure;
  if (selfConsistent) {
    if (reference === undefined) return selfConsistentRate(figure, selfConsistent);
    const form = selfConsistentForm(figure, selfConsistent, reference);
    const scale = unitScale(measureUnit(measure));
    return (values) => form(values) / scale;
  }
  return reference === undefined
    ? undefined
    : closedFormIn(figure, reference, measureUnit(measure), 'reference');
}
