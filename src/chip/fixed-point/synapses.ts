import { shifted } from './bits.ts';

/** One projection, as `CompiledProjection` orders it, with the chip's numbers. */
export interface SynapseRegisters {
  /** Neurons that receive. */
  readonly size: number;
  /** Synapses of source i are `order[offsets[i]]` to `order[offsets[i + 1] - 1]`; without `order` they lie in a row. */
  readonly offsets: Uint32Array;
  readonly order?: Uint32Array | undefined;
  readonly targets: Uint32Array;
  /** Of each synapse, in the range of its mode (`weights.ts`). */
  readonly weights: Int16Array;
  /** Shared: what a neuron's synapses add up to is shifted by it. */
  readonly exponent: number;
  /** Steps, 0 to 62: one for all, or one for each synapse. */
  readonly delays: number | Uint32Array;
}

/**
 * Loihi's synapses. Within a step of the network: `send` what fired, then `arrive`. Bit for bit Lava's `PyDenseModelBitAcc`
 * and `PyDelayDenseModelBitAcc`: what is sent with delay 0 is there for the neurons' next `receive`, and a negative
 * exponent rounds the sum of one step's spikes of one delay, not each weight.
 */
export class IntegerSynapses {
  /** What arrives, `size` sums a step; row `at` is the next. */
  readonly ring: Int32Array;
  at = 0;

  readonly #rows: number;
  #weights: Int16Array;
  #exponent: number;
  /** Sums of one step's spikes by delay, where they are rounded before they count; and which are not 0. */
  readonly #sums: Int32Array;
  readonly #touched: Uint32Array;
  readonly #marked: Uint8Array;

  constructor(private readonly registers: SynapseRegisters) {
    const { delays, size, weights, exponent } = registers;
    const longest = typeof delays === 'number' ? delays : delays.reduce((a, b) => Math.max(a, b), 0);
    this.#rows = longest + 1;
    this.ring = new Int32Array(this.#rows * size);
    this.#sums = new Int32Array(this.#rows * size);
    this.#touched = new Uint32Array(this.#rows * size);
    this.#marked = new Uint8Array(this.#rows * size);
    this.#weights = weights;
    this.#exponent = exponent;
  }

  /** Writes the weights; what is under way stays as it was sent. */
  load(weights: Int16Array, exponent: number): void {
    this.#weights = weights;
    this.#exponent = exponent;
  }

  /** The first `count` of `fired` are the sources of this step's spikes. Returns how many synapses they passed. */
  send(fired: ArrayLike<number>, count: number): number {
    const { size, offsets, order, targets, delays } = this.registers;
    const sums = this.#sums;
    const marked = this.#marked;
    const touched = this.#touched;
    const weights = this.#weights;
    const each = typeof delays !== 'number';
    let places = 0;
    let passed = 0;
    for (let n = 0; n < count; n++) {
      const source = fired[n] as number;
      const end = offsets[source + 1] as number;
      passed += end - (offsets[source] as number);
      for (let k = offsets[source] as number; k < end; k++) {
        const synapse = order ? (order[k] as number) : k;
        const delay = each ? (delays[synapse] as number) : delays;
        const place = delay * size + (targets[synapse] as number);
        if (marked[place] === 0) {
          marked[place] = 1;
          touched[places++] = place;
        }
        (sums[place] as number) += weights[synapse] as number;
      }
    }
    this.#commit(places);
    return passed;
  }

  /** Adds what arrives in this step to `input`, one sum a receiving neuron, and goes on to the next step. */
  arrive(input: Int32Array): void {
    const { ring, at } = this;
    const { size } = this.registers;
    for (let k = 0, place = at * size; k < size; k++, place++) (input[k] as number) += ring[place] as number;
    ring.fill(0, at * size, (at + 1) * size);
    this.at = (at + 1) % this.#rows;
  }

  #commit(places: number): void {
    const { size } = this.registers;
    const length = this.ring.length;
    for (let n = 0; n < places; n++) {
      const place = this.#touched[n] as number;
      const arrival = (this.at * size + place) % length;
      (this.ring[arrival] as number) += shifted(this.#sums[place] as number, this.#exponent);
      this.#sums[place] = 0;
      this.#marked[place] = 0;
    }
  }
}
