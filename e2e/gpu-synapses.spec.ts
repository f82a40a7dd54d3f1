import { expect, type Page, test } from '@playwright/test';
import { figure as stdpPoisson } from '../chapters/stdp/stdp-poisson.figure.ts';
import { figure as weightAtlas } from '../chapters/stdp/weight-atlas.figure.ts';
import { createSimulation } from '../src/engine/create.ts';
import type { Figure, SynapseAtlas } from '../src/experiment/figure.ts';
import { synapseAtlasNetwork } from '../src/experiment/synapse-atlas.ts';
import { compileNetwork } from '../src/network/compile.ts';
import type { Network } from '../src/network/network.ts';
import { bundleGpuPage } from './gpu-bundle.ts';
import type * as Bundled from './gpu-page.ts';

/** Maps of synapses on the GPU, in software drawing, against the CPU, the reference and closed forms. */
declare const gpuPage: typeof Bundled;

let script = '';

test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  script = await bundleGpuPage();
});

test.beforeEach(async ({ page }) => {
  await page.addScriptTag({ content: script });
});

const onGpu = (page: Page, request: Bundled.SynapseAtlasRequest) =>
  page.evaluate((given) => gpuPage.runSynapseAtlas(given), request);

/** The change of a variable of projection 0 by the end of a run. */
async function onCpu(
  network: Network,
  variable: string,
  duration: number,
  how: { backend: 'cpu'; precision: 'f32' | 'f64' } | { backend: 'reference' },
): Promise<number[]> {
  const simulation = await createSimulation(compileNetwork(network, { seed: 1 }), how);
  const get = () => Float64Array.from(simulation.get({ projection: 0, name: variable }));
  const start = get();
  while (simulation.step < duration) {
    simulation.advance(duration - simulation.step);
    simulation.drain();
  }
  const change = [...get()].map((value, k) => value - (start[k] ?? start[0] ?? 0));
  simulation.dispose();
  return change;
}

const largest = (a: readonly number[], b: readonly number[]) =>
  a.reduce((worst, value, k) => Math.max(worst, Math.abs(value - (b[k] ?? Number.NaN))), 0);

const side = 32;
const size = side * side;
const over = (values: (column: number, row: number) => number) =>
  Array.from({ length: size }, (_, k) => values(k % side, Math.floor(k / side)));

/** The network of a figure's own map, with fewer pixels. */
function mapOf(
  figure: Figure,
  values: Readonly<Record<string, number>> = {},
  more: Partial<SynapseAtlas> = {},
): Network {
  const { atlas } = figure;
  if (!atlas || !('projection' in atlas)) throw new Error('The figure has no map of synapses.');
  return synapseAtlasNetwork(figure, { ...atlas, ...more, resolution: side }, values);
}

/** Lags of whole steps: between two, 32 bit may put a spike into another step than 64 bit. */
const across = { parameter: 'lag', from: -62, to: 62 };
const lags = over((column) => 4 * column - 62);
const weights = over((_, row) => row / (side - 1));

for (const [name, mu] of [
  ['additive', 0],
  ['in between', 0.4],
  ['multiplicative', 1],
] as const)
  test(`pair STDP over lag and initial weight, ${name}: forty steps of the rule`, async ({ page }) => {
    const network = mapOf(weightAtlas, { mu_plus: mu, mu_minus: mu }, { x: across });
    const { change, refused } = await onGpu(page, { network, width: side, variable: 'w', duration: 19_700 });
    expect(refused).toBeUndefined();
    const clip = (w: number) => Math.min(Math.max(w, 0), 1);
    const rule = lags.map((lag, k) => {
      let w = weights[k] ?? 0;
      for (let n = 0; n < 40; n++)
        w =
          lag > 0
            ? clip(w + 0.02 * (1 - w) ** mu * Math.exp(-lag / 16.8))
            : clip(w - 0.02 * w ** mu * Math.exp(lag / 33.7));
      return w - (weights[k] ?? 0);
    });
    expect(largest(change, rule)).toBeLessThan(3e-5);
    const reference = await onCpu(network, 'w', 19_700, { backend: 'cpu', precision: 'f64' });
    expect(largest(change, reference)).toBeLessThan(3e-5);
    expect(Math.max(...change)).toBeGreaterThan(0.3);
    expect(Math.min(...change)).toBeLessThan(-0.3);
  });

const random = mapOf(stdpPoisson);
const ends = stdpPoisson.atlas ?? { x: { from: 0, to: 0 }, y: { from: 0, to: 0 } };
const rates = {
  pre: over((column) => ends.x.from + ((ends.x.to - ends.x.from) * column) / (side - 1)),
  post: over((_, row) => ends.y.from + ((ends.y.to - ends.y.from) * row) / (side - 1)),
};

test('triplet STDP over the rates of Poisson trains: the spikes of the CPU, the drift of the closed form', async ({
  page,
}) => {
  const duration = 16_000;
  const { change, refused } = await onGpu(page, { network: random, width: side, variable: 'w', duration });
  expect(refused).toBeUndefined();
  const cpu = await onCpu(random, 'w', duration, { backend: 'cpu', precision: 'f32' });
  const off = change.filter((value, k) => Math.abs(value - (cpu[k] ?? 0)) > 1e-4 * (1 + Math.abs(value)));
  // A draw may fall between the two roundings of rate times dt.
  expect(off.length).toBeLessThan(0.002 * size);

  // Rows together: many independent synapses at one rate of the receiving neuron, each over its own sending rate.
  const seconds = duration * 0.25e-3;
  const strip = (least: number, most: number) => {
    const own = change.flatMap((value, k) => {
      const [pre, post] = [rates.pre[k] ?? 0, rates.post[k] ?? 0];
      if (post < least || post > most || pre < 5) return [];
      const theory = pre * post * (6.5e-3 * 0.0168 * 0.114 * post - 7.1e-3 * 0.0337);
      return [{ found: value / seconds, theory }];
    });
    const mean = (of: (one: (typeof own)[number]) => number) =>
      own.reduce((sum, one) => sum + of(one), 0) / own.length;
    const difference = mean(({ found, theory }) => found - theory);
    const spread = mean(({ found, theory }) => (found - theory - difference) ** 2);
    return { theory: mean(({ theory }) => theory), difference, error: Math.sqrt(spread / own.length) };
  };
  for (const [least, most] of [
    [3, 15],
    [24, 33],
    [36, 46],
  ] as const) {
    const { theory, difference, error } = strip(least, most);
    // The traces start at 0 and the slow ones need 0.1 s of the 4 s; steps of 0.25 ms shift the decays by 0.8 %.
    expect(Math.abs(difference), `${least} Hz`).toBeLessThan(4 * error + 0.05 * Math.abs(theory));
    expect(Math.abs(theory), `${least} Hz`).toBeGreaterThan(3 * error);
  }
});

/** Clock-driven traces with time constants of their own, noise, delays short and long, refractoriness, sums, linked neurons. */
const everything: Network = {
  dt: '0.1*ms',
  populations: {
    pre: {
      size,
      equations: 'dv/dt = (drive - v)/tau : volt (unless refractory)\ndrive : volt\ntau : second',
      threshold: 'v > 10*mV',
      reset: 'v = 0*mV',
      refractory: '1.5*ms',
      method: 'exact',
      parameters: { drive: over((column) => 11e-3 + 0.2e-3 * column), tau: '8*ms' },
    },
    post: {
      size,
      equations:
        'dv/dt = (drive + pull - v)/tau : volt (unless refractory)\ndrive : volt\npull : volt\ntau : second\nlate : 1',
      threshold: 'v > 10*mV',
      reset: 'v = 0*mV; late += int(t - lastspike < 8*ms)',
      refractory: '3*ms',
      method: 'euler',
      parameters: { drive: over((_, row) => 10.3e-3 + 0.15e-3 * row), tau: '10*ms' },
    },
  },
  projections: [
    {
      from: 'pre',
      to: 'post',
      model: `w : 1
own : second
dx/dt = -x/own : 1 (clock-driven)
dy/dt = (0.2 - y)/tau_y : 1 (event-driven)
pull_post = w*x*mV : volt (summed)`,
      method: 'exact',
      on_pre: 'x += 1\nw = clip(w - 0.01*y*(1 + rand()), 0, 2)\nv_post += 0.3*mV*w*int(not_refractory_post)',
      on_post: {
        echo: { statements: 'y += 1 - 0.2*y\nw = clip(w + 0.02*x*randn(), 0, 2)', delay: '0.7*ms' },
      },
      delay: '4.3*ms',
      connect: 'one-to-one',
      parameters: { w: 1, own: over((column, row) => (5 + 0.3 * column + 0.2 * row) * 1e-3), tau_y: '20*ms' },
    },
  ],
};

test('synapses with everything that the language has do as on the reference', async ({ page }) => {
  const duration = 3000;
  const { change, refused } = await onGpu(page, {
    network: everything,
    width: side,
    variable: 'w',
    duration,
  });
  expect(refused).toBeUndefined();
  const reference = await onCpu(everything, 'w', duration, { backend: 'reference' });
  const off = change.filter((value, k) => Math.abs(value - (reference[k] ?? 0)) > 1e-3);
  test.info().annotations.push({ type: 'off', description: `${off.length} of ${size}` });
  expect(Math.max(...reference.map(Math.abs))).toBeGreaterThan(0.1);
  // A threshold crossed a step earlier or later, in 32 bit, is another pairing.
  expect(off.length).toBeLessThan(0.02 * size);
});

test('what the GPU does not run is refused with a sentence', async ({ page }) => {
  const sentence = async (network: Network, variable = 'w') =>
    (await onGpu(page, { network, width: side, variable, duration: 10 })).refused;
  const [projection] = random.projections ?? [];
  if (!projection) throw new Error('no projection');
  const withDelay = (delay: string | number[]) => ({ ...random, projections: [{ ...projection, delay }] });
  expect(await sentence(withDelay('30*ms'))).toMatch(
    /^ShaderError: A delay of 120 steps .* the CPU runs it\.$/,
  );
  expect(await sentence(withDelay(over((column) => column * 1e-3)))).toMatch(/delays of projection 0 differ/);
  expect(
    await sentence({ ...random, projections: [{ ...projection, connect: { probability: 0.1 } }] }),
  ).toMatch(/does not join neurons one to one/);
  expect(
    await sentence({
      ...random,
      populations: { ...random.populations, pre: { size, spikes: [[0.001, 0]] } },
    }),
  ).toMatch(/The spikes of population pre are given/);
  expect(await sentence(random, 'near')).toMatch(/Nothing changes near/);
});
