import { philox } from '../language/random.ts';

/** A row of random numbers that its seed decides. */
export class Draws {
  readonly #words = new Uint32Array(4);
  #next = 4;
  #block = 0;

  constructor(private readonly seed: number) {}

  /** An integer from 0 to `below - 1`. */
  below(below: number): number {
    return Math.floor(this.unit() * below);
  }

  /** From 0 (included) to 1 (not included). */
  unit(): number {
    if (this.#next === 4) {
      philox(this.#block++, 0, 0, 0, this.seed, 0x63686970, this.#words);
      this.#next = 0;
    }
    return (this.#words[this.#next++] as number) / 2 ** 32;
  }
}
