import { type Architecture, barrierTime, coresOf } from './architecture.ts';
import { AxonTally } from './axon-tally.ts';
import { type Counts, emptyCounts } from './counts.ts';
import { type Layout, layoutOf } from './layout.ts';
import { type Mapping, tilesInUse } from './mapping.ts';
import { Messages } from './messages.ts';
import { Timing } from './timing.ts';
import { type Way, Ways } from './ways.ts';
import type { Workload } from './workload.ts';

/** What the caller knows of a step beyond the spikes. */
export interface StepExtras {
  /** 1 for each neuron that had something to do, 0 for one at rest. Absent: not known, every neuron counts as active. */
  readonly active?: ArrayLike<number>;
  /**
   * What the learning engine did in the step, one number for each logical core. Absent: a synapse evaluates what its rule
   * says at a spike of its source and of its target, and skips that where they do not fire; what the clock changes is
   * evaluated in every step and never skipped.
   */
  readonly learning?: { readonly evaluated: ArrayLike<number>; readonly skipped: ArrayLike<number> };
}

/** Seconds. */
export interface StepTime {
  /** With links that fill and receivers that wait (`timing.ts`); the barrier included. */
  readonly detailed: number;
  /** The busiest core's work, sending or receiving, and the barrier: no way is ever blocked. */
  readonly simple: number;
}

/** A packet of the last step. Times in seconds from the step's beginning. */
export interface Packet {
  readonly neuron: number;
  /** Slots. */
  readonly from: number;
  readonly to: number;
  readonly departs: number;
  readonly arrives: number;
  /** Its synapses have been worked through. */
  readonly done: number;
}

/**
 * A chip at work: told who fired in each step, it counts what that costs and when it was done. O(spikes and the cores
 * that they reach) a step, and O(cores).
 */
export class Chip {
  readonly #counts: Counts;
  readonly #ways: Ways;
  #layout: Layout;
  #tally: AxonTally;
  #mapping: Mapping;
  #barrier = 0;
  #last: StepTime = { detailed: 0, simple: 0 };
  #total = { detailed: 0, simple: 0 };
  readonly #messages: Messages;
  readonly #timing: Timing;
  /** For each slot: neuron time that is accounted for, work since its last message, all of its work, its receptions. */
  readonly #accounted: Float64Array;
  readonly #pending: Float64Array;
  readonly #sending: Float64Array;
  readonly #receiving: Float64Array;

  constructor(
    readonly architecture: Architecture,
    readonly workload: Workload,
    mapping: Mapping,
  ) {
    const slots = coresOf(architecture);
    this.#counts = emptyCounts(architecture);
    this.#ways = new Ways(architecture, slots);
    this.#messages = new Messages(slots);
    this.#timing = new Timing(architecture.mesh.buffer, this.#ways, slots);
    this.#accounted = new Float64Array(slots);
    this.#pending = new Float64Array(slots);
    this.#sending = new Float64Array(slots);
    this.#receiving = new Float64Array(slots);
    this.#mapping = mapping;
    this.#layout = this.#lay(mapping);
    this.#tally = new AxonTally(this.#layout, this.#ways);
  }

  /** Up to date when it is asked for, in O(axons that sent since then). */
  get counts(): Counts {
    this.#tally.settle(this.#counts);
    return this.#counts;
  }

  get mapping(): Mapping {
    return this.#mapping;
  }

  /** Neurons or cores lie elsewhere from the next step on; what was counted stays. O(synapses). */
  remap(mapping: Mapping): void {
    this.#tally.settle(this.#counts);
    this.#mapping = mapping;
    this.#layout = this.#lay(mapping);
    this.#tally = new AxonTally(this.#layout, this.#ways);
  }

  /** Of the last step. */
  get last(): StepTime {
    return this.#last;
  }

  /** Of all steps. */
  get total(): StepTime {
    return this.#total;
  }

  /** Forgets what was counted. */
  reset(): void {
    const { counts } = this;
    counts.steps = 0;
    counts.allActive = 0;
    counts.links.fill(0);
    for (const each of Object.values(counts.cores)) each.fill(0);
    this.#last = { detailed: 0, simple: 0 };
    this.#total = { detailed: 0, simple: 0 };
    this.#messages.clear();
  }

  /** One step, in which these neurons (global numbers, ascending) fired. */
  step(fired: ArrayLike<number>, extras: StepExtras = {}): void {
    const layout = this.#layout;
    const { prices } = layout;
    const { cores } = this.#counts;
    this.#messages.clear();
    this.#accounted.fill(0);
    this.#pending.fill(0);
    this.#sending.fill(0);
    this.#receiving.fill(0);
    const upTo = this.#update(extras);
    const learned = extras.learning !== undefined;
    for (let f = 0; f < fired.length; f++) {
      const neuron = fired[f] as number;
      const slot = layout.slot[neuron] as number;
      const before = this.#accounted[slot] as number;
      const now = upTo[neuron] as number;
      this.#accounted[slot] = now;
      let work = now - before + (this.#pending[slot] as number);
      if (!layout.input[neuron]) {
        (cores.spike[slot] as number) += 1;
        work += prices.spike;
      }
      if (!learned) work += this.#learn(slot, layout.learningIn[neuron] as number, true);
      this.#pending[slot] = this.#send(neuron, slot, work, learned);
    }
    if (extras.learning) this.#learnAs(extras.learning);
    else this.#tick();
    for (let slot = 0; slot < this.#pending.length; slot++) {
      const left = (layout.neuronTime[slot] as number) - (this.#accounted[slot] as number);
      this.#pending[slot] = (this.#pending[slot] as number) + left;
      (this.#sending[slot] as number) += this.#pending[slot] as number;
    }
    this.#counts.steps += 1;
    this.#clock();
  }

  /** The routes of at most so many packets of the last step, evenly drawn from all `of` of them. */
  packets(limit: number): { readonly of: number; readonly packets: readonly Packet[] } {
    const { count, neuron, way, departs, arrives, done } = this.#messages;
    const taken = Math.min(limit, count);
    const packets = Array.from({ length: taken }, (_, k) => {
      const m = Math.floor((k * count) / taken);
      const { from, to } = this.#ways.list[way[m] as number] as Way;
      return {
        neuron: neuron[m] as number,
        from,
        to,
        departs: departs[m] as number,
        arrives: arrives[m] as number,
        done: done[m] as number,
      };
    });
    return { of: count, packets };
  }

  #lay(mapping: Mapping): Layout {
    this.#barrier = barrierTime(this.architecture, tilesInUse(this.architecture, mapping));
    return layoutOf(this.architecture, this.workload, mapping, this.#ways);
  }

  /** Counts the neurons' updates; the time that each core has worked when it comes to each neuron's end. */
  #update({ active }: StepExtras): Float64Array {
    const layout = this.#layout;
    const { neuronActive, neuronIdle, memoryRead, memoryWrite } = this.#counts.cores;
    const { updated, slot, input, prices, neuronTime, running } = layout;
    for (let s = 0; s < updated.length; s++) (memoryRead[s] as number) += updated[s] as number;
    if (!active) {
      this.#counts.allActive += 1;
      for (let s = 0; s < updated.length; s++) {
        (neuronActive[s] as number) += updated[s] as number;
        (memoryWrite[s] as number) += updated[s] as number;
        neuronTime[s] = (updated[s] as number) * prices.active;
      }
      return layout.allActive;
    }
    neuronTime.fill(0);
    for (let n = 0; n < slot.length; n++) {
      const s = slot[n] as number;
      if (!input[n]) {
        const works = active[n] !== 0;
        ((works ? neuronActive : neuronIdle)[s] as number) += 1;
        if (works) (memoryWrite[s] as number) += 1;
        (neuronTime[s] as number) += works ? prices.active : prices.idle;
      }
      running[n] = neuronTime[s] as number;
    }
    return running;
  }

  /** Sends a neuron's spike to every core that it reaches; the work that is left over where it reaches none. */
  #send(neuron: number, slot: number, work: number, learned: boolean): number {
    const { axons, target, way, busy, prices } = this.#layout;
    const from = axons.offsets[neuron] as number;
    const end = axons.offsets[neuron + 1] as number;
    if (from === end) return work;
    const receiving = this.#receiving;
    const tally = this.#tally;
    let generation = work + prices.messageOut;
    (this.#sending[slot] as number) += work + (end - from) * prices.messageOut;
    for (let a = from; a < end; a++) {
      tally.add(a);
      const to = target[a] as number;
      let processing = busy[a] as number;
      const learning = axons.learning[a] as number;
      if (learning > 0 && !learned) processing += this.#learn(to, learning, false);
      (receiving[to] as number) += processing;
      this.#messages.add(neuron, slot, way[a] as number, generation, processing);
      generation = prices.messageOut;
    }
    return 0;
  }

  /** Products of synapses that lie at a slot; the seconds that they take. Weights are read with their list, or anew. */
  #learn(slot: number, products: number, anew: boolean): number {
    if (products === 0) return 0;
    const { cores } = this.#counts;
    (cores.learningProduct[slot] as number) += products;
    (cores.learningSkipped[slot] as number) -= products;
    (cores.memoryWrite[slot] as number) += products;
    if (anew) (cores.memoryRead[slot] as number) += products;
    return products * this.#layout.prices.learning;
  }

  /** What every step asks of the synapses: the clock's products; and those whose spike did not come are skipped. */
  #tick(): void {
    const { waiting, clocked } = this.#layout;
    const { learningSkipped } = this.#counts.cores;
    for (let slot = 0; slot < waiting.length; slot++) {
      const products = clocked[slot] as number;
      // Products that were evaluated are off already: at spikes, and now by the clock.
      (this.#pending[slot] as number) += this.#learn(slot, products, true);
      (learningSkipped[slot] as number) += (waiting[slot] as number) + products;
    }
  }

  #learnAs({ evaluated, skipped }: NonNullable<StepExtras['learning']>): void {
    const { learningSkipped } = this.#counts.cores;
    this.#mapping.slot.forEach((slot, core) => {
      const products = evaluated[core] ?? 0;
      (this.#pending[slot] as number) += this.#learn(slot, products, true);
      (learningSkipped[slot] as number) += products + (skipped[core] ?? 0);
    });
  }

  #clock(): void {
    let simple = 0;
    for (let slot = 0; slot < this.#sending.length; slot++)
      simple = Math.max(simple, this.#sending[slot] as number, this.#receiving[slot] as number);
    const detailed = this.#timing.run(this.#messages, this.#pending);
    this.#last = { detailed: detailed + this.#barrier, simple: simple + this.#barrier };
    this.#total = {
      detailed: this.#total.detailed + this.#last.detailed,
      simple: this.#total.simple + this.#last.simple,
    };
  }
}
