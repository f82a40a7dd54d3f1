import { type Architecture, coresOf } from './architecture.ts';
import { type Axons, axonsOf } from './axons.ts';
import type { Mapping } from './mapping.ts';
import { listBits, synapseBits } from './synapse-memory.ts';
import type { Ways } from './ways.ts';
import type { Workload } from './workload.ts';

/** A network laid out on a chip: everything that a step looks up. */
export interface Layout {
  readonly axons: Axons;
  /** Of each neuron. */
  readonly slot: Uint16Array;
  readonly input: Uint8Array;
  /** Synapses onto each neuron that evaluate a product when it fires. */
  readonly learningIn: Uint32Array;
  /** Of each axon: where it ends, its way, words of its list, seconds that its message keeps the receiver busy. */
  readonly target: Uint16Array;
  readonly way: Uint32Array;
  readonly words: Float64Array;
  readonly busy: Float64Array;
  /** At each slot: neurons that are updated; products of its synapses that wait for spikes; those of every step. */
  readonly updated: Float64Array;
  readonly waiting: Float64Array;
  readonly clocked: Float64Array;
  /** Seconds of neuron work of each slot until a neuron is done, where every neuron is active. */
  readonly allActive: Float64Array;
  /** The same in the present step where some are at rest; and of each slot as a whole. */
  readonly running: Float64Array;
  readonly neuronTime: Float64Array;
  /** Seconds. */
  readonly prices: {
    readonly active: number;
    readonly idle: number;
    readonly spike: number;
    readonly messageOut: number;
    readonly learning: number;
  };
}

/** O(synapses). */
export function layoutOf(
  architecture: Architecture,
  workload: Workload,
  mapping: Mapping,
  ways: Ways,
): Layout {
  const { memory, prices } = architecture;
  const { neurons, populations } = workload;
  const slots = coresOf(architecture);
  const axons = axonsOf(workload, mapping, synapseBits(memory, workload));
  const slot = Uint16Array.from(mapping.core, (core) => mapping.slot[core] as number);
  const input = new Uint8Array(neurons);
  for (const population of populations)
    if (population.input) input.fill(1, population.first, population.first + population.size);
  const timeOf = (price: { readonly time?: number } | undefined) => price?.time ?? 0;
  const active = timeOf(prices.neuronActive);
  const neuronTime = new Float64Array(slots);
  const updated = new Float64Array(slots);
  const columns = new Float64Array(slots);
  const allActive = new Float64Array(neurons);
  for (let n = 0; n < neurons; n++) {
    const own = slot[n] as number;
    (columns[own] as number) += 1;
    if (!input[n]) (updated[own] as number) += 1;
    allActive[n] = (updated[own] as number) * active;
  }
  const [sparse, dense, convolution] = [
    timeOf(prices.synapseSparse),
    timeOf(prices.synapseDense),
    timeOf(prices.synapseConvolution),
  ];
  const count = axons.core.length;
  const target = Uint16Array.from(axons.core, (core) => mapping.slot[core] as number);
  const words = new Float64Array(count);
  const way = new Uint32Array(count);
  for (let n = 0; n < neurons; n++)
    for (let a = axons.offsets[n] as number; a < (axons.offsets[n + 1] as number); a++)
      way[a] = ways.numberOf(slot[n] as number, target[a] as number);
  const busy = new Float64Array(count);
  for (let a = 0; a < count; a++) {
    const to = target[a] as number;
    const [n, m, k] = axons.synapses.subarray(3 * a, 3 * a + 3);
    busy[a] =
      timeOf(prices.messageIn) + (n as number) * sparse + (m as number) * dense + (k as number) * convolution;
    words[a] =
      memory.kind === 'crossbar'
        ? Math.ceil(((columns[to] as number) * memory.weightBits) / memory.wordBits)
        : listBits(memory, axons.bits[a] as number) / memory.wordBits;
  }
  return {
    axons,
    slot,
    input,
    ...learningOf(workload, slot, slots),
    target,
    way,
    words,
    busy,
    updated,
    allActive,
    running: new Float64Array(neurons),
    neuronTime,
    prices: {
      active,
      idle: timeOf(prices.neuronIdle),
      spike: timeOf(prices.spike),
      messageOut: timeOf(prices.messageOut),
      learning: timeOf(prices.learningProduct),
    },
  };
}

function learningOf(
  { neurons, targets, projection, projections }: Workload,
  slot: Uint16Array,
  slots: number,
): Pick<Layout, 'learningIn' | 'waiting' | 'clocked'> {
  const learningIn = new Uint32Array(neurons);
  const waiting = new Float64Array(slots);
  const clocked = new Float64Array(slots);
  targets.forEach((target, k) => {
    const rule = projections[projection[k] as number]?.learns;
    if (!rule) return;
    const at = slot[target] as number;
    (learningIn[target] as number) += rule.post;
    (waiting[at] as number) += rule.pre + rule.post;
    (clocked[at] as number) += rule.clock.length;
  });
  return { learningIn, waiting, clocked };
}
