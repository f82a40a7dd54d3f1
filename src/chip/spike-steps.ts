import type { Batch } from '../engine/simulation.ts';
import type { Workload } from './workload.ts';

/**
 * Who fired in each step of a batch, as global numbers, ascending: `each` is called once a step, those without spikes
 * included; and who had something to do, 1 or 0 for each neuron, where the back end knows. What it is given is not to be
 * kept.
 */
export function eachStep(
  { from, to, spikes, turns }: Pick<Batch, 'from' | 'to' | 'spikes' | 'turns'>,
  { populations, neurons }: Pick<Workload, 'populations' | 'neurons'>,
  each: (fired: Uint32Array, active: Uint8Array | undefined) => void,
): void {
  const next = spikes.map(() => 0);
  const turned = spikes.map(() => 0);
  const active = turns?.some((own) => own !== undefined) ? new Uint8Array(neurons).fill(1) : undefined;
  let fired = new Uint32Array(256);
  for (let step = from; step < to; step++) {
    let count = 0;
    spikes.forEach(({ steps, indices }, population) => {
      const { first = 0, size = 0 } = populations[population] ?? {};
      // What is outside the chip has no neurons there, whoever fires.
      if (size === 0) return;
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
      const own = turns?.[population];
      if (!own || !active) return;
      let turn = turned[population] as number;
      for (; turn < own.steps.length && own.steps[turn] === step; turn++)
        (active[first + (own.indices[turn] as number)] as number) ^= 1;
      turned[population] = turn;
    });
    each(fired.subarray(0, count), active);
  }
}
