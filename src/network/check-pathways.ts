import { nameProblem } from '../language/names.ts';
import { nearestName } from '../language/suggest.ts';
import { NetworkError } from './error.ts';
import type { Projection } from './network.ts';
import { isByName, listPathways } from './pathways.ts';

/**
 * The pathways of a projection, side by side. Throws `NetworkError` at `path` for a name that cannot be one, stands
 * twice or is that of a variable, and for a delay of no pathway or given twice.
 */
export function checkPathways(projection: Projection, path: string, variables: ReadonlySet<string>) {
  const sides = listPathways(projection);
  const seen = new Set<string>();
  for (const { name, place } of [...sides.pre, ...sides.post]) {
    const where = `${path}.${place.replace(/\.statements$/, '')}`;
    const problem = nameProblem(name);
    if (problem) throw new NetworkError(where, `"${name}" ${problem}: choose another name for the pathway.`);
    if (variables.has(name))
      throw new NetworkError(
        where,
        `"${name}" is a variable of the synapses: choose another name for the pathway.`,
      );
    if (seen.has(name)) throw new NetworkError(where, `there is a pathway "${name}" already.`);
    seen.add(name);
  }
  refuseStrayDelays(projection, path, [...seen]);
  return sides;
}

function refuseStrayDelays(projection: Projection, path: string, names: readonly string[]): void {
  const { delay, on_pre, on_post } = projection;
  if (delay === undefined) return;
  if (!isByName(delay)) {
    if (!names.includes('pre') && names.length > 0)
      throw new NetworkError(
        `${path}.delay`,
        `this is the delay of the pathway "pre", and there is none; give it by name: {"${names[0]}": ...}.`,
      );
    refuseTwice('pre', `${path}.delay`);
    return;
  }
  for (const name of Object.keys(delay)) {
    if (!names.includes(name)) {
      const nearest = nearestName(name, names);
      const advice = nearest ? `; did you mean "${nearest}"?` : `. There are ${names.join(', ') || 'none'}.`;
      throw new NetworkError(`${path}.delay.${name}`, `there is no pathway "${name}"${advice}`, nearest);
    }
    refuseTwice(name, `${path}.delay.${name}`);
  }

  function refuseTwice(name: string, where: string): void {
    const own = [on_pre, on_post].some((events) => {
      const pathway = typeof events === 'object' ? events[name] : undefined;
      return typeof pathway === 'object' && pathway.delay !== undefined;
    });
    if (own) throw new NetworkError(where, `the delay of the pathway "${name}" is given twice.`);
  }
}
