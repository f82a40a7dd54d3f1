import { expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { Measures } from '../../src/experiment/measures.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './stdp-traces.figure.ts';

type Values = Readonly<Record<string, number>>;

/** The figure's own network for 200 ms: its measures, spikes, and the samples of P_j, P_i and w. */
async function run(values: Values, seed = 1) {
  const compiled = compileNetwork(resolveNetwork(figure, values), { seed });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  const measures = new Measures(figure, compiled, 0, () => values);
  const samples: { times: number[]; values: number[] }[] = [0, 1, 2].map(() => ({ times: [], values: [] }));
  let spikes = 0;
  while (simulation.step < 2000) {
    simulation.advance(2000 - simulation.step);
    const batch = simulation.drain();
    measures.add(batch);
    spikes += batch.spikes.reduce((sum, { steps }) => sum + steps.length, 0);
    for (const { probe, steps, values: found } of batch.samples) {
      samples[probe]?.times.push(...Array.from(steps, (step) => step * compiled.dt));
      samples[probe]?.values.push(...found);
    }
  }
  simulation.dispose();
  return { measures: measures.values, samples, spikes };
}

const panels = figure.views.flatMap((view) => (view.kind === 'traces' ? view.panels : []));
const forms = panels.map(({ lines }) => closedForm(figure, lines[0]?.reference ?? ''));
const presets = [
  ...(figure.presets ?? []),
  { name: 'at once', values: { p_1: 40, q_1: 40, p_2: 41, q_2: 41 } },
];

// Both are sums of the same exponentials: to rounding, which 2,000 steps of decay multiply to some 1e-13.
test.each(presets)(
  'the weight changes by the window summed over all pairs, to rounding: $name',
  async ({ values }) => {
    const { measures, spikes } = await run(values);
    expect(spikes).toBeGreaterThan(3);
    expect(Math.abs((measures.change ?? Number.NaN) - (measures.pairs ?? 0))).toBeLessThan(1e-12);
    expect(measures.change).not.toBe(0);
  },
);

test('so it does for spikes drawn by chance, whatever the seed', async () => {
  for (const seed of [2, 3, 4, 5]) {
    const { measures } = await run({ r_j: 80, r_i: 60, delta: 1, tau_plus: 13, tau_minus: 31 }, seed);
    expect(Math.abs((measures.change ?? Number.NaN) - (measures.pairs ?? 0))).toBeLessThan(1e-12);
  }
});

test.each(presets.filter(({ name }) => name !== 'chance'))(
  'the grey curves go through every sample: $name',
  async ({ values }) => {
    const { samples } = await run(values);
    forms.forEach((form, k) => {
      const { times, values: found } = samples[k] ?? { times: [], values: [] };
      expect(times).toHaveLength(2000);
      // A sample stands before its step: a spike of that step shows in the next.
      const grey = form.over(
        values,
        't',
        times.map((time) => time - 5e-5),
      );
      found.forEach((value, n) => {
        if (n % 7 !== 0) return;
        const decay = k < 2 ? 2 * (1 - Math.exp(-5e-5 / 0.01)) * value : 0;
        expect(Math.abs(value - (grey[n] ?? Number.NaN))).toBeLessThan(decay + 1e-9);
      });
    });
  },
);

test('a delta train keeps the area of the window, a jump of 1 its height', async () => {
  // One pair, 1 ms apart.
  const pair = { p_1: 50, q_1: 51, p_2: 200, p_3: 200, q_2: 200, q_3: 200, q_4: 200 };
  const [one, delta] = [await run({ ...pair, tau_plus: 40 }), await run({ ...pair, tau_plus: 40, delta: 1 })];
  expect(one.measures.change).toBeCloseTo(0.05 * Math.exp(-1 / 40), 12);
  expect(delta.measures.change).toBeCloseTo(0.5 * 0.05 * Math.exp(-1 / 40), 12);
});

test('there is no closed form of what chance draws', () => {
  expect(forms[2]?.over({ r_j: 10 }, 't', [0.1])[0]).toBeNaN();
  expect(forms[2]?.over({}, 't', [0.1])[0]).not.toBeNaN();
});
