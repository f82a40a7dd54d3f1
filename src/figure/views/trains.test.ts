import { beforeAll, expect, test } from 'vitest';
import { figure } from '../../../chapters/stdp/stdp-traces.figure.ts';
import { completeValues } from '../../experiment/quantities.ts';
import { handleAt, invert } from '../draw/scene.ts';
import { LivePicture } from '../picture.ts';
import { themes } from '../tokens.ts';
import { drawView, loadViews } from './draw.ts';

beforeAll(() => loadViews(figure));

const view = figure.views.find(({ kind }) => kind === 'trains');
if (view?.kind !== 'trains') throw new Error('The figure has a view of trains.');

/** 100 ms in, a presynaptic spike at 20 and a postsynaptic one at 35 ms. */
function scene(values = {}) {
  const picture = new LivePicture(figure);
  const populations = ['pre', 'post'].map((name) => ({ name, size: 1, probes: [] }));
  picture.receive({ kind: 'begin', step: 0, network: { dt: 1e-4, populations, synapses: 1 } });
  const spikes = [200, 350].map((step) => ({ steps: Float64Array.of(step), indices: Uint32Array.of(0) }));
  picture.receive({ kind: 'batch', batch: { from: 0, to: 1000, spikes, samples: [] } });
  const state = { figure, values: completeValues(figure, values) };
  const drawn = drawView(
    view as NonNullable<typeof view>,
    picture,
    { width: 600, height: 120 },
    themes.light,
    state,
  );
  const area = drawn.areas[0];
  if (!area) throw new Error('There is a plot.');
  return { drawn, area, toX: (ms: number) => area.x + (ms / 200) * area.width };
}

test('a stroke for every spike that was fired, on the line of its neuron', () => {
  const { drawn, toX } = scene();
  const strokes = drawn.items.flatMap((item) =>
    item.kind === 'segments' && (item.ink === 'pre' || item.ink === 'post')
      ? [[item.ink, ...item.points]]
      : [],
  );
  expect(strokes.map(([ink, x]) => [ink, x])).toEqual([
    ['pre', expect.closeTo(toX(20), 6)],
    ['post', expect.closeTo(toX(35), 6)],
  ]);
});

test('a ring on every placed spike sets its time in ms when it is dragged along', () => {
  const { drawn, area, toX } = scene({ p_2: 80 });
  const ring = drawn.handles.find(({ x }) => x === 'p_2');
  expect(ring?.at.x).toBeCloseTo(toX(80), 6);
  expect(handleAt(drawn, toX(80), ring?.at.y ?? 0, 9)).toBe(ring);
  expect(invert(area, toX(93), area.y).x).toBeCloseTo(93, 6);
});

test('spikes put aside stand on each other at the end, so that each can be taken', () => {
  const { drawn, toX } = scene({ q_1: 200, q_2: 200 });
  const aside = ['q_1', 'q_2'].map((name) => drawn.handles.find(({ x }) => x === name)?.at);
  for (const at of aside) expect(at?.x).toBeCloseTo(toX(200), 6);
  expect((aside[0]?.y ?? 0) - (aside[1]?.y ?? 0)).toBeGreaterThan(themes.light.size.handle);
});
