import { describe, expect, test } from 'vitest';
import { course, double, single } from '../../golden/run.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { figure } from './two-compartment.figure.ts';

const lines = figure.views.flatMap((view) =>
  view.kind === 'traces' ? view.panels.flatMap((p) => p.lines) : [],
);

describe.each([
  // An edge of the pulse falls within a step of 0.05 ms, in which the potential moves by 0.05 mV.
  { engine: double, bound: 5e-5 },
  { engine: single, bound: 5e-5 },
])('both potentials lie on their closed forms, $engine.name', ({ engine, bound }) => {
  test.each([
    { site: 1, g_c: 5 },
    { site: 0, g_c: 5 },
    { site: 1, g_c: 0.5 },
  ])('site $site, $g_c nS', async (values) => {
    const run = await course(resolveNetwork(figure, values), engine, 0.4);
    for (const { of, reference } of lines.filter((line) => line.reference)) {
      const samples = run.samples.get(of.slice('cell.'.length));
      const times = Float64Array.from(samples?.steps ?? [], (step) => step * run.dt);
      const expected = closedForm(figure, reference ?? '').over(values, 't', times);
      expect(times.length).toBe(800);
      const off = samples?.rows.map(([v = Number.NaN], k) => Math.abs(v - (expected[k] ?? Number.NaN))) ?? [];
      expect(Math.max(...off), of).toBeLessThan(bound);
    }
  });
});

test('in the steady state the soma follows with g_c/(g_c + g_L) of the dendrite', async () => {
  const run = await course(resolveNetwork(figure, {}), double, 0.2195);
  const end = (name: string) => (run.samples.get(name)?.rows.at(-1)?.[0] ?? 0) + 0.065;
  expect(end('v_s') / end('v_d')).toBeCloseTo(0.5, 4);
});
