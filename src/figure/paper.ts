import type { Figure } from '../experiment/figure.ts';
import { measureUnit } from '../experiment/measure-unit.ts';
import { unitLabel } from '../experiment/unit-label.ts';
import { plainLatex, runsOf } from './draw/text.ts';
import { quantityLabel } from './format.ts';
import { fieldText } from './frame/slider.tsx';

/** The parameters of a figure with their values, as they stand under it on paper. */
export function parametersOnPaper(figure: Figure, values: Readonly<Record<string, number>>): string[] {
  return figure.parameters.map((parameter) => {
    const symbol = runsOf(plainLatex(parameter.symbol)).map(({ text }) => text);
    const value = fieldText(values[parameter.name] ?? parameter.default, parameter);
    return `${symbol.join('')} = ${value} ${unitLabel(parameter.unit)}`.trim();
  });
}

/** The measures that have a value, each with its closed form where that has one. */
export function measuresOnPaper(
  figure: Figure,
  values: Readonly<Record<string, number>>,
  references: Readonly<Record<string, number>>,
): string[] {
  return Object.entries(figure.measures ?? {}).flatMap(([name, measure]) => {
    const value = values[name];
    if (value === undefined || !Number.isFinite(value)) return [];
    const unit = measureUnit(measure);
    const expected = references[name] ?? Number.NaN;
    const kind = measure.selfConsistent ? 'theory' : 'formula';
    const beside = Number.isFinite(expected) ? ` (${kind} ${quantityLabel(expected, unit)})` : '';
    return [`${measure.label} ${quantityLabel(value, unit)}${beside}`];
  });
}
