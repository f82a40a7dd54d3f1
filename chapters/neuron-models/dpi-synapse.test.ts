import { describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { Measures } from '../../src/experiment/measures.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './dpi-synapse.figure.ts';

type Values = Readonly<Record<string, number>>;

/** The figure's own network: its measures, and I_syn in pA at times in ms. */
async function run(values: Values, milliseconds = 400) {
  const compiled = compileNetwork(resolveNetwork(figure, values), { seed: 1 });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  const measures = new Measures(figure, compiled);
  const [times, currents]: [number[], number[]] = [[], []];
  const end = Math.round(milliseconds / 1e3 / compiled.dt);
  while (simulation.step < end) {
    simulation.advance(end - simulation.step);
    const batch = simulation.drain();
    measures.add(batch);
    const samples = batch.samples.find(({ probe }) => probe === 0);
    samples?.steps.forEach((step, k) => {
      times.push(step * compiled.dt);
      currents.push((samples.values[k] ?? Number.NaN) * 1e12);
    });
  }
  simulation.dispose();
  return { measures: measures.values, times, currents };
}

const seconds = (values: Values) => closedForm(figure, 'C*U_T/(kappa*I_tau)').over(values, 't', [0])[0] ?? 0;

describe('the time constant is C U_T/(kappa I_tau)', () => {
  // The equation decays exponentially down to I_0, a hundred-thousandth of the current: 1 % is ample.
  test.each([{}, { I_tau: 1.108 }, { I_tau: 5.54 }, { C: 3 }, { kappa: 1, U_T: 32 }])(
    'of the decay after a pulse, within 1 %%: %o',
    async (values) => {
      const { measures } = await run(values, 200);
      expect(Math.abs((measures.tau ?? Number.NaN) / (seconds(values) * 1e3) - 1)).toBeLessThan(0.01);
    },
  );

  // While I_syn grows its time constant is longer by 1 + I_th/I_syn: here at most a half per cent after 20 ms.
  test('of the rise in a long pulse, within 1 %, for I_syn far above I_th', async () => {
    const values = { f: 2.5, T_p: 200, I_w: 1000, I_th: 0.5 };
    const { times, currents } = await run(values, 120);
    const tau = seconds(values);
    const plateau = (1000 * 0.5) / 2.77 - 0.5;
    const at = (time: number) => plateau - (currents[times.findIndex((t) => t >= time - 1e-9)] ?? 0);
    expect(Math.abs(0.06 / Math.log(at(0.02) / at(0.08)) / tau - 1)).toBeLessThan(0.01);
  });
});

test('twice the leak halves the time constant and the gain', async () => {
  const [before, after] = [(await run({})).measures, (await run({ I_tau: 5.54 })).measures];
  expect((after.tau ?? 0) / (before.tau ?? 0)).toBeCloseTo(0.5, 2);
  expect((after.mean ?? 0) / (before.mean ?? 0)).toBeCloseTo(0.5, 1);
});

test('pulses superpose: within 3 % of the sum of linear answers, once the first has lifted the current', async () => {
  const { times, currents } = await run({ I_w: 1000, I_th: 0.25 });
  const line = figure.views.flatMap((view) => (view.kind === 'traces' ? view.panels : []))[0]?.lines[0];
  const sum = closedForm(figure, line?.reference ?? '').over({ I_w: 1000, I_th: 0.25 }, 't', times);
  // What is not linear is of the order of I_th/I_syn, here 0.25 pA of 10.
  const peak = Math.max(...currents);
  times.forEach((time, k) => {
    if (time < 0.1) return;
    expect(Math.abs((currents[k] ?? 0) - (sum[k] ?? 0) * 1e12)).toBeLessThan(0.03 * peak);
  });
});
