import type { Batch } from '../engine/simulation.ts';
import type { Runner } from '../experiment/runner.ts';
import { Pace, Speedometer } from './pace.ts';

/** A step to reach at full speed; `silent`: the page already has what is computed on the way. */
export interface Goal {
  readonly step: number;
  readonly pause: boolean;
  readonly silent: boolean;
}

/** About 60 batches a second. */
const frame = 1000 / 60;
/** Batches on their way; the page acknowledges each. More, and the run waits: nothing is ever dropped. */
const mostInFlight = 4;

/** Keeps one run at its speed: how many steps a slice, when the next, when to send what was recorded. */
export class Drive {
  readonly #pace: Pace;
  readonly #speedometer = new Speedometer();
  readonly #clock: () => number;
  readonly #send: (batch: Batch) => void;
  #chunk = 16;
  #next = 0;
  #inFlight = 0;
  #flushed = Number.NEGATIVE_INFINITY;

  constructor(
    speed: number,
    clock: () => number,
    send: (batch: Batch) => void,
    /** Seconds after which the page begins the run anew; absent: never. As fast as it goes, it waits there. */
    private readonly whole = Number.POSITIVE_INFINITY,
  ) {
    this.#pace = new Pace(speed);
    this.#clock = clock;
    this.#send = send;
  }

  set speed(speed: number) {
    this.#pace.speed = speed;
    this.#next = 0;
  }

  /** Simulated seconds a real second. */
  get realTime(): number {
    return this.#speedometer.speed;
  }

  /** The page lags behind. */
  get held(): boolean {
    return this.#inFlight >= mostInFlight;
  }

  /** When the next slice is due at the chosen speed. */
  get next(): number {
    return this.#next;
  }

  /** The page has taken a batch. */
  acknowledge(): void {
    this.#inFlight = Math.max(0, this.#inFlight - 1);
  }

  /** Time does not count until the next slice: paused, hidden, or a new beginning. */
  stop(): void {
    this.#pace.stop();
    this.#speedometer.reset();
    this.#next = 0;
  }

  /** Another network: its steps cost something else. */
  begin(): void {
    this.#chunk = 16;
    this.stop();
  }

  /** Runs for about `budget` ms, towards the goal or at the chosen speed. */
  work(runner: Runner, goal: Goal | undefined, budget: number): void {
    const start = this.#clock();
    const owed = goal
      ? goal.step - runner.step
      : Math.min(this.#pace.owed(start, runner.dt), this.#room(runner));
    let left = owed;
    let now = start;
    while (left > 0 && now - start < budget && !this.held) {
      const asked = Math.min(left, this.#chunk);
      const ran = runner.advance(asked);
      left -= ran;
      const before = now;
      now = this.#clock();
      if (ran < asked) this.flush(runner, goal?.silent);
      else this.#chunk = nextChunk(this.#chunk, now - before, budget);
    }
    if (goal) {
      if (left <= 0 || now - this.#flushed >= frame) this.flush(runner, goal.silent);
      return;
    }
    if (owed !== Number.POSITIVE_INFINITY) this.#pace.paid(owed - left, runner.dt);
    if (owed === 0) this.#next = start + Math.max(this.#pace.untilStep(runner.dt), 1);
    else if (left > 0) this.#next = start;
    // On the beat of the last slice, so that timers that come late do not add up.
    else this.#next = start - this.#next < frame ? this.#next + frame : start + frame;
    if (now - this.#flushed >= frame * 0.9) this.flush(runner, false);
  }

  /** Steps to the first that is past the end of a run that repeats; without limit where it is not played fast. */
  #room({ step, dt }: Runner): number {
    return this.#pace.speed === Number.POSITIVE_INFINITY
      ? Math.max(0, Math.ceil(this.whole / dt) + 1 - step)
      : Number.POSITIVE_INFINITY;
  }

  flush(runner: Runner, silent = false): void {
    const batch = runner.drain();
    this.#flushed = this.#clock();
    this.#speedometer.mark(this.#flushed, runner.step * runner.dt);
    if (silent || batch.to <= batch.from) return;
    this.#inFlight++;
    this.#send(batch);
  }
}

/** Chunks of about a quarter of the slice, so that a slice ends near its budget. */
export function nextChunk(chunk: number, took: number, budget: number): number {
  if (took > budget / 2) return Math.max(1, chunk >> 1);
  return took < budget / 8 ? Math.min(chunk * 2, 4096) : chunk;
}
