import { beforeAll, describe, expect, test } from 'vitest';
import { golden } from './files.ts';
import { altered, type Course, course, double, engines, largestShift, network } from './run.ts';

interface Golden {
  readonly scipy: { readonly spikes: number[]; readonly times: number[] } & Record<
    'v' | 'm' | 'h' | 'n',
    number[]
  >;
  readonly neuron: { readonly spikes: number[] };
  /** Current in uA/cm2, spikes in the first second, steady rate in Hz. */
  readonly fI: { readonly rows: [number, number, number][] };
}

const expected = golden<Golden>('hodgkin-huxley');
const file = network('hodgkin-huxley');

describe.each(engines)('Hodgkin-Huxley, $name', (engine) => {
  let run: Course;
  beforeAll(async () => {
    run = await course(file, engine, 0.1);
  });

  // The grid of 0.01 ms labels a crossing with the start of its step: at most 0.01 ms early.
  test.each(['scipy', 'neuron'] as const)('spikes within 0.05 ms of %s', (tool) => {
    const times = run.steps.map((step) => step * run.dt);
    expect(largestShift(times, expected[tool].spikes)).toBeLessThan(0.05e-3);
  });

  // Two spikes in 20 ms. In 64 bit the traces agree to 1e-7; this leaves room for 32 bit.
  test.each([
    ['v', 1e-5],
    ['m', 1e-4],
    ['h', 1e-4],
    ['n', 1e-4],
  ] as const)('%s follows SciPy within %d', (variable, tolerance) => {
    const trace = run.samples.get(variable);
    const count = expected.scipy.times.length;
    expect(
      largestShift(trace?.rows.slice(0, count).map((row) => row[0] ?? 0) ?? [], expected.scipy[variable]),
    ).toBeLessThan(tolerance);
  });
});

describe('Hodgkin-Huxley, rate against current', () => {
  const rows = expected.fI.rows;
  let run: Course;
  beforeAll(async () => {
    const population = file.populations.neuron;
    const many = altered(file, 'neuron', {
      size: rows.length,
      parameters: { ...population?.parameters, I: rows.map(([current]) => current * 1e-2) },
      record: [],
    });
    run = await course(many, double, 1);
  });

  test('f(10 uA/cm2) is 68.4 Hz within 1 %', () => {
    expect(
      Math.abs(
        rate(
          run,
          rows.findIndex(([current]) => current === 10),
        ) /
          68.4 -
          1,
      ),
    ).toBeLessThan(0.01);
  });

  test.each(rows.map(([current], k) => [current, k]))(
    'steady rate and count at %d uA/cm2 as SciPy',
    (_current, k) => {
      const [, count, hertz] = rows[k ?? 0] ?? [0, 0, 0];
      expect(run.trains[k ?? 0]).toHaveLength(count);
      if (hertz === 0) expect(run.trains[k ?? 0]?.at(-1) ?? 0).toBeLessThan(0.2 / run.dt);
      else expect(Math.abs(rate(run, k ?? 0) / hertz - 1)).toBeLessThan(0.002);
    },
  );
});

/** From the last ten intervals. */
function rate(run: Course, index: number): number {
  const train = run.trains[index] ?? [];
  return 10 / (((train.at(-1) ?? 0) - (train.at(-11) ?? 0)) * run.dt);
}
