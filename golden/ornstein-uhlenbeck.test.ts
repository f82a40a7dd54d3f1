import { beforeAll, describe, expect, test } from 'vitest';
import { golden } from './files.ts';
import { altered, type Course, course, deviation, double, mean, network, single } from './run.ts';

interface Statistics {
  readonly deviation: number;
  readonly correlation: number;
}

interface Golden {
  readonly analytic: Statistics & { readonly membraneDeviation: number };
  readonly euler: Statistics;
  readonly brian2: Statistics & { readonly mean: number; readonly membraneDeviation: number };
}

const expected = golden<Golden>('ornstein-uhlenbeck');
const size = 4000;

describe.each([double, single])('Ornstein-Uhlenbeck noise, $name', (engine) => {
  let x: readonly (readonly number[])[] = [];
  let v: readonly (readonly number[])[] = [];
  beforeAll(async () => {
    const indices = Array.from({ length: size }, (_, k) => k);
    const file = altered(network('ornstein-uhlenbeck'), 'neurons', {
      record: { variables: ['x', 'v'], indices, every: '5*ms' },
    });
    const run: Course = await course(file, engine, 0.2);
    x = run.samples.get('x')?.rows.slice(20) ?? [];
    v = run.samples.get('v')?.rows.slice(20) ?? [];
  });

  // 20 samples of 4,000 neurons: about 36,000 independent ones. Standard errors: mean 0.5/190 = 0.0026, deviation 0.0019.
  test('mean 0 within 4 standard errors', () => {
    expect(Math.abs(mean(x.flat()))).toBeLessThan(4 * 0.0026);
  });

  test('deviation sigma within 2 %, and as Brian2 and the closed form of Euler within 4 standard errors', () => {
    const found = deviation(x.flat());
    expect(Math.abs(found / expected.analytic.deviation - 1)).toBeLessThan(0.02);
    expect(Math.abs(found - expected.euler.deviation)).toBeLessThan(4 * 0.0019);
    expect(Math.abs(found - expected.brian2.deviation)).toBeLessThan(4 * 0.0019 * Math.SQRT2);
  });

  test('autocorrelation at one time constant exp(-1) within 0.02', () => {
    const products = x
      .slice(1)
      .flatMap((row, k) => row.map((value, neuron) => value * (x[k]?.[neuron] ?? 0)));
    expect(Math.abs(mean(products) / deviation(x.flat()) ** 2 - expected.analytic.correlation)).toBeLessThan(
      0.02,
    );
  });

  test('a driven membrane has deviation sigma sqrt(tau_s/(tau_m + tau_s)) within 3 %', () => {
    const found = deviation(v.flat());
    expect(Math.abs(found / expected.analytic.membraneDeviation - 1)).toBeLessThan(0.03);
    expect(Math.abs(found / expected.brian2.membraneDeviation - 1)).toBeLessThan(0.03);
  });
});
