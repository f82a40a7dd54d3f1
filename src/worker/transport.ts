import type { Batch } from '../engine/simulation.ts';
import { batchBuffers, decodeBatch, encodeBatch } from './codec.ts';
import { createRing, type RingMemory, RingReader, RingWriter } from './ring.ts';

/**
 * How batches cross: in shared memory where the page is cross-origin isolated, in transferred buffers where it is not
 * or where the ring has no room just now. The message itself always crosses by `postMessage`, which keeps batches in
 * order with everything else.
 */
export type Parcel = { readonly by: 'ring' } | { readonly by: 'transfer'; readonly batch: Batch };

/** 8 MB: about two seconds of the busiest figure. */
const ringWords = 1 << 20;

/** Shared memory for a new worker, or undefined where the page may have none. */
export function createTransportMemory(isolated: boolean): RingMemory | undefined {
  return isolated && typeof SharedArrayBuffer === 'function' ? createRing(ringWords) : undefined;
}

export class Sender {
  readonly #ring: RingWriter | undefined;

  constructor(memory: RingMemory | undefined) {
    this.#ring = memory && new RingWriter(memory);
  }

  pack(batch: Batch): { readonly parcel: Parcel; readonly transfer: ArrayBuffer[] } {
    if (this.#ring?.write(encodeBatch(batch))) return { parcel: { by: 'ring' }, transfer: [] };
    return { parcel: { by: 'transfer', batch }, transfer: batchBuffers(batch) };
  }
}

export class Receiver {
  readonly #ring: RingReader | undefined;

  constructor(memory: RingMemory | undefined) {
    this.#ring = memory && new RingReader(memory);
  }

  /** Throws where a parcel says that the ring holds a batch and it does not. */
  unpack(parcel: Parcel): Batch {
    if (parcel.by === 'transfer') return parcel.batch;
    const row = this.#ring?.read();
    if (!row) throw new Error('A batch was announced that the shared ring does not hold.');
    return decodeBatch(row);
  }
}
