import { describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import type { Batch } from '../../src/engine/simulation.ts';
import type { Sweep } from '../../src/experiment/figure.ts';
import { expectedOf } from '../../src/experiment/measure/expected.ts';
import { Measures } from '../../src/experiment/measures.ts';
import type { ParameterValues } from '../../src/experiment/quantities.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import {
  SweepCounter,
  sweepModulation,
  sweepNetwork,
  sweepReference,
  sweepTimes,
  sweepTrials,
} from '../../src/experiment/sweep.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import type { CompiledNetwork } from '../../src/network/compiled.ts';
import type { Network } from '../../src/network/network.ts';
import { figure } from './adaptation-currents.figure.ts';

/** Runs a network of the figure for a time and gives away what it records. */
async function run(
  network: Network,
  duration: number,
  take: (compiled: CompiledNetwork) => (batch: Batch) => void,
) {
  const compiled = compileNetwork(network, { seed: 1 });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32' });
  const receive = take(compiled);
  const end = Math.round(duration / compiled.dt);
  while (simulation.step < end) {
    simulation.advance(end - simulation.step);
    receive(simulation.drain());
  }
  simulation.dispose();
}

/** The figure's measures at the end of the step, each over its theory. */
async function overTheory(values: ParameterValues) {
  let told: Readonly<Record<string, number>> = {};
  await run(resolveNetwork(figure, values), 2, (compiled) => {
    const measures = new Measures(figure, compiled, 0, () => values);
    return (batch) => {
      measures.add(batch);
      told = measures.values;
    };
  });
  const ratio = (name: 'onset' | 'steady') => {
    const measure = figure.measures?.[name];
    const theory = measure && expectedOf(figure, measure)?.(values);
    return (told[name] ?? Number.NaN) / (theory ?? Number.NaN);
  };
  return { onset: ratio('onset'), steady: ratio('steady') };
}

/** What one of the figure's sweeps of the gain finds at these frequencies, and its closed form there. */
async function gains(name: 'gain' | 'flat', frequencies: readonly number[], values: ParameterValues = {}) {
  const sweep = figure.sweeps?.[name] as Sweep;
  const times = sweepTimes(sweep);
  const size = frequencies.length * (sweep.trials ?? 1);
  let counter: SweepCounter | undefined;
  await run(sweepNetwork(figure, sweep, frequencies, values), times.duration, ({ dt }) => {
    const own = new SweepCounter(size, 0, dt, times, sweepTrials(sweep));
    counter = own;
    return (batch) => own.add(batch);
  });
  const found = counter?.values('gain', sweepModulation(figure, sweep, frequencies, values));
  const { x, y } = sweepReference(figure, sweep, values) ?? { x: [], y: [] };
  return frequencies.map((frequency, k) => {
    const near = x.findIndex((at) => at >= frequency * 0.999);
    return { found: found?.[k] ?? Number.NaN, theory: y[near] ?? Number.NaN };
  });
}

const near = (ratio: number, tolerance: number) => expect(Math.abs(ratio - 1)).toBeLessThan(tolerance);

describe('the rate after a step of current', () => {
  // Theory takes the adaptation for constant between two spikes: the better the more spikes come in its time constants.
  // At the defaults an interval is 21 ms.
  test.each([
    ['both currents', {}],
    ['the slow current alone', { b_1: 0, b_2: 16 }],
    ['a larger current', { I_0: 900 }],
  ])(
    '%s: begins at F(I) within 2 %% and settles where F(I - sum b tau nu) = nu within 2 %%',
    async (_, values) => {
      const { onset, steady } = await overTheory(values);
      near(onset, 0.02);
      near(steady, 0.02);
    },
  );

  test('without adaptation it stays where it begins', async () => {
    const { onset, steady } = await overTheory({ b_1: 0, b_2: 0 });
    near(onset, 0.02);
    near(steady, 0.01);
  });
});

describe('the gain of a wave', () => {
  const frequencies = [0.3, 0.5, 1, 2, 5, 10];

  // 24 neurons with regular intervals for 3.5 s count a rate's amplitude to 0.3 Hz, 2 % of it; the rest is what linearising
  // about a constant adaptation leaves out, and at 10 Hz that only four spikes see a period.
  test('is that of the linearised neuron within 10 %: a high-pass filter', async () => {
    const all = await gains('gain', frequencies);
    for (const { found, theory } of all) near(found / theory, 0.1);
    for (let k = 1; k < all.length; k++) expect(all[k]?.found).toBeGreaterThan(all[k - 1]?.found ?? 0);
    expect((all[0]?.found ?? 1) / (all.at(-1)?.found ?? 0)).toBeLessThan(0.4);
  });

  test('is flat without adaptation: the slope of the f-I curve at every frequency, within 5 %', async () => {
    for (const { found, theory } of await gains('flat', frequencies)) near(found / theory, 0.05);
  });
});
