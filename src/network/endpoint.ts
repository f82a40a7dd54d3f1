import { nearestName } from '../language/suggest.ts';
import { NetworkError } from './error.ts';
import type { Endpoint } from './network.ts';

/** Which neurons of which population a projection joins. */
export interface Range {
  /** Place in the network's list of populations. */
  readonly population: number;
  readonly name: string;
  readonly start: number;
  /** Excluded. */
  readonly end: number;
}

/** Throws `NetworkError` for a population that is not there and a range that does not lie in it. */
export function readEndpoint(
  endpoint: Endpoint,
  path: string,
  populations: readonly { readonly name: string; readonly size: number }[],
): Range {
  const name = typeof endpoint === 'string' ? endpoint : endpoint.population;
  const population = populations.findIndex((candidate) => candidate.name === name);
  const found = populations[population];
  if (!found) {
    const names = populations.map((candidate) => candidate.name);
    const nearest = nearestName(name, names);
    const advice = nearest ? `; did you mean "${nearest}"?` : `. There are ${names.join(', ')}.`;
    throw new NetworkError(path, `there is no population "${name}"${advice}`, nearest);
  }
  const [start, end] = typeof endpoint === 'string' ? [0, found.size] : endpoint.range;
  if (end > found.size || start >= end)
    throw new NetworkError(
      path,
      `the range [${start}, ${end}] must hold at least one neuron and end at ${found.size} at most.`,
    );
  return { population, name, start, end };
}
