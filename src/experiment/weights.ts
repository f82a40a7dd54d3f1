import type { Simulation } from '../engine/simulation.ts';
import { eventStatements } from '../language/pathways.ts';
import type { CompiledNetwork } from '../network/compiled.ts';

/** A variable of a projection's synapses at one moment, and the neuron that sends through each. */
export interface SentWeights {
  /** Place of the projection in the network. */
  readonly projection: number;
  readonly variable: string;
  readonly sources: ArrayLike<number>;
  /** In SI base units. */
  readonly values: ArrayLike<number>;
}

/** The whole matrix: synapse k joins `sources[k]` to `targets[k]`. */
export interface Weights extends SentWeights {
  /** Neurons of the whole populations, whose indices `sources` and `targets` are. */
  readonly from: number;
  readonly to: number;
  readonly targets: ArrayLike<number>;
}

/** More synapses of one projection are not read while it runs: a matrix of them could not be seen. */
const mostShown = 4096;

/** What the projections record of their synapses, as it is now. */
export function readWeights(
  { populations, projections }: CompiledNetwork,
  simulation: Simulation,
): Weights[] {
  return projections.flatMap(({ from, to, sources, targets, probes }, projection) =>
    targets.length > mostShown
      ? []
      : probes.map(({ variable }) => {
          const values = simulation.get({ projection, name: variable });
          const sizeOf = (population: number) => populations[population]?.size ?? 0;
          return {
            projection,
            variable,
            from: sizeOf(from),
            to: sizeOf(to),
            sources,
            targets,
            values:
              values.length === targets.length
                ? values
                : new Float64Array(targets.length).fill(values[0] ?? Number.NaN),
          };
        }),
  );
}

/** Whether what `readWeights` tells is changed by the run itself: by spikes, or by equations of the synapses. */
export function learns({ projections }: CompiledNetwork): boolean {
  return projections.some(({ program, targets, probes }) => {
    if (targets.length > mostShown || probes.length === 0) return false;
    return [...program.update, ...eventStatements(program)].some(
      (statement) => statement.kind === 'store' && statement.slot.owner === 'self',
    );
  });
}
