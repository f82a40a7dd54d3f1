import type { Figure, Preset } from './figure.ts';
import { completeValues, type ParameterValues } from './quantities.ts';

/** What choosing the preset sets: every parameter of the table, in its own unit; undefined where there is no such preset. */
export function presetValues(figure: Figure, name: string): Record<string, number> | undefined {
  const preset = figure.presets?.find((candidate) => candidate.name === name);
  return preset && completeValues(figure, preset.values);
}

/** The preset whose values are these, whatever way they came about. */
export function presetOf(figure: Figure, values: ParameterValues): Preset | undefined {
  const present = completeValues(figure, values);
  return figure.presets?.find((preset) => {
    const wanted = completeValues(figure, preset.values);
    return figure.parameters.every(({ name }) => wanted[name] === present[name]);
  });
}
