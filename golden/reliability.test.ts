import { beforeAll, describe, expect, it } from 'vitest';
import { figure } from '../chapters/neuron-models/reliability.figure.ts';
import { reliability } from '../src/experiment/measure/reliability.ts';
import type { ParameterValues } from '../src/experiment/quantities.ts';
import { resolveNetwork } from '../src/experiment/resolve.ts';
import { frozenNoise } from '../src/network/frozen-noise.ts';
import type { Population } from '../src/network/network.ts';
import { readNetwork } from '../src/network/read.ts';
import { golden } from './files.ts';
import { type Course, course, deviation, mean, single } from './run.ts';

/** Mean and standard deviation over the seeds of Brian2. */
type Statistics = readonly [number, number];

const { conditions, seeds, trials, noise } = golden<{
  readonly conditions: readonly {
    readonly A: number;
    readonly reliability: Statistics;
    readonly spikes: Statistics;
    readonly spread?: readonly number[];
  }[];
  readonly seeds: number;
  readonly trials: number;
  readonly noise: readonly number[];
}>('reliability');
const [constant, weak, full] = conditions;
const runs = 4;

/** Trials of one population of the figure's own network; nothing that one draws depends on the other. */
async function over(values: ParameterValues, name: 'constant' | 'fluctuating', count = runs) {
  const whole = readNetwork(resolveNetwork(figure, values));
  const { record: _, ...own } = whole.populations[name] as Population;
  const network = { ...whole, populations: { [name]: own } };
  const courses: Course[] = [];
  for (let seed = 1; seed <= count; seed++) courses.push(await course(network, single, 1.2, { seed }));
  return {
    courses,
    reliability: courses.map(({ steps, indices, dt }) => reliability(steps, indices, trials, 1.8e-3 / dt)),
    spikes: courses.map(({ steps }) => steps.length / trials),
  };
}

type Found = Awaited<ReturnType<typeof over>>;

/** Means of a few seeds each, ours and Brian2's: they differ by less than 4 standard errors. */
function expectSame(found: readonly number[], [expected, spread]: Statistics = [Number.NaN, 0]) {
  const error = spread * Math.sqrt(1 / found.length + 1 / seeds);
  expect(Math.abs(mean(found) - expected)).toBeLessThan(4 * error);
}

describe('reliability of spike timing', () => {
  let steady: Found;
  let frozen: Found;
  beforeAll(async () => {
    steady = await over({}, 'constant');
    frozen = await over({}, 'fluctuating');
  });

  it('freezes the numbers that Philox and Box-Muller give elsewhere', () => {
    expect(frozenNoise(noise.length, 11).flat()).toEqual(noise);
  });

  it('is below 0.35 under the constant current and above 0.8 under the frozen one, for every seed', () => {
    expect(Math.max(...steady.reliability)).toBeLessThan(0.35);
    expect(Math.min(...frozen.reliability)).toBeGreaterThan(0.8);
  });

  it('is that of the same model in Brian2, as are the spikes of a trial', async () => {
    expectSame(steady.reliability, constant?.reliability);
    expectSame(steady.spikes, constant?.spikes);
    expectSame(frozen.reliability, full?.reliability);
    expectSame(frozen.spikes, full?.spikes);
    const some = await over({ A: weak?.A ?? 0 }, 'fluctuating', 3);
    expectSame(some.reliability, weak?.reliability);
    expectSame(some.spikes, weak?.spikes);
  });

  it('compares at the same rate, within 10 % for every fluctuation that the slider gives', async () => {
    for (const A of [0.25, 0.5, 0.75, 1]) {
      const { spikes } = await over({ A }, 'fluctuating', 1);
      expect(Math.abs((spikes[0] ?? 0) / mean(steady.spikes) - 1), `A = ${A} nA`).toBeLessThan(0.1);
    }
  });

  it('loses time under the constant current like a random walk: the spread of the k-th spike grows like sqrt(k)', () => {
    const trains = steady.courses.flatMap((run) => run.trains);
    const spread = Array.from({ length: 16 }, (_, k) =>
      deviation(trains.flatMap((train) => (train[k] === undefined ? [] : [train[k] / 10]))),
    );
    // 100 trials each: a deviation is known to 7 %. Brian2's 500 trials lie within 5 % of the square root.
    spread.forEach((found, k) => {
      expect(Math.abs(found / ((spread[0] ?? 0) * Math.sqrt(k + 1)) - 1), `spike ${k + 1}`).toBeLessThan(
        0.25,
      );
      expect(Math.abs(found / (constant?.spread?.[k] ?? 0) - 1), `spike ${k + 1}`).toBeLessThan(0.25);
    });
  });
});
