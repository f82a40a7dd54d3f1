import { describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { tell } from '../../src/experiment/course.ts';
import { completeValues, type ParameterValues } from '../../src/experiment/quantities.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './stdp-latency.figure.ts';

/** Volleys in a mean. */
const volleys = 20;

/** Mean latency in ms of each 20 volleys, of the neuron that learns and of the one with all weights at the bound; the weights at the end. */
async function run(setting: ParameterValues, seed: number, means = 10) {
  const compiled = compileNetwork(resolveNetwork(figure, completeValues(figure, setting)), {
    seed,
    unused: 'ignore',
  });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32' });
  const trains: number[][] = compiled.populations.map(() => []);
  // 100 ms more, for the last volley to be answered.
  const end = (means * volleys + 1) * 1000;
  while (simulation.step < end) {
    simulation.advance(end - simulation.step);
    simulation.drain().spikes.forEach(({ steps }, k) => {
      for (const step of steps) trains[k]?.push(step);
    });
  }
  const [marks = [], inputs = [], learning = [], bound = []] = trains;
  const of = (spikes: readonly number[]) =>
    Array.from({ length: means }, (_, k) => {
      const stretch = { from: k * volleys * 1000, to: (k + 1) * volleys * 1000, within: 900, dt: 0.1 };
      return tell('latency', { spikes, marks }, stretch);
    });
  const weights = Array.from(simulation.get({ projection: 0, name: 'w' }));
  simulation.dispose();
  return { marks, inputs, learning: of(learning), bound: of(bound), weights };
}

const seeds = [1, 2, 3, 4, 5];
describe.each(seeds)('seed %i', (seed) => {
  test('the first spike comes earlier with every 20 volleys, down to what all weights at the bound allow', async () => {
    const { marks, inputs, learning, bound, weights } = await run({}, seed);
    expect(marks).toHaveLength(201);
    // One spike of each input in a volley; a jitter drawn at a step's edge may cost one in ten thousand.
    expect(Math.abs(inputs.length / 100 - 201)).toBeLessThan(0.1);
    const [first, last, least] = [learning[0], learning.at(-1), bound.at(-1)] as [number, number, number];
    expect(first).toBeGreaterThan(last + 4);
    // It falls until it is at the bound; from there on both follow the jitter of the same volleys.
    learning.slice(1).forEach((latency, k) => {
      const there = latency - (bound[k + 1] as number) < 0.3;
      expect(there || latency < (learning[k] as number)).toBe(true);
    });
    expect(Math.abs(last - least)).toBeLessThan(0.3);
    // The inputs that came before the spike have won, those long after it lost.
    expect(Math.min(...weights.slice(0, 15))).toBe(1);
    expect(Math.max(...weights.slice(40))).toBeLessThan(0.25);
  });
});

test('without learning it stays where it was, for every seed', async () => {
  for (const seed of seeds.slice(0, 3)) {
    const { learning, bound } = await run({ A: 0 }, seed, 5);
    const spread = Math.max(...learning) - Math.min(...learning);
    expect(spread).toBeLessThan(0.5);
    expect(learning[0]).toBeGreaterThan((bound[0] as number) + 4);
  }
});

test('potentiation alone brings it forward too', async () => {
  const alone = await run({ alpha: 0 }, 1);
  expect(alone.learning.at(-1)).toBeLessThan((alone.bound.at(-1) as number) + 0.3);
  expect(Math.min(...alone.weights)).toBeGreaterThanOrEqual(0.5);
});
