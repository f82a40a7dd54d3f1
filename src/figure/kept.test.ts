import { beforeAll, expect, it } from 'vitest';
import { figure } from '../../chapters/neuron-models/leaky-integrate-and-fire.figure.ts';
import type { Item } from './draw/scene.ts';
import { drawKept, freeze } from './kept.ts';
import { LivePicture } from './picture.ts';
import { themes } from './tokens.ts';
import { drawView, loadViews } from './views/draw.ts';

const view = figure.views.find(({ kind }) => kind === 'traces');
const size = { width: 600, height: 300 };
const state = { figure, values: {} };
const theme = themes.light;

beforeAll(() => loadViews(figure));

function pictureTo(end: number, level: number): LivePicture {
  const picture = new LivePicture(figure);
  const probes = [{ variable: 'v', unit: 'volt', indices: [0], every: 5 }];
  const network = { dt: 2e-5, populations: [{ name: 'neuron', size: 1, probes }], synapses: 0 };
  picture.receive({ kind: 'begin', step: 0, network });
  const steps = Float64Array.from({ length: end / 5 }, (_, k) => 5 * k);
  const samples = [{ population: 0, probe: 0, steps, values: steps.map(() => level) }];
  const spikes = [{ steps: new Float64Array(0), indices: new Uint32Array(0) }];
  picture.receive({ kind: 'batch', batch: { from: 0, to: end, spikes, samples } });
  return picture;
}

it('draws a kept run under the live one, thin, light and named, and leaves it as it was', () => {
  if (!view) throw new Error('The figure has no traces.');
  const live = pictureTo(1000, -0.06);
  const kept = {
    key: 1,
    name: 'kept 1',
    picture: freeze(live) as LivePicture,
    values: {},
    edits: {},
    seed: 1,
    backend: 'cpu' as const,
  };
  live.history?.push({
    from: 1000,
    to: 1005,
    spikes: [{ steps: new Float64Array(0), indices: new Uint32Array(0) }],
    samples: [{ population: 0, probe: 0, steps: Float64Array.of(1000), values: Float64Array.of(-0.03) }],
  });
  const scene = drawView(view, live, size, theme, state);
  const both = drawKept([kept], view, scene, size, theme, state);
  const added = both.items.slice(0, both.items.length - scene.items.length);
  expect(both.items.slice(added.length)).toEqual(scene.items);
  const line = added.find((item): item is Extract<Item, { kind: 'polyline' }> => item.kind === 'polyline');
  expect(line).toMatchObject({ ink: 'membrane', width: theme.size.thin, opacity: 0.45, dash: [4, 3] });
  const ys = new Set(line?.points.filter((_, k) => k % 2 === 1));
  expect(ys.size).toBe(1);
  expect(added.at(-1)).toMatchObject({ kind: 'text', text: 'kept 1' });
});
