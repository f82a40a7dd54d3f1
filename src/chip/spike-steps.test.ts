import { describe, expect, it } from 'vitest';
import { eachStep } from './spike-steps.ts';

describe('eachStep', () => {
  it('goes through every step with the global numbers of those that fired, in order', () => {
    const seen: number[][] = [];
    const spikes = [
      { steps: Float64Array.of(5, 5, 7), indices: Uint32Array.of(0, 2, 1) },
      { steps: Float64Array.of(5, 8), indices: Uint32Array.of(1, 0) },
    ];
    eachStep({ from: 5, to: 9, spikes }, [0, 10], (fired) => seen.push([...fired]));
    expect(seen).toEqual([[0, 2, 11], [], [1], [10]]);
  });

  it('has room for as many as fire at once', () => {
    const indices = Uint32Array.from({ length: 1000 }, (_, k) => k);
    const spikes = [{ steps: new Float64Array(1000).fill(3), indices }];
    eachStep({ from: 3, to: 4, spikes }, [0], (fired) => expect([...fired]).toEqual([...indices]));
  });
});
