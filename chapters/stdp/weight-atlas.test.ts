import { expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { cellOfNetwork } from '../../src/engine/gpu/cell.ts';
import { buildKernel } from '../../src/engine/gpu/kernel.ts';
import { layOut, NO_AXES } from '../../src/engine/gpu/layout.ts';
import { atlasTimes } from '../../src/experiment/atlas.ts';
import { atlasParameters, spanAtlas } from '../../src/experiment/atlas-axes.ts';
import type { SynapseAtlas } from '../../src/experiment/figure.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { synapseAtlasNetwork } from '../../src/experiment/synapse-atlas.ts';
import { validateFigure } from '../../src/experiment/validate.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './weight-atlas.figure.ts';

const side = 31;
/** Lags of whole steps: -60, -56, ... 60 ms. */
const atlas = { ...(figure.atlas as SynapseAtlas), resolution: side };

/** The change of every pixel's weight. */
async function map(values: Readonly<Record<string, number>>, edits: Readonly<Record<string, string>> = {}) {
  const compiled = compileNetwork(synapseAtlasNetwork(figure, atlas, values, edits), {
    seed: 1,
    unused: 'ignore',
  });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64' });
  const end = Math.round(atlasTimes(figure, atlas, values).duration / compiled.dt);
  while (simulation.step < end) {
    simulation.advance(end - simulation.step);
    simulation.drain();
  }
  const [w, start] = ['w', 'w_0'].map((name) => simulation.get({ projection: 0, name }));
  simulation.dispose();
  return Array.from({ length: side * side }, (_, k) => ({
    lag: -60 + 4 * (k % side),
    start: Math.floor(k / side) / (side - 1),
    change: (w?.[k] ?? Number.NaN) - (start?.[k] ?? Number.NaN),
  }));
}

const clip = (w: number) => Math.min(Math.max(w, 0), 1);

/** n pairings of the rule, one after the other. */
function steps(start: number, lag: number, { mu_plus = 0, mu_minus = 0, n = 40 }) {
  let w = start;
  for (let k = 0; k < n; k++)
    w =
      lag >= 0
        ? clip(w + 0.02 * (1 - w) ** mu_plus * Math.exp(-lag / 16.8))
        : clip(w - 0.02 * w ** mu_minus * Math.exp(lag / 33.7));
  return w - start;
}

// What the traces have kept of the last pairing, 440 ms earlier at least, is below exp(-440/33.7) = 2e-6.
test.each([...(figure.presets ?? []), { name: 'twelve', values: { n: 12, f: 0.5 } }])(
  'every pixel is n steps of the rule from its weight at its lag: $name',
  async ({ values }) => {
    const pixels = await map(values);
    for (const { lag, start, change } of pixels)
      expect(Math.abs(change - steps(start, lag, values)), `${lag} ms, ${start}`).toBeLessThan(1e-5);
    // Strong synapses gain as the weak ones under the additive rule, and less under the multiplicative one.
    const at = (lag: number, row: number) => pixels[row * side + (lag + 60) / 4]?.change ?? Number.NaN;
    const softer = at(20, 18) / at(20, 3);
    const additive = !('mu_plus' in values) || values.mu_plus === 0;
    if (additive) expect(softer).toBeCloseTo(1, 4);
    else expect(softer).toBeLessThan(0.8);
  },
);

test('a rule that the reader rewrites is the one of the map', async () => {
  const pixels = await map({}, { 'projections.0.on_post': 'P_i += 1\nw = clip(w + 0.01*P_j, 0, 1)' });
  for (const { lag, start, change } of pixels)
    if (lag >= 0) {
      let w = start;
      for (let k = 0; k < 40; k++) w = clip(w + 0.01 * Math.exp(-lag / 16.8));
      expect(change).toBeCloseTo(w - start, 5);
    }
});

test('the grey line is the course of the synapse under the crosshair, within half a step', async () => {
  const view = figure.views.find(({ kind }) => kind === 'traces');
  const text = view?.kind === 'traces' ? view.panels[0]?.lines[0]?.reference : undefined;
  for (const { values } of figure.presets ?? [])
    for (const lag of [-20, 10]) {
      const at = { ...values, lag, w_0: 0.6 };
      const [half, end] = closedForm(figure, text ?? '').over(at, 't', [9.85, 25]);
      // Of the pairings at 0.1, 0.6, ... seconds twenty have been by 9.85 s.
      expect(Math.abs((half ?? 0) - 0.6 - steps(0.6, lag, { ...values, n: 20 }))).toBeLessThan(0.005);
      expect(Math.abs((end ?? 0) - 0.6 - steps(0.6, lag, values))).toBeLessThan(0.005);
    }
});

test('the declaration is sound, and one that is not is told', () => {
  expect(validateFigure(figure)).toEqual([]);
  const wrong = (change: Partial<SynapseAtlas>) =>
    validateFigure({ ...figure, atlas: { ...(figure.atlas as SynapseAtlas), ...change } }).join(' ');
  expect(wrong({ variable: 'weight' })).toContain('synapses of projection 0 have no weight');
  expect(wrong({ projection: 1 })).toContain('projection 1 does not join two whole populations');
  expect(wrong({ duration: 'n*mV' })).toContain('expected a time above 0');
  expect(wrong({ zeros: [{ form: 'nothing', label: '' }] })).toContain('nothing');
  expect(wrong({ resolution: 64 })).toContain('at least 256');
  const network = { ...figure.network, projections: [{ ...figure.network.projections?.[0] }] };
  const all = {
    ...network,
    projections: network.projections.map((one) => ({ ...one, connect: 'all-to-all' })),
  };
  expect(validateFigure({ ...figure, network: all as typeof figure.network }).join(' ')).toContain(
    'must join neurons one to one',
  );
});

test('the map spans any two parameters of the table, on either back end', () => {
  const whole = figure.atlas as SynapseAtlas;
  const names = atlasParameters(figure, whole).map(({ name }) => name);
  expect(names).toEqual(figure.parameters.map(({ name }) => name));
  for (const [k, x] of names.entries()) {
    const spanned = spanAtlas(figure, whole, { x, y: names[(k + 1) % names.length] ?? '' }) as SynapseAtlas;
    const network = synapseAtlasNetwork(figure, { ...spanned, resolution: 3 }, {});
    const compiled = compileNetwork(network, { seed: 1, unused: 'ignore' });
    const cell = cellOfNetwork(compiled);
    const grid = { width: 3, height: 3 };
    const kernel = buildKernel({ cell, layout: layOut(cell, NO_AXES), grid });
    expect(kernel.registers).toContain('0.w');
    const own = [x, spanned.y.parameter].flatMap((name) =>
      (figure.parameters.find((p) => p.name === name)?.sets ?? []).map(({ path }) =>
        path.replace(/^(populations|projections)\./, '').replace('.parameters.', '.'),
      ),
    );
    for (const name of own) expect([...kernel.layout.parameters, ...kernel.layout.state]).toContain(name);
  }
});
