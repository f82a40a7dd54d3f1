import { NotFiniteError, type Simulation } from '../engine/simulation.ts';
import { type AtlasAxes, spanAtlas } from '../experiment/atlas-axes.ts';
import { messageOf } from '../experiment/error.ts';
import type { Atlas } from '../experiment/figure.ts';
import { beginLog, engineVersion, ownBackend, type RunLog, valuesAt } from '../experiment/log.ts';
import { resolveEdited } from '../experiment/method.ts';
import { completeValues, seconds } from '../experiment/quantities.ts';
import { Runner } from '../experiment/runner.ts';
import { LanguageError } from '../language/diagnostic.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { NetworkError } from '../network/error.ts';
import { Drive, type Goal } from './drive.ts';
import { describeNetwork } from './engine.ts';
import type { Command } from './protocol.ts';
import type { OpenOptions, RunStatus } from './run.ts';
import type { Task } from './scheduler.ts';
import type { Surroundings } from './surroundings.ts';
import { Weigher } from './weigher.ts';

const statusInterval = 250;

/** One open figure: takes commands, keeps its run going, answers with events. */
export class Session implements Task {
  readonly #options: OpenOptions;
  readonly #around: Surroundings;
  readonly #drive: Drive;
  #runner: Runner | undefined;
  /** What to build next; undefined while the runner is what is wanted. */
  #plan: RunLog | undefined;
  #last: RunLog;
  #building = false;
  #generation = 0;
  #pending: Readonly<Record<string, number>> | undefined;
  #playing: boolean;
  #visible = false;
  /** The page has taken a batch. */
  #seen = false;
  #prominence = 1;
  /** The reader asked for something that needs the network, in view or not. */
  #asked = false;
  #goal: Goal | undefined;
  #reported = Number.NEGATIVE_INFINITY;
  #failure: string | undefined;
  #notice: string | undefined;
  #recovered = -1;
  #sabotaged = false;
  #axes: AtlasAxes | undefined;
  readonly #weigher: Weigher;

  constructor(options: OpenOptions, around: Surroundings, notice?: string) {
    this.#options = options;
    this.#around = around;
    this.#weigher = new Weigher(around.clock);
    const { repeats } = options.figure;
    const whole = repeats === undefined ? undefined : seconds(repeats, 'repeats');
    this.#drive = new Drive(options.speed, around.clock, (batch) => around.sendBatch(batch), whole);
    this.#playing = options.playing;
    this.#axes = options.axes;
    const { id, figure, seed, edits, log } = options;
    const values = completeValues(figure, options.values);
    this.#plan = log ?? beginLog({ figure: id, seed, edits, values, backend: ownBackend(figure) });
    this.#last = this.#plan;
    this.#notice = notice;
    if (log && log.engine !== engineVersion)
      this.#notice = `Recorded with version ${log.engine} of the engine; version ${engineVersion} may give slightly other numbers.`;
    this.#report();
  }

  get figure(): OpenOptions['figure'] {
    return this.#options.figure;
  }

  /** The map over the parameters that the reader chose. */
  get atlas(): Atlas | undefined {
    const { figure } = this;
    return figure.atlas && spanAtlas(figure, figure.atlas, this.#axes);
  }

  get visible(): boolean {
    return this.#visible;
  }

  get weight(): number {
    return this.#visible ? Math.max(this.#prominence, 0.05) : 0.05;
  }

  /** What runs now, with nothing else on its way: the values wanted, the texts and the seed. */
  get settled():
    | (Pick<RunLog, 'edits' | 'seed'> & {
        readonly values: Readonly<Record<string, number>>;
        readonly log: RunLog;
      })
    | undefined {
    if (!this.#runner || this.#plan) return undefined;
    const { log, values } = this;
    return { values, edits: log.edits, seed: log.seed, log };
  }

  /** The run as it is computed now, where nothing else is on its way. */
  get runner(): Runner | undefined {
    return this.#plan ? undefined : this.#runner;
  }

  /** Whether `settled` is there, for who asks often. */
  get ready(): boolean {
    return this.#runner !== undefined && !this.#plan;
  }

  /** The page has drawn something of it, or has nothing to wait for. */
  get begun(): boolean {
    return this.ready && (this.#seen || !this.#runs());
  }

  /** A sentence for the status, until the reader acts. */
  notify(message: string): void {
    this.#notice = message;
    this.#report();
  }

  /** The run as it stands. */
  get log(): RunLog {
    return this.#plan ?? this.#runner?.log ?? this.#last;
  }

  /** The values that the reader wants, whether or not they are in force yet. */
  get values(): Readonly<Record<string, number>> {
    const { log } = this;
    return { ...valuesAt(log, log.step), ...this.#pending };
  }

  get status(): RunStatus {
    const runner = this.#runner;
    const phase = this.#phase();
    const message = this.#failure ?? this.#notice;
    return {
      phase,
      step: runner?.step ?? 0,
      dt: runner?.dt ?? 0,
      seed: this.log.seed,
      backend: runner?.simulation.backend ?? 'cpu',
      precision: runner?.simulation.precision ?? this.figure.precision ?? 'f32',
      realTime: phase === 'playing' ? this.#drive.realTime : 0,
      ...(message === undefined ? {} : { message }),
    };
  }

  command(command: Command): void {
    switch (command.kind) {
      case 'play':
        this.#playing = true;
        this.#goal = undefined;
        if (this.#failure !== undefined) this.#restart({});
        break;
      case 'pause':
        this.#playing = false;
        if (this.#goal?.pause) this.#goal = undefined;
        if (this.#runner) this.#weigh(this.#runner, true);
        break;
      case 'advance':
        this.#advance(command.steps);
        break;
      case 'speed':
        this.#drive.speed = Math.max(command.speed, Number.MIN_VALUE);
        break;
      case 'set':
        this.#pending = { ...this.#pending, ...command.values };
        if (this.#failure !== undefined) this.#restart({});
        this.#around.changed();
        break;
      case 'edit':
        this.#restart({ edits: command.edits });
        break;
      case 'restart':
        this.#restart(command.seed === undefined ? {} : { seed: command.seed });
        break;
      case 'backend':
        this.#restart({ backend: command.backend });
        break;
      case 'seek':
        this.#seek(Math.max(0, Math.floor(command.step)));
        break;
      case 'axes':
        this.#axes = { x: command.x, y: command.y };
        this.#around.changed();
        break;
      case 'chip':
        // There has to be a network to place, though the figure is not on the screen yet.
        if (command.ask) this.#asked = true;
        break;
      case 'visible':
        this.#visible = command.visible;
        this.#prominence = command.prominence;
        this.#around.changed();
        break;
    }
    if (!this.#runs()) this.#drive.stop();
    this.#report();
    this.#around.wake();
  }

  /** The page has taken a batch. */
  acknowledge(): void {
    this.#seen = true;
    this.#drive.acknowledge();
    this.#around.wake();
  }

  /** For tests: the next slice fails as a defect in an engine would. */
  sabotage(): void {
    this.#sabotaged = true;
    this.#around.wake();
  }

  close(): void {
    this.#generation++;
    this.#last = this.log;
    this.#runner?.dispose();
    this.#runner = undefined;
  }

  due(now: number): number {
    const never = Number.POSITIVE_INFINITY;
    if (this.#building || this.#failure !== undefined) return never;
    if (this.#plan) return this.#visible || this.#asked ? now : never;
    if (this.#sabotaged || (this.#pending && !this.#replaying())) return now;
    if (this.#drive.held) return never;
    if (this.#goal) return now;
    return this.#runs() ? Math.max(this.#drive.next, now) : never;
  }

  run(budget: number): void {
    const runner = this.#runner;
    if (this.#plan) {
      void this.#build(this.#plan);
    } else if (runner) {
      try {
        this.#slice(runner, budget);
      } catch (error) {
        this.#broke(runner, error);
      }
    }
  }

  #slice(runner: Runner, budget: number): void {
    if (this.#sabotaged) {
      this.#sabotaged = false;
      throw new Error('a test made it fail');
    }
    if (this.#pending && !this.#replaying() && !this.#takePending(runner)) return;
    const goal = this.#goal;
    if (goal || this.#runs()) this.#drive.work(runner, goal, budget);
    this.#weigh(runner);
    if (goal && runner.step >= goal.step) this.#arrive(runner, goal);
    else if (this.#around.clock() - this.#reported >= statusInterval) this.#report();
  }

  #arrive(runner: Runner, goal: Goal): void {
    this.#goal = undefined;
    this.#weigh(runner, true);
    if (goal.pause) this.#playing = false;
    if (goal.silent) this.#begin(runner);
    this.#drive.stop();
    this.#report();
  }

  /** False where the change needs a new network, which is then on its way. */
  #takePending(runner: Runner): boolean {
    const pending = this.#pending ?? {};
    try {
      // What was computed with the old values goes to the page by itself.
      this.#drive.flush(runner, this.#goal?.silent);
      const outcome = runner.set(pending);
      if (outcome === 'rebuild') this.#restart({});
      else {
        this.#around.sendLog(this.log);
        this.#tellIntegers(runner);
      }
      return outcome !== 'rebuild';
    } catch (error) {
      const tell = (message: string) => this.#around.send({ kind: 'refused', message, diagnostics: [] });
      const said = this.#say(error);
      if (typeof said === 'string') tell(said);
      else void said.then(tell);
      return true;
    } finally {
      this.#pending = undefined;
    }
  }

  #advance(steps: number): void {
    const reached = this.#goal?.step ?? (this.#plan ? this.#plan.step : (this.#runner?.step ?? 0));
    this.#playing = false;
    this.#asked = true;
    this.#goal = { step: reached + Math.max(0, Math.floor(steps)), pause: true, silent: false };
  }

  /** Starts again at step 0 with the values wanted now. */
  #restart(change: Partial<Pick<RunLog, 'seed' | 'edits' | 'backend'>>): void {
    const { seed, edits, figure, backend } = this.log;
    const { values } = this;
    this.#generation++;
    this.#plan = beginLog({ figure, seed, edits, backend, ...change, values });
    this.#pending = undefined;
    this.#notice = undefined;
    this.#failure = undefined;
    this.#goal = undefined;
    this.#asked = true;
    this.#around.changed();
    this.#around.wake();
  }

  #seek(step: number): void {
    const runner = this.#runner;
    this.#asked = true;
    const back = runner && !this.#plan && step < runner.step;
    if (back) {
      this.#failure = undefined;
      this.#drive.flush(runner);
      runner.rewind(step);
    }
    this.#goal = { step, pause: false, silent: back === true };
  }

  async #build(log: RunLog): Promise<void> {
    const { figure } = this;
    const generation = ++this.#generation;
    this.#building = true;
    this.#around.busy(true);
    try {
      const network = resolveEdited(figure, valuesAt(log, 0), log.edits);
      const compiled = this.#around.engine.compile(network, log.seed);
      const simulation = await this.#simulate(compiled, log);
      if (generation === this.#generation) this.#install(new Runner(figure, compiled, simulation, log), log);
      else simulation.dispose();
    } catch (error) {
      const message = await this.#say(error);
      if (generation === this.#generation) this.#refuse(log, error, message);
    } finally {
      this.#building = false;
      this.#around.busy(false);
      this.#around.wake();
    }
  }

  /** On WebAssembly, or, in a browser that refuses it, on the reference. */
  async #simulate(compiled: CompiledNetwork, { backend }: RunLog): Promise<Simulation> {
    const { precision = 'f32', relaxed = false, chip } = this.figure;
    const { engine } = this.#around;
    if (backend === 'fixed-point') return engine.simulate(compiled, { backend, precision, relaxed, chip });
    try {
      return await engine.simulate(compiled, { backend: 'cpu', precision, relaxed });
    } catch (error) {
      const simulation = await engine.simulate(compiled, {
        backend: 'reference',
        precision: 'f64',
        relaxed: false,
      });
      this.#notice = `The fast engine does not run here (${messageOf(error)}); this is the slower reference.`;
      return simulation;
    }
  }

  #install(runner: Runner, log: RunLog): void {
    this.#runner?.dispose();
    this.#runner = runner;
    this.#plan = undefined;
    this.#drive.begin();
    if (log.step > 0) this.#goal ??= { step: log.step, pause: false, silent: false };
    this.#begin(runner);
    this.#around.changed();
  }

  #begin(runner: Runner): void {
    const weights = this.#weigher.begin(runner);
    const needs = this.#around.needs?.(runner.compiled);
    const network = {
      ...describeNetwork(runner.compiled, needs),
      ...(weights.length > 0 ? { weights } : {}),
    };
    this.#around.send({ kind: 'begin', step: runner.step, network });
    this.#around.sendLog(this.log);
    this.#tellIntegers(runner);
    this.#report();
  }

  #tellIntegers({ simulation }: Runner): void {
    this.#around.send({ kind: 'integers', integers: simulation.integers });
  }

  #weigh(runner: Runner, still = false): void {
    const weights = this.#weigher.look(runner, still);
    if (weights.length > 0) this.#around.send({ kind: 'weights', weights });
  }

  /** Why something was refused, in the figure's words; these are fetched only then. */
  #say(error: unknown): string | Promise<string> {
    if (!(error instanceof NetworkError)) return messageOf(error);
    return import('../experiment/refusal.ts').then(({ refusalOf }) => refusalOf(this.figure, error));
  }

  /** The new network cannot be: the old one goes on, or, where there is none, the figure as it was declared. */
  #refuse(log: RunLog, error: unknown, message: string): void {
    const diagnostics = error instanceof LanguageError ? error.diagnostics : [];
    this.#around.send({ kind: 'refused', message, diagnostics });
    if (this.#runner) {
      this.#plan = undefined;
      this.#around.changed();
    } else if (Object.keys(log.edits).length > 0) {
      this.#plan = { ...log, edits: {}, entries: log.entries.slice(0, 1), step: 0 };
      this.#notice = 'The changed equations do not run; this is the figure as it was written.';
    } else {
      this.#fail(message);
    }
    this.#report();
  }

  #broke(runner: Runner, error: unknown): void {
    if (error instanceof NotFiniteError || this.#recovered === runner.step) {
      this.#fail(messageOf(error));
      return;
    }
    this.#recovered = runner.step;
    this.#plan = runner.log;
    this.#notice = `The simulation stopped (${messageOf(error)}) and was resumed from its log.`;
    this.#runner = undefined;
    runner.dispose();
  }

  #fail(message: string): void {
    this.#failure = message;
    this.#goal = undefined;
    this.#drive.stop();
    this.#report();
  }

  #runs(): boolean {
    return this.#playing && this.#visible;
  }

  /** On the way back to a step that was sought: changes wait, or they would be stamped with a step on the way. */
  #replaying(): boolean {
    return this.#goal !== undefined && !this.#goal.pause;
  }

  #phase(): RunStatus['phase'] {
    if (this.#failure !== undefined) return 'failed';
    if (!this.#runner || this.#plan) return 'loading';
    if (this.#goal) return 'playing';
    if (!this.#playing) return 'paused';
    return this.#visible ? 'playing' : 'waiting';
  }

  #report(): void {
    this.#reported = this.#around.clock();
    this.#around.send({ kind: 'status', status: this.status });
  }
}
