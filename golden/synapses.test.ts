import { beforeAll, describe, expect, test } from 'vitest';
import { golden } from './files.ts';
import { type Course, course, engines, largestShift, network, single } from './run.ts';

interface Golden {
  readonly duration: number;
  readonly brian2: {
    readonly steps: number[];
    readonly indices: number[];
    readonly samples: Readonly<Record<'v' | 'g_e' | 'g_i', number[][]>> & { readonly times: number[] };
  };
}

const expected = golden<Golden>('synapses');
const file = network('synapses');

describe.each(engines)('exponential synapses with delays, $name', (engine) => {
  let run: Course;
  beforeAll(async () => {
    run = await course(file, engine, expected.duration, { place: 1 });
  });

  test('spikes as Brian2, step by step', () => {
    if (engine === single) {
      // A crossing that grazes the threshold may fall into the next step; a moved spike moves others.
      const same = run.steps.filter((step, k) => expected.brian2.steps[k] === step).length;
      expect(same / expected.brian2.steps.length).toBeGreaterThan(0.99);
      return;
    }
    expect(run.steps).toEqual(expected.brian2.steps);
    expect(run.indices).toEqual(expected.brian2.indices);
  });

  test.each(['v', 'g_e', 'g_i'] as const)('%s as Brian2', (variable) => {
    const rows = run.samples.get(variable)?.rows ?? [];
    expect(rows).toHaveLength(expected.brian2.samples.times.length);
    [0, 1].forEach((column) => {
      const trace = rows.map((row) => row[column] ?? 0);
      expect(largestShift(trace, expected.brian2.samples[variable][column] ?? [])).toBeLessThan(
        engine === single ? 2e-5 : 1e-11,
      );
    });
  });
});
