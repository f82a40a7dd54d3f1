/**
 * Keeps a run at a speed: how many steps it owes now. Falling behind is forgiven after a moment, so that a figure that
 * was too slow, hidden or held up does not rush afterwards.
 */
export class Pace {
  #speed: number;
  #credit = 0;
  #last: number | undefined;

  /** `forgive`: the most real time, in ms, that is caught up. */
  constructor(
    speed: number,
    private readonly forgive = 50,
  ) {
    this.#speed = speed;
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.#speed = speed;
    this.#credit = 0;
  }

  /** The clock stands: nothing is owed for the time until the next call of `owed`. */
  stop(): void {
    this.#last = undefined;
    this.#credit = 0;
  }

  /** Whole steps owed at `now` (ms); `dt` in seconds. Infinity: as many as there is time for. */
  owed(now: number, dt: number): number {
    const elapsed = this.#last === undefined ? 0 : now - this.#last;
    this.#last = now;
    if (this.#speed === Number.POSITIVE_INFINITY) return this.#speed;
    const most = (this.forgive / 1e3) * this.#speed;
    // In slow motion a step takes longer than what is forgiven: one is always owed in full, beside what was left.
    this.#credit = Math.min(
      this.#credit + Math.min((elapsed / 1e3) * this.#speed, Math.max(most, dt)),
      most + dt,
    );
    // A hair above, so that 0.1 ms owed at a step of 0.1 ms is a step in spite of rounding.
    return Math.floor((this.#credit / dt) * (1 + 1e-9));
  }

  paid(steps: number, dt: number): void {
    if (this.#speed !== Number.POSITIVE_INFINITY) this.#credit = Math.max(0, this.#credit - steps * dt);
  }

  /** Real time in ms until a whole step is owed, counted from the last call of `owed`. */
  untilStep(dt: number): number {
    return this.#speed === Number.POSITIVE_INFINITY
      ? 0
      : Math.max(0, ((dt - this.#credit) / this.#speed) * 1e3);
  }
}

/** Simulated seconds a real second over the last second. */
export class Speedometer {
  readonly #marks: { readonly at: number; readonly time: number }[] = [];

  /** `at` in ms, `time` simulated seconds. */
  mark(at: number, time: number): void {
    const last = this.#marks.at(-1);
    if (last && time < last.time) this.reset();
    this.#marks.push({ at, time });
    while (this.#marks.length > 2 && at - (this.#marks[1]?.at ?? at) >= 1000) this.#marks.shift();
  }

  reset(): void {
    this.#marks.length = 0;
  }

  get speed(): number {
    const first = this.#marks[0];
    const last = this.#marks.at(-1);
    if (!first || !last || last.at <= first.at) return 0;
    return ((last.time - first.time) / (last.at - first.at)) * 1e3;
  }
}
