import type { Workload } from './workload.ts';

/** The synapses by target: those onto neuron n are `offsets[n]` to `offsets[n + 1] - 1`. */
export interface Incoming {
  readonly offsets: Uint32Array;
  readonly sources: Uint32Array;
  readonly projection: Uint16Array;
}

/** O(synapses). */
export function incomingOf({ neurons, offsets, targets, projection }: Workload): Incoming {
  const by = new Uint32Array(neurons + 1);
  for (const target of targets) (by[target + 1] as number) += 1;
  for (let n = 0; n < neurons; n++) (by[n + 1] as number) += by[n] as number;
  const next = by.slice(0, neurons);
  const sources = new Uint32Array(targets.length);
  const of = new Uint16Array(targets.length);
  for (let n = 0; n < neurons; n++)
    for (let k = offsets[n] as number; k < (offsets[n + 1] as number); k++) {
      const at = (next[targets[k] as number] as number)++;
      sources[at] = n;
      of[at] = projection[k] as number;
    }
  return { offsets: by, sources, projection: of };
}
