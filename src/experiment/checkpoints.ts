import type { Checkpoint } from '../engine/simulation.ts';

/**
 * Checkpoints of one run, ordered by step, within a memory budget. When it is used up, the one that is missed least
 * goes: dense near the present, sparse far back. The first and the latest stay.
 */
export class Checkpoints {
  #kept: Checkpoint[] = [];
  #bytes = 0;

  constructor(
    private readonly most = 48,
    private readonly budget = 64 * 2 ** 20,
  ) {}

  get latest(): Checkpoint | undefined {
    return this.#kept.at(-1);
  }

  get steps(): number[] {
    return this.#kept.map(({ step }) => step);
  }

  /** Later than all that are kept, or ignored. */
  add(checkpoint: Checkpoint): void {
    const { latest } = this;
    if (latest && checkpoint.step <= latest.step) return;
    this.#kept.push(checkpoint);
    this.#bytes += size(checkpoint);
    while (this.#kept.length > 2 && (this.#kept.length > this.most || this.#bytes > this.budget))
      this.#thin();
  }

  /** The latest one at or before `step`. */
  nearest(step: number): Checkpoint | undefined {
    return this.#kept.findLast((checkpoint) => checkpoint.step <= step);
  }

  /** Forgets the future: what was kept for later steps than `step`. */
  forgetAfter(step: number): void {
    this.#kept = this.#kept.filter((checkpoint) => checkpoint.step <= step);
    this.#bytes = this.#kept.reduce((sum, checkpoint) => sum + size(checkpoint), 0);
  }

  #thin(): void {
    const present = this.latest?.step ?? 0;
    let worst = 1;
    let least = Number.POSITIVE_INFINITY;
    for (let k = 1; k < this.#kept.length - 1; k++) {
      const gap = (this.#kept[k + 1]?.step ?? 0) - (this.#kept[k - 1]?.step ?? 0);
      const loss = gap / (present - (this.#kept[k]?.step ?? 0));
      if (loss < least) {
        least = loss;
        worst = k;
      }
    }
    const [gone] = this.#kept.splice(worst, 1);
    if (gone) this.#bytes -= size(gone);
  }
}

function size(checkpoint: Checkpoint): number {
  return checkpoint.data.reduce((sum, buffer) => sum + buffer.byteLength, 0);
}
