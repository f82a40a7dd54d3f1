import { synapsesOf } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { listed } from './words.ts';

/** Why populations are none of the chip's neurons, by their names: `it stands for the chip's own time step`. */
export type Outside = Readonly<Record<string, string>>;

/**
 * The network without what is outside the chip: its populations stay, in their places, and have no neurons; synapses from
 * and to them are left out. Spikes that an engine fires in them are to be left out as well (`spike-steps.ts` does).
 */
export function insideOf(network: CompiledNetwork, outside: Outside): CompiledNetwork {
  const left = (place: number) => isOutside(network, outside, place);
  return {
    ...network,
    populations: network.populations.map((population, place) =>
      left(place) ? { ...population, size: 0, probes: [] } : population,
    ),
    projections: network.projections.filter(({ from, to }) => !left(from) && !left(to)),
  };
}

/** What is outside, and what is not counted for that: a sentence for each population. */
export function outsideNotes(network: CompiledNetwork, outside: Outside): string[] {
  return network.populations.flatMap(({ name }, place) => {
    if (!isOutside(network, outside, place)) return [];
    const cut = network.projections.filter(({ from, to }) => from === place || to === place);
    const ways =
      cut.length > 0 ? `, nor is anything on ${listed(cut.map((own) => synapsesOf(network, own)))}` : '';
    return `${name} is not on the chip: ${outside[name]}. It has no core, and it is not counted${ways}.`;
  });
}

function isOutside({ populations }: CompiledNetwork, outside: Outside, place: number): boolean {
  return Object.hasOwn(outside, populations[place]?.name ?? '');
}
