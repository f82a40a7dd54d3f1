/** Where the learning engine's random numbers come from: its own generator, or a sequence handed in. */
import { philox, streamKey, uniform64 } from '../../language/random.ts';
import { IMPULSE_FRACTION_BITS } from './widths.ts';

/**
 * A value between two integers goes to the upper one where the random number is less than its fraction. Traces are numbered
 * x1, x2, y1, y2, y3; steps and epochs count from 1.
 */
export interface Rounding {
  /** In [0, 1), for the decay of a trace by one step. */
  decay(trace: number, neuron: number, step: number): number;
  /** Against an impulse's fraction in 256ths; `again`: the neuron has spiked in this epoch before. */
  impulse(trace: number, neuron: number, step: number, again: boolean): number;
  /** In [0, 1), for the value that is written back; `variable` is 0 for weight, 1 for delay, 2 for tag. */
  write(variable: number, synapse: number, epoch: number): number;
  /** Called where Lava's generators move: twice in a step (after the pre-synaptic spikes, and at its end), once in an epoch. */
  advanceTraces(): void;
  advanceWrites(): void;
}

/** A number of its own for each decision, from Philox (`src/language/random.ts`): the order of work does not matter. */
export class OwnRounding implements Rounding {
  private readonly words = new Uint32Array(4);
  private readonly keys = ['decay', 'impulse', 'write'].map((stream) => streamKey('learning', stream));

  constructor(private readonly seed: number) {}

  decay(trace: number, neuron: number, step: number): number {
    this.draw(0, step, neuron, trace);
    return uniform64(this.words[0] as number, this.words[1] as number);
  }

  impulse(trace: number, neuron: number, step: number, again: boolean): number {
    this.draw(1, step, neuron, 2 * trace + Number(again));
    return (this.words[0] as number) >>> (32 - IMPULSE_FRACTION_BITS);
  }

  write(variable: number, synapse: number, epoch: number): number {
    this.draw(2, epoch, synapse, variable);
    return uniform64(this.words[0] as number, this.words[1] as number);
  }

  advanceTraces(): void {}
  advanceWrites(): void {}

  private draw(stream: number, time: number, index: number, which: number): void {
    philox(
      time,
      Math.floor(time / 2 ** 32),
      index,
      which,
      this.seed,
      this.keys[stream] as number,
      this.words,
    );
  }
}

/** No dice: a value between two integers goes to the nearest, halves up. */
export class NearestRounding implements Rounding {
  /** The largest number below a half. */
  decay = () => 0.5 - 2 ** -54;
  impulse = () => 2 ** (IMPULSE_FRACTION_BITS - 1) - 1;
  write = () => 0.5 - 2 ** -54;
  advanceTraces(): void {}
  advanceWrites(): void {}
}

/** The numbers of Lava's five generators in the order in which they come, the first being the one drawn at construction. */
export interface Draws {
  /** Uniform in [0, 1), two a step. */
  readonly decay_x: readonly number[];
  readonly decay_y: readonly number[];
  /** Integers from 0 to 127, two a step. */
  readonly impulse_x: readonly number[];
  readonly impulse_y: readonly number[];
  /** Uniform in [0, 1), one an epoch. */
  readonly write: readonly number[];
}

/** The sequence has ended before the run did. */
export class DrawsError extends Error {
  override readonly name = 'DrawsError';
}

/**
 * Lava's rounding with its quirks: one number for all traces of a side at all steps of an epoch, one for all synapses; an
 * impulse's 256ths are compared with numbers below 128, and a second pre-synaptic spike in an epoch rounds any fraction up.
 */
export class LavaRounding implements Rounding {
  private traces = 0;
  private writes = 0;

  constructor(private readonly draws: Draws) {}

  decay(trace: number): number {
    return this.held(trace < 2 ? 'decay_x' : 'decay_y', this.traces);
  }

  impulse(trace: number, _neuron: number, _step: number, again: boolean): number {
    if (trace < 2) return again ? 0 : this.held('impulse_x', this.traces);
    return this.held('impulse_y', this.traces);
  }

  write(): number {
    return this.held('write', this.writes);
  }

  advanceTraces(): void {
    this.traces++;
  }

  advanceWrites(): void {
    this.writes++;
  }

  private held(name: keyof Draws, at: number): number {
    const value = this.draws[name][at];
    if (value === undefined)
      throw new DrawsError(
        `The draws end too early: ${name} has ${this.draws[name].length}, and number ${at + 1} is needed.`,
      );
    return value;
  }
}
