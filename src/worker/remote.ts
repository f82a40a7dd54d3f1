import type { ChipAsk } from '../chip/report.ts';
import { type RunLog, valuesAt } from '../experiment/log.ts';
import type { Command, Fault, ToWorker } from './protocol.ts';
import type { FileKind, OpenOptions, Run, RunEvent, RunStatus } from './run.ts';

/** The page's end of one run, and what it takes to open it again in another worker. */
export class RemoteRun implements Run {
  readonly #id: number;
  readonly #send: (message: ToWorker) => void;
  readonly #forget: () => void;
  readonly #listeners = new Set<(event: RunEvent) => void>();
  readonly #asking: ((log: RunLog) => void)[] = [];
  #options: OpenOptions;
  #log: RunLog | undefined;
  #visible: { readonly visible: boolean; readonly prominence: number } | undefined;
  #begin: RunEvent | undefined;
  /** Since that beginning. */
  #weights: RunEvent | undefined;
  #status: RunStatus | undefined;
  /** A file that was asked for and is not there yet. */
  #file: Extract<Command, { kind: 'file' }> | undefined;

  /** The chip that is followed. */
  #chip: Extract<Command, { kind: 'chip' }> | undefined;

  constructor(id: number, options: OpenOptions, send: (message: ToWorker) => void, forget: () => void) {
    this.#id = id;
    this.#options = options;
    this.#send = send;
    this.#forget = forget;
  }

  play(): void {
    this.#options = { ...this.#options, playing: true };
    this.#command({ kind: 'play' });
  }

  pause(): void {
    this.#options = { ...this.#options, playing: false };
    this.#command({ kind: 'pause' });
  }

  advance(steps: number): void {
    this.#options = { ...this.#options, playing: false };
    this.#command({ kind: 'advance', steps });
  }

  setSpeed(speed: number): void {
    this.#options = { ...this.#options, speed };
    this.#command({ kind: 'speed', speed });
  }

  set(values: Readonly<Record<string, number>>): void {
    this.#options = { ...this.#options, values: { ...this.#options.values, ...values } };
    this.#command({ kind: 'set', values });
  }

  edit(edits: Readonly<Record<string, string>>): void {
    this.#command({ kind: 'edit', edits });
  }

  restart(seed?: number): void {
    this.#command(seed === undefined ? { kind: 'restart' } : { kind: 'restart', seed });
  }

  seek(step: number): void {
    this.#command({ kind: 'seek', step });
  }

  setVisible(visible: boolean, prominence = 1): void {
    this.#visible = { visible, prominence };
    this.#command({ kind: 'visible', visible, prominence });
  }

  measureDeviation(horizon?: number): void {
    this.#command(horizon === undefined ? { kind: 'deviation' } : { kind: 'deviation', horizon });
  }

  probeAtlas(x: number, y: number): void {
    this.#command({ kind: 'probe', x, y });
  }

  makeFile(of: FileKind | undefined, last = false): void {
    this.#file = of === undefined ? undefined : { kind: 'file', of, last };
    this.#command(this.#file ?? { kind: 'file' });
  }

  setAtlasAxes(x: string, y: string): void {
    this.#options = { ...this.#options, axes: { x, y } };
    this.#command({ kind: 'axes', x, y });
  }

  setBackend(backend: 'cpu' | 'fixed-point'): void {
    this.#command({ kind: 'backend', backend });
  }

  goMap(go: boolean): void {
    this.#command({ kind: 'map', go });
  }

  setChip(ask: ChipAsk | undefined): void {
    this.#chip = ask && { kind: 'chip', ask };
    this.#command(this.#chip ?? { kind: 'chip' });
  }

  log(): Promise<RunLog> {
    return new Promise((resolve) => {
      this.#asking.push(resolve);
      this.#send({ kind: 'log', run: this.#id });
    });
  }

  /** A late listener is told at once where the run stands. */
  subscribe(listener: (event: RunEvent) => void): () => void {
    this.#listeners.add(listener);
    if (this.#begin) listener(this.#begin);
    if (this.#weights) listener(this.#weights);
    if (this.#status) listener({ kind: 'status', status: this.#status });
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#send({ kind: 'close', run: this.#id });
    this.#forget();
  }

  // The client's side.

  /** Opens the run in the worker that there is now: at first, or again from its log with a word of why. */
  reopen(message?: string, pause = false): void {
    if (pause) this.#options = { ...this.#options, playing: false };
    const log = this.#log && { ...this.#log, step: Math.max(this.#log.step, this.#status?.step ?? 0) };
    const options = log ? { ...this.#options, edits: log.edits, seed: log.seed, log } : this.#options;
    this.#send({ kind: 'open', run: this.#id, options, ...(message ? { message } : {}) });
    if (this.#visible) this.#command({ kind: 'visible', ...this.#visible });
    if (this.#file) this.#command(this.#file);
    if (this.#chip) this.#command(this.#chip);
    for (const _ of this.#asking) this.#send({ kind: 'log', run: this.#id });
  }

  receive(event: RunEvent): void {
    if (event.kind === 'begin') {
      this.#begin = event;
      this.#weights = undefined;
    }
    if (event.kind === 'weights') this.#weights = event;
    if (event.kind === 'status') this.#status = event.status;
    if (event.kind === 'file' && event.state !== 'making') this.#file = undefined;
    for (const listener of this.#listeners) listener(event);
  }

  receiveLog(log: RunLog, answer: boolean): void {
    this.#log = log;
    if (answer) this.#asking.shift()?.(log);
    else
      this.receive({
        kind: 'applied',
        step: log.entries.at(-1)?.step ?? 0,
        values: valuesAt(log, log.step),
      });
  }

  fail(message: string): void {
    const status: RunStatus = this.#status ?? {
      phase: 'failed',
      step: 0,
      dt: 0,
      seed: this.#options.seed,
      backend: 'cpu',
      precision: 'f32',
      realTime: 0,
    };
    this.receive({ kind: 'status', status: { ...status, phase: 'failed', realTime: 0, message } });
  }

  fault(fault: Fault): void {
    this.#send({ kind: 'fault', run: this.#id, fault });
  }

  #command(command: Command): void {
    this.#send({ kind: 'command', run: this.#id, command });
  }
}

/** For tests: makes the worker of this run fail. */
export function injectFault(run: Run, fault: Fault): void {
  if (run instanceof RemoteRun) run.fault(fault);
}
