import type { Batch } from '../engine/simulation.ts';
import { FigureError } from '../experiment/error.ts';
import type { Follower } from './follower.ts';
import type { Command } from './protocol.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * What few figures or readers ask for: its code is fetched with the first command of its kind, or, where it works unasked,
 * when the run has been seen, and does what a follower does from then on.
 */
export class LateFollower implements Follower {
  #own: Follower | undefined;
  #fetching = false;
  #closed = false;
  #refused = false;
  /** The newest command that came before the code. */
  #command: Command | undefined;

  constructor(
    private readonly kind: Command['kind'] | undefined,
    private readonly fetch: () => Promise<Follower>,
    private readonly session: Session,
    private readonly around: Surroundings,
    private readonly unasked = false,
  ) {}

  get weight(): number {
    return this.#own?.weight ?? this.session.weight;
  }

  follow(): void {
    this.#refused = false;
    this.#own?.follow();
  }

  command(command: Command): void {
    if (this.#own) this.#own.command?.(command);
    else if (command.kind === this.kind) {
      this.#command = command;
      if (!this.#fetching) void this.#fetch();
    }
  }

  batch(batch: Batch): void {
    this.#own?.batch?.(batch);
  }

  loseContext(): void {
    this.#own?.loseContext?.();
  }

  due(now: number): number {
    if (this.#own) return this.#own.due(now);
    const { visible, begun } = this.session;
    const wanted = this.unasked && visible && begun && !this.#fetching && !this.#refused;
    return wanted ? now : Number.POSITIVE_INFINITY;
  }

  run(budget: number): void {
    if (this.#own) this.#own.run(budget);
    else if (!this.#fetching) void this.#fetch();
  }

  close(): void {
    this.#closed = true;
    this.#own?.close();
  }

  async #fetch(): Promise<void> {
    this.#fetching = true;
    try {
      const own = await this.fetch();
      if (this.#closed) return own.close();
      this.#own = own;
      if (this.#command) own.command?.(this.#command);
    } catch (error) {
      this.#refused = true;
      if (error instanceof FigureError) {
        this.around.send({ kind: 'refused', message: error.message, diagnostics: [] });
        return;
      }
      // Offline before it was ever kept: the next command or change tries again.
      this.session.notify('This part of the book could not be fetched; ask again when there is a network.');
    } finally {
      this.#fetching = false;
      this.around.wake();
    }
  }
}
