import type { Architecture, Limits, SynapticMemory } from './architecture.ts';
import { type Incoming, incomingOf } from './incoming.ts';
import type { Mapping } from './mapping.ts';
import { listBits, memoryInUse, synapseBits } from './synapse-memory.ts';
import type { Workload } from './workload.ts';

/** A partition in which neurons change cores, with what every core holds and what every move would save. */
export class Partition {
  readonly core: Uint16Array;
  readonly #cores: number;
  readonly #limits: Limits;
  readonly #memory: SynapticMemory;
  readonly #incoming: Incoming;
  readonly #bitsOf: Float64Array;
  readonly #spikes: ArrayLike<number> | undefined;
  /** Bits of the list of each neuron on each core. Together with where the neuron lies: whom its spikes reach. */
  readonly #bits: Uint32Array;
  readonly #compartments: Uint32Array;
  readonly #axonsIn: Uint32Array;
  readonly #axonsOut: Uint32Array;
  readonly #lists: Float64Array;
  readonly #reached: Float64Array;

  constructor(
    workload: Workload,
    { limits, memory }: Architecture,
    { core, cores }: Mapping,
    spikes: ArrayLike<number> | undefined,
  ) {
    const { neurons, offsets, targets, projection } = workload;
    this.core = core.slice();
    this.#cores = cores;
    this.#limits = limits;
    this.#memory = memory;
    this.#incoming = incomingOf(workload);
    this.#bitsOf = synapseBits(memory, workload).map((bits) => Math.max(1, bits));
    this.#spikes = spikes;
    this.#bits = new Uint32Array(neurons * cores);
    this.#compartments = new Uint32Array(cores);
    this.#axonsIn = new Uint32Array(cores);
    this.#axonsOut = new Uint32Array(cores);
    this.#lists = new Float64Array(cores);
    this.#reached = new Float64Array(cores);
    for (let n = 0; n < neurons; n++) {
      const own = core[n] as number;
      (this.#compartments[own] as number) += 1;
      for (let k = offsets[n] as number; k < (offsets[n + 1] as number); k++)
        this.#add(n, core[targets[k] as number] as number, this.#bitsOf[projection[k] as number] as number);
    }
  }

  /** The core to which a move saves most, and what it saves (negative: it would cost). */
  bestMove(neuron: number): { to: number; gain: number } {
    const from = this.core[neuron] as number;
    const reached = this.#reached;
    reached.fill(0);
    let leave = 0;
    let all = 0;
    this.#nets(neuron, (source, bits, weight) => {
      all += weight;
      if (this.#frees(source, neuron, from, bits)) leave += weight;
      const row = source * this.#cores;
      for (let c = 0; c < this.#cores; c++)
        if ((this.#bits[row + c] as number) > 0) (reached[c] as number) += weight;
      const own = this.core[source] as number;
      if (this.#bits[row + own] === 0) (reached[own] as number) += weight;
    });
    let to = -1;
    for (let c = 0; c < this.#cores; c++)
      if (c !== from && (to < 0 || (reached[c] as number) > (reached[to] as number))) to = c;
    return { to, gain: leave - (all - (reached[to] as number)) };
  }

  /** What a move saves: spikes times cores that need no longer be told. */
  gainOf(neuron: number, to: number): number {
    const from = this.core[neuron] as number;
    let gain = 0;
    this.#nets(neuron, (source, bits, weight) => {
      if (this.#frees(source, neuron, from, bits)) gain += weight;
      const told = (this.#bits[source * this.#cores + to] as number) > 0;
      if (!told && (source === neuron || this.core[source] !== to)) gain -= weight;
    });
    return gain;
  }

  /** Moves a neuron where no core then breaks a limit; whether it did. */
  tryMove(neuron: number, to: number): boolean {
    const from = this.core[neuron] as number;
    this.move(neuron, to);
    if (this.fits()) return true;
    this.move(neuron, from);
    return false;
  }

  move(neuron: number, to: number): void {
    const from = this.core[neuron] as number;
    const { offsets, sources, projection } = this.#incoming;
    for (let k = offsets[neuron] as number; k < (offsets[neuron + 1] as number); k++) {
      const source = sources[k] as number;
      const bits = this.#bitsOf[projection[k] as number] as number;
      this.#add(source, from, -bits);
      this.#add(source, to, bits);
    }
    let reach = 0;
    for (let c = 0; c < this.#cores; c++)
      if ((this.#bits[neuron * this.#cores + c] as number) > 0) reach += 1;
    (this.#axonsOut[from] as number) -= reach;
    (this.#axonsOut[to] as number) += reach;
    (this.#compartments[from] as number) -= 1;
    (this.#compartments[to] as number) += 1;
    this.core[neuron] = to;
  }

  /** Whether every core keeps its limits. */
  fits(): boolean {
    const { compartments, memory, axonsIn, axonsOut } = this.#limits;
    for (let c = 0; c < this.#cores; c++) {
      const [neurons, rows] = [this.#compartments[c] as number, this.#axonsIn[c] as number];
      if (neurons > compartments || rows > axonsIn || (this.#axonsOut[c] as number) > axonsOut) return false;
      if (memoryInUse(this.#memory, this.#lists[c] as number, rows, neurons) > memory) return false;
    }
    return true;
  }

  /** Whether a source's spikes need not be sent to a core once a neuron, with so many bits of it, has left. */
  #frees(source: number, neuron: number, from: number, bits: number): boolean {
    return (
      this.#bits[source * this.#cores + from] === bits && (source === neuron || this.core[source] !== from)
    );
  }

  /** The hyperedges that a neuron is in: its sources', once each, and its own. */
  #nets(neuron: number, see: (source: number, bits: number, weight: number) => void): void {
    const { offsets, sources, projection } = this.#incoming;
    const weightOf = (source: number) => (this.#spikes ? (this.#spikes[source] as number) : 1);
    const end = offsets[neuron + 1] as number;
    let own = 0;
    for (let k = offsets[neuron] as number; k < end; ) {
      const source = sources[k] as number;
      let bits = 0;
      for (; k < end && sources[k] === source; k++) bits += this.#bitsOf[projection[k] as number] as number;
      if (source === neuron) own = bits;
      else see(source, bits, weightOf(source));
    }
    see(neuron, own, weightOf(neuron));
  }

  #add(source: number, to: number, bits: number): void {
    const at = source * this.#cores + to;
    const before = this.#bits[at] as number;
    const after = before + bits;
    this.#bits[at] = after;
    (this.#lists[to] as number) += listBits(this.#memory, after) - listBits(this.#memory, before);
    const changed = (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    if (changed === 0) return;
    (this.#axonsIn[to] as number) += changed;
    const own = this.core[source] as number;
    (this.#axonsOut[own] as number) += changed;
  }
}
