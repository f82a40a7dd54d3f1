import { describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import type { Sweep, SynapseAtlas } from '../../src/experiment/figure.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { sweepNetwork } from '../../src/experiment/sweep.ts';
import { synapseAtlasNetwork } from '../../src/experiment/synapse-atlas.ts';
import { isoLineMakers } from '../../src/figure/iso-lines.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { pairRule } from './models/triplet.ts';
import { figure } from './stdp-poisson.figure.ts';

const sweep = figure.sweeps?.triplet as Sweep;
const trials = 200;
const seconds = 6;

/** Mean drift of so many synapses at each rate, with its standard error. */
async function drifts(rates: readonly number[], values: Readonly<Record<string, number>>) {
  const compiled = compileNetwork(sweepNetwork(figure, { ...sweep, trials }, rates, values), {
    seed: 1,
    unused: 'ignore',
  });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32', relaxed: false });
  const steps = Math.round(seconds / compiled.dt);
  while (simulation.step < steps) {
    simulation.advance(steps - simulation.step);
    simulation.drain();
  }
  const w = simulation.get({ projection: 0, name: 'w' });
  return rates.map((_, k) => {
    const own = [...w.subarray(k * trials, (k + 1) * trials)].map((value) => value / seconds);
    const mean = own.reduce((a, b) => a + b, 0) / trials;
    const square = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (trials - 1);
    return { mean, error: Math.sqrt(square / trials) };
  });
}

describe('the drift is that of the closed form, within 4 standard errors', () => {
  test.each([
    ['triplets', {}, [10, 19.22, 30]],
    ['pairs', pairRule, [10, 40]],
    ['nearest pairs', { ...pairRule, near: 1 }, [10, 45]],
    ['nearest triplets of both sides', { near: 1, A3m: 2 }, [10, 45]],
  ] as const)('%s', async (_, values, rates) => {
    const found = await drifts(rates, values);
    const form = closedForm(figure, sweep.reference ?? '');
    found.forEach(({ mean, error }, k) => {
      const r_post = rates[k] ?? 0;
      const wanted = form.at({ ...values, r_post });
      // Steps of 0.25 ms shift the sums of the decays by half a step: 0.4 % of depression, 0.8 % of potentiation.
      const fall = form.at({ ...values, r_post, A3p: 0, A2p: 0 });
      const grid = 0.008 * Math.max(-fall, wanted - fall);
      expect(Math.abs(mean - wanted), `${r_post} Hz`).toBeLessThan(4 * error + grid);
      if (Math.abs(wanted) > 4 * error + grid) expect(Math.sign(mean)).toBe(Math.sign(wanted));
    });
  });
});

test('the triplet rule’s threshold is 19.22 Hz: depression below it, potentiation above', async () => {
  const view = figure.views.find((one) => one.kind === 'relation');
  const [threshold] = view?.marks ?? [];
  expect(closedForm(figure, threshold?.at ?? '').at({})).toBeCloseTo(19.22, 2);
  const [below, above] = await drifts([12, 27], {});
  expect((below?.mean ?? 0) + 3 * (below?.error ?? 0)).toBeLessThan(0);
  expect((above?.mean ?? 0) - 3 * (above?.error ?? 0)).toBeGreaterThan(0);
});

describe('the map of synapses', () => {
  const side = 24;
  const atlas = { ...(figure.atlas as SynapseAtlas), resolution: side };
  const drift = closedForm(figure, atlas.zeros?.[0]?.form ?? '');
  const rate = ({ from, to }: { from: number; to: number }, k: number) =>
    from + ((to - from) * k) / (side - 1);

  test.each([
    ['triplets', {}],
    ['pairs', pairRule],
  ] as const)('drifts as the closed form within 4 standard errors, row by row: %s', async (_, values) => {
    const compiled = compileNetwork(synapseAtlasNetwork(figure, atlas, values), { seed: 2 });
    const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32' });
    const steps = Math.round(24 / compiled.dt);
    while (simulation.step < steps) {
      simulation.advance(steps - simulation.step);
      simulation.drain();
    }
    const w = simulation.get({ projection: 0, name: 'w' });
    simulation.dispose();
    let signs = 0;
    for (let row = 0; row < side; row++) {
      const off = Array.from({ length: side }, (_, column) => {
        const at = { ...values, r_pre: rate(atlas.x, column), r_post: rate(atlas.y, row) };
        return { found: (w[row * side + column] ?? 0) / 24, theory: drift.at(at) };
      });
      const mean = (of: (one: (typeof off)[number]) => number) =>
        off.reduce((sum, one) => sum + of(one), 0) / side;
      const difference = mean(({ found, theory }) => found - theory);
      const error = Math.sqrt(mean(({ found, theory }) => (found - theory - difference) ** 2) / (side - 1));
      const theory = mean((one) => one.theory);
      // The grid of 0.25 ms shifts the sums of the decays by 0.8 %, and the slow traces begin at 0.
      expect(Math.abs(difference), `row ${row}`).toBeLessThan(4 * error + 0.02 * Math.abs(theory) + 1e-4);
      if (Math.abs(theory) > 4 * error)
        signs += Math.sign(theory) === Math.sign(mean(({ found }) => found)) ? 1 : -99;
    }
    expect(signs).toBeGreaterThan(8);
  });

  test('theory draws the border at the threshold of Bienenstock, Cooper and Munro, whatever the sending rate', () => {
    const [make] = isoLineMakers(figure);
    const line = make?.({ ...pairRule, A2p: 0, A3p: 6.5 });
    expect(line?.label).toBe('no drift');
    const ys = [...(line?.points ?? [])].filter((_, k) => k % 2 === 1 && Number.isFinite(_));
    expect(ys.length).toBeGreaterThan(20);
    for (const y of ys) expect(y).toBeCloseTo(19.22, 2);
    // Pairs alone only ever weaken.
    expect([...(make?.(pairRule).points ?? [])].filter(Number.isFinite)).toEqual([]);
  });
});
