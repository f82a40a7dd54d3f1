import { describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { closedForm, namesOver } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './stdp-window.figure.ts';

type Values = Readonly<Record<string, number>>;

/** The figure's own network: lag in seconds and change of every synapse after `seconds`. */
async function run(values: Values, seconds: number) {
  const compiled = compileNetwork(resolveNetwork(figure, values), { seed: 1 });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  const end = Math.round(seconds / compiled.dt);
  while (simulation.step < end) {
    simulation.advance(end - simulation.step);
    simulation.drain();
  }
  const get = (name: string) => Array.from(simulation.get({ projection: 0, name }));
  const [lags, changes] = [get('lag'), get('change')];
  simulation.dispose();
  return { lags, changes };
}

const view = figure.views.find(({ kind }) => kind === 'synapses');
const curve = view?.kind === 'synapses' ? view.curves?.[0]?.form : undefined;
const window = (values: Values, lags: readonly number[]) =>
  closedForm(figure, curve ?? '', 'curve', namesOver({ name: 'lag', unit: 'ms' })).over(values, 'lag', lags);

describe('60 pairings at 1 Hz are 60 times the window', () => {
  // The pairings before and after come at least 0.84 s away: exp(-0.84/0.0337) = 1.5e-11 of a pairing each.
  test.each([
    {},
    ...(figure.presets ?? []).map(({ values }) => values),
    { n: 7, A_plus: 0.02, A_minus: 0.001, tau_plus: 5, tau_minus: 40 },
  ])('at every lag, within 1e-9: %o', async (values) => {
    const { lags, changes } = await run(values, 60);
    const expected = window(values, lags);
    expect(lags).toHaveLength(80);
    lags.forEach((lag, k) => {
      expect(lag).toBeCloseTo((2 * k - 79) * 1e-3, 12);
      expect(Math.abs((changes[k] ?? Number.NaN) - (expected[k] ?? 0))).toBeLessThan(1e-9);
    });
  });
});

test('at 6 Hz the neighbouring pairings are seen too, as the sum over all pairs of spikes says', async () => {
  const values = { f: 6, n: 60 };
  const { lags, changes } = await run(values, 11);
  // Spike times on the grid of 1 ms: the nth is the first step at which n/f have passed.
  const times = Array.from({ length: 60 }, (_, k) => Math.ceil((k * 1000) / 6 - 0.5));
  lags.forEach((lag, k) => {
    // Beyond 0.9 s a pair adds less than exp(-0.9/0.0337) = 3e-12 of a pairing.
    const all = times
      .flatMap((post) => times.map((pre) => (post - pre) * 1e-3 + lag))
      .filter((s) => Math.abs(s) < 0.9);
    const sum = window({ n: 1 }, all).reduce((a, b) => a + b, 0);
    expect(Math.abs((changes[k] ?? Number.NaN) - sum)).toBeLessThan(1e-9);
  });
  // A lag of -79 ms is also one of 87 ms to the spike before: a loss becomes a gain no larger than A_+ exp(-87/16.8) each.
  expect(changes[0]).toBeGreaterThan(window(values, [lags[0] ?? 0])[0] ?? 0);
});
