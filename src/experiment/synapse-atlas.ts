import type { Network, Population, Projection } from '../network/network.ts';
import { atlasAxes } from './atlas.ts';
import { joinedPopulations } from './atlas-axes.ts';
import { FigureError } from './error.ts';
import type { Figure, SynapseAtlas } from './figure.ts';
import { resolveEdited } from './method.ts';
import type { ParameterValues } from './quantities.ts';
import { type Edits, overriddenValues } from './resolve.ts';
import { type Column, columnIn, withoutRecords } from './side-by-side.ts';

/** The whole map as one network, row by row from the lower left corner, with the reader's values and texts. */
export function synapseAtlasNetwork(
  figure: Figure,
  atlas: SynapseAtlas,
  values: ParameterValues,
  edits: Edits = {},
): Network {
  const { x, y } = atlasAxes(atlas);
  const size = x.length * y.length;
  return withPairs(
    figure,
    atlas.projection,
    [
      {
        parameter: atlas.x.parameter,
        values: Float64Array.from({ length: size }, (_, k) => x[k % x.length] as number),
      },
      {
        parameter: atlas.y.parameter,
        values: Float64Array.from({ length: size }, (_, k) => y[Math.floor(k / x.length)] as number),
      },
    ],
    values,
    edits,
  );
}

/**
 * The figure's network with as many neurons in the populations that a projection joins as the columns are long, each pair,
 * or its synapse, with its own values. Nothing but spikes is recorded. Throws `FigureError` where pairs would not be on
 * their own, or a column sets something that none of them can have for itself.
 */
export function withPairs(
  figure: Figure,
  projection: number,
  columns: readonly Column[],
  values: ParameterValues,
  edits: Edits = {},
): Network {
  const network = withoutRecords(resolveEdited(figure, values, edits));
  const joined = joinedPopulations(network, projection);
  if (joined.length === 0)
    throw refusal(figure, `projection ${projection} does not join two whole populations.`);
  const size = columns[0]?.values.length ?? 0;
  const populations: Record<string, Population> = { ...network.populations };
  for (const name of joined) {
    const one = populations[name];
    if (!one || 'spikes' in one)
      throw refusal(figure, `population ${name} must have equations, of which every pixel has its own.`);
    populations[name] = { ...one, size };
  }
  const projections: Projection[] = [...(network.projections ?? [])];
  projections.forEach(({ from, to, connect }, k) => {
    const ends = [from, to].filter((end) => joined.includes(typeof end === 'string' ? end : end.population));
    if (ends.length > 0 && !(connect === 'one-to-one' && ends.every((end) => typeof end === 'string')))
      throw refusal(figure, `projection ${k} must join neurons one to one, so that no pixel meets another.`);
  });
  for (const { parameter, values: column } of columns)
    for (const [path, list] of overriddenValues(figure, parameter, column, values)) {
      const population = joined.find((name) => path.startsWith(`populations.${name}.parameters.`));
      const place = projections.findIndex((_, k) => path.startsWith(`projections.${k}.parameters.`));
      const [one, other] = [populations[population ?? ''], projections[place]];
      if (population !== undefined && one) {
        populations[population] = { ...one, ...columnIn(one.equations, one.parameters, path, list) };
      } else if (other) {
        const { equations: model, parameters } = columnIn(other.model, other.parameters, path, list);
        projections[place] = { ...other, model, parameters };
      } else throw refusal(figure, `${parameter} sets ${path}, which pixels cannot have one each.`);
    }
  return { ...network, populations, projections };
}

function refusal(figure: Figure, sentence: string): FigureError {
  return new FigureError(`Figure "${figure.title}": ${sentence}`);
}
