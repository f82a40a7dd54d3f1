import type { CompiledNetwork, CompiledPopulation } from '../../network/compiled.ts';
import { NetworkError } from '../../network/error.ts';
import { type NeuronForm, neuronForm } from './neuron-form.ts';

/** Which populations are computed in the chip's integers, and which stay in floating point and send it their spikes. */
export interface Placement {
  /** By place in the network; undefined for what stays off the chip. */
  readonly forms: readonly (NeuronForm | undefined)[];
  /** Why populations with equations stay off it. */
  readonly sources: readonly { readonly population: string; readonly reason: string }[];
  /** The network of what stays off it, and the places of its parts in the whole; undefined where nothing does. */
  readonly outside?: {
    readonly network: CompiledNetwork;
    readonly populations: readonly number[];
    readonly projections: readonly number[];
  };
}

/**
 * Given spikes, Poisson sources and what else only sends spikes stay outside. `only` names the populations that go on the
 * chip; without it all go that can. Throws `NetworkError` where one must and cannot.
 */
export function place(network: CompiledNetwork, only?: readonly string[]): Placement {
  const sources: { population: string; reason: string }[] = [];
  const forms = network.populations.map((population, at) => {
    if (only) return only.includes(population.name) ? neuronForm(population) : undefined;
    if (!hasEquations(population)) return undefined;
    try {
      return neuronForm(population);
    } catch (error) {
      if (!(error instanceof NetworkError) || !onlySends(network, at)) throw error;
      sources.push({ population: population.name, reason: error.sentence });
      return undefined;
    }
  });
  if (!forms.some((form) => form))
    throw new NetworkError(
      '',
      'nothing in this network is computed on the chip: no population has the equations of its neurons.',
    );
  for (const { index, from, to } of network.projections)
    if (forms[from] && !forms[to])
      throw new NetworkError(
        `projections.${index}`,
        `its spikes go from ${network.populations[from]?.name}, which is on the chip, to ${network.populations[to]?.name}, which is not.`,
      );
  const populations = places(forms, (form) => !form);
  const projections = places(network.projections, ({ to }) => !forms[to]);
  if (populations.length === 0) return { forms, sources };
  const renumbered = projections.flatMap((at) => {
    const projection = network.projections[at];
    if (!projection) return [];
    return [
      { ...projection, from: populations.indexOf(projection.from), to: populations.indexOf(projection.to) },
    ];
  });
  const outside = {
    ...network,
    populations: populations.flatMap((at) => network.populations[at] ?? []),
    projections: renumbered,
  };
  return { forms, sources, outside: { network: outside, populations, projections } };
}

function hasEquations({ program }: CompiledPopulation): boolean {
  return [...(program?.model.variables.values() ?? [])].some(({ kind }) => kind === 'differential');
}

function onlySends({ projections }: CompiledNetwork, at: number): boolean {
  return projections.some(({ from }) => from === at) && !projections.some(({ to }) => to === at);
}

function places<T>(list: readonly T[], test: (element: T) => boolean): number[] {
  return list.flatMap((element, at) => (test(element) ? [at] : []));
}
