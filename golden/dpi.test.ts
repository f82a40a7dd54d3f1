import { describe, expect, test } from 'vitest';
import { figure } from '../chapters/neuron-models/dpi-neuron.figure.ts';
import { resolveNetwork } from '../src/experiment/resolve.ts';
import { golden } from './files.ts';
import { course, double, largestShift } from './run.ts';

interface Golden {
  readonly duration: number;
  readonly cases: readonly { readonly I_in: number; readonly b: number; readonly spikes: number[] }[];
}

const expected = golden<Golden>('dpi');

describe('silicon neuron of the figure', () => {
  // Each spike is found at the end of a step and its reset held for whole steps: on average half a step late each time,
  // at most one, so that after n spikes the train is at most n steps behind, of 0.05 ms.
  test.each(expected.cases)('spikes as SciPy at I_in $I_in pA, b $b pA', async ({ I_in, b, spikes }) => {
    const network = resolveNetwork(figure, { I_in, b, cv: 0 });
    const chip = network.populations.chip;
    if (!chip) throw new Error('no chip');
    const one = { ...network, populations: { chip: { ...chip, size: 1, record: [] } } };
    const { trains, dt } = await course(one, double, expected.duration);
    const times = (trains[0] ?? []).map((step) => step * dt);
    expect(Math.abs(times.length - spikes.length)).toBeLessThanOrEqual(spikes.length > 30 ? 1 : 0);
    const both = Math.min(times.length, spikes.length);
    const steps = times.slice(0, both).map((time, k) => (time - (spikes[k] ?? 0)) / dt / (k + 1));
    expect(
      largestShift(
        steps,
        steps.map(() => 0),
      ),
    ).toBeLessThanOrEqual(1.2);
  });
});
