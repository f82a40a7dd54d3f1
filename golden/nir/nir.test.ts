import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { nirNetwork } from '../../src/export/nir/files.ts';
import type { NirReadOptions } from '../../src/export/nir/read.ts';
import type { Results } from '../../src/export/results.ts';
import { runNetwork } from '../../src/export/run.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { readNetwork } from '../../src/network/read.ts';
import { golden } from '../files.ts';

interface Expected {
  readonly input: [number, number][];
  readonly spikes: Readonly<Record<string, [number, number][]>>;
  readonly last: number[];
}

const expected = golden<Record<string, Expected> & { dt: number; steps: number }>('nir/nir');

async function run(name: string, input: string, options: NirReadOptions = {}): Promise<Results> {
  const bytes = readFileSync(new URL(`${name}.nir`, import.meta.url));
  const network = await nirNetwork(bytes, options);
  const size = network.populations[input]?.size ?? 0;
  const populations = {
    ...network.populations,
    [input]: { size, spikes: expected[name]?.input ?? [] },
  };
  const given = readNetwork({ ...network, populations });
  const compiled = compileNetwork(given, { seed: 1 });
  const start = () => createSimulation(compiled, { backend: 'cpu', precision: 'f64' });
  return runNetwork(given, compiled, start, {
    // To the end of the last step, of which the last sample is the beginning.
    duration: (expected.steps + 1) * expected.dt,
    now: () => 0,
  });
}

/**
 * Spike for spike, and the last potentials to 1e-9: both sides solve each step exactly and add the same weights, so that
 * only the rounding of single operations differs.
 */
function compare(
  results: Results,
  name: string,
  populations: Readonly<Record<string, string>>,
  last: string,
): void {
  for (const [node, population] of Object.entries(populations)) {
    const spikes = results.populations[population]?.spikes.filter(([time]) => time < 0.2 - 1e-9) ?? [];
    const round = ([time, index]: readonly [number, number]) => [Number(time.toFixed(9)), index];
    expect(spikes.map(round)).toEqual(expected[name]?.spikes[node]);
  }
  const rows = results.populations[last]?.variables.v?.values;
  for (const [k, value] of (rows?.at(-1) ?? []).entries())
    expect(Math.abs(value - (expected[name]?.last[k] ?? Number.NaN))).toBeLessThan(1e-9);
}

describe('NIR files written with h5py do what NumPy says', () => {
  test('LIF with bias and reset, a leaky readout; text of any length, compressed arrays', async () => {
    const results = await run('feedforward', 'input');
    compare(results, 'feedforward', { lif1: 'lif1' }, 'readout');
    expect(results.populations.readout?.variables.v?.values).toHaveLength(2001);
  });

  test('a recurrent CubaLIF in a graph of its own, without v_reset, reset by subtraction', async () => {
    const results = await run('recurrent', 'input', { dt: '0.1*ms', reset: 'subtract' });
    compare(results, 'recurrent', { 'lif1.lif': 'lif1_lif', lif2: 'lif2' }, 'lif2');
    await expect(run('recurrent', 'input')).rejects.toThrow(/states no time step/);
  });

  test('text of fixed length, single numbers for all neurons, a scale, a delay for each source', async () => {
    compare(await run('fixed', 'in'), 'fixed', { cells: 'cells' }, 'cells');
  });

  test('a convolution, a pool and integrate-and-fire neurons', async () => {
    compare(await run('convolution', 'input'), 'convolution', { if: 'if', lif: 'lif' }, 'lif');
  });
});
