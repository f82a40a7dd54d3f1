/** Something that wants time now and then: a run, a sweep, an atlas, a comparison. */
export interface Task {
  /** Its share among those that want time at once; above 0. */
  readonly weight: number;
  /** When it next wants time (ms on the scheduler's clock): `now` or earlier for at once, Infinity for never. */
  due(now: number): number;
  /** Works for about `budget` ms. Must not throw. */
  run(budget: number): void;
}

/**
 * Shares the worker's time in proportion to the tasks' weights (stride scheduling, Waldspurger and Weihl 1995): of those
 * that are due the one with the least time used per weight goes next. A task that was idle starts level with the
 * others, so it neither starves them nor is starved.
 */
export class Scheduler {
  readonly #clock: () => number;
  readonly #used = new Map<Task, number>();
  readonly #idle = new Set<Task>();
  #level = 0;

  /** `quantum`: the most that one task gets at a time, in ms. */
  constructor(
    clock: () => number,
    private readonly quantum = 4,
  ) {
    this.#clock = clock;
  }

  add(task: Task): void {
    this.#used.set(task, this.#level);
  }

  remove(task: Task): void {
    this.#used.delete(task);
    this.#idle.delete(task);
  }

  /** Works for about `budget` ms, or until nothing is due; says when to come again (Infinity: when something changes). */
  turn(budget: number): number {
    const end = this.#clock() + budget;
    for (;;) {
      const now = this.#clock();
      const { task, next } = this.#choose(now);
      if (!task || now >= end) return task ? now : next;
      task.run(Math.min(this.quantum, end - now));
      const used = this.#used.get(task);
      // Every turn costs something, so that a task which never works cannot hold the others up.
      const spent = Math.max(this.#clock() - now, 0.01);
      if (used !== undefined) this.#used.set(task, used + spent / Math.max(task.weight, 1e-3));
    }
  }

  #choose(now: number): { readonly task: Task | undefined; readonly next: number } {
    let chosen: Task | undefined;
    let least = Number.POSITIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    for (const [task, used] of this.#used) {
      const due = task.due(now);
      if (due > now) {
        this.#idle.add(task);
        next = Math.min(next, due);
        continue;
      }
      const level = this.#idle.delete(task) ? Math.max(used, this.#level) : used;
      if (level !== used) this.#used.set(task, level);
      if (level < least) {
        least = level;
        chosen = task;
      }
    }
    if (chosen) this.#level = Math.max(this.#level, least);
    return { task: chosen, next };
  }
}
