import type { AtlasAxes } from '../experiment/atlas-axes.ts';

/** All of a figure that the reader can change and take back. */
export interface Setting {
  readonly values: Readonly<Record<string, number>>;
  readonly edits: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly axes: AtlasAxes | undefined;
}

interface Step {
  readonly before: Setting;
  /** What was changed: further changes of the same are part of the step. */
  readonly what: string;
  readonly grip: number;
  readonly time: number;
}

/** Milliseconds within which changes of the same by keys or typing are one step. */
const together = 900;
/** Steps kept. */
const most = 200;

/** The reader's changes, to be taken back and done again. One drag, from taking hold to letting go, is one step. */
export class UndoHistory {
  #done: Step[] = [];
  #undone: Setting[] = [];
  #grip = 0;
  #held = false;

  constructor(private readonly clock: () => number) {}

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** The pointer takes hold of something: until `release` all changes of the same are one step. */
  hold(): void {
    this.#grip++;
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    this.#grip++;
  }

  /** The reader is about to change `what` from `before`. */
  note(before: Setting, what: string): void {
    this.#undone = [];
    const time = this.clock();
    const last = this.#done.at(-1);
    const goesOn =
      last?.what === what && last.grip === this.#grip && (this.#held || time - last.time < together);
    if (last && goesOn) this.#done[this.#done.length - 1] = { ...last, time };
    else this.#done = [...this.#done.slice(1 - most), { before, what, grip: this.#grip, time }];
  }

  /** What to go back to from `present`. */
  undo(present: Setting): Setting | undefined {
    const step = this.#done.pop();
    if (step) this.#undone.push(present);
    return step?.before;
  }

  redo(present: Setting): Setting | undefined {
    const next = this.#undone.pop();
    if (next)
      this.#done.push({ before: present, what: 'redo', grip: this.#grip, time: Number.NEGATIVE_INFINITY });
    return next;
  }
}
