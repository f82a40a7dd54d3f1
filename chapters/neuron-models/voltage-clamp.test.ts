import { describe, expect, test } from 'vitest';
import { course, double, single } from '../../golden/run.ts';
import { unitScale } from '../../src/experiment/quantities.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { figure } from './voltage-clamp.figure.ts';

const lines = figure.views.flatMap((view) =>
  view.kind === 'traces' ? view.panels.flatMap((p) => p.lines) : [],
);

describe.each([
  // The closed form is exact between the pulses' edges: what is left is rounding.
  { engine: double, bound: 1e-9 },
  { engine: single, bound: 2e-4 },
])('the clamped currents lie on their closed forms, $engine.name', ({ engine, bound }) => {
  test.each([-40, 0, 50, 80])('at %i mV, relative to the largest', async (V_test) => {
    const values = { V_test };
    const run = await course(resolveNetwork(figure, values), engine, 0.08);
    for (const { of, reference } of lines) {
      if (!reference) continue;
      const samples = run.samples.get(of.slice('membrane.'.length));
      const times = Float64Array.from(samples?.steps ?? [], (step) => step * run.dt);
      const expected = closedForm(figure, reference).over(values, 't', times);
      const largest = Math.max(...expected.map(Math.abs), unitScale('uA/cm**2'));
      expect(times.length).toBeGreaterThan(1000);
      samples?.rows.forEach(([found = Number.NaN], k) => {
        const off = Math.abs(found - (expected[k] ?? Number.NaN)) / largest;
        if (!(off < bound)) expect(off, `${of} at ${times[k]} s`).toBeLessThan(bound);
      });
    }
  });
});

test('the sodium current turns round at its reversal potential', async () => {
  const peak = async (V_test: number) => {
    const run = await course(resolveNetwork(figure, { V_test }), double, 0.03);
    const rows =
      run.samples
        .get('I_Na')
        ?.rows.slice(210)
        .map(([value = 0]) => value) ?? [];
    return rows.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  };
  expect(await peak(40)).toBeLessThan(0);
  expect(Math.abs(await peak(50))).toBeLessThan(1e-9);
  expect(await peak(60)).toBeGreaterThan(0);
});
