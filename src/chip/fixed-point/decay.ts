import { propagator } from '../../language/propagator.ts';
import { decayUnity } from './bits.ts';

/** One step of dv/dt = leak*v + gain*I + drive, dI/dt = decay*I: what remains, and what comes in. */
export interface StepOf {
  /** Of v and of I, what is left after a step: 0 to 1. */
  readonly membrane: number;
  readonly current: number;
  /** What v takes in from the current at the step's beginning, and from the drive, in a step. */
  readonly gain: number;
  readonly input: number;
}

/** Exact, or Euler's. `dt` in seconds; rates in 1/second. */
export function stepOf(
  { leak, gain, decay }: { readonly leak: number; readonly gain: number; readonly decay: number },
  dt: number,
  euler: boolean,
): StepOf {
  if (euler) return { membrane: 1 + leak * dt, current: 1 + decay * dt, gain: gain * dt, input: dt };
  const { state, input } = propagator(Float64Array.of(leak, gain, 0, decay), 2, dt);
  const [membrane = 1, coupling = 0, , current = 1] = state;
  return { membrane, current, gain: coupling, input: input[0] ?? 0 };
}

/** The nearest decay in parts of 4096 that has at most `bits` bits, `least` to 4095 (4096 where `least` is 1). */
export function decayRegister(kept: number, bits: number, least: 0 | 1): number {
  const grain = 2 ** (12 - bits);
  const nearest = Math.round(((1 - kept) * decayUnity) / grain) * grain;
  return Math.min(Math.max(nearest, least), decayUnity - 1 + least);
}

/** Time constant (seconds) with which a step leaves `kept`; Infinity where nothing goes. */
export function timeConstant(kept: number, dt: number, euler: boolean): number {
  if (kept === 1) return Number.POSITIVE_INFINITY;
  return euler ? dt / (1 - kept) : -dt / Math.log(kept);
}
