/** For tests of the chip: networks written down as lists of synapses. */
import type { Plasticity } from '../chip/plasticity.ts';
import type { Workload } from '../chip/workload.ts';

/** A product at every spike of either side. */
export const bySpikes: Plasticity = { pre: 1, post: 1, clock: [] };

export const population = (name: string, size: number, first: number, input = false) => ({
  name,
  size,
  first,
  input,
});

/** A network from its synapses (source, target), all of one projection. */
export function workload(
  populations: Workload['populations'],
  edges: readonly (readonly [number, number])[],
  learns?: Plasticity,
): Workload {
  const neurons = populations.reduce((sum, { size }) => sum + size, 0);
  const sorted = [...edges].sort((a, b) => a[0] - b[0]);
  const offsets = new Uint32Array(neurons + 1);
  for (const [source] of sorted) (offsets[source + 1] as number) += 1;
  for (let n = 0; n < neurons; n++) (offsets[n + 1] as number) += offsets[n] as number;
  return {
    populations,
    neurons,
    offsets,
    targets: Uint32Array.from(sorted, ([, target]) => target),
    projection: new Uint16Array(edges.length),
    projections: [
      {
        name: 'the synapses',
        from: 0,
        to: 0,
        format: 'sparse',
        delayed: false,
        ...(learns ? { learns } : {}),
      },
    ],
  };
}
