import type { Limits, SynapticMemory } from './architecture.ts';
import type { Limit } from './error.ts';
import type { Incoming } from './incoming.ts';
import { listBits, memoryInUse } from './synapse-memory.ts';

/** One core being filled, neuron by neuron. */
export interface Filling {
  /** Adds a neuron and returns true; or leaves the core as it is, and says in `broken` which limit was in the way. */
  add(neuron: number): boolean;
  clear(): void;
  readonly broken: Limit;
  /** What the core would hold with the neuron that did not fit. */
  readonly wanted: Limits;
}

/** `reach` (absent: not looked at) is how many cores each neuron sends to. O(synapses onto the neuron) an addition. */
export function fillingOf(
  neurons: number,
  memory: SynapticMemory,
  limits: Limits,
  { offsets, sources, projection }: Incoming,
  bitsOf: Float64Array,
  reach: Uint32Array | undefined,
): Filling {
  // Bits of the list of each source on this core.
  const bits = new Float64Array(neurons);
  let used: Limits = { compartments: 0, memory: 0, axonsIn: 0, axonsOut: 0 };
  let lists = 0;
  const touched: number[] = [];
  const change = (neuron: number, sign: number): number => {
    let rows = 0;
    for (let k = offsets[neuron] as number; k < (offsets[neuron + 1] as number); k++) {
      const source = sources[k] as number;
      const before = bits[source] as number;
      const after = before + sign * (bitsOf[projection[k] as number] as number);
      bits[source] = after;
      lists += listBits(memory, after) - listBits(memory, before);
      if (before === 0) touched.push(source);
      if (before === 0) rows += 1;
      else if (after === 0) rows -= 1;
    }
    return rows;
  };
  let broken: Limit = 'compartments';
  let wanted = used;
  return {
    get broken() {
      return broken;
    },
    get wanted() {
      return wanted;
    },
    add(neuron) {
      const axonsIn = used.axonsIn + change(neuron, 1);
      const compartments = used.compartments + 1;
      const next: Limits = {
        compartments,
        axonsIn,
        memory: memoryInUse(memory, lists, axonsIn, compartments),
        axonsOut: used.axonsOut + (reach?.[neuron] ?? 0),
      };
      const over = (['compartments', 'memory', 'axonsIn', 'axonsOut'] as const).find(
        (limit) => next[limit] > limits[limit],
      );
      if (over === undefined) {
        used = next;
        return true;
      }
      broken = over;
      wanted = next;
      change(neuron, -1);
      return false;
    },
    clear() {
      for (const source of touched) bits[source] = 0;
      touched.length = 0;
      lists = 0;
      used = { compartments: 0, memory: 0, axonsIn: 0, axonsOut: 0 };
    },
  };
}
