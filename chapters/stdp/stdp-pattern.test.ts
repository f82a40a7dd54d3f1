import { beforeAll, describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { Measures } from '../../src/experiment/measures.ts';
import { completeValues, type ParameterValues } from '../../src/experiment/quantities.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './stdp-pattern.figure.ts';

/** The figure's measures over the last 4 s of a run, and how often each input fired in it, in Hz. */
async function measured(setting: ParameterValues, seed: number, duration: number) {
  const values = completeValues(figure, setting);
  const compiled = compileNetwork(resolveNetwork(figure, values), { seed, unused: 'ignore' });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32' });
  const told = new Measures(figure, compiled, 0, () => values);
  const counts = new Float64Array(200);
  const end = Math.round(duration / compiled.dt);
  while (simulation.step < end) {
    simulation.advance(end - simulation.step);
    const batch = simulation.drain();
    told.add(batch);
    for (const index of batch.spikes[1]?.indices ?? []) counts[index] = (counts[index] ?? 0) + 1;
  }
  simulation.dispose();
  const { hits = Number.NaN, alarms = Number.NaN } = told.values;
  return { hits, alarms, rates: counts.map((count) => count / duration) };
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a pattern in noise, 3 seeds of 20 s', () => {
  const seeds = [1, 2, 3];
  const found: Awaited<ReturnType<typeof measured>>[] = [];
  beforeAll(async () => {
    for (const seed of seeds) found.push(await measured({}, seed, 20));
  }, 60_000);

  test('most find it: more than nine in ten patterns answered, less than one false alarm in two seconds', () => {
    const learnt = found.filter(({ hits, alarms }) => hits > 0.9 && alarms < 0.5);
    expect(learnt.length).toBeGreaterThanOrEqual(2);
  });

  test('rates give nothing away: inputs of the pattern fire as the others do', () => {
    for (const { rates } of found) {
      const [inside, outside] = [mean(rates.slice(0, 150)), mean(rates.slice(150))];
      // 50 Hz less the dead time of 1 ms outside; the drawn pattern has its own number of spikes.
      expect(Math.abs(inside / outside - 1)).toBeLessThan(0.03);
    }
  });
});

test('without learning it tells nothing apart: it fires outside of the patterns too, more than five times a second', async () => {
  const { alarms } = await measured({ A: 0 }, 1, 5);
  expect(alarms).toBeGreaterThan(5);
});
