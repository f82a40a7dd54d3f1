import { listed } from './words.ts';
import type { Workload } from './workload.ts';

/** How the rules of a network are counted where that is not by spikes alone: a sentence each. */
export function learningNotes({ projections }: Workload): string[] {
  return projections.flatMap(({ name, learns }) => {
    if (!learns || learns.clock.length === 0) return [];
    const products = learns.clock.length === 1 ? 'one product' : `${learns.clock.length} products`;
    return `${name}: the rule changes ${listed(learns.clock)} in every step, whether or not a neuron fires. Each synapse is counted with ${products} a step, of which none is skipped; a chip whose epoch is several steps long would evaluate that many times fewer.`;
  });
}
