import { describe, expect, test } from 'vitest';
import { golden } from '../../../golden/files.ts';
import { shifted } from './bits.ts';
import { IntegerNeurons } from './neuron.ts';
import { IntegerSynapses } from './synapses.ts';
import { chipWeight, type SignMode, signModeOf, weightRange } from './weights.ts';

interface Case {
  readonly du: number;
  readonly dv: number;
  readonly vth: number;
  readonly vth_dst: number;
  readonly weight_exp: number;
  readonly weight_bits: number;
  readonly bias: readonly number[];
  readonly bias_exp: readonly number[];
  /** Row: destination, column: source. */
  readonly w: readonly (readonly number[])[];
  readonly delays: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  readonly v: readonly (readonly number[])[];
}

const { cases } = golden<{ readonly cases: readonly Case[] }>('lava-lif');

const all = (size: number, value: number) => new Array<number>(size).fill(value);

function neurons(size: number, registers: { du: number; dv: number; vth: number; bias?: readonly number[] }) {
  const { du, dv, vth, bias = all(size, 0) } = registers;
  return new IntegerNeurons(size, {
    du: all(size, du),
    dv: all(size, dv),
    vth: all(size, vth),
    bias,
    refractory: all(size, 0),
  });
}

/** Lava's Dense: a matrix of whole numbers, destination by source. */
function dense(
  matrix: readonly (readonly number[])[],
  { mode = signModeOf(matrix.flat()), bits = 8, exponent = 0, delays = [] as readonly (readonly number[])[] },
) {
  const size = matrix.length;
  const sources = matrix[0]?.length ?? 0;
  const bySource = <T>(table: readonly (readonly T[])[]) =>
    Array.from({ length: sources }, (_, source) => table.map((row) => row[source] as T)).flat();
  return new IntegerSynapses({
    size,
    offsets: Uint32Array.from({ length: sources + 1 }, (_, source) => source * size),
    targets: Uint32Array.from({ length: sources * size }, (_, k) => k % size),
    weights: Int16Array.from(bySource(matrix), (weight) => chipWeight(weight, mode, bits)),
    exponent,
    delays: delays.length > 0 ? Uint32Array.from(bySource(delays)) : 0,
  });
}

describe('Lava, step by step', () => {
  test.each(cases.map((one, index) => [index, one] as const))('case %i, bit for bit', (_, one) => {
    const bias = one.bias.map((mantissa, k) => shifted(mantissa, one.bias_exp[k] as number));
    const source = neurons(6, { ...one, bias });
    const destination = neurons(6, { ...one, vth: one.vth_dst, bias: all(6, 0) });
    const { weight_exp: exponent, weight_bits: bits, delays } = one;
    const synapses = dense(one.w, { exponent, bits, delays });
    const [nothing, arriving, fired] = [new Int32Array(6), new Int32Array(6), new Uint32Array(6)];
    const u: number[][] = [];
    const v: number[][] = [];
    for (let step = 0; step < one.u.length; step++) {
      source.receive(nothing);
      const count = source.integrate(fired);
      destination.receive(arriving);
      destination.integrate(new Uint32Array(6));
      u.push([...destination.u]);
      v.push([...destination.v]);
      synapses.send(fired, count);
      synapses.arrive(arriving.fill(0));
    }
    expect(u).toEqual(one.u);
    expect(v).toEqual(one.v);
  });

  test('the cases wrap currents, clip voltages and fire', () => {
    const [u, v] = [cases.flatMap((one) => one.u.flat()), cases.flatMap((one) => one.v.flat())];
    expect(Math.max(...u)).toBeGreaterThan(8.38e6);
    expect(Math.min(...u)).toBeLessThan(-8.38e6);
    expect(Math.min(...v)).toBe(1 - 2 ** 23);
    expect(v.filter((voltage) => voltage === 0).length).toBeGreaterThan(300);
  });
});

/** The numbers of Lava's own tests: tests/lava/proc/lif/test_models.py. */
describe('the neuron of Lava’s unit tests', () => {
  const impulse = (du: number, dv: number) => {
    const one = neurons(1, { du, dv, vth: 256 });
    return Array.from({ length: 8 }, (_, step) => {
      one.receive(Int32Array.of(step === 0 ? 128 : 0));
      one.integrate(new Uint32Array(1));
      return { u: one.u[0], v: one.v[0] };
    });
  };

  test('a bias of 2 * 2^6 against a threshold of 8 * 2^6 fires at every fifth step', () => {
    const one = neurons(1, { du: 0, dv: 0, vth: 8, bias: [shifted(2, 6)] });
    const fired = Array.from({ length: 10 }, () => one.integrate(new Uint32Array(1)));
    expect(fired).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  });

  test('du = 2047 halves the current', () => {
    expect(impulse(2047, 0).map(({ u }) => u)).toEqual([8192, 4096, 2048, 1024, 512, 256, 128, 64]);
  });

  test('dv = 2048 halves the voltage', () => {
    expect(impulse(0, 2048).map(({ v }) => v)).toEqual([
      8192, 12286, 14331, 15351, 15859, 16111, 16235, 16295,
    ]);
  });

  test('the bias is its mantissa times a power of two', () => {
    const one = neurons(1, { du: 0, dv: 0, vth: 2 ** 17 - 1, bias: [shifted(4095, 5)] });
    one.integrate(new Uint32Array(1));
    expect(one.v[0]).toBe(131040);
  });

  // TestLIFRefractory: thresholds of 4 there, of 4 * 2^6 here, with biases of 64 and 128.
  test('after a spike the voltage is held', () => {
    const registers = { du: [0, 0], dv: [0, 0], vth: [4, 4], bias: [64, 128], refractory: [1, 1] };
    const two = new IntegerNeurons(2, registers);
    const course = Array.from({ length: 8 }, () => {
      two.integrate(new Uint32Array(2));
      return [...two.v].map((voltage) => voltage / 64);
    });
    expect(course.map(([first]) => first)).toEqual([1, 2, 3, 4, 0, 0, 1, 2]);
    expect(course.map(([, second]) => second)).toEqual([2, 4, 0, 0, 2, 4, 0, 0]);
  });
});

/** tests/lava/proc/dense/test_models.py: four sources fire once in step 4; what arrives, step by step. */
describe('the synapses of Lava’s unit tests', () => {
  const column = (weights: readonly number[]) => weights.map((weight) => [0, 0, weight, 0]);
  const arrivals = (
    matrix: readonly (readonly number[])[],
    options: { mode?: SignMode; bits?: number; exponent?: number; delays?: readonly (readonly number[])[] },
  ) => {
    const synapses = dense(matrix, options);
    return Array.from({ length: 4 }, (_, after) => {
      synapses.send([0, 1, 2, 3], after === 0 ? 4 : 0);
      const sums = new Int32Array(3);
      synapses.arrive(sums);
      return [...sums];
    });
  };
  const none = [0, 0, 0];

  test('sign modes, exponent and precision', () => {
    const mixed = column([300, -300, 39]);
    expect(arrivals(column([0.5, 300, 40]), { mode: 'excitatory' })[0]).toEqual([0, 255, 40]);
    expect(arrivals(mixed, { mode: 'mixed' })).toEqual([[254, -256, 38], none, none, none]);
    expect(arrivals(mixed, { exponent: 1 })[0]).toEqual([508, -512, 76]);
    expect(arrivals(mixed, { bits: 7 })[0]).toEqual([252, -256, 36]);
    const fanIn = [none, none, none].map((_, k) => (k === 2 ? [300, -300, 39, -0.4] : [0, 0, 0, 0]));
    expect(arrivals(fanIn, { mode: 'mixed' })[0]).toEqual([0, 0, 36]);
  });

  test('delays', () => {
    const delays = column([0, 1, 2]);
    expect(arrivals(column([0.5, 300, 40]), { mode: 'excitatory', delays })).toEqual([
      [0, 0, 0],
      [0, 255, 0],
      [0, 0, 40],
      none,
    ]);
    expect(arrivals(column([300, -300, 39]), { exponent: 1, delays }).slice(0, 3)).toEqual([
      [508, 0, 0],
      [0, -512, 0],
      [0, 0, 76],
    ]);
    const two = [2, 2, 2].map((delay) => [delay, delay, delay, delay]);
    expect(arrivals(column([300, -300, 39]), { bits: 7, delays: two })[2]).toEqual([252, -256, 36]);
  });

  test('inhibitory weights lose bits towards zero, mixed ones towards minus infinity', () => {
    expect(chipWeight(-39, 'inhibitory', 8)).toBe(-39);
    expect(chipWeight(-300, 'inhibitory', 8)).toBe(-255);
    expect(chipWeight(-39, 'inhibitory', 4)).toBe(-32);
    expect(chipWeight(-39, 'mixed', 4)).toBe(-64);
    expect(Object.is(chipWeight(0, 'inhibitory', 8), 0)).toBe(true);
  });

  test.each(['mixed', 'excitatory', 'inhibitory'] as const)(
    'the range of %s weights is what they reach',
    (mode) => {
      for (let bits = 1; bits <= 8; bits++) {
        const { least, most } = weightRange(mode, bits);
        expect([chipWeight(-1e6, mode, bits), chipWeight(1e6, mode, bits)]).toEqual([least, most]);
      }
    },
  );
});
