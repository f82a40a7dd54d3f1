import { describe, expect, test } from 'vitest';
import { course, double, single } from '../../golden/run.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { figure } from './post-synaptic-potential.figure.ts';

const place = Object.keys(figure.network.populations).indexOf('current');
const line = figure.views.flatMap((view) => (view.kind === 'traces' ? view.panels : []))[0]?.lines[0];

describe.each([
  // tau_m, tau_s and where the closed form has its peak (ms).
  { tau_m: 20, tau_s: 5, peak: 9.242 },
  { tau_m: 10, tau_s: 5, peak: 6.9315 },
  { tau_m: 10, tau_s: 2, peak: 4.0236 },
])('a postsynaptic potential at $tau_m and $tau_s ms', ({ tau_m, tau_s, peak }) => {
  test.each([
    // The source's clock places its spike within a step of 0.02 ms; the potential rises by at most 2 mV a millisecond.
    { engine: double, bound: 5e-5 },
    { engine: single, bound: 6e-5 },
  ])('lies on its closed form, $engine.name', async ({ engine, bound }) => {
    const values = { tau_m, tau_s };
    const run = await course(resolveNetwork(figure, values), engine, 0.3, { place });
    const samples = run.samples.get('v');
    const times = Float64Array.from(samples?.steps ?? [], (step) => step * run.dt);
    const expected = closedForm(figure, line?.reference ?? '').over(values, 't', times);
    expect(times.length).toBe(1500);
    const off = samples?.rows.map(([v = Number.NaN], k) => Math.abs(v - (expected[k] ?? Number.NaN))) ?? [];
    expect(Math.max(...off)).toBeLessThan(bound);
    // Samples of 0.2 ms, and the spike acts one step after 10 ms.
    const top = expected
      .slice(0, 700)
      .reduce((best, value, k, all) => (value > (all[best] ?? 0) ? k : best), 0);
    expect(Math.abs((times[top] ?? 0) * 1e3 - 10 - peak)).toBeLessThan(0.11);
    const found = samples?.rows.slice(0, 700).map(([v = 0]) => v) ?? [];
    expect(Math.abs((times[found.indexOf(Math.max(...found))] ?? 0) * 1e3 - 10 - peak)).toBeLessThan(0.15);
  });
});
