import { protocolVersion, type ToPage, type ToWorker } from './protocol.ts';
import { RemoteRun } from './remote.ts';
import type { Client, OpenOptions, Run } from './run.ts';
import { createTransportMemory, Receiver } from './transport.ts';
import { Watchdog } from './watchdog.ts';

/** The part of a `Worker` that the client uses. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: { readonly data: ToPage }) => void) | null;
  onerror: ((event: { readonly message?: string; preventDefault?(): void }) => void) | null;
}

export interface ConnectOptions {
  readonly create?: () => WorkerPort;
  readonly isolated?: boolean;
  /** Milliseconds between looks at whether the worker still answers. */
  readonly interval?: number;
}

/** How often a worker may die within a minute before the page stops bringing it back. */
const mostDeaths = 3;

/**
 * Starts the worker and returns the page's way to it. A worker that dies, or no longer answers, is replaced; every
 * open run is then resumed from its log, and its status says so.
 */
export function connect(options: ConnectOptions = {}): Client {
  return new Connection(options);
}

class Connection implements Client {
  readonly transport: 'shared' | 'transferred';
  readonly #create: () => WorkerPort;
  readonly #isolated: boolean;
  readonly #runs = new Map<number, RemoteRun>();
  readonly #watchdog: Watchdog;
  #deaths: number[] = [];
  #port!: WorkerPort;
  #receiver!: Receiver;
  #count = 0;
  /** Why there is no worker any more. */
  #gone: string | undefined;

  constructor({ create = createWorker, isolated, interval }: ConnectOptions) {
    this.#create = create;
    this.#isolated = isolated ?? globalThis.crossOriginIsolated === true;
    this.transport = this.#isolated && typeof SharedArrayBuffer === 'function' ? 'shared' : 'transferred';
    this.#watchdog = new Watchdog(
      () => this.#send({ kind: 'ping' }),
      () => this.#died('it no longer answered'),
      interval,
    );
    this.#start();
  }

  open(options: OpenOptions): Run {
    const id = ++this.#count;
    const run = new RemoteRun(
      id,
      options,
      (message) => this.#send(message),
      () => {
        this.#runs.delete(id);
        if (this.#runs.size === 0) this.#watchdog.stop();
      },
    );
    this.#runs.set(id, run);
    if (this.#gone === undefined) {
      this.#watchdog.start();
      run.reopen();
    } else run.fail(this.#gone);
    return run;
  }

  #start(): void {
    const memory = createTransportMemory(this.#isolated);
    const port = this.#create();
    this.#port = port;
    this.#receiver = new Receiver(memory);
    port.onmessage = ({ data }) => {
      if (port === this.#port && this.#gone === undefined) this.#receive(data);
    };
    port.onerror = (event) => {
      event.preventDefault?.();
      if (port === this.#port && this.#gone === undefined)
        this.#died(event.message || 'it could not be started');
    };
    this.#send({ kind: 'hello', version: protocolVersion, ...(memory ? { ring: memory } : {}) });
  }

  #send(message: ToWorker): void {
    this.#port.postMessage(message);
  }

  #receive(message: ToPage): void {
    this.#watchdog.heard();
    switch (message.kind) {
      case 'ready':
        if (message.version !== protocolVersion)
          this.#giveUp('This page and its simulation worker are of different versions. Reload the page.');
        break;
      case 'batch': {
        const batch = this.#receiver.unpack(message.parcel);
        this.#runs.get(message.run)?.receive({ kind: 'batch', batch });
        this.#send({ kind: 'acknowledge', run: message.run });
        break;
      }
      case 'event':
        this.#runs.get(message.run)?.receive(message.event);
        break;
      case 'log':
        this.#runs.get(message.run)?.receiveLog(message.log, message.answer);
        break;
      case 'busy':
        this.#watchdog.patient = message.busy;
    }
  }

  #died(reason: string): void {
    this.#port.terminate();
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < 60_000), now];
    if (this.#deaths.length > mostDeaths) {
      this.#giveUp(`The simulation worker keeps stopping (${reason}). Reload the page to try again.`);
      return;
    }
    this.#watchdog.reset();
    this.#start();
    const message = `The simulation worker stopped (${reason}) and was started anew from the log.`;
    // Who may have caused it does not run on by itself a second time.
    const pause = this.#deaths.length > 1;
    for (const run of this.#runs.values()) run.reopen(message, pause);
  }

  #giveUp(message: string): void {
    this.#port.terminate();
    this.#gone = message;
    this.#watchdog.stop();
    for (const run of this.#runs.values()) run.fail(message);
  }
}

function createWorker(): WorkerPort {
  return new Worker(new URL('../worker.ts', import.meta.url), { type: 'module' }) as WorkerPort;
}

/** For tests: makes the worker of an open run fail. */
export { injectFault } from './remote.ts';
