import { expect, test } from 'vitest';
import { figure } from '../../../chapters/stdp/stdp-competition.figure.ts';
import type { HistogramView } from '../../experiment/figure.ts';
import type { Weights } from '../../experiment/weights.ts';
import { LivePicture } from '../picture.ts';
import { themes } from '../tokens.ts';
import { drawHistogram, shares } from './histogram.ts';

const size = { width: 500, height: 300 };
const view = figure.views.find((one): one is HistogramView => one.kind === 'histogram') as HistogramView;

const weights = (values: readonly number[]): Weights => ({
  projection: 0,
  variable: 'w',
  from: values.length,
  to: 1,
  sources: values.map((_, k) => k),
  targets: values.map(() => 0),
  values,
});

function pictureWith(first: readonly number[], now?: readonly number[]): LivePicture {
  const picture = new LivePicture(figure);
  const network = { dt: 1e-4, populations: [], synapses: first.length, weights: [weights(first)] };
  picture.receive({ kind: 'begin', step: 0, network });
  if (now) picture.receive({ kind: 'weights', weights: [weights(now)] });
  return picture;
}

test('counts in even bins, in per cent of all; both ends count what lies beyond them', () => {
  expect([...shares([0, 0.1, 0.3, 0.99, 1], [0, 1], 4)].map(Math.round)).toEqual([40, 20, 0, 40]);
  expect([...shares([-3, 7], [0, 1], 2)]).toEqual([50, 50]);
});

test('bars of the weights as they are now, over the outline that they had at the start', () => {
  const half = [...new Array(10).fill(0.01), ...new Array(10).fill(0.99)];
  const even = Array.from({ length: 20 }, (_, k) => (k + 0.5) / 20);
  const scene = drawHistogram(view, pictureWith(even, half), size, themes.light, { figure, values: {} });
  const [area] = scene.areas;
  if (!area) throw new Error('no axes');
  // Half of them in a bin: the axis goes to 70 %.
  expect(area.yDomain).toEqual([0, 70]);
  const line = (ink: string) => {
    const found = scene.items.find((item) => item.kind === 'polyline' && item.ink === ink);
    return found?.kind === 'polyline' ? found.points : new Float64Array(0);
  };
  const height = (points: Float64Array, bin: number) =>
    ((area.y + area.height - (points[4 * bin + 3] as number)) / area.height) * 70;
  expect(height(line('weight'), 0)).toBeCloseTo(50, 6);
  expect(height(line('weight'), 7)).toBeCloseTo(0, 6);
  expect(height(line('weight'), 19)).toBeCloseTo(50, 6);
  for (const bin of [0, 7, 19]) expect(height(line('neutral'), bin)).toBeCloseTo(5, 6);
});

test('what the weights were at the start stays when the run goes back to a later step', () => {
  const picture = pictureWith([0.2], [0.4]);
  const network = { dt: 1e-4, populations: [], synapses: 1, weights: [weights([0.3])] };
  picture.receive({ kind: 'begin', step: 500, network });
  expect(picture.firstWeights?.[0]?.values).toEqual([0.2]);
  expect(picture.weights?.[0]?.values).toEqual([0.3]);
});
