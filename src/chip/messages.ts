/** The messages of one step, one array a member, chained by sender in the order of sending. Times in seconds. */
export class Messages {
  count = 0;
  neuron = new Uint32Array(0);
  /** Numbers of `Ways`. */
  way = new Uint32Array(0);
  /** Work of the sender since its message before, sending included. */
  generation = new Float64Array(0);
  /** Work of the receiver. */
  processing = new Float64Array(0);
  departs = new Float64Array(0);
  arrives = new Float64Array(0);
  done = new Float64Array(0);
  /** The sender's next message, or -1. */
  next = new Int32Array(0);
  /** The first and the last message of each slot, or -1. */
  readonly first: Int32Array;
  readonly last: Int32Array;

  constructor(slots: number) {
    this.first = new Int32Array(slots).fill(-1);
    this.last = new Int32Array(slots).fill(-1);
    this.#grow(256);
  }

  clear(): void {
    this.count = 0;
    this.first.fill(-1);
    this.last.fill(-1);
  }

  /** `from` is the sender's slot. */
  add(neuron: number, from: number, way: number, generation: number, processing: number): void {
    if (this.count === this.neuron.length) this.#grow(2 * this.count);
    const m = this.count++;
    this.neuron[m] = neuron;
    this.way[m] = way;
    this.generation[m] = generation;
    this.processing[m] = processing;
    this.next[m] = -1;
    const before = this.last[from] as number;
    if (before < 0) this.first[from] = m;
    else this.next[before] = m;
    this.last[from] = m;
  }

  #grow(size: number): void {
    this.neuron = copy(this.neuron, new Uint32Array(size));
    this.way = copy(this.way, new Uint32Array(size));
    this.generation = copy(this.generation, new Float64Array(size));
    this.processing = copy(this.processing, new Float64Array(size));
    this.departs = copy(this.departs, new Float64Array(size));
    this.arrives = copy(this.arrives, new Float64Array(size));
    this.done = copy(this.done, new Float64Array(size));
    this.next = copy(this.next, new Int32Array(size));
  }
}

function copy<T extends Uint32Array | Float64Array | Int32Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
