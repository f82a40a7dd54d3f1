/** Spike trains by neuron, and what an atlas shows of them: one definition for every back end. */

/** Spikes of neuron i are `steps[offsets[i]]` to `steps[offsets[i + 1] - 1]`, ascending. */
export interface Trains {
  readonly offsets: Uint32Array;
  readonly steps: Float64Array;
}

/** Sorts spikes, given ordered by step, by neuron. The order of a neuron's spikes stays. */
export function groupByNeuron(
  size: number,
  pieces: readonly { readonly steps: ArrayLike<number>; readonly indices: ArrayLike<number> }[],
): Trains {
  const offsets = new Uint32Array(size + 1);
  for (const { indices } of pieces)
    for (let k = 0; k < indices.length; k++) (offsets[(indices[k] as number) + 1] as number) += 1;
  for (let i = 0; i < size; i++) (offsets[i + 1] as number) += offsets[i] as number;
  const next = offsets.slice(0, size);
  const steps = new Float64Array(offsets[size] as number);
  for (const piece of pieces)
    for (let k = 0; k < piece.indices.length; k++) {
      const neuron = piece.indices[k] as number;
      const place = next[neuron] as number;
      next[neuron] = place + 1;
      steps[place] = piece.steps[k] as number;
    }
  return { offsets, steps };
}

export interface TrainMeasures {
  /** Spikes a second from step `settle` to step `end`. */
  readonly rate: Float32Array;
  /** Share of inter-spike intervals shorter than half their mean; NaN with fewer than 3 spikes. */
  readonly burstIndex: Float32Array;
  /** (last interval - first interval) / (last + first); NaN with fewer than 3 spikes. */
  readonly adaptation: Float32Array;
}

export interface Span {
  /** Seconds. */
  readonly dt: number;
  /** Spikes before this step do not count for the rate; they do for the intervals. */
  readonly settle: number;
  /** The step after the last that was run. */
  readonly end: number;
}

/** Measures of every neuron, one value each. */
export function measureTrains({ offsets, steps }: Trains, span: Span): TrainMeasures {
  const size = offsets.length - 1;
  const rate = new Float32Array(size);
  const burstIndex = new Float32Array(size);
  const adaptation = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const train = steps.subarray(offsets[i], offsets[i + 1]);
    rate[i] = rateOf(train, span);
    burstIndex[i] = burstIndexOf(train);
    adaptation[i] = adaptationOf(train);
  }
  return { rate, burstIndex, adaptation };
}

/** Spikes a second; NaN where nothing was run after `settle`. */
export function rateOf(train: ArrayLike<number>, { dt, settle, end }: Span): number {
  let count = 0;
  for (let k = 0; k < train.length; k++) if ((train[k] as number) >= settle) count += 1;
  return end > settle ? count / ((end - settle) * dt) : Number.NaN;
}

/** In whole steps: exact, so that every back end with the same spikes gives the same number. */
export function burstIndexOf(train: ArrayLike<number>): number {
  const intervals = train.length - 1;
  if (intervals < 2) return Number.NaN;
  const total = (train[intervals] as number) - (train[0] as number);
  let short = 0;
  for (let k = 0; k < intervals; k++)
    if (2 * intervals * ((train[k + 1] as number) - (train[k] as number)) < total) short += 1;
  return short / intervals;
}

export function adaptationOf(train: ArrayLike<number>): number {
  const n = train.length;
  if (n < 3) return Number.NaN;
  const first = (train[1] as number) - (train[0] as number);
  const last = (train[n - 1] as number) - (train[n - 2] as number);
  return (last - first) / (last + first);
}
