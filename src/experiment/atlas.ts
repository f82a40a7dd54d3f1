import { SECOND } from '../language/dimension.ts';
import { parseEquations, parseExpression } from '../language/parse.ts';
import { evaluateQuantity } from '../language/quantity.ts';
import type { Network, Population } from '../network/network.ts';
import { FigureError } from './error.ts';
import { expressionNames } from './expression.ts';
import type { Atlas, Figure, NeuronAtlas } from './figure.ts';
import { resolveEdited } from './method.ts';
import { type ParameterValues, sameDimension, seconds, tableQuantities } from './quantities.ts';
import { type Edits, overriddenValues } from './resolve.ts';
import { sideBySide } from './side-by-side.ts';

/** The values of the two parameters along the sides, in their own units: pixel centres from edge to edge. */
export function atlasAxes(atlas: Atlas): { readonly x: Float64Array; readonly y: Float64Array } {
  const { resolution, x, y } = atlas;
  const axis = ({ from, to }: { readonly from: number; readonly to: number }) =>
    Float64Array.from(
      { length: resolution },
      (_, k) => from + ((to - from) * k) / Math.max(resolution - 1, 1),
    );
  return { x: axis(x), y: axis(y) };
}

/** In seconds. Where the duration is computed from the two parameters, the longest of the four corners'. */
export function atlasTimes(
  figure: Figure,
  atlas: Atlas,
  values: ParameterValues,
): { readonly duration: number; readonly settle: number } {
  const { x, y, duration } = atlas;
  const settle = 'settle' in atlas && atlas.settle !== undefined ? seconds(atlas.settle, 'atlas.settle') : 0;
  const corners = [x.from, x.to].flatMap((across) =>
    [y.from, y.to].map((up) => ({ ...values, [x.parameter]: across, [y.parameter]: up })),
  );
  const times = corners.map((at) => atlasDuration(figure, duration, at));
  return { duration: Math.max(...times), settle };
}

/** Of one pixel, in seconds. */
export function atlasDuration(figure: Figure, duration: string, values: ParameterValues): number {
  const { value, dimension } = evaluateQuantity(duration, 'atlas.duration', tableQuantities(figure, values));
  if (!sameDimension(dimension, SECOND) || !(value > 0))
    throw new FigureError('atlas.duration: expected a time above 0.');
  return value;
}

/** Rows `first` to `last` (exclusive) of the atlas as one population, row by row from the lower left corner. */
export function atlasBand(
  figure: Figure,
  atlas: NeuronAtlas,
  rows: { readonly first: number; readonly last: number },
  values: ParameterValues,
  edits: Edits = {},
): Network {
  const { x, y } = atlasAxes(atlas);
  const height = rows.last - rows.first;
  const size = height * atlas.resolution;
  const columns = [
    {
      parameter: atlas.x.parameter,
      values: Float64Array.from({ length: size }, (_, k) => x[k % x.length] ?? 0),
    },
    {
      parameter: atlas.y.parameter,
      values: Float64Array.from({ length: size }, (_, k) => y[rows.first + Math.floor(k / x.length)] ?? 0),
    },
  ];
  return sideBySide(figure, atlas.population, columns, values, edits);
}

/**
 * The whole atlas for the GPU: a population of resolution x resolution neurons, and the values along its sides by name
 * of the population, in SI base units. Undefined where synapses reach the neurons: a pixel has none.
 */
export function atlasGrid(
  figure: Figure,
  atlas: NeuronAtlas,
  values: ParameterValues,
  edits: Edits = {},
):
  | {
      readonly network: Network;
      readonly columns: ReadonlyMap<string, Float64Array>;
      readonly rows: ReadonlyMap<string, Float64Array>;
    }
  | undefined {
  const { x, y } = atlasAxes(atlas);
  const prefix = `populations.${atlas.population}.parameters.`;
  const side = (parameter: string, axis: Float64Array) =>
    new Map(
      [...overriddenValues(figure, parameter, axis, values)].map(([path, list]) => {
        if (!path.startsWith(prefix))
          throw new FigureError(
            `Figure "${figure.title}": ${parameter} sets ${path}, which pixels cannot have one each.`,
          );
        return [path.slice(prefix.length), Float64Array.from(list)] as const;
      }),
    );
  const network = resolveEdited(figure, values, edits);
  const population = network.populations[atlas.population];
  if (!population) throw new FigureError(`Figure "${figure.title}" has no population ${atlas.population}.`);
  const ends = network.projections?.flatMap(({ from, to }) => [from, to]) ?? [];
  if (ends.some((end) => (typeof end === 'string' ? end : end.population) === atlas.population))
    return undefined;
  const [columns, rows] = [side(atlas.x.parameter, x), side(atlas.y.parameter, y)];
  const { record: _, ...rest } = population;
  // Values along the sides reach the GPU as those; what is worked out from them at the beginning needs them here.
  const enlarged = restOn(population, [...columns.keys(), ...rows.keys()])
    ? atlasBand(figure, atlas, { first: 0, last: atlas.resolution }, values, edits).populations
    : { [atlas.population]: { ...rest, size: atlas.resolution ** 2 } };
  const own = Object.entries(enlarged).filter(([name]) => name === atlas.population);
  return { network: { ...network, populations: Object.fromEntries(own), projections: [] }, columns, rows };
}

/** Whether a parameter or an initial value is an expression that one of the names decides, perhaps by a subexpression. */
function restOn({ equations = '', parameters, initial }: Population, names: readonly string[]): boolean {
  const known = new Set(names);
  const values = [...Object.entries(parameters ?? {}), ...Object.entries(initial ?? {})].flatMap(
    ([name, value]) =>
      typeof value === 'string' && !known.has(name)
        ? [{ name, expression: parseExpression(value, name), set: true }]
        : [],
  );
  const follow = parseEquations(equations, 'equations').flatMap(({ kind, name, expression }) =>
    kind === 'subexpression' && expression ? [{ name, expression, set: false }] : [],
  );
  const open = new Set([...values, ...follow]);
  for (let before = -1; before !== open.size; ) {
    before = open.size;
    for (const one of open) {
      if (![...expressionNames(one.expression)].some((name) => known.has(name))) continue;
      if (one.set) return true;
      known.add(one.name);
      open.delete(one);
    }
  }
  return false;
}

/** What an atlas depends on: everything but where the table stands in the two parameters that it spans. */
export function atlasKey(
  figure: Figure,
  atlas: Atlas,
  values: ParameterValues,
  edits: Edits,
  seed: number,
): string {
  const fixed = { ...values, [atlas.x.parameter]: atlas.x.from, [atlas.y.parameter]: atlas.y.from };
  return JSON.stringify([resolveEdited(figure, fixed, edits), seed, atlas.x, atlas.y]);
}
