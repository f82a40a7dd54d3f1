import type { Quantised } from '../../engine/integers.ts';
import type { CompiledPopulation } from '../../network/compiled.ts';
import { alignment, decayUnity, limits, stateBound } from './bits.ts';
import { timeConstant } from './decay.ts';
import type { NeuronRegisters } from './neuron.ts';
import type { NeuronForm } from './neuron-form.ts';
import type { NeuronStep } from './neuron-step.ts';
import { worst } from './worst.ts';

export interface NeuronPlan extends NeuronStep {
  readonly registers: NeuronRegisters;
  /** Integers in a unit of the membrane. */
  readonly scale: number;
  readonly report: readonly Quantised[];
}

/** Under inhibition, room below the reset for so many times the distance from reset to threshold. */
const room = 4;
/** The largest weight and bias that there are, in integers of the membrane. */
const largestWeight = 255 * 2 ** (alignment + limits.weightExponent);
const largestBias = limits.biasMantissa.most * 2 ** limits.biasExponent;

/** What the synapses of a population add: the least (negative where there is inhibition) and the most, in units of the membrane. */
export interface Additions {
  readonly least: number;
  readonly most: number;
}

/**
 * Finds one scale for a population and rounds to it: as large as thresholds, biases, weights and the room below the reset
 * allow, because synapses add to the current in steps of 64.
 */
export function neuronPlan(
  { name, program }: CompiledPopulation,
  form: NeuronForm,
  step: NeuronStep,
  weights: Additions,
  dt: number,
): NeuronPlan {
  const { span, bias } = step;
  const widest = largest(span);
  const most = Math.min(
    stateBound / Math.max(weights.least < 0 ? room : 1, depth(step)) / widest,
    largestBias / largest(bias),
    largestWeight / Math.max(weights.most, -weights.least),
  );
  // The widest threshold is exact: the scale makes it whole.
  const mantissa = Math.min(Math.max(1, Math.floor((most * widest) / 2 ** alignment)), limits.threshold);
  const scale = (mantissa * 2 ** alignment) / widest;
  const biases = Array.from(bias, (value) => floating(value * scale));
  const registers = {
    du: step.currentDecay.map((decay) => decay - 1),
    dv: step.membraneDecay,
    vth: Int32Array.from(span, (distance) => Math.max(1, Math.round((distance * scale) / 2 ** alignment))),
    bias: Int32Array.from(biases, (value) => value.mantissa << value.exponent),
    refractory: step.refractory,
  };
  const unit = program?.model.variables.get(form.membrane)?.unit ?? '1';
  const of = name;
  const report: Quantised[] = [];
  const time = (
    what: string,
    register: string,
    wanted: readonly number[],
    decays: Int32Array,
    offset: number,
  ) => {
    const real = wanted.map((kept) => timeConstant(kept, dt, form.euler));
    const got = (k: number) => timeConstant(1 - (decays[k] as number) / decayUnity, dt, form.euler);
    const k = worst(real, got);
    const integers = `${register} = ${(decays[k] as number) - offset}`;
    report.push({ of, what, wanted: real[k] as number, got: got(k), unit: 'second', integers });
  };
  time(
    'membrane time constant',
    'dv',
    step.steps.map(({ membrane }) => membrane),
    step.membraneDecay,
    0,
  );
  if (form.current !== undefined)
    time(
      'synaptic time constant',
      'du',
      step.steps.map(({ current }) => current),
      step.currentDecay,
      1,
    );
  const add = (
    what: string,
    wanted: Float64Array,
    integer: (k: number) => number,
    words: (k: number) => string,
  ) => {
    const got = (k: number) => integer(k) / scale;
    const k = worst(wanted, got);
    report.push({ of, what, wanted: wanted[k] as number, got: got(k), unit, integers: words(k) });
  };
  add(
    'threshold above reset',
    span,
    (k) => (registers.vth[k] as number) << alignment,
    (k) => `vth = ${registers.vth[k]}`,
  );
  add(
    'bias of a step',
    bias,
    (k) => registers.bias[k] as number,
    (k) => {
      const { mantissa: value = 0, exponent = 0 } = biases[k] ?? {};
      return `bias = ${value} * 2^${exponent}`;
    },
  );
  return { ...step, registers, scale, report };
}

/** How far below the reset a membrane rests, in distances from reset to threshold. */
function depth({ bias, membraneDecay, span }: NeuronStep): number {
  return bias.reduce((deepest, value, k) => {
    const decay = (membraneDecay[k] as number) / decayUnity;
    return decay > 0 ? Math.max(deepest, -value / decay / (span[k] as number)) : deepest;
  }, 0);
}

/** The nearest that a mantissa of 13 bit and an exponent of 0 to 7 can say. */
function floating(value: number): { readonly mantissa: number; readonly exponent: number } {
  let exponent = 0;
  while (exponent < limits.biasExponent && Math.abs(value) / 2 ** exponent > limits.biasMantissa.most)
    exponent++;
  const mantissa = Math.round(value / 2 ** exponent);
  const { least, most } = limits.biasMantissa;
  return { mantissa: Math.min(Math.max(mantissa, least), most) + 0, exponent };
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
