import type { CompiledNetwork } from '../../network/compiled.ts';
import { longestDelay } from '../../network/order.ts';
import type { Checkpoint } from '../simulation.ts';
import type { Clock, ReferencePopulation } from './population.ts';
import type { ReferenceProjection } from './projection.ts';

interface Parts {
  readonly network: CompiledNetwork;
  readonly clock: Clock;
  readonly populations: readonly ReferencePopulation[];
  readonly projections: readonly ReferenceProjection[];
}

/** Everything that a step may read: cells, refractoriness, spikes under way. Random numbers need no state. */
export function saveCheckpoint(parts: Parts): Checkpoint {
  const data: ArrayBuffer[] = [new TextEncoder().encode(signature(parts.network)).slice().buffer];
  const save = (values: Float64Array) => data.push(values.slice().buffer);
  for (const { store, lastSpike, notRefractory } of parts.populations) {
    for (const { values } of store.cells.values()) save(values);
    save(lastSpike);
    save(notRefractory);
  }
  for (const { store, pathways, updated } of parts.projections) {
    for (const { values } of store.cells.values()) save(values);
    save(updated);
    for (const { slots } of pathways)
      save(Float64Array.from(slots.flatMap((slot) => [slot.length, ...slot])));
  }
  return { backend: 'reference', precision: 'f64', step: parts.clock.step, data };
}

/** Throws `RangeError` where the checkpoint is of something else. */
export function restoreCheckpoint(parts: Parts, checkpoint: Checkpoint): void {
  const [header, ...buffers] = checkpoint.data;
  if (
    checkpoint.backend !== 'reference' ||
    checkpoint.precision !== 'f64' ||
    new TextDecoder().decode(header) !== signature(parts.network)
  )
    throw new RangeError('This checkpoint belongs to another network or back end.');
  let place = 0;
  const load = () => new Float64Array((buffers[place++] ?? new ArrayBuffer(0)).slice(0));
  parts.clock.step = checkpoint.step;
  for (const population of parts.populations) {
    loadCells(population.store, load);
    population.lastSpike.set(load());
    population.notRefractory.set(load());
    population.spikes = [];
    population.seek();
  }
  for (const { store, pathways, updated } of parts.projections) {
    loadCells(store, load);
    updated.set(load());
    for (const { slots } of pathways) unpack(load(), slots);
  }
}

function unpack(packed: Float64Array, slots: number[][]): void {
  let at = 0;
  for (let k = 0; k < slots.length; k++) {
    const count = packed[at] ?? 0;
    slots[k] = Array.from(packed.subarray(at + 1, at + 1 + count));
    at += count + 1;
  }
}

function loadCells(store: ReferencePopulation['store'], load: () => Float64Array): void {
  for (const cell of store.cells.values()) {
    cell.values = load();
    cell.stride =
      cell.values.length === 1 && store.size !== 1 ? 0 : cell.stride === 0 && store.size === 1 ? 0 : 1;
  }
}

/** Two networks with the same signature have the same layout. */
function signature({ dt, populations, projections }: CompiledNetwork): string {
  return JSON.stringify([
    dt,
    populations.map(({ name, size, constants, state }) => [
      name,
      size,
      [...constants.keys()],
      [...state.keys()],
    ]),
    projections.map(({ from, to, sources, constants, state, program, delays }) => [
      from,
      to,
      sources.length,
      program.pathways.map(({ name }, k) => [name, longestDelay(delays[k] ?? 0)]),
      [...constants.keys()],
      [...state.keys()],
    ]),
  ]);
}
