import type { Needs } from '../network/compiled.ts';
import type { SentWeights } from './weights.ts';

/** What measures need to know of a running network; the worker's `RunNetwork` fits. */
export interface MeasuredNetwork {
  readonly dt: number;
  readonly populations: readonly {
    readonly name: string;
    readonly size: number;
    readonly probes: readonly { readonly variable: string }[];
  }[];
  /** What projections record at an interval, by their place in the file. */
  readonly projections?: readonly { readonly probes: readonly { readonly variable: string }[] }[];
  /** Of each variable that a projection records, as `0.w`, what its course rests on. */
  readonly needs?: Readonly<Record<string, Needs>>;
  /** What the projections record, at the beginning; also told by `weigh`. */
  readonly weights?: readonly SentWeights[];
}

/** Where `population.variable`, or `0.variable` of a projection, is among the probes; undefined where it is not recorded. */
export function findProbe(
  network: MeasuredNetwork,
  of: string,
): { readonly population: number; readonly probe: number } | undefined {
  const [name = '', variable] = of.split('.');
  const { populations, projections = [] } = network;
  const population = ownerOf(network, name);
  const owner = populations[population] ?? projections[population - populations.length];
  const probe = owner?.probes.findIndex((candidate) => candidate.variable === variable);
  return probe === undefined || probe < 0 ? undefined : { population, probe };
}

/** The place of a population by its name, or of a projection by its number: after all populations. -1 where there is none. */
function ownerOf(network: MeasuredNetwork, name: string): number {
  const { populations, projections = [] } = network;
  const population = populations.findIndex((candidate) => candidate.name === name);
  if (population >= 0 || !/^\d+$/.test(name)) return population;
  return Number(name) < projections.length ? populations.length + Number(name) : -1;
}
