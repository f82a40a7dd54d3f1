/** Which arrays a run changes. */
import { synapsesOf } from '../simulation.ts';
import type { Layout, Storage } from './layout.ts';
import type { Plan } from './plan.ts';

export interface Watched {
  /** For messages: `E`, `the synapses from E to I`. */
  readonly owner: string;
  readonly storage: Storage;
  readonly name: string;
  readonly address: number;
  /** The file's number of the k-th element, where it is not k. */
  readonly order?: Uint32Array | undefined;
}

/** Variables of populations, then of projections, that statements write. */
export function watchedOf(layout: Layout, { needs }: Plan): Watched[] {
  const { network, populations, projections } = layout;
  const of = (owner: string, storage: Storage, place: number, order?: Uint32Array): Watched[] =>
    storage.size === 0
      ? []
      : [...(needs.written[place] ?? [])].flatMap((name) => {
          const address = storage.arrays.get(name);
          return address === undefined ? [] : [{ owner, storage, name, address, order }];
        });
  return [
    ...populations.flatMap((population, p) => of(population.shape.name, population, p)),
    ...projections.flatMap((projection, k) =>
      of(synapsesOf(network, projection.shape), projection, populations.length + k, projection.order),
    ),
  ];
}
