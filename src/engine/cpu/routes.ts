/**
 * How the spikes of a pathway find their synapses: by source in the order in which synapses are kept, or through a table
 * (by target; by source where another pathway's delays order the synapses), and when they arrive there.
 */
import type { CompiledProjection } from '../../network/compiled.ts';
import { rowsBySource } from '../../network/connect/rows.ts';
import { longestDelay } from '../../network/order.ts';

export interface RouteLayout {
  /** Places of the synapses of neuron k: from entry k to entry k + 1. */
  readonly offsets: number;
  /** The synapse at each place; absent where that is the place. */
  readonly synapses: number | undefined;
  /** One delay for all, or delays place by place (each neuron's in ascending order), of 16 bits where they fit. */
  readonly delay:
    | number
    | {
        readonly address: number;
        readonly bytes: 2 | 4;
        readonly most: number;
        readonly cursors: number;
      };
}

type Take = (bytes: number) => number;

/** Views of the kernel's memory. */
interface Memory {
  words(address: number, count: number): Uint32Array;
  shorts(address: number, count: number): Uint16Array;
}

/** `cursors` has a place for those of each pathway; `offsets` are those by source, `sizes` neurons at both ends. */
export function layRoutes(
  shape: CompiledProjection,
  take: Take,
  { cursors, offsets, targets }: { cursors: readonly number[]; offsets: number; targets: number },
): RouteLayout[] {
  const count = shape.targets.length;
  let backwards: number | undefined;
  let table: number | undefined;
  return shape.program.pathways.map(({ side }, k) => {
    const delays = shape.delays[k] ?? 0;
    const alike = typeof delays === 'number';
    const most = longestDelay(delays);
    const bytes = most < 65536 ? 2 : 4;
    const delay = alike
      ? delays
      : ({ address: take(bytes * (count + 1)), bytes, most, cursors: cursors[k] as number } as const);
    if (side === 'pre')
      return { offsets, synapses: isKept(shape, delays) ? undefined : take(4 * count), delay };
    backwards ??= take(4 * (targets + 1));
    if (!alike) return { offsets: backwards, synapses: take(4 * count), delay };
    table ??= take(4 * count);
    return { offsets: backwards, synapses: table, delay };
  });
}

/** By source, and by delay where those of the first presynaptic pathway differ; absent where that is the file's order. */
export function keptOrder(shape: CompiledProjection): Uint32Array | undefined {
  return byDelay(shape, firstDelays(shape), shape.targets.length);
}

function firstDelays({ program, delays }: CompiledProjection): number | Uint32Array {
  const first = program.pathways.findIndex(({ side }) => side === 'pre');
  return delays[first] ?? 0;
}

/** Whether the order in which synapses are kept is that of these delays. */
function isKept(shape: CompiledProjection, delays: number | Uint32Array): boolean {
  const first = firstDelays(shape);
  return first === delays || (typeof first === 'number' && typeof delays === 'number');
}

/** Synapses (the file's numbers) row by row, those of a row in the order of their delays. */
function byDelay(
  { offsets, order }: Pick<CompiledProjection, 'offsets' | 'order'>,
  delays: number | Uint32Array,
  count: number,
): Uint32Array | undefined {
  if (typeof delays === 'number') return order;
  const sorted = order?.slice() ?? numbers(count);
  for (let i = 0; i + 1 < offsets.length; i++) {
    sorted
      .subarray(offsets[i], offsets[i + 1])
      .sort((a, b) => (delays[a] as number) - (delays[b] as number) || a - b);
  }
  return sorted;
}

/** Writes tables and delays; `places` tells where each of the file's synapses is kept, absent where under its number. */
export function writeRoutes(
  memory: Memory,
  routes: readonly RouteLayout[],
  shape: CompiledProjection,
  targets: number,
  places: Uint32Array | undefined,
): void {
  const count = shape.targets.length;
  const answers = shape.program.pathways.some(({ side }) => side === 'post');
  const backwards = answers ? rowsBySource(shape.targets, targets) : undefined;
  routes.forEach(({ offsets, synapses, delay }, k) => {
    const rows = shape.program.pathways[k]?.side === 'post' && backwards ? backwards : shape;
    if (rows === backwards) memory.words(offsets, targets + 1).set(rows.offsets);
    const delays = shape.delays[k] ?? 0;
    if (synapses === undefined && typeof delays === 'number') return;
    const order = byDelay(rows, delays, count) ?? numbers(count);
    if (synapses !== undefined)
      memory.words(synapses, count).set(places ? order.map((number) => places[number] as number) : order);
    if (typeof delay === 'number' || typeof delays === 'number') return;
    const view = delay.bytes === 2 ? memory.shorts(delay.address, count) : memory.words(delay.address, count);
    view.set(order.map((number) => delays[number] as number));
  });
}

function numbers(count: number): Uint32Array {
  const list = new Uint32Array(count);
  for (let k = 0; k < count; k++) list[k] = k;
  return list;
}
