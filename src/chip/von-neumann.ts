import type { Source } from './architecture.ts';
import { type Counts, totalOf } from './counts.ts';

/** One part of what a processor with a memory of its own would spend on the same work. */
export interface ProcessorRow {
  readonly title: string;
  readonly count: number;
  /** Joules, at least and at most as the source gives them. */
  readonly least: number;
  readonly most: number;
}

export interface Processor {
  readonly source: Source;
  readonly rows: readonly ProcessorRow[];
  readonly least: number;
  readonly most: number;
  /** Parts of the least that go into moving data. */
  readonly moving: number;
}

/** Horowitz (2014), for 45 nm at 0.9 V. Joules. */
const horowitz = {
  source: {
    citation:
      'Horowitz, Computing’s energy problem (and what we can do about it), IEEE ISSCC 2014, doi:10.1109/ISSCC.2014.6757323',
    how: 'derived',
    note: '45 nm. The arithmetic and the words moved alone: no instructions are fetched, no cache is missed but for the synapses. Other technologies differ by more than the chip’s own error.',
  } as const satisfies Source,
  add: 0.9e-12,
  multiply: 3.7e-12,
  /** 64 bits from a cache of 8 kB. */
  cache: 10e-12,
  /** 64 bits from memory. */
  memory: [1.3e-9, 2.6e-9] as const,
};

/**
 * The same work on a von Neumann machine: a synaptic operation fetches 64 bits (target and weight) from memory, adds, and
 * reads and writes the target's sum in a cache; a neuron's update multiplies twice and adds twice, and reads and writes
 * 128 bits of state in the cache. It visits every neuron in every step, as the engine of this book does.
 */
export function processorOf(counts: Counts): Processor {
  const synapses = (['synapseSparse', 'synapseDense', 'synapseConvolution'] as const).reduce(
    (sum, name) => sum + totalOf(counts, name),
    0,
  );
  const updates = totalOf(counts, 'neuronActive') + totalOf(counts, 'neuronIdle');
  const products = totalOf(counts, 'learningProduct');
  const { add, multiply, cache, memory } = horowitz;
  const row = (title: string, count: number, least: number, most = least): ProcessorRow => ({
    title,
    count,
    least: count * least,
    most: count * most,
  });
  const moved = [
    row('Synapses fetched from memory (64 bits each)', synapses, ...memory),
    row('Sums and states in the cache (64 bits each)', 2 * synapses + 4 * updates, cache),
    row('Weights that learn, fetched and written back', 2 * products, ...memory),
  ];
  const computed = [
    row('Additions, 32 bit', synapses + 2 * updates + products, add),
    row('Multiplications, 32 bit', 2 * updates + products, multiply),
  ];
  const rows = [...moved, ...computed];
  const least = sumOf(rows, 'least');
  return {
    source: horowitz.source,
    rows,
    least,
    most: sumOf(rows, 'most'),
    moving: least > 0 ? sumOf(moved, 'least') / least : 0,
  };
}

function sumOf(rows: readonly ProcessorRow[], member: 'least' | 'most'): number {
  return rows.reduce((sum, row) => sum + row[member], 0);
}
