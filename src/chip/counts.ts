import { type Architecture, coresOf } from './architecture.ts';
import { tilesOf } from './mesh.ts';
import { type Operation, operationNames } from './operations.ts';

/** What a chip has done so far, in whole numbers (exact up to 2^53). */
export interface Counts {
  /** Steps; and those among them in which every neuron counted as active, because nobody knew which were at rest. */
  steps: number;
  allActive: number;
  /** Of each operation, one number for each slot: a core that is moved leaves behind what it did where it stood. */
  readonly cores: Readonly<Record<Operation, Float64Array>>;
  /** Packets that took each directed link (`mesh.ts` numbers them). */
  readonly links: Float64Array;
}

export function emptyCounts(architecture: Architecture): Counts {
  const slots = coresOf(architecture);
  const entries = operationNames.map((name) => [name, new Float64Array(slots)] as const);
  return {
    steps: 0,
    allActive: 0,
    cores: Object.fromEntries(entries) as Record<Operation, Float64Array>,
    links: new Float64Array(4 * tilesOf(architecture.mesh)),
  };
}

/** The whole chip's number of one operation. */
export function totalOf(counts: Counts, operation: Operation): number {
  let sum = 0;
  for (const count of counts.cores[operation]) sum += count;
  return sum;
}
