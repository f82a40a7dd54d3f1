import { philox, uniform64 } from '../../language/random.ts';
import { NetworkError } from '../error.ts';
import { limits } from '../limits.ts';
import { type Connections, sourcesOf } from './rows.ts';

/** Synapses as they are drawn, source by source: a growing list of targets, and where each source's begin. */
export class RowList {
  private targets: Uint32Array;
  private readonly counts: Uint32Array;
  private length = 0;

  /** `size` is that of the whole presynaptic population. */
  constructor(
    expected: number,
    private readonly path: string,
    size: number,
  ) {
    this.targets = new Uint32Array(Math.min(limits.synapses, Math.ceil(expected)) + 16);
    this.counts = new Uint32Array(size + 1);
  }

  /** No source may be smaller than the one before. Throws `NetworkError` beyond the published limit. */
  push(source: number, target: number): void {
    if (this.length === this.targets.length) this.grow();
    this.targets[this.length] = target;
    this.length += 1;
    (this.counts[source + 1] as number) += 1;
  }

  finish(): Connections {
    const { counts: offsets, length } = this;
    for (let i = 1; i < offsets.length; i++) (offsets[i] as number) += offsets[i - 1] as number;
    // A copy is worth its time where much would be kept for nothing.
    const isTight = length > 0.9 * this.targets.length;
    const targets = isTight ? this.targets.subarray(0, length) : this.targets.slice(0, length);
    return { targets, offsets, sources: () => sourcesOf(offsets, length) };
  }

  private grow(): void {
    if (this.length > limits.synapses) throw tooMany(this.path, this.length);
    const larger = new Uint32Array(Math.ceil(this.targets.length * 1.25) + 16);
    larger.set(this.targets);
    this.targets = larger;
  }
}

export function tooMany(path: string, count: number): NetworkError {
  return new NetworkError(
    path,
    `this would make about ${Math.round(count)} synapses; at most ${limits.synapses} are allowed in all.`,
  );
}

/** Counters worked out at a time. */
const BLOCK = 256;

/**
 * The uniform numbers of one stream in order, in (0, 1]. Number 2n is made of words 0 and 1 of counter n, number
 * 2n + 1 of words 2 and 3.
 */
export function uniformSequence(seed: number, key: number): () => number {
  const words = new Uint32Array(4);
  const ahead = new Float64Array(2 * BLOCK);
  let counter = 0;
  let next = ahead.length;
  return () => {
    if (next === ahead.length) {
      for (let k = 0; k < ahead.length; k += 2) {
        philox(0, 0, counter, Math.floor(counter / 2 ** 32), seed, key, words);
        ahead[k] = 1 - uniform64(words[0] as number, words[1] as number);
        ahead[k + 1] = 1 - uniform64(words[2] as number, words[3] as number);
        counter += 1;
      }
      next = 0;
    }
    return ahead[next++] as number;
  };
}
