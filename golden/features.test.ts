import { expect, test } from 'vitest';
import { figure } from '../chapters/neuron-models/izhikevich-wall.figure.ts';
import { type Feature, features } from '../chapters/neuron-models/models/izhikevich-features.ts';
import { resolveNetwork } from '../src/experiment/resolve.ts';
import { golden } from './files.ts';
import { course, double, engines, largestShift, single } from './run.ts';

interface Golden {
  readonly features: readonly {
    readonly name: string;
    readonly tau: number;
    readonly spikes: number[];
    readonly v: number[];
  }[];
}

const expected = golden<Golden>('features').features;

/** Izhikevich 2004, figure 1, A to T: spikes in the time that the program draws. */
const published = [5, 1, 28, 6, 6, 6, 10, 14, 1, 1, 1, 1, 1, 7, 1, 5, 1, 1, 3, 12];

const lengths = features.map(({ span, step }) => Math.round(span / step));
const longest = (Math.max(...lengths) * 0.1) / 1e3;

test('the program itself, in plain Python, has the published counts', () => {
  expect(expected.map(({ spikes }) => spikes.length)).toEqual(published);
});

test.each(engines)('the wall fires as the program does, step by step, $name', async (engine) => {
  const run = await course(resolveNetwork(figure, {}), engine, longest);
  const drawn = run.trains.map((train, k) => train.filter((step) => step < (lengths[k] as number)));
  expect(drawn.map((train) => train.length)).toEqual(published);
  drawn.forEach((train, k) => {
    // In 32 bit a crossing near the ghost of a fixed point is late or early by a few of the 50 or so steps between spikes.
    expect(largestShift(train, expected[k]?.spikes ?? []), expected[k]?.name).toBeLessThanOrEqual(
      engine === single ? 10 : 0,
    );
  });
});

test('the potential of each panel is that of the program, to rounding', async () => {
  const run = await course(resolveNetwork(figure, {}), double, longest);
  const rows = run.samples.get('v')?.rows ?? [];
  expected.forEach(({ v }, k) => {
    v.forEach((value, sample) => {
      // On the way into a spike differences grow with the potential: here they are those of the last digit.
      expect(Math.abs(((rows[20 * sample] as number[])[k] as number) * 1e3 - value)).toBeLessThan(0.01);
    });
  });
});

/** One of each kind: usual, other coefficients, other step, other recovery, negative rates. */
const opened = [3, 7, 16, 17, 18, 20];

test.each(opened.map((panel) => [panel, features[panel - 1] as Feature] as const))(
  'the neuron opened from panel %i is the neuron of that panel',
  async (panel, { a, b, c, d, v, u }) => {
    const values = { panel, a, b, c, d, v_0: v, u_0: u ?? b * v };
    const span = ((lengths[panel - 1] as number) * 0.1) / 1e3;
    const run = await course(resolveNetwork(figure, values), double, span, { place: 1 });
    expect(run.trains[0]).toEqual(expected[panel - 1]?.spikes);
  },
);
