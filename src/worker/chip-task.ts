import type { Architecture } from '../chip/architecture.ts';
import { architectures } from '../chip/architectures/index.ts';
import { LiveChip } from '../chip/live.ts';
import { parseArchitecture } from '../chip/read-architecture.ts';
import type { ChipAsk } from '../chip/report.ts';
import type { Batch } from '../engine/simulation.ts';
import { messageOf } from '../experiment/error.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { declaredIn } from './declared.ts';
import type { Follower } from './follower.ts';
import type { Command } from './protocol.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** Milliseconds between two pulses: as often as a reader can see a change of heat. */
const interval = 90;
/** Milliseconds between two comparisons of placements, which go through all synapses. */
const comparing = 2000;

/** The chip under a figure, as long as somebody looks at it: placed when asked, fed with the run's spikes. */
export class ChipTask implements Follower {
  readonly weight = 0.3;
  #ask: ChipAsk | undefined;
  #chip: LiveChip | undefined;
  /** What the chip was made of. */
  #made: { readonly network: CompiledNetwork; readonly ask: ChipAsk } | undefined;
  #told = Number.NEGATIVE_INFINITY;
  #compared = Number.NEGATIVE_INFINITY;
  #news = false;

  constructor(
    private readonly session: Session,
    private readonly around: Surroundings,
  ) {}

  follow(): void {}

  command(command: Command): void {
    if (command.kind !== 'chip') return;
    const before = this.#ask;
    this.#ask = command.ask;
    if (!command.ask) {
      this.#chip = undefined;
      this.#made = undefined;
    } else if (this.#chip && before && this.#made?.ask === before)
      this.#adjust(this.#chip, before, command.ask);
    this.around.wake();
  }

  batch(batch: Batch): void {
    const chip = this.#chip;
    if (!chip || this.#made?.network !== this.session.runner?.compiled) return;
    chip.add(batch);
    this.#news = true;
  }

  due(now: number): number {
    if (!this.#ask || !this.session.runner) return Number.POSITIVE_INFINITY;
    if (this.#stale) return now;
    return this.#chip && this.#news ? Math.max(now, this.#told + interval) : Number.POSITIVE_INFINITY;
  }

  run(): void {
    if (this.#stale) this.#place();
    else this.#tell();
  }

  close(): void {
    this.#ask = undefined;
    this.#chip = undefined;
  }

  /** Another network or another wish than the chip was made for. */
  get #stale(): boolean {
    const network = this.session.runner?.compiled;
    return network !== undefined && (this.#made?.network !== network || this.#made.ask !== this.#ask);
  }

  /** What can change without placing the network anew: the core that is open, and exchanged cores. */
  #adjust(chip: LiveChip, before: ChipAsk, ask: ChipAsk): void {
    const { open: _, swaps: old, ...rest } = before;
    const { open, swaps, ...wanted } = ask;
    const grown =
      swaps.length >= old.length && old.every((pair, k) => pair === swaps[k] || same(pair, swaps[k]));
    if (!grown || JSON.stringify(rest) !== JSON.stringify(wanted) || !this.#made) return;
    for (const [a, b] of swaps.slice(old.length)) chip.swap(a, b);
    chip.open(open);
    this.#made = { ...this.#made, ask };
    if (swaps.length > old.length) this.around.send({ kind: 'chip', state: 'placed', layout: chip.layout() });
    this.#news = true;
    this.#told = Number.NEGATIVE_INFINITY;
  }

  #place(): void {
    const runner = this.session.runner;
    const ask = this.#ask;
    if (!runner || !ask) return;
    const fired = this.#made?.network === runner.compiled ? this.#chip?.fired : undefined;
    this.#made = { network: runner.compiled, ask };
    this.#chip = undefined;
    this.around.send({ kind: 'chip', state: 'placing' });
    this.around.busy(true);
    try {
      const { figure, compiled } = runner;
      const words = { outside: figure.offChip ?? {}, declared: declaredIn(figure) };
      const chip = new LiveChip(architectureOf(ask), compiled, ask, fired, words);
      chip.reset(runner.step);
      this.#compared = Number.NEGATIVE_INFINITY;
      this.#chip = chip;
      this.around.send({ kind: 'chip', state: 'placed', layout: chip.layout() });
      this.#news = true;
    } catch (error) {
      this.around.send({ kind: 'chip', state: 'refused', message: messageOf(error) });
    } finally {
      this.around.busy(false);
    }
  }

  #tell(): void {
    const runner = this.session.runner;
    this.#news = false;
    this.#told = this.around.clock();
    if (!runner || !this.#chip) return;
    const compare = this.#told - this.#compared >= comparing;
    if (compare) this.#compared = this.#told;
    const pulse = this.#chip.pulse(runner.simulation);
    this.around.send({
      kind: 'chip',
      state: 'pulse',
      pulse: compare ? { ...pulse, placements: this.#chip.compare() } : pulse,
    });
  }
}

function architectureOf(ask: ChipAsk): Architecture {
  if (ask.own !== undefined) return parseArchitecture(ask.own);
  const found = architectures.find(({ name }) => name === ask.architecture) ?? architectures[0];
  if (!found) throw new Error('The book knows no chip.');
  return found;
}

function same(a: readonly [number, number], b: readonly [number, number] | undefined): boolean {
  return a[0] === b?.[0] && a[1] === b[1];
}
