import { messageOf } from '../experiment/error.ts';
import type { Figure } from '../experiment/figure.ts';
import { type RunLog, valuesAt } from '../experiment/log.ts';
import { resolveEdited } from '../experiment/method.ts';
import { completeValues, seconds } from '../experiment/quantities.ts';
import { liveTargets } from '../experiment/resolve.ts';
import { Runner } from '../experiment/runner.ts';
import { exportBrian2 } from '../export/brian2.ts';
import type { Brian2Change } from '../export/brian2-changes.ts';
import { Collector } from '../export/collector.ts';
import { spikesCsv, tracesCsv } from '../export/csv.ts';
import { type Provenance, type Results, resultsText } from '../export/results.ts';
import { nextChunk } from './drive.ts';
import type { Follower } from './follower.ts';
import type { Command } from './protocol.ts';
import type { FileKind } from './run.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

type Order = Extract<Command, { kind: 'file' }> & { readonly of: FileKind };

/** Numbers in one file: some hundred megabytes of text, which a tab can hold and another program still read. */
const mostNumbers = 16_000_000;
/** Milliseconds between two words of how far it is. */
const interval = 200;

interface Replay {
  readonly order: Order;
  readonly runner: Runner;
  readonly collector: Collector;
  /** The step that the run had reached when the file was asked for. */
  readonly end: number;
  /** Milliseconds that the steps took. */
  wall: number;
}

interface Writing {
  readonly order: Order;
  readonly pieces: Iterator<string>;
  readonly parts: Blob[];
}

/** Answers `makeFile`: the log once more from its first step, on the back end that runs it, then the text of it. */
export class FileTask implements Follower {
  readonly weight = 0.5;
  #order: Order | undefined;
  #replay: Replay | undefined;
  #writing: Writing | undefined;
  #starting = false;
  #generation = 0;
  #chunk = 16;
  #told = 0;

  constructor(
    private readonly session: Pick<Session, 'figure' | 'ready' | 'settled' | 'status'>,
    private readonly around: Surroundings,
    private readonly most = mostNumbers,
  ) {}

  follow(): void {}

  command(command: Command): void {
    if (command.kind !== 'file') return;
    this.#stop();
    const { of } = command;
    if (of) this.#order = { ...command, of };
  }

  due(now: number): number {
    if (this.#starting) return Number.POSITIVE_INFINITY;
    if (this.#replay || this.#writing) return now;
    return this.#order && this.session.ready ? now : Number.POSITIVE_INFINITY;
  }

  run(budget: number): void {
    const order = this.#order ?? this.#replay?.order ?? this.#writing?.order;
    try {
      if (this.#order) this.#begin(this.#order);
      else if (this.#replay) this.#advance(this.#replay, budget);
      else if (this.#writing) this.#write(this.#writing, budget);
    } catch (error) {
      if (order) this.#refuse(order, messageOf(error));
    }
  }

  close(): void {
    this.#stop();
  }

  #begin(order: Order): void {
    this.#order = undefined;
    const { settled } = this.session;
    if (!settled) return;
    this.#tell(order.of, 0);
    if (order.of === 'brian2') this.#writing = { order, pieces: this.#script(settled.log), parts: [] };
    else if (order.of === 'nir') void this.#exchange(order, settled.log);
    else void this.#restart(order, settled.log);
  }

  /** The network as it stands now: NIR knows no changes on the way. What writes it is fetched when it is first asked for. */
  async #exchange(order: Order, log: RunLog): Promise<void> {
    const generation = this.#generation;
    const { figure } = this.session;
    const { engine, busy, send, wake } = this.around;
    this.#starting = true;
    busy(true);
    try {
      const { attemptNir } = await import('../export/nir/files.ts');
      const network = resolveEdited(figure, valuesAt(log, log.step), log.edits);
      const made = await attemptNir(engine.compile(network, log.seed), {
        title: figure.title,
        lossy: order.last ?? false,
      });
      if (generation !== this.#generation) return;
      if ('bytes' in made) send({ kind: 'file', of: 'nir', state: 'done', blob: new Blob([made.bytes]) });
      else this.#refuse(order, made.message, made.partial);
    } catch (error) {
      if (generation === this.#generation) this.#refuse(order, messageOf(error));
    } finally {
      this.#starting = false;
      busy(false);
      wake();
    }
  }

  /** The run as a script: values at the start, changes at their steps, to the step reached. Cannot be sliced. */
  *#script(log: RunLog): Generator<string> {
    const { figure } = this.session;
    const { engine } = this.around;
    const network = resolveEdited(figure, valuesAt(log, 0), log.edits);
    const make = () => {
      const compiled = engine.compile(network, log.seed);
      const reached = Number((log.step * compiled.dt).toPrecision(12));
      return exportBrian2(network, compiled, {
        title: figure.title,
        duration: log.step === 0 ? seconds(figure.duration, 'duration') : reached,
        changes: liveChanges(figure, log),
      });
    };
    yield this.#unsliced(make);
  }

  /** What takes long in one piece: the page is told that the worker will not answer meanwhile. */
  #unsliced<T>(make: () => T): T {
    this.around.busy(true);
    try {
      return make();
    } finally {
      this.around.busy(false);
    }
  }

  async #restart(order: Order, log: RunLog): Promise<void> {
    const generation = this.#generation;
    const { figure } = this.session;
    const { engine, busy } = this.around;
    this.#starting = true;
    busy(true);
    try {
      const network = resolveEdited(figure, valuesAt(log, 0), log.edits);
      const compiled = engine.compile(network, log.seed);
      const { backend } = this.session.status;
      const { precision = 'f32', relaxed = false, chip } = figure;
      const simulation = await engine.simulate(
        compiled,
        backend === 'reference'
          ? { backend, precision: 'f64', relaxed }
          : { backend: backend === 'fixed-point' ? backend : 'cpu', precision, relaxed, chip },
      );
      if (generation !== this.#generation) simulation.dispose();
      else {
        const runner = new Runner(figure, compiled, simulation, log, Number.POSITIVE_INFINITY);
        // Tables hold nothing of synapses, so none are counted or listed for them.
        const kept = order.of === 'json' ? compiled : { ...compiled, projections: [] };
        const collector = new Collector(network, kept, simulation);
        this.#replay = { order, runner, collector, end: log.step, wall: 0 };
        this.#chunk = 16;
      }
    } catch (error) {
      if (generation === this.#generation) this.#refuse(order, messageOf(error));
    } finally {
      this.#starting = false;
      busy(false);
      this.around.wake();
    }
  }

  #advance(replay: Replay, budget: number): void {
    const { runner, collector, order, end } = replay;
    const { clock } = this.around;
    const start = clock();
    let now = start;
    while (runner.step < end && now - start < budget) {
      const until = Math.min(runner.step + this.#chunk, end);
      const asked = until - runner.step;
      const ran = runner.advance(asked);
      const before = now;
      now = clock();
      // A record that is full is drained; otherwise batches stay as large as a slice.
      if (ran < asked) collector.add(runner.drain());
      else this.#chunk = nextChunk(this.#chunk, now - before, budget);
    }
    replay.wall += now - start;
    collector.add(runner.drain());
    if (collector.numbers > this.most) {
      if (order.last) collector.forget(this.most);
      if (collector.numbers > this.most) {
        this.#tooLong(order, runner.step * runner.dt);
        return;
      }
    }
    if (runner.step < end) {
      if (now - this.#told > interval) this.#tell(order.of, (0.9 * runner.step) / end);
      return;
    }
    const pieces = textOf(
      order.of,
      this.#unsliced(() => collector.results(replay.wall / 1000)),
      provenanceOf(runner.figure, runner.log),
    );
    runner.dispose();
    this.#replay = undefined;
    this.#writing = { order, pieces, parts: [] };
  }

  #write({ order, pieces, parts }: Writing, budget: number): void {
    const start = this.around.clock();
    const texts: string[] = [];
    do {
      const { done, value } = pieces.next();
      if (done) {
        parts.push(new Blob(texts));
        this.around.send({ kind: 'file', of: order.of, state: 'done', blob: new Blob(parts) });
        this.#stop();
        return;
      }
      texts.push(value);
    } while (this.around.clock() - start < budget);
    parts.push(new Blob(texts));
  }

  #tooLong({ of, last }: Order, reached: number): void {
    const million = Math.round(this.most / 1e6);
    const message = last
      ? `Even the last moments hold more than ${million} million numbers, the most that fit into one file.`
      : `The first ${reached.toPrecision(3)} s alone hold more than ${million} million numbers, the most that fit into one file.`;
    this.#stop();
    this.around.send({ kind: 'file', of, state: 'refused', message, partial: !last });
  }

  #tell(of: FileKind, progress: number): void {
    this.#told = this.around.clock();
    this.around.send({ kind: 'file', of, state: 'making', progress });
  }

  #refuse({ of }: Order, message: string, partial = false): void {
    this.#stop();
    this.around.send({ kind: 'file', of, state: 'refused', message, partial });
  }

  #stop(): void {
    this.#generation++;
    this.#order = undefined;
    this.#replay?.runner.dispose();
    this.#replay = undefined;
    this.#writing = undefined;
  }
}

function textOf(of: FileKind, results: Results, provenance: Provenance): Iterator<string> {
  if (of === 'spikes') return spikesCsv(results);
  return of === 'traces' ? tracesCsv(results) : resultsText(results, provenance);
}

/** What the log sets after step 0, as the engine is told. */
function liveChanges(figure: Figure, log: RunLog): Brian2Change[] {
  return log.entries.flatMap(({ step }) => {
    if (step === 0 || step >= log.step) return [];
    const told = liveTargets(figure, valuesAt(log, step - 1), valuesAt(log, step), log.edits);
    if (told.kind === 'rebuild') throw new Error(`The log changes ${told.path} in the middle of the run.`);
    return [{ step, changes: told.changes }];
  });
}

function provenanceOf(figure: Figure, log: RunLog): Provenance {
  const present = completeValues(figure, valuesAt(log, log.step));
  const values = figure.parameters.map(
    ({ name, unit = '1', default: usual }) => [name, { value: present[name] ?? usual, unit }] as const,
  );
  return {
    figure: log.figure,
    values: Object.fromEntries(values),
    edits: log.edits,
    log: log.entries,
    engine: log.engine,
  };
}
