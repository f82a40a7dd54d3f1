import type { Batch } from '../engine/simulation.ts';

/**
 * Who fired in each step of a batch, as global numbers, ascending: `each` is called once a step, those without spikes
 * included. What it is given is not to be kept. `firsts`: the global number of each population's neuron 0.
 */
export function eachStep(
  { from, to, spikes }: Pick<Batch, 'from' | 'to' | 'spikes'>,
  firsts: readonly number[],
  each: (fired: Uint32Array) => void,
): void {
  const next = spikes.map(() => 0);
  let fired = new Uint32Array(256);
  for (let step = from; step < to; step++) {
    let count = 0;
    spikes.forEach(({ steps, indices }, population) => {
      const first = firsts[population] ?? 0;
      let at = next[population] as number;
      for (; at < steps.length && steps[at] === step; at++) {
        if (count === fired.length) {
          const larger = new Uint32Array(2 * count);
          larger.set(fired);
          fired = larger;
        }
        fired[count++] = first + (indices[at] as number);
      }
      next[population] = at;
    });
    each(fired.subarray(0, count));
  }
}
