import { expect, test } from 'vitest';
import { figure } from '../../../chapters/stdp/stdp-frequency.figure.ts';
import type { RelationView } from '../../experiment/figure.ts';
import { LivePicture } from '../picture.ts';
import { themes } from '../tokens.ts';
import { drawRelation } from './relation.ts';

const view = figure.views.find((one): one is RelationView => one.kind === 'relation');

function draw(measures: Readonly<Record<string, number>>) {
  if (!view) throw new Error('the figure has no such view');
  const picture = new LivePicture(figure);
  const x = Float64Array.of(2, 31, 60);
  const reference = { x, y: Float64Array.of(0, 0, 0.5) };
  for (const name of ['causal', 'pairCausal'])
    picture.receive({ kind: 'sweep', name, x, y: Float64Array.of(0, 0.25, 0.5), reference, progress: 1 });
  const state = { figure, values: { f: 31 }, measures };
  return drawRelation(view, picture, { width: 400, height: 300 }, themes.light, state);
}

test('points stand over the grey closed form, those to compare with are smaller, and names where they are told', () => {
  const { items, areas } = draw({});
  const dots = items.filter((item) => item.kind === 'dots');
  const lines = items.filter((item) => item.kind === 'polyline');
  expect(lines.map(({ ink }) => ink)).toEqual(['neutral', 'neutral']);
  expect(dots.map(({ ink }) => ink)).toEqual(['pre', 'pre']);
  expect(dots[1]?.size).toBeLessThan(dots[0]?.size ?? 0);
  const [area] = areas;
  const end = dots[0]?.points[5] ?? Number.NaN;
  expect(dots[0]?.points[2]).toBeCloseTo((area?.x ?? 0) + (area?.width ?? 0) / 2, 3);
  const name = items.find((item) => item.kind === 'text' && item.text === 'pre first');
  expect(name?.kind === 'text' && name.y > end).toBe(true);
});

test('the run has a mark at its own number, where it has one', () => {
  const circles = (measures: Readonly<Record<string, number>>) =>
    draw(measures).items.filter((item) => item.kind === 'circle');
  expect(circles({ change: Number.NaN })).toHaveLength(1);
  const mark = circles({ change: 0.25 }).at(-1);
  const dots = draw({}).items.find((item) => item.kind === 'dots');
  expect(mark?.y).toBeCloseTo(dots?.points[3] ?? 0, 3);
  expect(mark?.x).toBeCloseTo(dots?.points[2] ?? 0, 3);
});

test('a number of the run beyond the axis is an arrow at its end, not a mark on it', () => {
  const { items, areas } = draw({ change: 100 });
  const [area] = areas;
  expect(items.filter((item) => item.kind === 'circle')).toHaveLength(1);
  const tips = (change: number) =>
    draw({ change }).items.flatMap((item) => (item.kind === 'polygon' ? [[...item.points]] : []));
  const ys = (points: number[] = []) => points.filter((_, k) => k % 2 === 1);
  expect(tips(0.25)).toEqual([]);
  expect(Math.min(...ys(tips(100)[0]))).toBeCloseTo(area?.y ?? 0, 0);
  expect(Math.max(...ys(tips(-100)[0]))).toBeCloseTo((area?.y ?? 0) + (area?.height ?? 0), 0);
});

test('before there is a curve the axes are there, as they will be', () => {
  if (!view) throw new Error('the figure has no such view');
  const size = { width: 900, height: 400 };
  const state = { figure, values: { f: 31 } };
  const { items, areas } = drawRelation(view, new LivePicture(figure), size, themes.projector, state);
  expect(areas[0]?.yDomain).toEqual(view.range);
  const texts = items.flatMap((item) => (item.kind === 'text' ? [item] : []));
  expect(texts.length).toBeGreaterThan(5);
  for (const { x, y, size: type } of texts) {
    expect(type).toBeGreaterThanOrEqual(28);
    expect(Number.isFinite(x + y)).toBe(true);
  }
});
