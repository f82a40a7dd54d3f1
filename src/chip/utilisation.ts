import type { Architecture, Limits } from './architecture.ts';
import { axonsOf } from './axons.ts';
import type { Limit } from './error.ts';
import type { Mapping } from './mapping.ts';
import { listBits, memoryInUse, synapseBits } from './synapse-memory.ts';
import type { Workload } from './workload.ts';

/** What one logical core holds, in the units of `Limits`. */
export interface Utilisation extends Limits {
  /** The limit that is nearest to being reached, and how near (1: reached). */
  readonly binding: Limit;
  readonly share: number;
}

export const limitNames = {
  compartments: 'neurons',
  memory: 'bits of synaptic memory',
  axonsIn: 'in-axons',
  axonsOut: 'out-axons',
} as const satisfies Readonly<Record<Limit, string>>;

/** One entry for each logical core. O(synapses). */
export function utilisation(
  workload: Workload,
  mapping: Mapping,
  { limits, memory }: Architecture,
): Utilisation[] {
  const { cores, core } = mapping;
  const axons = axonsOf(workload, mapping, synapseBits(memory, workload));
  const compartments = new Uint32Array(cores);
  const axonsIn = new Uint32Array(cores);
  const axonsOut = new Uint32Array(cores);
  const lists = new Float64Array(cores);
  for (let n = 0; n < workload.neurons; n++) {
    const own = core[n] as number;
    (compartments[own] as number) += 1;
    for (let a = axons.offsets[n] as number; a < (axons.offsets[n + 1] as number); a++) {
      const to = axons.core[a] as number;
      (axonsOut[own] as number) += 1;
      (axonsIn[to] as number) += 1;
      (lists[to] as number) += listBits(memory, axons.bits[a] as number);
    }
  }
  return Array.from({ length: cores }, (_, c) => {
    const [neurons, rows] = [compartments[c] as number, axonsIn[c] as number];
    const used = {
      compartments: neurons,
      memory: memoryInUse(memory, lists[c] as number, rows, neurons),
      axonsIn: rows,
      axonsOut: axonsOut[c] as number,
    };
    const [binding, share] = bindingLimit(used, limits);
    return { ...used, binding, share };
  });
}

function bindingLimit(used: Limits, limits: Limits): [Limit, number] {
  let found: [Limit, number] = ['compartments', 0];
  for (const limit of Object.keys(limitNames) as Limit[]) {
    const share = used[limit] / limits[limit];
    if (share > found[1]) found = [limit, share];
  }
  return found;
}
