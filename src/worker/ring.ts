/**
 * A queue of number rows in shared memory with one writer and one reader, after Lamport (1983): each side moves only
 * its own position. A row is its length and then its words; it may wrap around the end.
 */
export interface RingMemory {
  readonly words: SharedArrayBuffer;
  /** Two 32-bit positions: read, write. */
  readonly positions: SharedArrayBuffer;
}

export function createRing(capacity: number): RingMemory {
  return {
    words: new SharedArrayBuffer(capacity * Float64Array.BYTES_PER_ELEMENT),
    positions: new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT),
  };
}

const READ = 0;
const WRITE = 1;

class Ring {
  protected readonly words: Float64Array;
  protected readonly positions: Int32Array;
  protected readonly capacity: number;

  constructor(memory: RingMemory) {
    this.words = new Float64Array(memory.words);
    this.positions = new Int32Array(memory.positions);
    this.capacity = this.words.length;
  }
}

export class RingWriter extends Ring {
  /** False, with nothing written, where there is no room now. */
  write(row: Float64Array): boolean {
    const read = Atomics.load(this.positions, READ);
    let at = Atomics.load(this.positions, WRITE);
    const used = (at - read + this.capacity) % this.capacity;
    // One word stays free: a full ring must not look like an empty one.
    if (row.length + 1 > this.capacity - used - 1) return false;
    this.words[at] = row.length;
    at = (at + 1) % this.capacity;
    const first = Math.min(row.length, this.capacity - at);
    this.words.set(row.subarray(0, first), at);
    this.words.set(row.subarray(first), 0);
    Atomics.store(this.positions, WRITE, (at + row.length) % this.capacity);
    return true;
  }
}

export class RingReader extends Ring {
  /** The oldest row, as a copy, or undefined where there is none. */
  read(): Float64Array | undefined {
    let at = Atomics.load(this.positions, READ);
    if (at === Atomics.load(this.positions, WRITE)) return undefined;
    const length = this.words[at] ?? 0;
    at = (at + 1) % this.capacity;
    const row = new Float64Array(length);
    const first = Math.min(length, this.capacity - at);
    row.set(this.words.subarray(at, at + first));
    row.set(this.words.subarray(0, length - first), first);
    Atomics.store(this.positions, READ, (at + length) % this.capacity);
    return row;
  }
}
