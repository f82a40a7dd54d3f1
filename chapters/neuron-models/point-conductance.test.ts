import { beforeAll, describe, expect, test } from 'vitest';
import { type Course, course, deviation, mean, single } from '../../golden/run.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { figure } from './point-conductance.figure.ts';

const copies = 1000;

/** The figure's own network as many independent copies, sampled at every 3 ms after 50 ms. */
async function run(values: Readonly<Record<string, number>>): Promise<Course> {
  const network = resolveNetwork(figure, values);
  const neuron = network.populations.neuron;
  if (!neuron) throw new Error('no neuron');
  const indices = Array.from({ length: copies }, (_, k) => k);
  const record = { variables: ['v', 'g_e', 'g_i'], indices, every: '1*ms' };
  return course({ ...network, populations: { neuron: { ...neuron, size: copies, record } } }, single, 0.1);
}

const rows = (found: Course, name: string) => found.samples.get(name)?.rows.slice(50) ?? [];

describe('conductances as they open', () => {
  let found: Course;
  beforeAll(async () => {
    found = await run({});
  });

  // 1,000 copies over 50 ms: 1,000 (1 + 50 ms/2 tau) independent samples, at least 3,500.
  test.each([
    ['g_e', 5, 1.5, 3],
    ['g_i', 15, 4, 10],
  ] as const)('%s: mean, deviation, correlation after tau', (name, centre, sigma, tau) => {
    const all = rows(found, name);
    const values = all.flat().map((value) => value * 1e9);
    const independent = copies * (1 + 50 / (2 * tau));
    expect(Math.abs(mean(values) - centre)).toBeLessThan((3 * sigma) / Math.sqrt(independent));
    // Standard error 1.2 %; Euler adds 0.4 % at 0.05 ms.
    expect(Math.abs(deviation(values) / sigma - 1)).toBeLessThan(0.02);
    const products = all
      .slice(tau)
      .flatMap((row, k) =>
        row.map((value, n) => (value * 1e9 - centre) * ((all[k]?.[n] ?? 0) * 1e9 - centre)),
      );
    expect(Math.abs(mean(products) / deviation(values) ** 2 - Math.exp(-1))).toBeLessThan(0.02);
  });
});

test('small noise is a current on a free membrane: its deviation R sigma sqrt(tau_s/(tau_s + tau_m)) within 3 %', async () => {
  const values = { sigma_e: 0.1, sigma_i: 0.5 };
  const volts = rows(await run(values), 'v').flat();
  const formula = closedForm(figure, figure.measures?.sd_v?.reference ?? '').over(values, 't', [0])[0] ?? 0;
  // About 2,800 independent samples: a standard error of 1.3 %.
  expect(Math.abs(deviation(volts) / formula - 1)).toBeLessThan(0.03);
});
