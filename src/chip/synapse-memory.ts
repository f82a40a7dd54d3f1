import type { SynapticMemory } from './architecture.ts';
import type { Workload } from './workload.ts';

/** Bits that one synapse of each projection takes in a list; in a crossbar, of one crosspoint. */
export function synapseBits(memory: SynapticMemory, { projections }: Workload): Float64Array {
  return Float64Array.from(projections, ({ format, learns, delayed }) =>
    memory.kind === 'crossbar'
      ? memory.weightBits
      : memory.weightBits +
        (format === 'dense' ? 0 : memory.indexBits) +
        (delayed ? memory.delayBits : 0) +
        (learns ? memory.tagBits : 0),
  );
}

/** Bits of one source's list of synapses, header included, in whole words; 0 where it has none. */
export function listBits(memory: SynapticMemory, bits: number): number {
  if (memory.kind === 'crossbar' || bits === 0) return 0;
  return Math.ceil((memory.headerBits + bits) / memory.wordBits) * memory.wordBits;
}

/** Bits in use on a core, from its lists (already in whole words) or from its rows and columns. */
export function memoryInUse(memory: SynapticMemory, lists: number, rows: number, columns: number): number {
  return memory.kind === 'crossbar' ? rows * columns * memory.weightBits : lists;
}
