import { LanguageError } from '../language/diagnostic.ts';
import { compileNetwork } from '../network/compile.ts';
import type { Network, Population, Projection } from '../network/network.ts';
import type { Figure } from './figure.ts';
import type { ParameterValues } from './quantities.ts';
import { type Edits, resolveNetwork } from './resolve.ts';

const known = new WeakMap<Figure, { readonly key: string; readonly free: ReadonlySet<string> }>();

/**
 * The network that a figure runs, as `resolveNetwork`; where the reader's equations do not fit the integration method
 * that the figure names for a population or for synapses, the method is chosen as if the figure named none.
 * Throws as `resolveNetwork` does.
 */
export function resolveEdited(figure: Figure, values: ParameterValues, edits: Edits = {}): Network {
  const network = resolveNetwork(figure, values, edits);
  if (Object.keys(edits).length === 0) return network;
  const key = JSON.stringify(edits);
  const last = known.get(figure);
  const free = last?.key === key ? last.free : misfits(network, edits);
  known.set(figure, { key, free });
  return free.size === 0 ? network : withoutMethods(network, free);
}

/** Paths of populations and projections with edited texts in which nothing is wrong but that the named method does not fit. */
function misfits(network: Network, edits: Edits): Set<string> {
  const free = new Set<string>();
  const edited = (place: string) => Object.keys(edits).some((path) => path.startsWith(`${place}.`));
  for (const [name, population] of Object.entries(network.populations)) {
    const place = `populations.${name}`;
    if (edited(place) && population.method !== undefined && misfit(alone(network, name, population), place))
      free.add(place);
  }
  (network.projections ?? []).forEach((projection, index) => {
    const place = `projections.${index}`;
    if (!edited(place) || projection.method === undefined) return;
    // Under its own number, after synapses that say nothing; neurons whose method does not fit are theirs to tell.
    const bare = { from: projection.from, to: projection.to, connect: { pairs: [] } };
    const { record: _record, ...own } = projection;
    const projections = [...Array<Projection>(index).fill(bare), { ...own, connect: { pairs: [] } }];
    if (misfit(withoutMethods({ ...unrecorded(network), projections }, free), place)) free.add(place);
  });
  return free;
}

/** One population, with all that is around it but synapses. */
function alone(network: Network, name: string, population: Population): Network {
  const { projections: _projections, ...around } = network;
  const { record: _record, ...bare } = population;
  return { ...around, populations: { [name]: bare } };
}

/** What an edit leaves unknown to a probe is the compiler's to tell. */
function unrecorded(network: Network): Network {
  return { ...network, populations: mapped(network.populations, ({ record: _record, ...rest }) => rest) };
}

function misfit(network: Network, path: string): boolean {
  try {
    compileNetwork(network, { seed: 1, unused: 'ignore' });
    return false;
  } catch (error) {
    const place = `${path}.method`;
    return error instanceof LanguageError && error.diagnostics.every(({ source }) => source === place);
  }
}

function withoutMethods(network: Network, free: ReadonlySet<string>): Network {
  const populations = mapped(network.populations, (population, name) =>
    free.has(`populations.${name}`) ? withoutMethod(population) : population,
  );
  const projections = network.projections?.map((projection, index) =>
    free.has(`projections.${index}`) ? withoutMethod(projection) : projection,
  );
  return { ...network, populations, ...(projections ? { projections } : {}) };
}

function withoutMethod<T extends { readonly method?: string | undefined }>({ method: _method, ...rest }: T) {
  return rest;
}

function mapped<A, B>(record: Readonly<Record<string, A>>, change: (value: A, name: string) => B) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}
