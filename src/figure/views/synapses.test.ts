import { beforeAll, expect, test } from 'vitest';
import { figure } from '../../../chapters/stdp/stdp-window.figure.ts';
import { completeValues } from '../../experiment/quantities.ts';
import { LivePicture } from '../picture.ts';
import { themes } from '../tokens.ts';
import { drawView, loadViews } from './draw.ts';

beforeAll(() => loadViews(figure));

const theme = themes.light;
const size = { width: 600, height: 400 };
const view = figure.views[0];
if (view?.kind !== 'synapses') throw new Error('The first view is that of the synapses.');
const values = completeValues(figure, {});

/** Three synapses at lags of -40, 0.5 and 20 ms. */
function pictureOf(changes: readonly number[]): LivePicture {
  const picture = new LivePicture(figure);
  const sent = { projection: 0, from: 3, to: 3, sources: [0, 1, 2], targets: [0, 1, 2] };
  const weights = [
    { ...sent, variable: 'lag', values: [-0.04, 0.0005, 0.02] },
    { ...sent, variable: 'change', values: changes },
  ];
  picture.receive({ kind: 'begin', step: 0, network: { dt: 1e-3, populations: [], synapses: 3, weights } });
  picture.reference = (_, lags) => lags.map((lag) => (lag > 0 ? 0.78 : -0.27));
  return picture;
}

test('a dot for every synapse, at its lag and its change, on axes that hold the closed form', () => {
  const scene = drawView(view, pictureOf([-0.1, 0.7, 0.2]), size, theme, { figure, values });
  const area = scene.areas[0];
  if (!area) throw new Error('There is a plot.');
  expect(area.yDomain).toEqual([-0.4, 0.8]);
  const dots = scene.items.flatMap((item) => (item.kind === 'circle' ? [item] : []));
  expect(dots.map(({ x }) => ((x - area.x) / area.width) * 160 - 80)).toEqual([
    expect.closeTo(-40, 6),
    expect.closeTo(0.5, 6),
    expect.closeTo(20, 6),
  ]);
  expect(dots.map(({ y }) => 0.8 - ((y - area.y) / area.height) * 1.2)).toEqual([
    expect.closeTo(-0.1, 6),
    expect.closeTo(0.7, 6),
    expect.closeTo(0.2, 6),
  ]);
});

test('the closed form lifts the pen where it jumps, and bears its name', () => {
  const scene = drawView(view, pictureOf([0, 0, 0]), size, theme, { figure, values });
  const line = scene.items.find((item) => item.kind === 'polyline');
  const points = line?.kind === 'polyline' ? line.points : [];
  const lifted = points.findIndex(Number.isNaN);
  const area = scene.areas[0];
  const middle = (area?.x ?? 0) + (area?.width ?? 0) / 2;
  expect(points[lifted - 2]).toBeCloseTo(middle, 2);
  expect(points[lifted + 2]).toBeCloseTo(middle, 2);
  expect(scene.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))).toContain('n W(Δt)');
});

test('rewritten equations have no closed form, and a resting pointer reads the dot beside it', () => {
  const picture = pictureOf([-0.1, 0.7, 0.2]);
  const state = { figure, values, edited: true };
  const plain = drawView(view, picture, size, theme, state);
  expect(plain.items.some(({ kind }) => kind === 'polyline')).toBe(false);
  const dot = plain.items.findLast((item) => item.kind === 'circle');
  const pointer = dot?.kind === 'circle' ? { x: dot.x + 2, y: dot.y } : undefined;
  const read = drawView(view, picture, size, theme, { ...state, pointer });
  const texts = read.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  expect(texts.at(-1)).toBe('Δt = 20.0 ms, Δw = 0.200');
});
