import { formatDimension, sameDimension } from '../language/dimension.ts';
import type { Model } from '../language/model.ts';
import { nearestName } from '../language/suggest.ts';
import type { Link } from './compiled.ts';
import { NetworkError } from './error.ts';
import type { Projection } from './network.ts';
import type { PopulationDraft } from './population.ts';

/**
 * The links of a projection, `"linked": {"d": "DA.d"}`, by the names that its model marks `(linked)`. Throws
 * `NetworkError` for a link without such a name or the other way round, to what is not there, is not one value, is of
 * another kind, or is a variable of a neuron that the synapses join.
 */
export function readLinks(
  { linked = {}, parameters, initial }: Projection,
  path: string,
  { variables }: Model,
  populations: readonly PopulationDraft[],
  joined: readonly number[],
): Map<string, Link> {
  const links = new Map<string, Link>();
  const marked = [...variables.values()].filter(({ flags }) => flags.has('linked'));
  for (const name of Object.keys(linked))
    if (!marked.some((variable) => variable.name === name))
      throw new NetworkError(
        `${path}.linked.${name}`,
        `the model declares no linked variable "${name}": write \`${name} : 1 (linked)\` there, with its unit.`,
      );
  for (const variable of marked) {
    const { name } = variable;
    const place = `${path}.linked.${name}`;
    const text = linked[name];
    if (text === undefined)
      throw new NetworkError(
        `${path}.model`,
        `"${name}" is linked, but "linked" does not say to what: {"${name}": "POPULATION.VARIABLE"}.`,
      );
    for (const [member, values] of Object.entries({ parameters, initial }))
      if (values && name in values)
        throw new NetworkError(
          `${path}.${member}.${name}`,
          `"${name}" is linked to ${text} and has no value of its own.`,
        );
    const [, owner, wanted = ''] = /^(\w+)\.(\w+)$/.exec(text.trim()) ?? [];
    if (owner === undefined)
      throw new NetworkError(
        place,
        `a variable of a population is expected, as "DA.d", but found "${text}".`,
      );
    const population = populations.findIndex((candidate) => candidate.name === owner);
    const home = populations[population];
    if (!home) {
      const nearest = nearestName(
        owner,
        populations.map((candidate) => candidate.name),
      );
      throw new NetworkError(
        place,
        `there is no population "${owner}"${nearest ? `; did you mean "${nearest}"?` : '.'}`,
        nearest,
      );
    }
    if (home.size !== 1)
      throw new NetworkError(
        place,
        `population "${owner}" has ${home.size} neurons; what all synapses share is the variable of a population of one.`,
      );
    if (joined.includes(population))
      throw new NetworkError(
        place,
        `these synapses join "${owner}": they know its variables as ${wanted}_pre or ${wanted}_post.`,
      );
    const found = home.checked?.model.variables.get(wanted);
    if (!found || found.kind === 'subexpression') {
      const names = [...(home.checked?.model.variables.values() ?? [])].flatMap(({ kind, name: known }) =>
        kind === 'subexpression' ? [] : [known],
      );
      const nearest = nearestName(wanted, names);
      const what = found
        ? 'which its equations compute from others; link those'
        : `which is not there${nearest ? `; did you mean "${nearest}"?` : ''}`;
      throw new NetworkError(place, `"${wanted}" of ${owner} is asked for, ${what}.`, nearest);
    }
    if (found.type !== variable.type || !sameDimension(found.dimension, variable.dimension)) {
      const say = ({ type, dimension }: typeof found) =>
        type === 'real' ? formatDimension(dimension) : type;
      throw new NetworkError(
        place,
        `"${wanted}" of ${owner} is in ${say(found)}, but the model declares "${name}" in ${say(variable)}.`,
      );
    }
    links.set(name, { population, variable: wanted });
  }
  return links;
}
