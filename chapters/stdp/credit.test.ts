import { expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './credit.figure.ts';

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** Mean weight in mV from cues to their own output and to the other one, and the share of rewarded trials at the end. */
async function learnt(values: Readonly<Record<string, number>>, seed: number, seconds: number) {
  const compiled = compileNetwork(resolveNetwork(figure, values), { seed, unused: 'ignore' });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32', relaxed: false });
  const steps = Math.round(seconds / compiled.dt);
  while (simulation.step < steps) {
    simulation.advance(steps - simulation.step);
    simulation.drain();
  }
  const w = [...simulation.get({ projection: 0, name: 'w' })].map((value) => 1e3 * value);
  const { sources = [], targets = [] } = compiled.projections[0] ?? {};
  const of = (right: boolean) =>
    mean(w.filter((_, k) => ((sources[k] ?? 0) >= 10 === (targets[k] === 1)) === right));
  return {
    right: of(true),
    wrong: of(false),
    share: simulation.get({ population: 'judge', name: 'b' })[0] ?? 0,
  };
}

const seeds = [1, 2];
const all = (values: Readonly<Record<string, number>>, seconds: number, of = seeds) =>
  Promise.all(of.map((seed) => learnt(values, seed, seconds)));

test.each([
  ['pair STDP', { gate: 0 }],
  ['reward without baseline', { gate: 1 }],
] as const)(
  '%s: right and wrong weights grow alike, and the answers are as good as none',
  async (_, values) => {
    for (const { right, wrong, share } of await all(values, 100)) {
      expect(wrong).toBeGreaterThan(1.6);
      expect(right - wrong).toBeLessThan(0.25);
      expect(share).toBeLessThan(0.55);
    }
  },
);

test('with reward and baseline right and wrong weights part, and four answers of five are right', async () => {
  const runs = await all({ gate: 1, base: 1 }, 100);
  for (const { right, wrong } of runs) expect(right - wrong).toBeGreaterThan(0.5);
  expect(mean(runs.map(({ share }) => share))).toBeGreaterThan(0.75);
});

test('a reward by lot drives the weights up; with its mean subtracted they drift by nothing, within 3 standard errors', async () => {
  const many = Array.from({ length: 8 }, (_, k) => k + 1);
  const drift = async (base: number) => {
    const runs = await all({ gate: 1, luck: 1, base }, 20, many);
    const moved = runs.map(({ right, wrong }) => (right + wrong) / 2 - 1.2);
    const error = Math.sqrt(mean(moved.map((x) => (x - mean(moved)) ** 2)) / (many.length - 1));
    return { mean: mean(moved), error };
  };
  const [none, subtracted] = [await drift(0), await drift(1)];
  expect(none.mean).toBeGreaterThan(3 * none.error);
  expect(none.mean).toBeGreaterThan(0.1);
  expect(Math.abs(subtracted.mean)).toBeLessThan(3 * subtracted.error);
});

test('no weight leaves its bounds between two spikes, whatever the slopes', async () => {
  const values = { gate: 1, base: 1, luck: 1, Am: 3, Ap: 3, wmax: 3, d0: 1.5 };
  const compiled = compileNetwork(resolveNetwork(figure, values), { seed: 1, unused: 'ignore' });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32', relaxed: false });
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < 6000; k++) {
    simulation.advance(5);
    simulation.drain();
    for (const w of simulation.get({ projection: 0, name: 'w' })) {
      least = Math.min(least, w);
      most = Math.max(most, w);
    }
  }
  // Both bounds are met, and kept to the rounding of single precision.
  expect(Math.abs(least)).toBeLessThan(1e-9);
  expect(Math.abs(most - 3e-3)).toBeLessThan(1e-9);
});
