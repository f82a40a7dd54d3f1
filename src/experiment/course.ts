/** What is told of one neuron in each stretch of a run. */
export type Tells = 'rate' | 'cv' | 'latency' | 'hits' | 'false alarms';

/** Spike times in steps, in order: of the neuron, and of the population that marks when something happened. */
export interface Trains {
  readonly spikes: ArrayLike<number>;
  readonly marks: ArrayLike<number>;
}

/** Intervals of a neuron fewer than these have no coefficient of variation. */
const fewest = 5;

/**
 * Of a neuron's spikes in the steps from `from` to before `to`; NaN where there is nothing to tell. rate: spikes a second.
 * cv: standard deviation of the intervals that end there over their mean. Of the marks there, each with the `within` steps
 * that follow it, hits: the share in which the neuron fires; latency: mean time to its first spike, in seconds, where there
 * is one. false alarms: spikes a second in the time that follows no mark.
 */
export function tell(
  tells: Tells,
  { spikes, marks }: Trains,
  { from, to, within, dt }: { from: number; to: number; within: number; dt: number },
): number {
  const [first, last] = [place(spikes, from), place(spikes, to)];
  if (tells === 'rate') return (last - first) / ((to - from) * dt);
  if (tells === 'cv') return variation(spikes, first, last);
  if (tells === 'false alarms') return strayRate(spikes, marks, from, to, within) / dt;
  let [marked, answered, total] = [0, 0, 0];
  for (let k = place(marks, from); k < place(marks, to); k++) {
    const mark = marks[k] as number;
    const spike = spikes[place(spikes, mark)];
    marked++;
    if (spike === undefined || spike >= mark + within) continue;
    answered++;
    total += spike - mark;
  }
  return tells === 'hits' ? answered / marked : (total / answered) * dt;
}

/** How many of the ordered numbers are below the limit. */
function place(ordered: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function variation(spikes: ArrayLike<number>, first: number, last: number): number {
  let [count, sum, squares] = [0, 0, 0];
  for (let k = Math.max(first, 1); k < last; k++) {
    const interval = (spikes[k] as number) - (spikes[k - 1] as number);
    count++;
    sum += interval;
    squares += interval * interval;
  }
  const mean = sum / count;
  return count < fewest ? Number.NaN : Math.sqrt(Math.max(0, squares / count - mean * mean)) / mean;
}

/** Spikes a step outside the stretches that follow a mark. Stretches that overlap count once. */
function strayRate(
  spikes: ArrayLike<number>,
  marks: ArrayLike<number>,
  from: number,
  to: number,
  within: number,
): number {
  let [stray, free, at] = [0, 0, from];
  const add = (end: number) => {
    if (end <= at) return;
    free += end - at;
    stray += place(spikes, end) - place(spikes, at);
  };
  for (let k = place(marks, from - within); k < place(marks, to); k++) {
    const mark = marks[k] as number;
    add(mark);
    at = Math.max(at, Math.min(to, mark + within));
  }
  add(to);
  return stray / free;
}
