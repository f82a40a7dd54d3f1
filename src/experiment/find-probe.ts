import type { SentWeights } from './weights.ts';

/** What measures need to know of a running network; the worker's `RunNetwork` fits. */
export interface MeasuredNetwork {
  readonly dt: number;
  readonly populations: readonly {
    readonly name: string;
    readonly size: number;
    readonly probes: readonly { readonly variable: string }[];
  }[];
  /** What the projections record, at the beginning; also told by `weigh`. */
  readonly weights?: readonly SentWeights[];
}

/** Where `population.variable` is among the probes; undefined where it is not recorded. */
export function findProbe(
  network: MeasuredNetwork,
  of: string,
): { readonly population: number; readonly probe: number } | undefined {
  const [name, variable] = of.split('.');
  const population = network.populations.findIndex((candidate) => candidate.name === name);
  const probe = network.populations[population]?.probes.findIndex(
    (candidate) => candidate.variable === variable,
  );
  return probe === undefined || probe < 0 ? undefined : { population, probe };
}
