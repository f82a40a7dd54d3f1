import { expect, test } from 'vitest';
import { figure as brunel } from '../chapters/neuron-models/brunel.figure.ts';
import { figure as coba } from '../chapters/neuron-models/coba.figure.ts';
import { resolveNetwork } from '../src/experiment/resolve.ts';
import { golden } from './files.ts';
import { course, mean, single } from './run.ts';

interface Golden {
  readonly rows: number[][];
  readonly mean: { readonly rate: number; readonly cv: number };
}

/** Spikes a second and neuron from 0.1 s on. */
async function rate(network: Parameters<typeof course>[0], duration: number, seed: number): Promise<number> {
  const { trains, dt } = await course(network, single, duration, { seed });
  const counts = trains.map((train) => train.filter((step) => step >= 0.1 / dt - 1e-6).length);
  return mean(counts) / (duration - 0.1);
}

// Other random graphs than Brian2's. Over seeds its rates spread by 2.3 Hz and ours by 4, some seeds far above the rest: the
// difference of a mean of three and its mean of eight is uncertain by 2.4 Hz. Less than three of those.
test("Brunel's asynchronous irregular state fires at the rate that Brian2 finds, within 7 Hz", async () => {
  const network = resolveNetwork(brunel, { g: 5, eta: 2 });
  const rates = [];
  for (const seed of [1, 2, 3]) rates.push(await rate(network, 0.6, seed));
  expect(Math.abs(mean(rates) - golden<Golden>('brunel').mean.rate)).toBeLessThan(7);
}, 60_000);

// Brian2: 17.7 to 20.5 Hz while it lives, dead from the start with 2 of 8 seeds. Half a second is noisier than its whole one.
test('COBA lives or dies, and fires 15 to 24 times a second while it lives', async () => {
  const rates = [];
  for (const seed of [1, 2, 3]) rates.push(await rate(resolveNetwork(coba, {}), 0.5, seed));
  const alive = rates.filter((value) => value > 0);
  expect(alive).toHaveLength(2);
  for (const value of alive) {
    expect(value).toBeGreaterThan(15);
    expect(value).toBeLessThan(24);
  }
  expect(Math.abs(mean(alive) / golden<Golden>('coba').mean.rate - 1)).toBeLessThan(0.15);
}, 60_000);
