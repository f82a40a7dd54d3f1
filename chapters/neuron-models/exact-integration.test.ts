import { describe, expect, test } from 'vitest';
import { type Course, course, double, single } from '../../golden/run.ts';
import { completeValues, type ParameterValues } from '../../src/experiment/quantities.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import type { Network } from '../../src/network/network.ts';
import { figure } from './exact-integration.figure.ts';

const duration = 0.1;
const places = { exact: 0, euler: 1 };
const rest = -0.065;

const run = (values: ParameterValues, of: keyof typeof places, engine = double) =>
  course(resolveNetwork(figure, values), engine, duration, { place: places[of] });

/** The potential at a time in seconds, which must be a grid point of the run. */
function at({ dt, samples }: Course, time: number): number {
  const step = Math.round(time / dt);
  expect(step * dt).toBeCloseTo(time, 12);
  return samples.get('v')?.rows[step]?.[0] ?? Number.NaN;
}

function largestError({ samples }: Course): number {
  return Math.max(...(samples.get('err')?.rows ?? []).map((row) => row[0] as number));
}

/** Grid points that steps of 0.1, 0.5, 2.5 and 12.5 ms have in common. */
const common = [0.0125, 0.025, 0.05, 0.075];

/**
 * Rotter and Diesmann (1999): the propagator of a step is the product of those of its parts, so that only rounding tells
 * steps apart. 1e-12 of the potential is 60 times what 1,000 roundings leave at worst here (9e-15 was seen).
 */
test('exact integration gives the same potential at common grid points, whatever the step', async () => {
  const finest = await run({ h: 0.1 }, 'exact');
  for (const h of [0.5, 2.5, 12.5]) {
    const other = await run({ h }, 'exact');
    for (const time of common)
      expect(Math.abs(at(other, time) / at(finest, time) - 1), `h = ${h}, t = ${time}`).toBeLessThan(1e-12);
  }
});

/** The same with pulses that arrive on common grid points from a source of spikes, excitatory and inhibitory. */
test('so it does when spikes arrive on the grid', async () => {
  const driven = async (h: number) => {
    const network = resolveNetwork(figure, { h });
    // A spike in a step acts at its end: that of the step before brings its pulse at the grid point.
    const times = [0.0125, 0.025, 0.0625].map((time) => time - h * 1e-3);
    const source = { size: 1, spikes: times.map((time) => [time, 0] as const) };
    const synapse = { from: 'source', to: 'exact', on_pre: 'I_post -= 2*nA', connect: 'all-to-all' };
    const whole = { ...network, populations: { ...network.populations, source }, projections: [synapse] };
    return course(whole as unknown as Network, double, duration, { place: 0 });
  };
  const finest = await driven(0.1);
  const undriven = await run({ h: 0.1 }, 'exact');
  expect(Math.abs(at(finest, 0.075) - at(undriven, 0.075))).toBeGreaterThan(1e-3);
  for (const h of [0.5, 2.5, 12.5])
    for (const [k, time] of common.entries())
      expect(Math.abs(at(await driven(h), time) / at(finest, time) - 1), `${k}, ${h}`).toBeLessThan(1e-12);
});

/** Errors of 1e-12 of the amplitude in 64 bit; in 32 bit those of numbers near 65 mV, 2**-24 each, over a few hundred steps. */
test('it lies on the closed form, as well as the arithmetic can', async () => {
  for (const h of [0.05, 1, 7, 25])
    expect(largestError(await run({ h }, 'exact'))).toBeLessThan(1e-12 * 0.015);
  for (const h of [1, 25]) expect(largestError(await run({ h }, 'exact', single)) / 0.065).toBeLessThan(1e-6);
});

describe('Euler', () => {
  /** First order: the next term of the error at h = 0.2 ms is h/tau_s = 4 % of the first, which tilts the slope by less. */
  test('has an error proportional to the step', async () => {
    const steps = [0.05, 0.1, 0.2];
    const errors = await Promise.all(steps.map(async (h) => largestError(await run({ h }, 'euler'))));
    errors.slice(1).forEach((error, k) => {
      expect(Math.abs(Math.log2(error / (errors[k] ?? Number.NaN)) - 1)).toBeLessThan(0.1);
    });
  });

  /** Its own solution in closed form: powers of 1 - h/tau in place of exponentials, the reference beside the engine. */
  test('does what its recursion says, up to the explosion', async () => {
    const { tau_m = 10, tau_s = 5, R = 10, I_0 = 6 } = completeValues(figure, {});
    for (const h of [2, 9, 12, 25]) {
      const [a, b] = [1 - h / tau_m, 1 - h / tau_s];
      const ran = await run({ h }, 'euler');
      ran.samples.get('v')?.rows.forEach(([v = Number.NaN], k) => {
        const expected = rest + (R * I_0 * 1e-3 * h * (a ** k - b ** k)) / (tau_m * (a - b));
        expect(Math.abs(v - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)));
      });
    }
  });

  /** Below 2 tau_s the error of the last sample is small again; from there on it is the largest. */
  test('explodes from twice the shortest time constant on', async () => {
    const last = async (h: number, tau_s = 5) =>
      (await run({ h, tau_s }, 'euler')).samples.get('err')?.rows.at(-1)?.[0] ?? Number.NaN;
    expect(await last(8)).toBeLessThan(0.001);
    expect(await last(12)).toBeGreaterThan(0.1);
    expect(await last(5, 2)).toBeGreaterThan(1);
    expect(await last(3, 2)).toBeLessThan(0.001);
  });
});

/** Peak times from the closed form; the parabola through the three highest of samples 0.05 ms apart finds it to 1e-3 ms. */
test.each([
  { tau_m: 20, tau_s: 5, peak: 9.242 },
  { tau_m: 10, tau_s: 5, peak: 6.9315 },
  { tau_m: 10, tau_s: 2, peak: 4.0236 },
])('the potential peaks $peak ms after the pulse for $tau_m and $tau_s ms', async ({ peak, ...taus }) => {
  const formula = (Math.log(taus.tau_m / taus.tau_s) * taus.tau_m * taus.tau_s) / (taus.tau_m - taus.tau_s);
  expect(Math.abs(formula - peak)).toBeLessThan(1e-4);
  const { samples } = await run({ h: 0.05, ...taus }, 'exact');
  const v = (samples.get('v')?.rows ?? []).map((row) => row[0] as number);
  const top = v.indexOf(Math.max(...v));
  const [before = 0, here = 0, after = 0] = v.slice(top - 1, top + 2);
  const found = 0.05 * (top + (before - after) / (2 * (before - 2 * here + after)));
  expect(Math.abs(found - peak)).toBeLessThan(1e-3);
});
