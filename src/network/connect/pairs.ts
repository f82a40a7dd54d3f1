import { philox, uniform64 } from '../../language/random.ts';
import { NetworkError } from '../error.ts';
import { limits } from '../limits.ts';

/** Synapses as they are drawn: two growing lists of indices. */
export class PairList {
  sources: Uint32Array;
  targets: Uint32Array;
  length = 0;

  constructor(expected: number) {
    const capacity = Math.min(limits.synapses, Math.ceil(expected)) + 16;
    this.sources = new Uint32Array(capacity);
    this.targets = new Uint32Array(capacity);
  }

  /** Throws `NetworkError` beyond the published limit. */
  push(source: number, target: number): void {
    if (this.length === this.sources.length) this.grow();
    this.sources[this.length] = source;
    this.targets[this.length] = target;
    this.length += 1;
  }

  /** The lists at their final length. */
  finish(): { sources: Uint32Array; targets: Uint32Array } {
    const cut = (list: Uint32Array) => (list.length === this.length ? list : list.slice(0, this.length));
    return { sources: cut(this.sources), targets: cut(this.targets) };
  }

  private grow(): void {
    if (this.length > limits.synapses) throw tooMany('', this.length);
    const grow = (list: Uint32Array) => {
      const larger = new Uint32Array(Math.ceil(list.length * 1.25) + 16);
      larger.set(list);
      return larger;
    };
    this.sources = grow(this.sources);
    this.targets = grow(this.targets);
  }
}

export function tooMany(path: string, count: number): NetworkError {
  return new NetworkError(
    path,
    `this would make about ${Math.round(count)} synapses; at most ${limits.synapses} are allowed in all.`,
  );
}

/**
 * The uniform numbers of one stream in order, in (0, 1]. Number 2n is made of words 0 and 1 of counter n, number
 * 2n + 1 of words 2 and 3.
 */
export function uniformSequence(seed: number, key: number): () => number {
  const words = new Uint32Array(4);
  let count = 0;
  return () => {
    const second = count % 2 === 1;
    if (!second) {
      const block = count / 2;
      philox(0, 0, block % 2 ** 32, Math.floor(block / 2 ** 32), seed, key, words);
    }
    count += 1;
    return (
      1 -
      (second
        ? uniform64(words[2] as number, words[3] as number)
        : uniform64(words[0] as number, words[1] as number))
    );
  };
}
