import type { CompiledNetwork, CompiledProjection } from '../network/compiled.ts';
import type { Architecture } from './architecture.ts';
import { transmitted } from './plasticity.ts';
import type { Workload } from './workload.ts';

/**
 * Weights that need more bits than the chip stores for one, a sentence for each projection: so many bits as tell its
 * weights apart when the run begins. Those that a rule changes are not looked at. O(synapses).
 */
export function weightNotes(
  { projections }: Pick<CompiledNetwork, 'projections'>,
  workload: Pick<Workload, 'projections'>,
  { memory }: Pick<Architecture, 'memory'>,
): string[] {
  if (memory.kind === 'crossbar' && memory.analogue) return [];
  return projections.flatMap((projection, place) => {
    const { name, learns } = workload.projections[place] ?? {};
    if (name === undefined || learns) return [];
    const values = weightsApart(projection);
    // At a crossing without a synapse there is a weight of its own: none.
    const bits = Math.ceil(Math.log2(values + (memory.kind === 'crossbar' ? 1 : 0)));
    if (bits <= memory.weightBits) return [];
    return `${name}: their ${values.toLocaleString('en')} different weights need ${bits} bits to be told apart, and a synapse of this chip stores ${memory.weightBits}. What they would lose is not computed; what is counted is the same.`;
  });
}

/** Different values of the one variable that is passed on and that has most of them. */
function weightsApart({ program, state }: CompiledProjection): number {
  const counts = transmitted(program).map((name) => {
    const values = state.get(name);
    return values instanceof Float64Array ? new Set(values).size : 1;
  });
  return Math.max(1, ...counts);
}
