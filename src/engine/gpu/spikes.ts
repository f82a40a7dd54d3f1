/** Spikes read from the masks that the kernel writes. */
export interface SpikeList {
  readonly steps: Float64Array;
  readonly indices: Uint32Array;
}

/**
 * Spikes of one draw, ordered by step, then index: bit k % 32 of word 4 * i + floor(k / 32) stands for neuron i and
 * step `first + k`.
 */
export function decodeSpikes(words: Uint32Array, size: number, first: number, steps: number): SpikeList {
  const counts = new Uint32Array(steps + 1);
  visit((k) => {
    (counts[k + 1] as number) += 1;
  });
  for (let k = 0; k < steps; k++) (counts[k + 1] as number) += counts[k] as number;
  const total = counts[steps] as number;
  const answer = { steps: new Float64Array(total), indices: new Uint32Array(total) };
  visit((k, index) => {
    const place = counts[k] as number;
    counts[k] = place + 1;
    answer.steps[place] = first + k;
    answer.indices[place] = index;
  });
  return answer;

  function visit(each: (k: number, index: number) => void): void {
    const used = Math.ceil(steps / 32);
    for (let i = 0; i < size; i++)
      for (let w = 0; w < used; w++)
        for (let bits = words[4 * i + w] as number; bits !== 0; bits &= bits - 1)
          each(32 * w + 31 - Math.clz32(bits & -bits), i);
  }
}
