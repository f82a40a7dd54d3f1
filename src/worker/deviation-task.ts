import { Comparison } from '../experiment/deviation.ts';
import { messageOf } from '../experiment/error.ts';
import { valuesAt } from '../experiment/log.ts';
import { resolveEdited } from '../experiment/method.ts';
import { seconds } from '../experiment/quantities.ts';
import { Runner } from '../experiment/runner.ts';
import { nextChunk } from './drive.ts';
import type { Follower } from './follower.ts';
import type { Command } from './protocol.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** What the reference can do in a few seconds, where the reader names no horizon: steps, and steps of all neurons. */
const mostSteps = 20_000;
const mostNeuronSteps = 1_000_000;

/** Answers `measureDeviation`: the log once more, here and on the 64-bit reference, in slices. */
export class DeviationTask implements Follower {
  readonly weight = 0.3;
  #asked: { readonly horizon?: number } | undefined;
  #starting = false;
  #generation = 0;
  #comparison: Comparison | undefined;
  #runners: readonly Runner[] = [];
  #chunk = 1;

  constructor(
    private readonly session: Session,
    private readonly around: Surroundings,
  ) {}

  follow(): void {}

  command(command: Command): void {
    if (command.kind !== 'deviation') return;
    this.#stop();
    this.#asked = command;
  }

  due(now: number): number {
    const wanted = this.#asked !== undefined || this.#comparison !== undefined;
    return wanted && !this.#starting && this.session.ready ? now : Number.POSITIVE_INFINITY;
  }

  run(budget: number): void {
    if (this.#asked) void this.#begin(this.#asked.horizon);
    else if (this.#comparison) this.#advance(this.#comparison, budget);
  }

  close(): void {
    this.#stop();
  }

  async #begin(horizon: number | undefined): Promise<void> {
    const { settled, figure } = this.session;
    this.#asked = undefined;
    if (!settled) return;
    const { log } = settled;
    const generation = ++this.#generation;
    this.#starting = true;
    try {
      const network = resolveEdited(figure, valuesAt(log, 0), log.edits);
      const compiled = this.around.engine.compile(network, log.seed);
      const { precision = 'f32', relaxed = false, chip } = figure;
      // Where the run is the chip's, the chip's integers are what is compared.
      const own = this.session.status.backend === 'fixed-point' ? 'fixed-point' : 'cpu';
      const neurons = compiled.populations.reduce((sum, { size }) => sum + size, 0);
      const run = log.step || Math.round(seconds(figure.duration, 'duration') / compiled.dt);
      const asked = horizon === undefined ? undefined : Math.round(horizon / compiled.dt);
      const steps = Math.max(1, asked ?? Math.min(run, mostSteps, Math.floor(mostNeuronSteps / neurons)));
      const [here, reference] = await Promise.all(
        ([own, 'reference'] as const).map(async (backend) => {
          const simulation = await this.around.engine.simulate(compiled, {
            backend,
            precision,
            relaxed,
            chip,
          });
          return new Runner(figure, compiled, simulation, log, Number.POSITIVE_INFINITY);
        }),
      );
      if (!here || !reference) return;
      if (generation !== this.#generation) {
        for (const runner of [here, reference]) runner.dispose();
        return;
      }
      this.#runners = [here, reference];
      this.#comparison = new Comparison(compiled, here, reference, steps);
      this.#chunk = 1;
    } catch (error) {
      if (generation === this.#generation) this.#refuse(error);
    } finally {
      this.#starting = false;
      this.around.wake();
    }
  }

  #advance(comparison: Comparison, budget: number): void {
    const start = this.around.clock();
    let now = start;
    try {
      while (!comparison.done && now - start < budget) {
        const before = now;
        comparison.advance(this.#chunk);
        now = this.around.clock();
        this.#chunk = nextChunk(this.#chunk, now - before, budget);
      }
    } catch (error) {
      this.#refuse(error);
      return;
    }
    if (!comparison.done) return;
    this.around.send({ kind: 'deviation', ...comparison.result() });
    this.#stop();
  }

  #refuse(error: unknown): void {
    this.#stop();
    const message = `The comparison with the reference failed: ${messageOf(error)}`;
    this.around.send({ kind: 'refused', message, diagnostics: [] });
  }

  #stop(): void {
    this.#generation++;
    this.#comparison = undefined;
    for (const runner of this.#runners) runner.dispose();
    this.#runners = [];
  }
}
