import { messageOf } from '../experiment/error.ts';
import type { Engine } from './engine.ts';
import type { Follower } from './follower.ts';
import { openFollowers } from './followers.ts';
import { protocolVersion, type ToPage, type ToWorker } from './protocol.ts';
import { Scheduler } from './scheduler.ts';
import { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';
import { Sender } from './transport.ts';

/** The worker's surroundings: the real ones in `src/worker.ts`, a hand-turned clock in the tests. */
export interface HostSurroundings {
  readonly engine: Engine;
  /** Milliseconds. */
  readonly clock: () => number;
  post(message: ToPage, transfer: Transferable[]): void;
  /** Calls back after the messages that wait now were taken. */
  soon(callback: () => void): void;
  /** Calls back in `milliseconds`; returns what undoes it. */
  later(callback: () => void, milliseconds: number): () => void;
}

type Opening = Extract<ToWorker, { kind: 'open' }>;
type ForOne = Exclude<ToWorker, { kind: 'hello' | 'ping' | 'open' | 'close' }>;

interface Open {
  readonly session: Session;
  readonly followers: readonly Follower[];
}

/** Milliseconds at a stretch; then messages get in. */
const stretch = 8;

/** All figures of the tab: takes messages, shares the time. */
export class Host {
  readonly #around: HostSurroundings;
  readonly #scheduler: Scheduler;
  readonly #open = new Map<number, Open>();
  /** Messages to figures that are not open yet. */
  readonly #held = new Map<number, ForOne[]>();
  #sender = new Sender(undefined);
  #turning = false;
  #cancel: (() => void) | undefined;

  constructor(around: HostSurroundings) {
    this.#around = around;
    this.#scheduler = new Scheduler(around.clock);
  }

  receive(message: ToWorker): void {
    switch (message.kind) {
      case 'hello':
        this.#sender = new Sender(message.ring);
        this.#post({ kind: 'ready', version: protocolVersion });
        break;
      case 'ping':
        this.#post({ kind: 'pong' });
        break;
      case 'open':
        if (message.options.figure.views.some(({ kind }) => kind === 'locality')) this.#openRules(message);
        else this.#openFigure(message);
        break;
      case 'close':
        this.#close(message.run);
        break;
      default:
        this.#toOne(message);
    }
  }

  #toOne(message: ForOne): void {
    this.#held.get(message.run)?.push(message);
    const open = this.#open.get(message.run);
    if (!open) return;
    const { session, followers } = open;
    switch (message.kind) {
      case 'command':
        session.command(message.command);
        for (const follower of followers) follower.command?.(message.command);
        this.#wake();
        break;
      case 'acknowledge':
        session.acknowledge();
        break;
      case 'log':
        this.#post({ kind: 'log', run: message.run, log: session.log, answer: true });
        break;
      case 'fault':
        if (message.fault === 'throw') session.sabotage();
        else if (message.fault === 'lose context') for (const follower of followers) follower.loseContext?.();
        else if (message.fault === 'hang') for (;;);
        else throw new Error('A test made the worker crash.');
    }
  }

  /** A figure that shows what its rules need: what finds that out is fetched first, and what the page says meanwhile waits. */
  #openRules(message: Opening): void {
    const { run } = message;
    this.#close(run);
    const held: ForOne[] = [];
    this.#held.set(run, held);
    const open = (needs?: Surroundings['needs']) => {
      // Closed meanwhile, or opened anew.
      if (this.#held.get(run) !== held) return;
      this.#held.delete(run);
      this.#openFigure(message, needs);
      for (const one of held) this.#toOne(one);
    };
    // Where it cannot be fetched the rules run all the same.
    import('../network/needs.ts').then(
      ({ allNeeds }) => open(allNeeds),
      () => open(),
    );
  }

  #openFigure({ run, options, message }: Opening, needs?: Surroundings['needs']): void {
    this.#close(run);
    const around = {
      needs,
      engine: this.#around.engine,
      clock: this.#around.clock,
      send: (event: Extract<ToPage, { kind: 'event' }>['event']) => this.#post({ kind: 'event', run, event }),
      sendBatch: (batch: Parameters<Sender['pack']>[0]) => {
        for (const follower of this.#open.get(run)?.followers ?? []) follower.batch?.(batch);
        const { parcel, transfer } = this.#sender.pack(batch);
        this.#around.post({ kind: 'batch', run, parcel }, transfer);
      },
      sendLog: (log: Session['log']) => this.#post({ kind: 'log', run, log, answer: false }),
      busy: (busy: boolean) => this.#post({ kind: 'busy', busy }),
      wake: () => this.#wake(),
      changed: () => this.#follow(run),
    };
    const session = new Session(options, around, message);
    let followers: readonly Follower[] = [];
    try {
      followers = openFollowers(session, around);
    } catch (error) {
      around.send({ kind: 'refused', message: messageOf(error), diagnostics: [] });
    }
    this.#open.set(run, { session, followers });
    for (const task of [session, ...followers]) this.#scheduler.add(task);
    this.#wake();
  }

  #follow(run: number): void {
    for (const follower of this.#open.get(run)?.followers ?? []) follower.follow();
    this.#wake();
  }

  #close(run: number): void {
    this.#held.delete(run);
    const open = this.#open.get(run);
    if (!open) return;
    this.#open.delete(run);
    for (const task of [open.session, ...open.followers]) {
      this.#scheduler.remove(task);
      task.close();
    }
  }

  #post(message: ToPage): void {
    this.#around.post(message, []);
  }

  #wake(): void {
    if (this.#turning) return;
    this.#turning = true;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#around.soon(() => this.#turn());
  }

  #turn(): void {
    const next = this.#scheduler.turn(stretch);
    this.#turning = false;
    const wait = next - this.#around.clock();
    if (wait <= 0) this.#wake();
    else if (wait !== Number.POSITIVE_INFINITY) {
      this.#cancel?.();
      this.#cancel = this.#around.later(() => this.#wake(), wait);
    }
  }
}
