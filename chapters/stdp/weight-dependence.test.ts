import { expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { closedForm, namesOver } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './weight-dependence.figure.ts';

type Values = Readonly<Record<string, number>>;

/** Initial weight and change of every synapse of the figure's own network, after the protocol. */
async function run(values: Values) {
  const compiled = compileNetwork(resolveNetwork(figure, values), { seed: 1 });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  while (simulation.step < 42_000) {
    simulation.advance(42_000 - simulation.step);
    simulation.drain();
  }
  const get = (name: string) => Array.from(simulation.get({ projection: 0, name }));
  const found = { initial: get('w_0'), change: get('change') };
  simulation.dispose();
  return found;
}

const view = figure.views.find(({ kind }) => kind === 'synapses');
const curves = view?.kind === 'synapses' ? (view.curves ?? []) : [];
const clip = (w: number) => Math.min(Math.max(w, 0), 1);

const drawn = (values: Values, kind: number, weights: readonly number[]) =>
  closedForm(figure, curves[kind]?.form ?? '', 'curve', namesOver({ name: 'w_0' })).over(
    values,
    'w_0',
    weights,
  );

// The traces of a pairing have decayed by exp(-0.99/0.0337) = 2e-13 at the next. The grey curve takes the steps as a flow:
// forward Euler is off from it by at most half a step of lambda = 0.02 where it bends.
test.each(figure.presets ?? [])(
  '40 pairings are 40 steps of the rule within 1e-9, and the grey curve within 0.005: $name',
  async ({ values }) => {
    const { initial, change } = await run(values);
    const { mu_plus = 0, mu_minus = 0 } = values;
    const grey = [0, 1].flatMap((kind) => [...drawn(values, kind, initial.slice(40 * kind, 40 * kind + 40))]);
    initial.forEach((start, k) => {
      let w = start;
      for (let n = 0; n < 40; n++)
        w =
          k < 40
            ? clip(w + 0.02 * (1 - w) ** mu_plus * Math.exp(-10 / 16.8))
            : clip(w - 0.02 * w ** mu_minus * Math.exp(-10 / 33.7));
      const found = change[k] ?? Number.NaN;
      expect(Math.abs(found - (w - start))).toBeLessThan(1e-9);
      expect(Math.abs(found - (grey[k] ?? 0))).toBeLessThan(0.005);
    });
  },
);

test('relative changes are the same over the initial weight, in the run and in the grey curve', async () => {
  const values = { mu_plus: 0, mu_minus: 1 };
  const [plain, relative] = [await run(values), await run({ ...values, relative: 1 })];
  plain.initial.forEach((start, k) => {
    expect(relative.change[k]).toBeCloseTo((plain.change[k] ?? Number.NaN) / start, 12);
    const [a, b] = [values, { ...values, relative: 1 }].map((all) => drawn(all, k < 40 ? 0 : 1, [start])[0]);
    expect(b).toBeCloseTo((a ?? Number.NaN) / start, 9);
  });
});
