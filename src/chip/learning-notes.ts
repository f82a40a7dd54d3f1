import type { Architecture } from './architecture.ts';
import { listed } from './words.ts';
import type { Workload } from './workload.ts';

/** What a network learns that the chip cannot, or how it is counted where that is not by spikes alone: a sentence each. */
export function learningNotes(
  { projections }: Pick<Workload, 'projections'>,
  { learning }: Pick<Architecture, 'learning'>,
): string[] {
  const rules = projections.flatMap(({ name, learns }) => (learns ? [{ name, ...learns }] : []));
  const cannot = learning?.onChip === false && rules.length > 0;
  return [
    ...(cannot
      ? [
          `This chip cannot learn, and ${listed(rules.map(({ name }) => name))} do. The products of a rule are counted as a chip that learns would evaluate them, and are in no price: what is priced is what the same spikes would cost with weights that stand still.`,
        ]
      : []),
    ...rules.flatMap(({ name, clock }) => {
      if (clock.length === 0) return [];
      const products = clock.length === 1 ? 'one product' : `${clock.length} products`;
      return `${name}: the rule changes ${listed(clock)} in every step, whether or not a neuron fires. Each synapse is counted with ${products} a step, of which none is skipped; a chip whose epoch is several steps long would evaluate that many times fewer.`;
    }),
  ];
}
