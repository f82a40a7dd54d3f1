import { expect, test } from 'vitest';
import { figure } from '../../../chapters/neuron-models/stereotyped-spikes.figure.ts';
import type { AlignedView } from '../../experiment/figure.ts';
import { estimateWidth } from '../draw/text.ts';
import { History } from '../history.ts';
import { LivePicture } from '../picture.ts';
import { themes } from '../tokens.ts';
import { cutSpikes, drawAligned } from './aligned.ts';

test('spikes are cut at their crossing, between samples too; one that is not wholly there is left out', () => {
  const probes = [{ variable: 'v', unit: 'volt', indices: [0], every: 5 }];
  const history = new History({ dt: 1e-3, populations: [{ name: 'n', size: 1, probes }], synapses: 0 }, 1);
  const steps = Float64Array.from({ length: 41 }, (_, k) => 5 * k);
  const samples = [{ population: 0, probe: 0, steps, values: steps.map((step) => step * 2) }];
  const spikes = [{ steps: Float64Array.of(2, 52, 100, 198), indices: new Uint32Array(4) }];
  history.push({ from: 0, to: 201, spikes, samples });
  const cut = cutSpikes(history, { of: 'n.v', count: 10 }, 0.01, 0.02);
  expect([...(cut?.times ?? [])].map((t) => Math.round(t * 1e3))).toEqual([-10, -5, 0, 5, 10, 15, 20]);
  expect(cut?.rows).toHaveLength(2);
  // The variable is twice the step: 100 about its crossing, and 52, which lies between two samples.
  expect([...(cut?.rows[0] ?? [])].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([
    180, 190, 200, 210, 220, 230, 240,
  ]);
  expect(cut?.rows[1]?.[2]).toBeCloseTo(104, 9);
});

test.each([
  [0, 'no spike to show'],
  [1, '1 spike'],
  [3, '3 spikes: mean ± deviation'],
])('says how many spikes lie over each other (%i)', (count, told) => {
  const probes = [{ variable: 'v', unit: 'volt', indices: [0], every: 5 }];
  const history = new History({ dt: 1e-4, populations: [{ name: 'axon', size: 1, probes }], synapses: 0 }, 1);
  const steps = Float64Array.from({ length: 401 }, (_, k) => 5 * k);
  const spikes = [
    { steps: Float64Array.from({ length: count }, (_, k) => 200 + 300 * k), indices: new Uint32Array(count) },
  ];
  history.push({ from: 0, to: 2001, spikes, samples: [{ population: 0, probe: 0, steps, values: steps }] });
  const view = figure.views.find((one): one is AlignedView => one.kind === 'aligned');
  if (!view) throw new Error('the figure has no such view');
  const picture = new LivePicture(figure);
  picture.history = history;
  const size = { width: 300, height: 200 };
  const { items } = drawAligned(view, picture, size, themes.light, { figure, values: {} });
  const texts = items.filter((item) => item.kind === 'text');
  expect(texts.map(({ text }) => text)).toContain(told);
  // The last label and its unit end within the panel.
  const unit = texts.find(({ text, anchor }) => text === 'ms' && anchor === 'start');
  expect((unit?.x ?? Number.NaN) + estimateWidth('ms', unit?.size ?? 0)).toBeLessThanOrEqual(300);
});
