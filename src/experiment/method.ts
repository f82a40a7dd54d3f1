import { LanguageError } from '../language/diagnostic.ts';
import { compileNetwork } from '../network/compile.ts';
import type { Network } from '../network/network.ts';
import type { Figure } from './figure.ts';
import { readPath, replacePath } from './path.ts';
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
  const free = last?.key === key ? last.free : misfits(network);
  known.set(figure, { key, free });
  return free.size === 0 ? network : withoutMethods(network, free);
}

/** Paths of populations and projections in which nothing is wrong but that the named method does not fit. */
function misfits(network: Network): Set<string> {
  const free = new Set<string>();
  for (let rest = network; ; rest = withoutMethods(network, free)) {
    const place = misfit(rest);
    if (place === undefined || readPath(rest, `${place}.method`) === undefined) return free;
    free.add(place);
  }
}

/** The first of them, if it is what is wrong first; without drawing synapses. */
function misfit(network: Network): string | undefined {
  const projections = network.projections?.map((projection) => ({ ...projection, connect: { pairs: [] } }));
  try {
    compileNetwork({ ...network, ...(projections && { projections }) }, { seed: 1, unused: 'ignore' });
  } catch (error) {
    const sources = error instanceof LanguageError ? error.diagnostics.map(({ source }) => source) : [];
    const [first = ''] = sources;
    if (sources.every((source) => source === first)) return /^(.*)\.method$/.exec(first)?.[1];
  }
  return undefined;
}

function withoutMethods(network: Network, free: ReadonlySet<string>): Network {
  return [...free].reduce((rest, place) => replacePath(rest, `${place}.method`, undefined), network);
}
