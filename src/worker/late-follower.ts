import type { Follower } from './follower.ts';
import type { Command } from './protocol.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** What few readers ask for: its code is fetched with the first command of its kind, and does what a follower does from then on. */
export class LateFollower implements Follower {
  #own: Follower | undefined;
  #fetching = false;
  #closed = false;
  /** The newest command that came before the code. */
  #command: Command | undefined;

  constructor(
    private readonly kind: Command['kind'],
    private readonly fetch: () => Promise<Follower>,
    private readonly session: Session,
    private readonly around: Surroundings,
  ) {}

  get weight(): number {
    return this.#own?.weight ?? this.session.weight;
  }

  follow(): void {
    this.#own?.follow();
  }

  command(command: Command): void {
    if (this.#own) this.#own.command?.(command);
    else if (command.kind === this.kind) {
      this.#command = command;
      if (!this.#fetching) void this.#fetch();
    }
  }

  due(now: number): number {
    return this.#own?.due(now) ?? Number.POSITIVE_INFINITY;
  }

  run(budget: number): void {
    this.#own?.run(budget);
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
    } catch {
      // Offline before it was ever kept: the next command tries again.
      this.session.notify('This part of the book could not be fetched; ask again when there is a network.');
    } finally {
      this.#fetching = false;
      this.around.wake();
    }
  }
}
