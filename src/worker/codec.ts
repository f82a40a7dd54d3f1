import type { Batch, Samples } from '../engine/simulation.ts';

/**
 * A batch as one row of 64-bit numbers, for the shared ring: from, to, populations, samples; then for each population
 * the number of spikes, for each samples entry population, probe, rows, columns; then the data in the same order.
 */
export function encodeBatch(batch: Batch): Float64Array {
  const { spikes, samples } = batch;
  const words = new Float64Array(batchWords(batch));
  words.set([batch.from, batch.to, spikes.length, samples.length]);
  let at = 4;
  for (const { steps } of spikes) words[at++] = steps.length;
  for (const { population, probe, steps, values } of samples) {
    words.set([population, probe, steps.length, steps.length === 0 ? 0 : values.length / steps.length], at);
    at += 4;
  }
  const put = (values: ArrayLike<number>) => {
    words.set(values, at);
    at += values.length;
  };
  for (const { steps, indices } of spikes) {
    put(steps);
    put(indices);
  }
  for (const { steps, values } of samples) {
    put(steps);
    put(values);
  }
  return words;
}

/** Length of the encoded batch in 64-bit words. */
function batchWords({ spikes, samples }: Batch): number {
  let words = 4 + spikes.length + 4 * samples.length;
  for (const { steps } of spikes) words += 2 * steps.length;
  for (const { steps, values } of samples) words += steps.length + values.length;
  return words;
}

/** The batch again; its arrays are views of (or copies from) `words`, which must not be reused. */
export function decodeBatch(words: Float64Array): Batch {
  let at = 0;
  const next = () => words[at++] ?? 0;
  const take = (length: number) => {
    at += length;
    return words.subarray(at - length, at);
  };
  const from = next();
  const to = next();
  const populations = next();
  const entries = next();
  const counts = Array.from({ length: populations }, next);
  const heads = Array.from({ length: entries }, () => [next(), next(), next(), next()] as const);
  const spikes = counts.map((count) => ({ steps: take(count), indices: Uint32Array.from(take(count)) }));
  const samples: Samples[] = heads.map(([population, probe, rows, columns]) => ({
    population,
    probe,
    steps: take(rows),
    values: take(rows * columns),
  }));
  return { from, to, spikes, samples };
}

/** The buffers of a batch, each once, for transfer. */
export function batchBuffers(batch: Batch): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const add = (array: Float64Array | Uint32Array) => {
    if (array.buffer instanceof ArrayBuffer) buffers.add(array.buffer);
  };
  for (const { steps, indices } of batch.spikes) {
    add(steps);
    add(indices);
  }
  for (const { steps, values } of batch.samples) {
    add(steps);
    add(values);
  }
  return [...buffers];
}
