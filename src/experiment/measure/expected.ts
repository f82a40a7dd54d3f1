import type { Figure, Measure } from '../figure.ts';
import { measureUnit } from '../measures.ts';
import type { ParameterValues } from '../quantities.ts';
import { closedFormIn } from '../reference.ts';
import { selfConsistentRate } from '../self-consistent.ts';

/**
 * What theory says a measure should be, in its unit, over the table's values; undefined where the figure declares nothing.
 * NaN or infinite where it has no answer.
 */
export function expectedOf(
  figure: Figure,
  measure: Measure,
): ((values: ParameterValues) => number) | undefined {
  const { reference, selfConsistent } = measure;
  if (selfConsistent) return selfConsistentRate(figure, selfConsistent);
  return reference === undefined
    ? undefined
    : closedFormIn(figure, reference, measureUnit(measure), 'reference');
}
