import { beforeAll, expect, test } from 'vitest';
import { figure } from '../../../chapters/neuron-models/exact-integration.figure.ts';
import { completeValues } from '../../experiment/quantities.ts';
import { invert } from '../draw/scene.ts';
import { LivePicture } from '../picture.ts';
import { themes } from '../tokens.ts';
import { drawView, loadViews } from './draw.ts';
import { powers } from './log-axes.ts';

beforeAll(() => loadViews(figure));

const theme = themes.light;
const size = { width: 500, height: 400 };
const [samples, convergence] = figure.views;
if (!samples || !convergence) throw new Error('The figure has two views.');

/** Two runs of steps of 10 ms: one at rest, one that leaves the axis, to -15 and -115 mV. */
function pictureOf(dt = 0.01): LivePicture {
  const picture = new LivePicture(figure);
  const probes = ['v', 'err'].map((variable) => ({ variable, unit: 'volt', indices: [0], every: 1 }));
  const populations = ['exact', 'euler'].map((name) => ({ name, size: 1, probes }));
  picture.receive({ kind: 'begin', step: 0, network: { dt, populations, synapses: 0 } });
  const steps = Float64Array.from({ length: 10 }, (_, k) => k);
  const flat = (value: number) => new Float64Array(10).fill(value);
  const swing = steps.map((k) => -0.065 + (k === 0 ? 0 : 0.05 * (-1) ** (k + 1)));
  const none = { steps: new Float64Array(0), indices: new Uint32Array(0) };
  const courses = [
    [flat(-0.065), flat(0)],
    [swing, flat(0.05)],
  ];
  picture.receive({
    kind: 'batch',
    batch: {
      from: 0,
      to: 10,
      spikes: [none, none],
      samples: courses.flatMap((own, population) =>
        own.map((values, probe) => ({ population, probe, steps, values })),
      ),
    },
  });
  return picture;
}

const state = { figure, values: completeValues(figure, { h: 10 }) };

test('every sample is a dot at its time, or an arrow at the edge that it left by', () => {
  const scene = drawView(samples, pictureOf(), size, theme, state);
  const [exact, euler] = scene.areas;
  if (!exact || !euler) throw new Error('There are two panels.');
  const circles = scene.items.flatMap((item) => (item.kind === 'circle' ? [item] : []));
  // Ten at rest, and of the other run the first only.
  expect(circles).toHaveLength(11);
  expect(circles[3]?.x).toBeCloseTo(exact.x + 0.3 * exact.width, 6);
  const [low, high] = exact.yDomain;
  expect(circles[3]?.y).toBeCloseTo(exact.y + ((high + 65) / (high - low)) * exact.height, 6);
  const arrows = scene.items.flatMap((item) => (item.kind === 'polygon' ? [[...item.points]] : []));
  expect(arrows).toHaveLength(9);
  expect(arrows[0]?.slice(0, 2)).toEqual([expect.closeTo(euler.x + 0.1 * euler.width, 6), euler.y]);
  expect(arrows[1]?.[1]).toBeCloseTo(euler.y + euler.height, 6);
  const texts = scene.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  expect(texts).toContain('beyond the axis: −115 mV');
  for (const item of scene.items)
    if (item.kind === 'polyline')
      for (const [k, at] of item.points.entries())
        if (k % 2 === 1 && !Number.isNaN(at)) {
          expect(at).toBeGreaterThan(exact.y - 1e-6);
          expect(at).toBeLessThan(euler.y + euler.height + 1e-6);
        }
});

test('errors stand on logarithmic axes, with the present step and its own error', () => {
  const picture = pictureOf();
  const x = Float64Array.of(0.05, 0.5, 5, 25);
  picture.receive({ kind: 'sweep', name: 'euler', x, y: x.map((h) => 1e-3 * h), progress: 1 });
  picture.receive({ kind: 'sweep', name: 'exact', x, y: Float64Array.of(1e-16, 0, 0, 1e9), progress: 1 });
  const scene = drawView(convergence, picture, size, theme, state);
  const area = scene.areas[0];
  if (!area) throw new Error('There is one plot.');
  const bottom = area.y + area.height;
  // From 0.05 to 25 ms are log10(500) decades, from 1e-15 to 1e4 mV 19.
  const at = (h: number) => area.x + (Math.log10(h / 0.05) / Math.log10(500)) * area.width;
  const circles = scene.items.flatMap((item) => (item.kind === 'circle' ? [item] : []));
  const found = circles.find((circle) => Math.abs(circle.x - at(0.5)) < 1e-6);
  expect(found?.y).toBeCloseTo(bottom - ((Math.log10(0.5) + 15) / 19) * area.height, 6);
  expect(circles.filter(({ y }) => Math.abs(y - bottom) < 1e-6).length).toBeGreaterThanOrEqual(3);
  expect(scene.items.filter(({ kind }) => kind === 'polygon')).toHaveLength(1);
  expect(scene.handles[0]?.at.x).toBeCloseTo(at(10), 6);
  expect(invert(area, at(10), area.y).x).toBeCloseTo(10, 9);
  const texts = scene.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  expect(texts).toEqual(expect.arrayContaining(['Euler: 50 mV', 'exact: 0 mV', 'slope 1', 'Euler explodes']));
});

test('a logarithmic axis has few powers of ten, equally far apart, its upper end among them', () => {
  expect(powers([0.05, 25], 6)).toEqual([-1, 0, 1]);
  expect(powers([1e-15, 1e4], 6)).toEqual([-12, -8, -4, 0, 4]);
});
