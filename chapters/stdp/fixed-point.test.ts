import { expect, test } from 'vitest';
import { relativeError } from '../../src/engine/integers.ts';
import { completeValues } from '../../src/experiment/quantities.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { simulate } from '../../src/experiment/simulate.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './fixed-point.figure.ts';

const { chip } = figure;

/** The figure's network with these values of its table, for so many steps of 1 ms. */
async function run(values: Readonly<Record<string, number>>, steps = 2000, seed = 1) {
  const network = resolveNetwork(figure, completeValues(figure, values));
  const compiled = compileNetwork(network, { seed, unused: 'ignore' });
  const simulation = await simulate(compiled, {
    backend: 'fixed-point',
    precision: 'f32',
    relaxed: false,
    chip,
  });
  simulation.advance(steps);
  const { spikes, samples } = simulation.drain();
  const [float = [], onChip = []] = spikes.slice(1).map((train) => [...train.steps]);
  const [vFloat = [], vChip = []] = samples.map((trace) => [...trace.values]);
  const quantities = simulation.integers?.quantities ?? [];
  const weights = [...simulation.get({ projection: 1, name: 'w' })];
  const wanted = [...simulation.get({ projection: 0, name: 'w' })];
  return { float, onChip, vFloat, vChip, quantities, weights, wanted };
}

test('with all bits the chip fires as floating point does', async () => {
  for (const seed of [1, 2, 3]) {
    const { float, onChip, vFloat, vChip } = await run({}, 2000, seed);
    expect(float.length).toBeGreaterThan(40);
    expect(Math.abs(onChip.length - float.length)).toBeLessThanOrEqual(2);
    // Until the first spike only rounding parts them: of each weight by at most half of 8 of 0.66 integers in 1024 ...
    const first = Math.min(float[0] ?? 0, onChip[0] ?? 0);
    const apart = vFloat.slice(0, first).map((v, k) => Math.abs(v - (vChip[k] ?? 0)));
    expect(first).toBeGreaterThan(10);
    expect(Math.max(...apart)).toBeLessThan(0.2e-3);
  }
});

test.each([12, 6, 5, 4, 3])(
  'decays of %i bits: time constants, and intervals under a constant current',
  async (bits) => {
    const { float, onChip, quantities } = await run({ b_d: bits, nu: 0, I_0: 1.6 });
    const [membrane, synaptic] = quantities;
    // The nearest of the decays that the bits can say: half a step of 2^-bits away at most.
    for (const [quantity, tau] of [
      [membrane, 20],
      [synaptic, 5],
    ] as const) {
      const [want, got] = [Math.exp(-1 / tau), Math.exp(-1e-3 / (quantity?.got ?? 1))];
      expect(Math.abs(want - got)).toBeLessThanOrEqual(2 ** -(bits + 1) + 1e-9);
    }
    const interval = (tau: number) =>
      // From reset to threshold, 15 of 16 mV, and 2 steps of refractoriness, the second of which ends it.
      tau === Number.POSITIVE_INFINITY ? undefined : Math.ceil(tau * 1e3 * Math.log(16)) + 1;
    const expected = interval(membrane?.got ?? 0);
    const between = onChip.slice(1).map((step, k) => step - (onChip[k] ?? 0));
    if (expected === undefined) {
      // No leak: the bias alone, 16 mV of which comes in 20 ms, has to add up to 15 mV.
      expect(bits).toBe(3);
      expect(new Set(between)).toEqual(new Set([Math.ceil(15 / (16 * (1 - Math.exp(-1 / 20)))) + 1]));
    } else for (const one of between) expect(Math.abs(one - expected)).toBeLessThanOrEqual(1);
    expect(float[1] && float[1] - (float[0] ?? 0)).toBe(interval(0.02));
  },
);

test('each bit of the weights halves their error, and no weight is a lie', async () => {
  const errors: number[] = [];
  for (const b_w of [2, 3, 4, 5, 6, 7, 8]) {
    const { weights, wanted } = await run({ b_w }, 1);
    expect(new Set(weights).size).toBeLessThanOrEqual(2 ** b_w);
    expect(wanted[0]).toBeCloseTo(-0.2375e-9, 15);
    errors.push(
      Math.sqrt(weights.reduce((sum, w, k) => sum + (w - (wanted[k] ?? 0)) ** 2, 0) / weights.length),
    );
  }
  errors.slice(1).forEach((error, k) => {
    expect((errors[k] ?? 0) / error).toBeGreaterThan(1.4);
  });
  // 8 bits with sign reach 0.7375 nA at an exponent of 2: they come in steps of 8 integers of 64.
  expect((errors.at(-1) ?? 1) / 0.7375e-9).toBeLessThan(0.005);
});

test('the bias keeps where the membrane comes to rest, whatever the bits of the decay', async () => {
  for (const b_d of [12, 6, 5, 4]) {
    const { vChip, vFloat, quantities } = await run({ b_d, nu: 0, I_0: 1.2 }, 1000);
    expect(vChip.at(-1)).toBeCloseTo(vFloat.at(-1) ?? 0, 4);
    expect(vFloat.at(-1)).toBeCloseTo(-0.053, 5);
    const bias = quantities.find(({ what }) => what === 'bias of a step');
    expect(Math.abs(relativeError(bias ?? { wanted: 0, got: 1 }))).toBeLessThan(1 / 4096);
  }
});
