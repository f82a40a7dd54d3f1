import { describe, expect, it } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { measureUnit } from '../../src/experiment/measure-unit.ts';
import { Measures } from '../../src/experiment/measures.ts';
import type { ParameterValues } from '../../src/experiment/quantities.ts';
import { closedFormIn } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { readNetwork } from '../../src/network/read.ts';
import { figure } from './rate-estimators.figure.ts';

/** What the figure measures in a long run, each over its closed form. */
async function overClosedForm(values: ParameterValues, duration: number) {
  const compiled = compileNetwork(readNetwork(resolveNetwork(figure, values)), { seed: 1 });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32', relaxed: false });
  const measures = new Measures(figure, compiled, 0, () => values);
  const end = Math.round(duration / compiled.dt);
  while (simulation.step < end) {
    simulation.advance(Math.min(10_000, end - simulation.step));
    measures.add(simulation.drain());
  }
  simulation.dispose();
  return Object.fromEntries(
    Object.entries(figure.measures ?? {}).map(([name, measure]) => {
      const reference = closedFormIn(figure, measure.reference ?? '', measureUnit(measure), name)(values);
      return [name, (measures.values[name] ?? Number.NaN) / reference];
    }),
  );
}

const near = (ratio: number | undefined, tolerance: number) =>
  expect(Math.abs((ratio ?? Number.NaN) - 1)).toBeLessThan(tolerance);

describe('estimates of a firing rate', () => {
  // Some 1,200 independent looks at a window of 100 ms: a deviation is known to 2 %. Spikes are drawn a step at a time,
  // which takes r dt / 2 = 0.2 % off it.
  it('scatter as theory says, within 5 %, where the rate is constant', async () => {
    const ratios = await overClosedForm({ m: 0 }, 120);
    for (const name of ['scatterRectangle', 'scatterGauss', 'scatterCausal']) near(ratios[name], 0.05);
    expect(ratios.gainGauss).toBeNaN();
  });

  // The Fourier component of a Poisson train has the deviation sqrt(2 r / T), 3.6 % of the modulation here; scatter does
  // not depend on the modulation.
  it('keep of a modulation what the Fourier transform of the window says, within 8 %, and lag as it says', async () => {
    const ratios = await overClosedForm({ m: 0.8, f: 3 }, 120);
    for (const name of ['gainRectangle', 'gainGauss', 'gainCausal', 'lagCausal']) near(ratios[name], 0.08);
    for (const name of ['scatterRectangle', 'scatterGauss', 'scatterCausal']) near(ratios[name], 0.05);
  });
});
