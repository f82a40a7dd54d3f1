import type { Checkpoint } from '../../engine/simulation.ts';
import type { ChipPopulation } from './population.ts';
import type { ChipProjection } from './projection.ts';

interface Parts {
  /** Two simulations with the same signature have the same layout. */
  readonly signature: string;
  readonly populations: readonly ChipPopulation[];
  readonly projections: readonly ChipProjection[];
}

/** Values of parameters, integers, spikes under way; `outside` is the checkpoint of what is not on the chip. */
export function saveCheckpoint(parts: Parts, step: number, outside: Checkpoint | undefined): Checkpoint {
  const data: ArrayBuffer[] = [new TextEncoder().encode(parts.signature).slice().buffer];
  for (const { parameters } of [...parts.populations, ...parts.projections])
    for (const { values } of parameters.store.cells.values()) data.push(values.slice().buffer as ArrayBuffer);
  for (const { neurons, lastSpike } of parts.populations)
    for (const values of [neurons.u, neurons.v, neurons.held, lastSpike])
      data.push(values.slice().buffer as ArrayBuffer);
  for (const { synapses } of parts.projections)
    data.push(Int32Array.of(synapses.at).buffer as ArrayBuffer, synapses.ring.slice().buffer as ArrayBuffer);
  return {
    backend: 'fixed-point',
    precision: outside?.precision ?? 'f64',
    step,
    data: [...data, ...(outside?.data ?? [])],
  };
}

/**
 * Puts everything back; `replan` works the registers out from the parameters once these are there. Returns the buffers of
 * the outside's checkpoint. Throws `RangeError` where the checkpoint is of something else.
 */
export function restoreCheckpoint(parts: Parts, checkpoint: Checkpoint, replan: () => void): ArrayBuffer[] {
  const [header, ...buffers] = checkpoint.data;
  if (checkpoint.backend !== 'fixed-point' || new TextDecoder().decode(header) !== parts.signature)
    throw new RangeError('This checkpoint belongs to another network or back end.');
  const next = () => buffers.shift() ?? new ArrayBuffer(0);
  for (const { parameters } of [...parts.populations, ...parts.projections]) {
    const { store } = parameters;
    for (const cell of store.cells.values()) {
      cell.values = new Float64Array(next().slice(0));
      if (cell.values.length > 1) cell.stride = 1;
      else if (store.size > 1) cell.stride = 0;
    }
  }
  replan();
  for (const { neurons, lastSpike } of parts.populations) {
    for (const values of [neurons.u, neurons.v, neurons.held]) values.set(new Int32Array(next()));
    lastSpike.set(new Float64Array(next()));
  }
  for (const { synapses } of parts.projections) {
    synapses.at = new Int32Array(next())[0] ?? 0;
    synapses.ring.set(new Int32Array(next()));
  }
  return buffers;
}
