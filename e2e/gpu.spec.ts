import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { createSimulation } from '../src/engine/create.ts';
import { groupByNeuron, measureTrains, type Trains } from '../src/engine/trains.ts';
import { atlasBand, atlasGrid } from '../src/experiment/atlas.ts';
import type { Figure, NeuronAtlas } from '../src/experiment/figure.ts';
import { compileNetwork } from '../src/network/compile.ts';
import type { Network } from '../src/network/network.ts';
import { readNetwork } from '../src/network/read.ts';
import { bundleGpuPage } from './gpu-bundle.ts';
import type * as Bundled from './gpu-page.ts';

/** The graphics back end against the CPU and the reference, in software drawing; no page of the book is needed. */
declare const gpuPage: typeof Bundled;

let script = '';

// One worker: one bundle, and timings that mean something.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  script = await bundleGpuPage();
});

test.beforeEach(async ({ page }) => {
  await page.addScriptTag({ content: script });
});

const golden = (name: string): Network =>
  readNetwork(JSON.parse(readFileSync(new URL(`../golden/networks/${name}.json`, import.meta.url), 'utf8')));

const linear = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1));

interface Course {
  readonly spikes: readonly { readonly steps: readonly number[]; readonly indices: readonly number[] }[];
  readonly samples: readonly { readonly steps: readonly number[]; readonly values: readonly number[] }[];
}

async function onCpu(
  network: Network,
  duration: number,
  backend: 'cpu' | 'reference',
): Promise<Course & { size: number; dt: number }> {
  const compiled = compileNetwork(network, { seed: 1 });
  const simulation = await createSimulation(compiled, { backend, precision: 'f32' });
  const spikes = compiled.populations.map(() => ({ steps: [] as number[], indices: [] as number[] }));
  const samples = compiled.populations.flatMap(({ probes }) =>
    probes.map(() => ({ steps: [] as number[], values: [] as number[] })),
  );
  while (simulation.step < duration) {
    simulation.advance(duration - simulation.step);
    const batch = simulation.drain();
    batch.spikes.forEach(({ steps, indices }, k) => {
      for (const step of steps) spikes[k]?.steps.push(step);
      for (const index of indices) spikes[k]?.indices.push(index);
    });
    batch.samples.forEach(({ steps, values }, k) => {
      for (const step of steps) samples[k]?.steps.push(step);
      for (const value of values) samples[k]?.values.push(value);
    });
  }
  simulation.dispose();
  return { spikes, samples, size: compiled.populations[0]?.size ?? 0, dt: compiled.dt };
}

const onGpu = (page: Page, request: Bundled.SimulationRequest) =>
  page.evaluate((given) => gpuPage.runSimulation(given), request);

const train = (trains: Trains, i: number) => [
  ...trains.steps.subarray(trains.offsets[i], trains.offsets[i + 1]),
];

test('an atlas of Izhikevich neurons agrees with the 32-bit CPU', async ({ page }) => {
  const side = 64;
  const file = golden('izhikevich');
  const population = file.populations.neurons;
  if (!population) throw new Error('no neurons');
  const [c, d] = [linear(-70, -40, side), linear(0, 10, side)];
  const fixed = { a: 0.02, b: 0.2, I: 10 };
  const size = side * side;
  const common = { width: side, height: side, columns: { c }, rows: { d }, duration: 6000, settle: 1000 };
  const network = {
    ...file,
    populations: { neurons: { ...population, size, parameters: { ...fixed, c: -65, d: 8 } } },
  };
  const gpu = await page.evaluate((request) => gpuPage.runAtlas(request), { ...common, network });

  const pixel = (values: readonly number[], pick: (k: number) => number) =>
    Array.from({ length: size }, (_, k) => values[pick(k)] ?? 0);
  const each = {
    ...fixed,
    c: pixel(c, (k) => k % side),
    d: pixel(d, (k) => Math.floor(k / side)),
  };
  const cpu = await onCpu(
    { ...file, populations: { neurons: { ...population, size, parameters: each } } },
    common.duration,
    'cpu',
  );
  const trains = groupByNeuron(size, cpu.spikes.slice(0, 1));
  const measures = measureTrains(trains, { dt: cpu.dt, settle: common.settle, end: common.duration });

  const differences = Array.from(trains.offsets.slice(1), (end, k) =>
    Math.abs(end - (trains.offsets[k] ?? 0) - ((gpu.offsets[k + 1] ?? 0) - (gpu.offsets[k] ?? 0))),
  );
  const share = (holds: (k: number) => boolean) =>
    Array.from({ length: size }, (_, k) => holds(k)).filter(Boolean).length / size;
  const near = (a: number, b: number, within: number) =>
    (Number.isNaN(a) && Number.isNaN(b)) || Math.abs(a - b) <= within;
  const report = {
    equalCounts: share((k) => differences[k] === 0),
    countsWithinOne: share((k) => (differences[k] ?? 0) <= 1),
    meanRate: Math.abs(gpu.rate.reduce((sum, rate, k) => sum + rate - (measures.rate[k] ?? 0), 0) / size),
    burstWithin5Percent: share((k) => near(gpu.burst[k] ?? 0, measures.burstIndex[k] ?? 0, 0.05)),
    adaptationWithin5Percent: share((k) => near(gpu.adaptation[k] ?? 0, measures.adaptation[k] ?? 0, 0.05)),
    seconds: gpu.seconds,
  };
  test.info().annotations.push({ type: 'atlas', description: JSON.stringify(report) });
  // Pixels with chaotic bursting amplify the last bit; everything else spikes alike.
  expect(report.equalCounts, JSON.stringify(report)).toBeGreaterThan(0.9);
  expect(report.countsWithinOne, JSON.stringify(report)).toBeGreaterThan(0.97);
  expect(report.meanRate, JSON.stringify(report)).toBeLessThan(0.1);
  expect(report.burstWithin5Percent, JSON.stringify(report)).toBeGreaterThan(0.9);
});

test('a map over a value that only the beginning reads is that of the CPU', async ({ page }) => {
  const side = 16;
  const sided = (name: string, from: number, to: number) => ({
    ...{ name, symbol: name, role: 'membrane', meaning: name, unit: 'mV' },
    ...{ minimum: from, maximum: to, default: from, sets: [{ path: `populations.n.parameters.${name}` }] },
  });
  const figure = {
    ...{ title: '', question: '', caption: '', alt: '', symbols: {}, views: [], speed: 1, duration: '10*ms' },
    network: {
      dt: '0.1*ms',
      populations: {
        n: {
          size: 1,
          equations: 'dv/dt = -v/(20*ms) : volt',
          threshold: 'v > theta',
          reset: 'v -= 2*mV',
          method: 'euler',
          parameters: { v0: '0*mV', theta: '5*mV' },
          initial: { v: '2*v0' },
        },
      },
    },
    parameters: [sided('v0', 0, 30), sided('theta', 5, 12.5)],
  } as Figure;
  const atlas: NeuronAtlas = {
    population: 'n',
    x: { parameter: 'v0', from: 0, to: 30 },
    y: { parameter: 'theta', from: 5, to: 12.5 },
    resolution: side,
    duration: '20*ms',
    measures: ['rate'],
  };
  const grid = atlasGrid(figure, atlas, {});
  if (!grid) throw new Error('no grid');
  const lists = (sides: ReadonlyMap<string, Float64Array>) =>
    Object.fromEntries([...sides].map(([name, values]) => [name, [...values]]));
  const gpu = await page.evaluate((request) => gpuPage.runAtlas(request), {
    ...{ width: side, height: side, duration: 200, settle: 0, network: grid.network },
    ...{ columns: lists(grid.columns), rows: lists(grid.rows) },
  });
  const cpu = await onCpu(atlasBand(figure, atlas, { first: 0, last: side }, {}), 200, 'cpu');
  const { offsets } = groupByNeuron(side * side, cpu.spikes.slice(0, 1));
  const count = (list: ArrayLike<number>) =>
    Array.from({ length: side * side }, (_, k) => (list[k + 1] ?? 0) - (list[k] ?? 0));
  // Falling from 2 v0 in steps of 2 mV to theta: none at the left, most at the lower right.
  expect(count(offsets).slice(0, 3)).toEqual([0, 0, 2]);
  expect(Math.max(...count(offsets))).toBe(count(offsets)[side - 1]);
  expect(count(gpu.offsets)).toEqual(count(offsets));
});

for (const [name, duration, early, shift] of [
  // Spikes before `early` steps are compared, to within `shift` steps: rounding of 32 bit adds up.
  ['lif', 5000, 5000, 3],
  ['hodgkin-huxley', 10000, 10000, 2],
  ['adex', 20000, 10000, 10],
  ['izhikevich', 5000, 1000, 3],
] as const) {
  test(`${name}: spikes and samples as the reference`, async ({ page }) => {
    const network = golden(name);
    const { first } = await onGpu(page, { network, duration });
    const expected = await onCpu(network, duration, 'reference');
    const found = groupByNeuron(expected.size, first.spikes.slice(0, 1));
    const wanted = groupByNeuron(expected.size, expected.spikes.slice(0, 1));
    for (let i = 0; i < expected.size; i++) {
      const ours = train(found, i);
      const theirs = train(wanted, i).filter((step) => step < early);
      expect(ours.length, `neuron ${i}`).toBeGreaterThanOrEqual(theirs.length);
      theirs.forEach(
        (step, k) => void expect(Math.abs((ours[k] ?? 0) - step), `neuron ${i}`).toBeLessThanOrEqual(shift),
      );
      expect(Math.abs(ours.length - train(wanted, i).length), `neuron ${i}`).toBeLessThanOrEqual(1);
    }
    first.samples.forEach(({ steps, values }, k) => {
      expect(steps).toEqual(expected.samples[k]?.steps);
      // Before the first spike, where a trace does not depend on the spike's place on the grid.
      const quiet = Math.min(...(expected.spikes[0]?.steps ?? []));
      const width = values.length / steps.length;
      const before = width * steps.filter((step) => step < quiet).length;
      values.slice(0, before).forEach((value, n) => {
        const reference = expected.samples[k]?.values[n] ?? 0;
        expect(Math.abs(value - reference)).toBeLessThan(1e-4 * Math.abs(reference) + 1e-9);
      });
    });
  });
}

test('noise: the same random numbers as the reference', async ({ page }) => {
  const file = golden('ornstein-uhlenbeck');
  const network: Network = {
    ...file,
    populations: {
      neurons: {
        ...file.populations.neurons,
        equations: file.populations.neurons?.equations ?? '',
        size: 300,
        record: { variables: ['x', 'v'], indices: [0, 150, 299], every: '1*ms' },
      },
    },
  };
  const { first } = await onGpu(page, { network, duration: 1000 });
  const expected = await onCpu(network, 1000, 'reference');
  first.samples.forEach(({ values }, k) => {
    values.forEach((value, n) => {
      expect(Math.abs(value - (expected.samples[k]?.values[n] ?? 0))).toBeLessThan(1e-4);
    });
  });
});

const FUNCTIONS = [
  'exp(a)',
  'expm1(a)',
  'exprel(a)',
  'log(a + 5)',
  'log10(a + 5)',
  'log1p(a*0.2)',
  'sqrt(a + 5)',
  'sin(a)',
  'cos(a)',
  'tan(a*0.3)',
  'arcsin(a*0.25)',
  'arccos(a*0.25)',
  'arctan(a)',
  'sinh(a)',
  'cosh(a)',
  'tanh(a)',
  'abs(a)',
  'sign(a)',
  'floor(a)',
  'ceil(a)',
  'clip(a, -1, 1)',
  'int(a > 0.4) + int(a*3)',
  'a**3 + a**-2',
  '(a + 5)**a',
  'a // 0.7',
  'a % 0.7',
  'int(a > 0 and not a > 2 or a == -1)',
  'sin(100*t/second) + i/N',
];

test('every function as the reference', async ({ page }) => {
  const a = linear(-3.95, 3.95, 80);
  const names = FUNCTIONS.map((_, k) => `y${k}`);
  const network: Network = {
    dt: '1*ms',
    populations: Object.fromEntries(
      FUNCTIONS.map((text, k) => [
        `p${k}`,
        {
          size: a.length,
          equations: `d${names[k]}/dt = (${text} - ${names[k]})/ms : 1\na : 1`,
          method: 'euler',
          parameters: { a },
          record: { variables: [names[k] ?? ''], indices: a.map((_, i) => i) },
        },
      ]),
    ),
  };
  const { first } = await onGpu(page, { network, duration: 3 });
  const expected = await onCpu(network, 3, 'reference');
  const worst = FUNCTIONS.map((_, k) => {
    const wanted = expected.samples[k]?.values.slice(a.length) ?? [];
    expect(wanted).toHaveLength(2 * a.length);
    const found = first.samples[k]?.values.slice(a.length) ?? [];
    return wanted.reduce((worst, value, n) => {
      const scale = Math.max(1e-3, Math.abs(value));
      return Math.max(worst, Math.abs((found[n] ?? Number.NaN) - value) / scale);
    }, 0);
  });
  worst.forEach((error, k) => void expect.soft(error, FUNCTIONS[k]).toBeLessThan(2e-5));
});

// Time constants and refractoriness of each neuron's own, a refractory condition, lastspike, a step input.
test('neurons that differ in everything spike as the reference', async ({ page }) => {
  const size = 40;
  const network: Network = {
    dt: '0.1*ms',
    arrays: { A: { values: [[0], [12], [20]], dt: '20*ms' } },
    populations: {
      timed: {
        size,
        equations:
          'dv/dt = (g - v)/tau : volt (unless refractory)\ndg/dt = (20*mV + 10*mV*(i/N) - g)/tau_g : volt\ntau : second\ntau_g : second\nrest : second',
        threshold: 'v > 15*mV',
        reset: 'v = 0*mV; g -= 2*mV*int(t - lastspike < 20*ms)',
        refractory: 'rest',
        method: 'exact',
        parameters: {
          tau: linear(5e-3, 20e-3, size),
          tau_g: linear(9e-3, 10e-3, size),
          rest: linear(0, 9e-3, size),
        },
        record: { variables: ['v', 'g'], indices: [0, 39], every: '10*ms' },
      },
      conditioned: {
        size,
        equations: 'dv/dt = (A(t)*mV*(1 + i/N) - v)/(10*ms) : volt\nquiet = v > 5*mV : boolean',
        threshold: 'v > 10*mV',
        refractory: 'v > 5*mV',
        method: 'euler',
        record: ['quiet'],
      },
      given: {
        size: 3,
        spikes: [
          [0.001, 2],
          [0.0301, 0],
          [0.0301, 1],
        ],
      },
    },
  };
  const { first } = await onGpu(page, { network, duration: 1000 });
  const expected = await onCpu(network, 1000, 'reference');
  expect(first.spikes[2]).toEqual(expected.spikes[2]);
  for (const population of [0, 1]) {
    const found = groupByNeuron(size, first.spikes.slice(population, population + 1));
    const wanted = groupByNeuron(size, expected.spikes.slice(population, population + 1));
    expect(wanted.steps.length).toBeGreaterThan(size - 5);
    for (let i = 0; i < size; i++) {
      expect(train(found, i).length, `neuron ${i}`).toBe(train(wanted, i).length);
      train(found, i).forEach((step, k) => {
        expect(Math.abs(step - (train(wanted, i)[k] ?? 0)), `neuron ${i}`).toBeLessThanOrEqual(2);
      });
    }
  }
  expect(first.samples.map(({ steps }) => steps)).toEqual(expected.samples.map(({ steps }) => steps));
});

test('goes on from a checkpoint with the same bits, and in pieces as at once', async ({ page }) => {
  const network = golden('lif');
  const { first, second } = await onGpu(page, { network, duration: 1000, replayFrom: 333 });
  expect(second).toEqual(first);
  const whole = await onGpu(page, { network, duration: 1000 });
  const pieces = await onGpu(page, { network, duration: 1000, chunk: 37 });
  expect(pieces.first).toEqual(whole.first);
  expect(whole.first.spikes[0]?.steps.length).toBeGreaterThan(10);
});

test('says so when the context is lost', async ({ page }) => {
  expect(await page.evaluate((network) => gpuPage.loseContext(network), golden('lif'))).toBe(
    'ContextLostError',
  );
});

const growing = (size: number): Network => ({
  dt: '1*ms',
  populations: {
    cells: {
      size,
      equations: 'dx/dt = k*x/ms + p/ms : 1\np : 1\ntwice = 2*x + p : 1',
      threshold: 'x > 1e30',
      method: 'euler',
      parameters: { k: -1, p: Array.from({ length: size }, (_, i) => i) },
      initial: { x: 1 },
    },
  },
});

test('values are set and read between steps', async ({ page }) => {
  const { before, after, errors } = await page.evaluate((network) => gpuPage.setAndGet(network), growing(3));
  expect(before).toEqual({ k: [-1], p: [0, 1, 2], twice: [2, 3, 4] });
  // x + 3 x + p; in 32 bit 1 ms times 1/ms is not quite 1.
  const rounded = Object.fromEntries(
    Object.entries(after).map(([name, values]) => [name, values.map((value) => Number(value.toFixed(4)))]),
  );
  expect(rounded).toEqual({ x: [14, 28, 46], k: [3], p: [10, 20, 30], twice: [38, 76, 122] });
  expect(errors).toEqual(['RangeError', 'RangeError']);
});

test('a neuron that grows without bound has no rate, and ends a simulation', async ({ page }) => {
  const { rate, error } = await page.evaluate((network) => gpuPage.diverge(network), growing(2));
  expect(rate[0]).toBe(0);
  expect(rate[1]).toBeNaN();
  expect(error).toBe('NotFiniteError');
});
