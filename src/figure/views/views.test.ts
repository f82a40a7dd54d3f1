import { beforeAll, expect, test } from 'vitest';
import { figure as adex } from '../../../chapters/neuron-models/adaptive-exponential.figure.ts';
import { figure as cuba } from '../../../chapters/neuron-models/cuba.figure.ts';
import { figure as axon } from '../../../chapters/neuron-models/hodgkin-huxley.figure.ts';
import { figure as atlasFigure } from '../../../chapters/neuron-models/izhikevich-atlas.figure.ts';
import { figure as lif } from '../../../chapters/neuron-models/leaky-integrate-and-fire.figure.ts';
import type { PhaseView } from '../../experiment/figure.ts';
import { LivePicture } from '../picture.ts';
import { themes } from '../tokens.ts';
import { colourPixels, colourScale, scaleTicks, share } from './atlas-colours.ts';
import { roundTicks, tickLabels } from './axes.ts';
import { broken, interpolate } from './curve.ts';
import { drawView, loadViews } from './draw.ts';
import { extended } from './extended.ts';
import { spread, thin } from './lines.ts';
import { panelRanges } from './panel-ranges.ts';
import { closestRanges, planeRanges } from './plane-ranges.ts';
import { binnedRate, roundCeiling } from './rate.ts';
import { stretches } from './timebase.ts';

beforeAll(() => Promise.all([lif, cuba, atlasFigure, axon, adex].map(loadViews)));

test('ticks are few and round, labels have the decimals of their step', () => {
  expect(roundTicks(-90, 60, 4)).toEqual([-50, 0, 50]);
  expect(tickLabels([0, 0.5, 1])).toEqual(['0.0', '0.5', '1.0']);
  expect(tickLabels([-50, 0])).toEqual(['−50', '0']);
  for (const count of [2, 3, 5, 8]) expect(roundTicks(0, 37, count).length).toBeLessThanOrEqual(count);
});

test('a sweep overwrites the last one; its last instant shows all of it', () => {
  expect(stretches(0.03, 0.1, false)).toEqual([{ from: 0, to: 0.03, origin: 0, old: false }]);
  expect(stretches(0.1, 0.1, false)).toEqual([{ from: 0, to: 0.1, origin: 0, old: false }]);
  const [old, fresh] = stretches(0.23, 0.1, false);
  expect(fresh).toMatchObject({ origin: 0.2, to: 0.23, old: false });
  expect(old).toMatchObject({ origin: 0.1, to: 0.2, old: true });
  expect(old?.from).toBeGreaterThan(0.13);
  const [scrolled] = stretches(0.23, 0.1, true);
  expect(scrolled?.from).toBeCloseTo(0.13, 12);
});

test('labels are moved apart in their order and stay inside', () => {
  const placed = spread([50, 10, 52, 51], 12, 0, 60);
  const sorted = [...placed].sort((a, b) => a - b);
  for (let k = 1; k < 4; k++)
    expect((sorted[k] as number) - (sorted[k - 1] as number)).toBeGreaterThanOrEqual(12 - 1e-9);
  expect(Math.max(...placed)).toBeLessThanOrEqual(60);
  expect(placed[1]).toBe(Math.min(...placed));
});

test('thinning a dense trace keeps its extremes on every pixel', () => {
  const points = new Float64Array(2 * 5000);
  for (let k = 0; k < 5000; k++) points.set([k / 100, Math.sin(k) * 10], 2 * k);
  const kept = thin(points);
  expect(kept.length).toBeLessThan(points.length / 10);
  const ys = (p: Float64Array) => [...p].filter((_, k) => k % 2 === 1);
  expect(Math.max(...ys(kept))).toBe(Math.max(...ys(points)));
  expect(Math.min(...ys(kept))).toBe(Math.min(...ys(points)));
});

/** A picture of the figure at 100 ms with one sample a millisecond and one spike. */
function pictureOf(figure: typeof lif, spike: { step: number; index: number }) {
  const picture = new LivePicture(figure);
  const probe = { variable: 'v', unit: 'volt', indices: [0], every: 10 };
  const names = Object.keys(figure.network.populations);
  const populations = names.map((name) => ({ name, size: 100, probes: [probe] }));
  picture.receive({ kind: 'begin', step: 0, network: { dt: 1e-4, populations, synapses: 0 } });
  const steps = Float64Array.from({ length: 50 }, (_, k) => 10 * k);
  const values = steps.map((step) => -0.065 + step * 1e-5);
  const none = { steps: new Float64Array(0), indices: new Uint32Array(0) };
  const fired = { steps: Float64Array.of(spike.step), indices: Uint32Array.of(spike.index) };
  picture.receive({
    kind: 'batch',
    batch: {
      from: 0,
      to: 500,
      spikes: names.map((_, k) => (k === 0 ? fired : none)),
      samples: names.map((_, population) => ({ population, probe: 0, steps, values })),
    },
  });
  return picture;
}

test('a trace stands where its numbers say, the level where its parameter says', () => {
  const view = lif.views[0] as (typeof lif.views)[0];
  const picture = pictureOf(lif, { step: 250, index: 0 });
  const values = Object.fromEntries(lif.parameters.map((p) => [p.name, p.default]));
  const scene = drawView(view, picture, { width: 600, height: 240 }, themes.light, { figure: lif, values });
  const area = scene.areas[0] as (typeof scene.areas)[0];
  const y = (mv: number) => area.y + ((-20 - mv) / 70) * area.height;
  const line = scene.items.find((item) => item.kind === 'polyline' && item.ink === 'membrane');
  const points = (line as { points: Float64Array }).points;
  expect(points[0]).toBeCloseTo(area.x, 9);
  expect(points[1]).toBeCloseTo(y(-65), 6);
  expect(points.at(-2)).toBeCloseTo(area.x + 0.49 * area.width, 6);
  expect(points.at(-1)).toBeCloseTo(y(-65 + 4.9), 6);
  expect(scene.handles).toEqual([{ area: 'panel-0', y: 'theta', at: { y: y(-50) } }]);
  const marks = scene.items.filter(
    (item) => item.kind === 'segments' && item.width === themes.light.size.mark,
  );
  const mark = (marks[0] as { points: Float64Array }).points;
  expect([...mark]).toEqual([mark[0], y(-62.5), mark[0], area.y]);
  expect(mark[0]).toBeCloseTo(area.x + 0.25 * area.width, 6);
});

test('an axis is the tightest that holds its panels, and comes with the parameter that it is around', () => {
  const picture = pictureOf(lif, { step: 250, index: 0 });
  const panel = {
    label: 'u',
    unit: 'mV',
    range: [-90, -20] as const,
    closer: [
      [-1, 1],
      [-6, 6],
    ] as const,
    around: 'E_L',
    lines: [{ of: 'neuron.v' }],
  };
  const view = { kind: 'traces', title: '', window: '100*ms', panels: [panel, panel] } as const;
  // The samples run from -65 to -60.1 mV.
  expect(panelRanges(view, picture, { values: { E_L: -65 } })).toEqual([
    [-71, -59],
    [-71, -59],
  ]);
  expect(panelRanges(view, picture, { values: { E_L: -70 } })).toEqual([
    [-90, -20],
    [-90, -20],
  ]);
  const alone = { ...view, panels: [{ ...panel, lines: [] }] };
  expect(panelRanges(alone, picture, { values: { E_L: -65 } })).toEqual([[-66, -64]]);
});

test('a raster puts a dot at the time and row of each spike', () => {
  const view = cuba.views[0] as (typeof cuba.views)[0];
  const picture = pictureOf(cuba, { step: 250, index: 30 });
  const scene = drawView(view, picture, { width: 600, height: 240 }, themes.light, {
    figure: cuba,
    values: {},
  });
  const area = scene.areas[0] as (typeof scene.areas)[0];
  const dots = scene.items.find((item) => item.kind === 'dots' && item.ink === 'excitatory') as {
    points: Float32Array;
  };
  expect(dots.points.length).toBe(2);
  expect(dots.points[0]).toBeCloseTo(area.x + (0.025 / 0.5) * area.width, 2);
  expect(dots.points[1]).toBeCloseTo(area.y + area.height * (1 - 30.5 / 200), 2);
});

test('a rate counts spikes a second and neuron in whole bins', () => {
  const picture = pictureOf(cuba, { step: 250, index: 30 });
  const ring = picture.history?.spikesOf('E');
  if (!ring) throw new Error('no spikes');
  const stretch = { from: 0, to: 0.052, origin: 0, old: false };
  const { first, rates } = binnedRate(ring, stretch, 1e-4, 0.005, 100);
  expect(first).toBe(0);
  expect(rates.length).toBe(10);
  expect(rates[5]).toBeCloseTo(1 / (0.005 * 100), 9);
  expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(2, 9);
  expect(roundCeiling(43)).toBe(80);
});

test('a map is coloured from the lower left corner, grey where nothing is defined', () => {
  const pixels = colourPixels(Float32Array.of(0, 1, Number.NaN, 0.5), 2, 2, { low: 0, high: 1, log: false });
  expect([...pixels]).toEqual([254, 127, 0, 253]);
  expect(colourScale('adaptation', undefined)).toEqual({ low: -1, high: 1, log: false });
  expect(colourScale('burst index', Float32Array.of(0.2))).toEqual({ low: 0, high: 1, log: false });
});

test('rates are coloured in equal ratios, silence as the lowest', () => {
  expect(colourScale('rate', Float32Array.of(3, 33, Number.NaN))).toEqual({ low: 1, high: 100, log: true });
  expect(colourScale('rate', Float32Array.of(0, 22, 950))).toEqual({ low: 10, high: 1000, log: true });
  const scale = colourScale('rate', Float32Array.of(0, 2, 1000));
  expect(scale).toEqual({ low: 1, high: 1000, log: true });
  const pixels = colourPixels(Float32Array.of(0, 1, 10, 1000), 2, 2, scale);
  expect([...pixels]).toEqual([84, 253, 0, 0]);
  expect(scaleTicks(scale).map(({ label }) => label)).toEqual(['≤ 1', '10', '100', '1000']);
});

test('a map of changes has white at zero and the same range on both sides, but for single pixels beyond', () => {
  const values = new Float32Array(1000).map((_, k) => (k - 300) / 1000);
  const scale = colourScale('weight change', values);
  expect(scale).toMatchObject({ low: -1, high: 1, open: false, root: false });
  values[7] = -40;
  const robust = colourScale('weight change', values.slice());
  expect(robust).toMatchObject({ low: -1, high: 1, open: true });
  expect(scaleTicks(robust).map(({ label }) => label)).toEqual(['≤ −1.0', '−0.5', '0.0', '0.5', '≥ 1.0']);
  const drift = colourScale('drift', Float32Array.of(-0.01, 0, 0.18, Number.NaN));
  expect(drift).toMatchObject({ low: -0.2, high: 0.2, root: true });
  expect([-0.2, -0.05, 0, 0.05, 0.3].map((value) => share(value, drift))).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(scaleTicks(drift).map(({ label }) => label)).toEqual(['−0.20', '−0.05', '0.00', '0.05', '0.20']);
  const [low, zero, , nowhere] = colourPixels(Float32Array.of(0.18, Number.NaN, -0.2, 0), 2, 2, drift);
  expect([low, zero, nowhere]).toEqual([0, 127, 254]);
  expect(colourScale('drift', new Float32Array(4)).high).toBe(1);
});

test('the crosshair stands at the present values and the whole map takes hold of it', () => {
  const picture = new LivePicture(atlasFigure);
  const view = atlasFigure.views[0] as (typeof atlasFigure.views)[0];
  const state = { figure: atlasFigure, values: { c: -55, d: 2.5 } };
  const scene = drawView(view, picture, { width: 500, height: 500 }, themes.light, state);
  const area = scene.areas[0] as (typeof scene.areas)[0];
  const [handle] = scene.handles;
  expect(handle).toMatchObject({ x: 'c', y: 'd', everywhere: true });
  expect(handle?.at.x).toBeCloseTo(area.x + area.width / 2, 9);
  expect(handle?.at.y).toBeCloseTo(area.y + 0.75 * area.height, 9);
});

test('nothing is read off a curve beyond its ends', () => {
  const xs = Float64Array.of(0, 2, 4);
  const ys = Float64Array.of(0, 10, 30);
  expect(interpolate(xs, ys, 3)).toBe(20);
  expect(interpolate(xs, ys, 5)).toBeUndefined();
});

test('a curve that leaps is broken there, and nothing is read off the gap', () => {
  const { x, y } = broken(Float64Array.of(5, 6, 7, 8), Float64Array.of(0, 0, 52, 60), 60);
  expect([...x]).toEqual([5, 6, 6.5, 7, 8]);
  expect([...y]).toEqual([0, 0, Number.NaN, 52, 60]);
  expect(interpolate(x, y, 6.7)).toBeUndefined();
  expect(interpolate(x, y, 7.5)).toBe(56);
});

test.each([
  { figure: axon, name: 'simulates its peaks: no stroke to the edge', strokes: 0 },
  { figure: adex, name: 'has its spikes cut by the reset: one stroke a spike', strokes: 1 },
])('the path of a neuron that $name', ({ figure, strokes }) => {
  const view = figure.views.find(({ kind }) => kind === 'phase') as (typeof figure.views)[0];
  const picture = new LivePicture(figure);
  const names = ['v', figure === axon ? 'n' : 'w'];
  const probes = names.map((variable) => ({ variable, unit: '1', indices: [0], every: 10 }));
  const populations = [{ name: 'neuron', size: 1, probes }];
  picture.receive({ kind: 'begin', step: 0, network: { dt: 1e-5, populations, synapses: 0 } });
  const steps = Float64Array.from({ length: 20 }, (_, k) => 10 * k);
  const samples = names.map((_, probe) => ({ population: 0, probe, steps, values: steps.map(() => -0.05) }));
  const spikes = [{ steps: Float64Array.of(95), indices: Uint32Array.of(0) }];
  picture.receive({ kind: 'batch', batch: { from: 0, to: 200, spikes, samples } });
  const scene = drawView(view, picture, { width: 400, height: 300 }, themes.light, { figure, values: {} });
  const right = (scene.areas[0]?.x ?? 0) + (scene.areas[0]?.width ?? 0);
  const paths = scene.items.flatMap((item) =>
    item.kind === 'polyline' && item.ink === 'membrane' && item.dash === undefined ? [item.points] : [],
  );
  const touching = paths.filter((points) => points.some((value, k) => k % 2 === 0 && value === right));
  expect(touching.length).toBe(strokes);
});

test('the mark of a curve stands at the rate of this run; beyond its ends an arrow points to it', () => {
  const view = axon.views.find(({ kind }) => kind === 'curve') as (typeof axon.views)[0];
  const picture = new LivePicture(axon);
  const [x, y] = [Float64Array.of(0, 5, 10, 20), Float64Array.of(0, 0, 68, 86)];
  picture.receive({ kind: 'sweep', name: 'rate', x, y, progress: 1 });
  const size = { width: 400, height: 300 };
  const marks = (I: number, rate: number) => {
    const state = { figure: axon, values: { I }, measures: { rate } };
    const scene = drawView(view, picture, size, themes.light, state);
    const { y: top, height } = scene.areas[0] as (typeof scene.areas)[0];
    const circle = scene.items.find((item) => item.kind === 'circle');
    return circle && 'y' in circle
      ? 1 - ((circle.y as number) - top) / height
      : scene.items.map(({ kind }) => kind);
  };
  expect(marks(9, 0)).toBeCloseTo(0, 9);
  expect(marks(9, 50)).toBeGreaterThan(0.3);
  expect(marks(9, Number.NaN)).toBeCloseTo(0, 9);
  expect(marks(-60, 0)).toContain('polygon');
});

test.each([
  [-400, 400, 2, 5],
  [0, 1100, 2, 4],
  [0, 800, 2, 5],
  [0, 200, 2, 6],
  [-1000, 1000, 2, 5],
])('an axis from %i to %i has at least three numbers where there is room', (from, to, count, most) => {
  const ticks = roundTicks(from, to, count, most);
  expect(ticks.length).toBeGreaterThanOrEqual(3);
  expect(ticks.length).toBeLessThanOrEqual(most);
});

test('an upright axis is the tightest that holds where a nullcline turns and where the state was', () => {
  const view = adex.views.find((v): v is PhaseView => v.kind === 'phase');
  if (!view) expect.fail('no phase plane');
  const widest = planeRanges(view, adex, {});
  const axis = (lowest: number) => {
    // A parabola of w over V, in SI units.
    const xs = Array.from({ length: 21 }, (_, k) => -0.06 + 1e-3 * k);
    const points = Float64Array.from(xs.flatMap((x) => [x, lowest * 1e-12 + (x + 0.05) ** 2]));
    const portrait = { nullclines: [{ variable: 'v', points }], fixedPoints: [], separatrices: [] };
    return closestRanges(view, widest, { history: undefined, portrait }).y;
  };
  expect([540, 900, 2500, 5000].map(axis)).toEqual([
    [-200, 700],
    [-300, 1500],
    [-500, 3000],
    [-1000, 6000],
  ]);
});

test('a wider axis has round ends and holds the data', () => {
  expect(extended([-2000, 6000], -1500, 5300)).toEqual([-2000, 6000]);
  expect(extended([-2000, 6000], -4130, 5300)).toEqual([-6000, 6000]);
});
