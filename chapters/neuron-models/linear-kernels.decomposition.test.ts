import { beforeAll, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import type { DecompositionView } from '../../src/experiment/figure.ts';
import { completeValues } from '../../src/experiment/quantities.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import type { Item } from '../../src/figure/draw/scene.ts';
import { LivePicture } from '../../src/figure/picture.ts';
import { themes } from '../../src/figure/tokens.ts';
import { ceiling, drawDecomposition } from '../../src/figure/views/decomposition.ts';
import { kernelCourse } from '../../src/figure/views/kernel-course.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { readNetwork } from '../../src/network/read.ts';
import { describeNetwork } from '../../src/worker/engine.ts';
import { figure } from './linear-kernels.figure.ts';

const view = figure.views.find((candidate) => candidate.kind === 'decomposition') as DecompositionView;
const values = completeValues(figure, { I_0: 2, t_ref: 5, tau_m: 30 });
const state = { figure, values };
const picture = new LivePicture(figure);
/** The same, with all of the run kept. */
const longer = new LivePicture({ ...figure, views: [{ ...view, memory: '2*second' }] });

/** The slowest membrane, run on beyond what is kept of it. */
beforeAll(async () => {
  const compiled = compileNetwork(readNetwork(resolveNetwork(figure, values)), { seed: 1, unused: 'ignore' });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  const network = describeNetwork(compiled);
  for (const one of [picture, longer]) one.receive({ kind: 'begin', step: 0, network });
  while (simulation.step < 15_400) {
    simulation.advance(15_400 - simulation.step);
    const batch = simulation.drain();
    for (const one of [picture, longer]) one.receive({ kind: 'batch', batch });
  }
  simulation.dispose();
});

const largest = (curve: Float64Array | undefined) =>
  [...(curve ?? [])].reduce((most, value) => Math.max(most, Math.abs(value)), 0);

test('what was kept of a long run gives the sum of the whole run, and the sum since the last spike is the simulation', () => {
  const { history } = picture;
  const kept = history && kernelCourse(view.neuron, history, 1.4);
  const all = longer.history && kernelCourse(view.neuron, longer.history, 1.4);
  expect(history?.find('neuron.v')?.ring.step(0)).toBeGreaterThan(4000);
  expect(kept?.times.length).toBe(1400);
  expect(largest(kept?.renewed)).toBeLessThan(1e-12);
  expect(largest(kept?.residual)).toBeGreaterThan(2e-3);
  // What lies before is there by exp(-0.9/0.03) = 1e-13 of some 20 mV.
  for (const of of ['sum', 'input', 'reset', 'residual'] as const)
    expect(largest(kept?.[of].map((value, k) => value - (all?.[of][k] ?? 0)))).toBeLessThan(1e-13);
  const parts = kept?.sum.map((sum, k) => sum + 0.065 - (kept.input[k] ?? 0) - (kept.reset[k] ?? 0));
  expect(largest(parts)).toBeLessThan(1e-15);
});

test('the lines stand where their numbers say, on axes that hold them', () => {
  const scene = drawDecomposition(view, picture, { width: 921, height: 480 }, themes.light, {
    ...state,
    scroll: true,
  });
  const [, parts, rest] = scene.areas;
  const { history } = picture;
  const course = history && kernelCourse(view.neuron, history, 1.39);
  const curve = (ink: string) =>
    scene.items.find(
      (item): item is Item & { kind: 'polyline' } => item.kind === 'polyline' && item.ink === ink,
    );
  for (const [ink, area, numbers] of [
    ['excitatory', parts, course?.input],
    ['post', parts, course?.reset],
    ['error', rest, course?.residual],
  ] as const) {
    if (!area) throw new Error('no area');
    const points = curve(ink)?.points;
    const [low, high] = area.yDomain;
    expect(points?.at(-1)).toBeCloseTo(
      area.y + ((high - (numbers?.at(-1) ?? 0) * 1e3) / (high - low)) * area.height,
      6,
    );
    expect(points?.at(-2)).toBeCloseTo(area.x + area.width * (1 - 1e-4 / 0.15), 6);
    expect(largest(numbers) * 1e3).toBeLessThanOrEqual(high);
  }
});

test('the axis of what is left grows by 1, 2 and 5, and never magnifies the last digit', () => {
  expect([0, 1e-12, 0.05, 0.051, 0.13, 3, 5, 7].map((value) => ceiling(value, 0.05))).toEqual([
    0.05, 0.05, 0.05, 0.1, 0.2, 5, 5, 10,
  ]);
});
