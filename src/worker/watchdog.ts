/**
 * Finds out that the worker no longer answers: it is asked every `interval` ms, and is given up after a number of
 * questions without a word. Questions are counted, not time, because a computer that slept asked none.
 */
export class Watchdog {
  #timer: ReturnType<typeof setInterval> | undefined;
  #unanswered = 0;
  #patient = false;

  constructor(
    private readonly ask: () => void,
    private readonly dead: () => void,
    private readonly interval = 2000,
  ) {}

  /** True while the worker builds a large network and cannot answer. */
  set patient(patient: boolean) {
    this.#patient = patient;
  }

  start(): void {
    if (this.#timer !== undefined) return;
    this.#unanswered = 0;
    this.#timer = setInterval(() => this.#look(), this.interval);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  heard(): void {
    this.#unanswered = 0;
  }

  reset(): void {
    this.#unanswered = 0;
    this.#patient = false;
  }

  #look(): void {
    if (this.#unanswered >= (this.#patient ? 45 : 4)) {
      this.reset();
      this.dead();
      return;
    }
    this.#unanswered++;
    this.ask();
  }
}
