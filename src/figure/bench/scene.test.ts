import { expect, it } from 'vitest';
import { toX } from '../draw/scene.ts';
import { themes } from '../tokens.ts';
import { presets } from './presets.ts';
import { drawOutcome, heightOf } from './scene.ts';
import { runSetup } from './setup.ts';

const size = { width: 540, height: 400 };
const named = (name: string) => {
  const preset = presets.find((one) => one.name === name);
  if (!preset) throw new Error(`There is no preset ${name}.`);
  return runSetup(preset.setup);
};

it('draws the integers as stairs in the colour of their role over the real numbers in grey', () => {
  const outcome = named('pairs');
  const { items, areas } = drawOutcome(outcome, size, themes.light);
  expect(areas.map(({ id }) => id)).toEqual(['pre', 'post', 'x1', 'y1', 'w']);
  const lines = items.filter((item) => item.kind === 'polyline');
  expect(lines.map(({ ink }) => ink)).toEqual(['neutral', 'pre', 'neutral', 'post', 'neutral', 'weight']);
  const area = areas[4];
  const weight = lines[5]?.points ?? new Float64Array();
  if (!area) throw new Error('There is no weight.');
  // The value of the last step, to half a step after it.
  const [x, y] = weight.slice(-2);
  expect(x).toBeCloseTo(toX(area, 80.5), 6);
  const [low, high] = area.yDomain;
  expect(high - (((y ?? 0) - area.y) / area.height) * (high - low)).toBeCloseTo(
    outcome.chip.w.at(-1) ?? 0,
    6,
  );
});

it('has a stroke for each spike within the run', () => {
  const outcome = runSetup({ ...presets[0].setup, steps: '40' });
  const { items, areas } = drawOutcome(outcome, size, themes.light);
  const strokes = items
    .filter(({ kind }) => kind === 'segments')
    .map((item) => item.kind === 'segments' && item);
  const pre = strokes.find((item) => item && item.ink === 'pre');
  const area = areas[0];
  if (!pre || !area) throw new Error('There are no strokes.');
  expect([...pre.points].filter((_, k) => k % 4 === 0)).toEqual([3, 22].map((step) => toX(area, step)));
});

it('has an axis for each side of traces and each variable, and room for them', () => {
  const { areas, items } = drawOutcome(named('reward'), size, themes.light);
  expect(areas.map(({ id }) => id)).toEqual(['pre', 'post', 'x1', 'y1', 'w', 't']);
  expect(heightOf(named('reward'))).toBeGreaterThan(heightOf(named('pairs')));
  expect(items.filter((item) => item.kind === 'text').map(({ text }) => text)).toContain('from outside');
  const triplets = drawOutcome(named('triplets'), size, themes.light);
  expect(triplets.areas.map(({ id }) => id)).toContain('y1 y2');
});

it('reaches no further than its picture', () => {
  for (const width of [280, 540, 900])
    for (const { items } of presets.map(({ setup }) =>
      drawOutcome(runSetup(setup), { width, height: heightOf(runSetup(setup)) }, themes.light),
    ))
      for (const item of items)
        if (item.kind === 'polyline' || item.kind === 'segments') {
          expect(Math.min(...item.points)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...item.points.filter((_, k) => k % 2 === 0))).toBeLessThanOrEqual(width);
        }
});
