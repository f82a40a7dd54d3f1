import type { CompiledProjection } from './compiled.ts';

/** A pathway by its projection and its place among that one's. */
export interface PathwayPlace {
  readonly projection: number;
  readonly pathway: number;
}

/** All pathways as they act within a step: by their order; those of the same order as they stand in the file. */
export function pathwaysInOrder(projections: readonly CompiledProjection[]): PathwayPlace[] {
  return projections
    .flatMap(({ program }, projection) =>
      program.pathways.map(({ order }, pathway) => ({ projection, pathway, order })),
    )
    .sort((a, b) => a.order - b.order)
    .map(({ projection, pathway }) => ({ projection, pathway }));
}

/** The longest delay of a pathway in steps. */
export function longestDelay(delays: number | Uint32Array): number {
  return typeof delays === 'number' ? delays : delays.reduce((most, delay) => Math.max(most, delay), 0);
}
