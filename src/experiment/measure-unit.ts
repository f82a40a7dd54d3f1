import type { Measure } from './figure.ts';

/** What the measure's number is told in; undefined: a pure number. */
export function measureUnit(measure: Measure): string | undefined {
  if (['rate', 'frequency', 'onset', 'steady'].includes(measure.kind)) return 'Hz';
  return 'unit' in measure ? measure.unit : undefined;
}
