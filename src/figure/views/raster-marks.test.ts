import { expect, test } from 'vitest';
import { figure } from '../../../chapters/stdp/stdp-pattern.figure.ts';
import type { RasterView } from '../../experiment/figure.ts';
import { LivePicture } from '../picture.ts';
import { themes } from '../tokens.ts';
import { drawRaster } from './raster.ts';

const view = figure.views.find((one): one is RasterView => one.kind === 'raster') as RasterView;

test('the time that follows a mark is shaded as far as the run has come, and the neuron is an upright line', () => {
  const picture = new LivePicture(figure);
  const populations = ['pattern', 'input', 'neuron'].map((name) => ({ name, size: 1, probes: [] }));
  picture.receive({ kind: 'begin', step: 0, network: { dt: 1e-4, populations, synapses: 0 } });
  const train = (...steps: number[]) => ({
    steps: Float64Array.from(steps),
    indices: new Uint32Array(steps.length),
  });
  // Marks at 100 and 480 ms, the neuron at 130 ms; the run has come to 500 ms of a window of 1 s.
  const spikes = [train(1000, 4800), train(10), train(1300)];
  picture.receive({ kind: 'batch', batch: { from: 0, to: 5000, spikes, samples: [] } });
  const scene = drawRaster(view, picture, { width: 600, height: 300 }, themes.light, { figure, values: {} });
  const [area] = scene.areas;
  if (!area) throw new Error('no axes');
  const bands = scene.items.filter((item) => item.kind === 'rect');
  const at = (seconds: number) => area.x + seconds * area.width;
  expect(bands.map(({ x }) => x)).toEqual([expect.closeTo(at(0.1), 6), expect.closeTo(at(0.48), 6)]);
  expect(bands.map(({ width }) => width)).toEqual([
    expect.closeTo(0.05 * area.width, 6),
    expect.closeTo(0.02 * area.width, 6),
  ]);
  const line = scene.items.find((item) => item.kind === 'segments' && item.ink === 'membrane');
  const points = line?.kind === 'segments' ? [...line.points] : [];
  const [x, bottom] = [expect.closeTo(at(0.13), 6), area.y + area.height];
  expect(points).toEqual([x, area.y, x, bottom]);
});
