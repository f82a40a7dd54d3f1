import type { Figure, PhaseView } from '../../experiment/figure.ts';
import type { ParameterValues } from '../../experiment/quantities.ts';

/** What a phase plane shows of its axes, in their units: its own ranges, or those that go with a parameter's number. */
export function planeRanges(view: PhaseView, figure: Figure, values: ParameterValues) {
  const { frames } = view;
  const parameter = figure.parameters.find(({ name }) => name === frames?.parameter);
  const number = parameter && Math.round(values[parameter.name] ?? parameter.default);
  return (number === undefined ? undefined : frames?.of[number - 1]) ?? { x: view.x.range, y: view.y.range };
}
