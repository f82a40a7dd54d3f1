import type { Figure, PhaseView } from '../../experiment/figure.ts';
import { type ParameterValues, unitScale } from '../../experiment/quantities.ts';
import type { Picture } from './view.ts';

/** What a phase plane shows of its axes, in their units: its own ranges, or those that go with a parameter's number. */
export function planeRanges(view: PhaseView, figure: Figure, values: ParameterValues) {
  const { frames } = view;
  const parameter = figure.parameters.find(({ name }) => name === frames?.parameter);
  const number = parameter && Math.round(values[parameter.name] ?? parameter.default);
  return (number === undefined ? undefined : frames?.of[number - 1]) ?? { x: view.x.range, y: view.y.range };
}

type Ranges = ReturnType<typeof planeRanges>;

/** The same with the tightest of the upright axes that holds where the state was and where a nullcline turns. */
export function closestRanges(
  view: PhaseView,
  widest: Ranges,
  { history, portrait }: Pick<Picture, 'history' | 'portrait'>,
): Ranges {
  const { closer } = view.y;
  if (!closer || view.frames) return widest;
  const held: number[] = [];
  for (const { points } of portrait?.nullclines ?? []) held.push(...turns(points));
  const ring = history?.find(`${view.population}.${view.y.variable}`)?.ring;
  let [low, high] = [Math.min(...held), Math.max(...held)];
  for (let k = 0; k < (ring?.length ?? 0); k++) {
    const value = ring?.value(k, 0) ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const scale = unitScale(view.y.unit);
  const y = closer.find(([from, to]) => low >= from * scale && high <= to * scale);
  return y ? { ...widest, y } : widest;
}

/** Heights at which a line goes from falling to rising or back. */
function turns(points: Float64Array): number[] {
  const found: number[] = [];
  for (let k = 2; k + 3 < points.length; k += 2) {
    const [before, at, after] = [points[k - 1], points[k + 1], points[k + 3]] as [number, number, number];
    if ((at - before) * (at - after) > 0) found.push(at);
  }
  return found;
}
