import type { Node } from '../../language/ir.ts';
import { NetworkError } from '../../network/error.ts';
import { decayUnity, limits } from './bits.ts';
import { decayRegister, type StepOf, stepOf } from './decay.ts';
import type { NeuronForm } from './neuron-form.ts';
import type { Parameters } from './parameters.ts';

/** The equations of a population over one step, one value a neuron: decays as the chip holds them, the rest not yet rounded. */
export interface NeuronStep {
  readonly steps: readonly StepOf[];
  /** In parts of 4096. */
  readonly membraneDecay: Int32Array;
  readonly currentDecay: Int32Array;
  /** Membrane where the integers are 0: the reset. */
  readonly reset: Float64Array;
  /** From there to the threshold. */
  readonly span: Float64Array;
  /** What the membrane takes in each step beside the current. */
  readonly bias: Float64Array;
  /** How much membrane a unit of the synapses' weight is, as the chip adds it. */
  readonly worth: Float64Array;
  /** Steps after a spike in which the membrane is held. */
  readonly refractory: Int32Array;
}

/**
 * Throws `NetworkError` for values that the chip cannot hold. Only time constants are rounded here; with the rounded
 * ones, steady states (of a constant drive, of a steady train of spikes) stay where they were.
 */
export function neuronStep(form: NeuronForm, parameters: Parameters, name: string, dt: number): NeuronStep {
  const refuse = (field: string, sentence: string) =>
    new NetworkError(`populations.${name}.${field}`, sentence);
  const steps = stepsOf(form, parameters, dt);
  const bad = steps.findIndex(({ membrane, current }) => !(fraction(membrane) && fraction(current)));
  if (bad >= 0)
    throw refuse(
      'equations',
      `neuron ${bad} does not decay within a step of ${dt * 1e3} ms as the chip's integers do: time constants must be positive and longer than the step.`,
    );
  const reset = parameters.column(form.reset);
  const of = parameters.column(form.threshold.of);
  const by = parameters.column(form.threshold.by);
  const span = reset.map((base, k) => (of[k] as number) / (by[k] as number) - base);
  const low = span.findIndex((distance) => !(distance > 0 && Number.isFinite(distance)));
  if (low >= 0)
    throw refuse(
      'threshold',
      `the threshold of neuron ${low} is not above its reset, and the chip's integers measure from one to the other.`,
    );
  const bits = parameters.bits('decay_bits', 12);
  const direct = form.current === undefined;
  const membraneDecay = Int32Array.from(steps, ({ membrane }) => decayRegister(membrane, bits, 0));
  const currentDecay = Int32Array.from(steps, ({ current }) =>
    direct ? decayUnity : decayRegister(current, bits, 1),
  );
  const steady = steps.map(({ membrane }, k) => steadier(1 - membrane, membraneDecay[k] as number));
  const worth = Float64Array.from(steps, ({ gain, current }, k) =>
    direct
      ? 1 - (membraneDecay[k] as number) / decayUnity
      : gain * (steady[k] as number) * steadier(1 - current, currentDecay[k] as number),
  );
  const drive = parameters.column(form.drive);
  const bias = drive.map((rate, k) => {
    const { membrane, input } = steps[k] as StepOf;
    return (steady[k] as number) * (input * rate - (1 - membrane) * (reset[k] as number));
  });
  const refractory = new Int32Array(steps.length);
  if (form.refractory) {
    const times = parameters.column(form.refractory);
    times.forEach((time, k) => {
      refractory[k] = Math.max(0, Math.floor(time / dt + 1e-3) - 1);
    });
    const longest = times.reduce((a, b) => Math.max(a, b), 0);
    if (refractory.some((steps) => steps > limits.refractory))
      throw tooLong(`populations.${name}.refractory`, form.refractory, longest, dt);
  }
  return { steps, membraneDecay, currentDecay, reset, span, bias, worth, refractory };
}

/** Says how long it may be, and which parameter it is where it is one. */
function tooLong(path: string, node: Node, time: number, dt: number): NetworkError {
  const most = limits.refractory + 1;
  const ms = (seconds: number) => `${Number((seconds * 1e3).toPrecision(4))} ms`;
  const parameter = node.kind === 'slot' ? node.slot.name : undefined;
  const remedy =
    parameter === undefined
      ? `${ms(most * dt)} is the longest`
      : `set ${parameter} to ${ms(most * dt)} or less`;
  const sentence = `${ms(time)} are ${Math.floor(time / dt + 1e-3)} steps of ${ms(dt)}, and the chip counts at most ${most}: ${remedy}.`;
  return new NetworkError(path, sentence, undefined, parameter);
}

function stepsOf({ leak, gain, decay, euler }: NeuronForm, parameters: Parameters, dt: number): StepOf[] {
  const [leaks, gains, decays] = [leak, gain, decay].map((node) => parameters.column(node));
  const steps: StepOf[] = [];
  const known = new Map<string, StepOf>();
  for (let k = 0; k < parameters.store.size; k++) {
    const at = { leak: leaks?.[k] ?? 0, gain: gains?.[k] ?? 0, decay: decays?.[k] ?? 0 };
    const key = `${at.leak} ${at.gain} ${at.decay}`;
    const step = known.get(key) ?? stepOf(at, dt, euler);
    known.set(key, step);
    steps.push(step);
  }
  return steps;
}

const fraction = (kept: number) => kept >= 0 && kept <= 1;

/** By how much the rounded decay is larger; 1 where either is nothing. */
function steadier(decay: number, register: number): number {
  return decay > 0 && register > 0 ? register / decayUnity / decay : 1;
}
