import type { Atlas, AtlasMeasure, Figure } from './figure.ts';
import { unitScale } from './quantities.ts';

/** What a measure of an atlas is shown in: the unit's words, and how much of what the back ends give it is. */
export function atlasUnit(
  figure: Figure,
  atlas: Atlas,
  measure: AtlasMeasure,
): { readonly label: string | undefined; readonly scale: number } {
  if ('population' in atlas) return { label: measure === 'rate' ? 'Hz' : undefined, scale: 1 };
  if (measure === 'relative change') return { label: '%', scale: 0.01 };
  const { unit } = figure.symbols[atlas.variable] ?? {};
  const label = measure === 'drift' ? `${unit ?? '1'}/s` : unit;
  return { label, scale: unitScale(unit) };
}

/** Of either sign, so that its colours part at zero. */
export function isSigned(measure: AtlasMeasure): boolean {
  return measure !== 'rate' && measure !== 'burst index';
}
