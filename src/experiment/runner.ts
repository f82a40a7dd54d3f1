import type { Batch, Simulation, Target } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { Checkpoints } from './checkpoints.ts';
import type { Figure } from './figure.ts';
import { appendChange, nextChange, type RunLog, valuesAt } from './log.ts';
import { liveTargets } from './resolve.ts';

/**
 * One simulation with its log and checkpoints: runs forwards through the logged changes, takes new ones, goes back.
 * Knows steps, not clocks: how the steps are sliced makes no difference to what is computed.
 */
export class Runner {
  readonly #checkpoints = new Checkpoints();
  readonly #every: number;
  #values: Readonly<Record<string, number>>;
  #log: RunLog;

  /** `simulation` is at step 0, built from `compiled` with the values that `log` gives for step 0. */
  constructor(
    readonly figure: Figure,
    readonly compiled: CompiledNetwork,
    readonly simulation: Simulation,
    log: RunLog,
    /** Simulated seconds between checkpoints. */
    interval = 1,
  ) {
    this.#log = log;
    this.#values = valuesAt(log, 0);
    this.#every = Math.max(1, Math.round(interval / simulation.dt));
    this.#checkpoints.add(simulation.checkpoint());
  }

  get step(): number {
    return this.simulation.step;
  }

  get dt(): number {
    return this.simulation.dt;
  }

  /** The values that hold now. */
  get values(): Readonly<Record<string, number>> {
    return this.#values;
  }

  /** The run so far. */
  get log(): RunLog {
    const { step } = this;
    return { ...this.#log, entries: this.#log.entries.filter((entry) => entry.step <= step), step };
  }

  /** Runs at most `steps` steps; returns how many. Fewer: the record is full and wants draining. */
  advance(steps: number): number {
    const start = this.step;
    const end = start + steps;
    while (this.step < end) {
      const change = nextChange(this.#log, this.step)?.step ?? Number.POSITIVE_INFINITY;
      const mark = (this.#checkpoints.latest?.step ?? 0) + this.#every;
      const until = Math.min(end, change, mark > this.step ? mark : end);
      this.simulation.advance(until - this.step);
      if (this.step === mark) this.#checkpoints.add(this.simulation.checkpoint());
      if (this.step === change) this.#apply();
      if (this.step < until) break;
    }
    return this.step - start;
  }

  drain(): Batch {
    return this.simulation.drain();
  }

  /**
   * Takes new values before the next step and logs them; what was logged for later is dropped. `rebuild`: nothing was
   * taken, the change needs a new network. At step 0 it always does, because initial values may follow from it.
   */
  set(values: Readonly<Record<string, number>>): 'live' | 'rebuild' | 'same' {
    const changed = Object.entries(values).filter(([name, value]) => this.#values[name] !== value);
    if (changed.length === 0) return 'same';
    const after = { ...this.#values, ...values };
    if (this.step === 0 || liveTargets(this.figure, this.#values, after, this.#log.edits).kind === 'rebuild')
      return 'rebuild';
    this.#log = appendChange(this.#log, this.step, Object.fromEntries(changed));
    this.#checkpoints.forgetAfter(this.step);
    this.#take(after);
    return 'live';
  }

  /** Goes back to the nearest checkpoint at or before `step` and returns its step. What was not drained is dropped. */
  rewind(step: number): number {
    const checkpoint = this.#checkpoints.nearest(step);
    if (!checkpoint) throw new RangeError('This run keeps no checkpoint.');
    this.simulation.restore(checkpoint);
    this.#values = valuesAt(this.#log, checkpoint.step === 0 ? 0 : checkpoint.step - 1);
    this.#apply();
    return checkpoint.step;
  }

  dispose(): void {
    this.simulation.dispose();
  }

  /** The changes that the log has for this very step. */
  #apply(): void {
    const entry = this.#log.entries.find(({ step }) => step === this.step);
    if (entry) this.#take({ ...this.#values, ...entry.values });
  }

  #take(after: Readonly<Record<string, number>>): void {
    const change = liveTargets(this.figure, this.#values, after, this.#log.edits);
    if (change.kind === 'rebuild')
      throw new Error(`The log changes ${change.path} in the middle of the run, which it cannot.`);
    for (const { target, value } of change.changes)
      if (hasTarget(this.compiled, target)) this.simulation.set(target, value);
    this.#values = after;
  }
}

/** Whether the network still has this parameter: an edited text may have dropped it. */
function hasTarget(compiled: CompiledNetwork, target: Target): boolean {
  const owner =
    'population' in target
      ? compiled.populations.find(({ name }) => name === target.population)
      : compiled.projections.find(({ index }) => index === target.projection);
  return owner !== undefined && (owner.constants.has(target.name) || owner.state.has(target.name));
}
