import { LanguageError } from '../language/diagnostic.ts';
import { compileNetwork } from '../network/compile.ts';
import type { Network, Population } from '../network/network.ts';
import type { Figure } from './figure.ts';
import type { ParameterValues } from './quantities.ts';
import { type Edits, resolveNetwork } from './resolve.ts';

const known = new WeakMap<Figure, { readonly key: string; readonly free: ReadonlySet<string> }>();

/**
 * The network that a figure runs, as `resolveNetwork`; where the reader's equations do not fit the integration method
 * that the figure names for a population, the method is chosen as if the figure named none.
 * Throws as `resolveNetwork` does.
 */
export function resolveEdited(figure: Figure, values: ParameterValues, edits: Edits = {}): Network {
  const network = resolveNetwork(figure, values, edits);
  if (Object.keys(edits).length === 0) return network;
  const key = JSON.stringify(edits);
  const last = known.get(figure);
  const free = last?.key === key ? last.free : misfits(network, edits);
  known.set(figure, { key, free });
  if (free.size === 0) return network;
  const populations = Object.entries(network.populations).map(
    ([name, population]) => [name, free.has(name) ? withoutMethod(population) : population] as const,
  );
  return { ...network, populations: Object.fromEntries(populations) };
}

/** Populations with edited texts in which nothing is wrong but that the named method does not fit. */
function misfits(network: Network, edits: Edits): Set<string> {
  const free = new Set<string>();
  for (const [name, population] of Object.entries(network.populations)) {
    const edited = Object.keys(edits).some((path) => path.startsWith(`populations.${name}.`));
    if (edited && population.method !== undefined && misfit(network, name, population)) free.add(name);
  }
  return free;
}

function misfit(network: Network, name: string, population: Population): boolean {
  const { record: _record, ...bare } = population;
  const { projections: _projections, ...around } = network;
  try {
    compileNetwork({ ...around, populations: { [name]: bare } }, { seed: 1, unused: 'ignore' });
    return false;
  } catch (error) {
    const place = `populations.${name}.method`;
    return error instanceof LanguageError && error.diagnostics.every(({ source }) => source === place);
  }
}

function withoutMethod({ method: _method, ...rest }: Population): Population {
  return rest;
}
