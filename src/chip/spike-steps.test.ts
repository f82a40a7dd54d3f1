import { describe, expect, it } from 'vitest';
import { population, workload } from '../testing/workload.ts';
import { SpikeLog } from './spike-log.ts';
import { eachStep } from './spike-steps.ts';

/** Populations of these sizes. */
function sizes(...all: readonly number[]) {
  const populations = all.map((size, at) =>
    population(
      `${at}`,
      size,
      all.slice(0, at).reduce((sum, one) => sum + one, 0),
    ),
  );
  return workload(populations, []);
}

describe('eachStep', () => {
  it('goes through every step with the global numbers of those that fired, in order', () => {
    const seen: number[][] = [];
    const spikes = [
      { steps: Float64Array.of(5, 5, 7), indices: Uint32Array.of(0, 2, 1) },
      { steps: Float64Array.of(5, 8), indices: Uint32Array.of(1, 0) },
    ];
    eachStep({ from: 5, to: 9, spikes }, sizes(10, 2), (fired, active) => {
      seen.push([...fired]);
      expect(active).toBeUndefined();
    });
    expect(seen).toEqual([[0, 2, 11], [], [1], [10]]);
  });

  it('has room for as many as fire at once', () => {
    const indices = Uint32Array.from({ length: 1000 }, (_, k) => k);
    const spikes = [{ steps: new Float64Array(1000).fill(3), indices }];
    eachStep({ from: 3, to: 4, spikes }, sizes(1000), (fired) => expect([...fired]).toEqual([...indices]));
  });
  it('knows who rests, from step to step, and of whom nobody can tell', () => {
    const none = { steps: new Float64Array(0), indices: new Uint32Array(0) };
    const turns = [undefined, { steps: Float64Array.of(5, 5, 7), indices: Uint32Array.of(0, 2, 2) }];
    const batch = { from: 5, to: 8, spikes: [none, none], samples: [], turns };
    const seen: number[][] = [];
    eachStep(batch, sizes(1, 3), (_, active) => seen.push([...(active ?? [])]));
    const wanted = [
      [1, 0, 1, 0],
      [1, 0, 1, 0],
      [1, 0, 1, 1],
    ];
    expect(seen).toEqual(wanted);
    // The next batch begins anew: at its first step none rests but those that it says.
    const log = new SpikeLog(sizes(1, 3));
    log.add(batch);
    log.add({
      ...batch,
      from: 8,
      to: 9,
      turns: [undefined, { steps: Float64Array.of(8), indices: Uint32Array.of(1) }],
    });
    const replayed: number[][] = [];
    log.replay(4, (_, active) => replayed.push([...(active ?? [])]));
    expect(replayed).toEqual([...wanted, [1, 1, 0, 1]]);
  });
});
