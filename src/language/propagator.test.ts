import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expm, propagator } from './propagator.ts';

const close = (value: number | undefined, expected: number, tolerance = 1e-13) =>
  expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(
    tolerance * Math.max(1, Math.abs(expected)),
  );

const h = 1e-4;

test('a single decay', () => {
  const { state, input } = propagator(Float64Array.of(-1 / 0.02), 1, h);
  close(state[0], Math.exp(-h / 0.02));
  close(input[0], -0.02 * Math.expm1(-h / 0.02), 1e-16);
});

test('a zero matrix leaves the state and adds the input times dt', () => {
  const { state, input } = propagator(new Float64Array(9), 3, h);
  expect([...state]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  expect([...input]).toEqual([h, 0, 0, 0, h, 0, 0, 0, h]);
});

/** V' = -V/tau + I/C with I' = -I/s: Rotter and Diesmann (1999), section 3.1. */
test.each([
  ['different time constants', 0.01, 0.002],
  ['nearly equal time constants', 0.01, 0.01 * (1 + 1e-9)],
  ['equal time constants', 0.01, 0.01],
])('exponential postsynaptic current, %s', (_, tau, s) => {
  const c = 250e-12;
  const { state } = propagator(Float64Array.of(-1 / tau, 1 / c, 0, -1 / s), 2, h);
  // (exp(-h/tau) - exp(-h/s)) / (1/s - 1/tau) / C, without the cancellation.
  const x = h * (1 / tau - 1 / s);
  const expected = (h * Math.exp(-h / tau) * (x === 0 ? 1 : Math.expm1(x) / x)) / c;
  close(state[0], Math.exp(-h / tau));
  close((state[1] ?? 0) / expected, 1);
  expect(state[2]).toBe(0);
  close(state[3], Math.exp(-h / s));
});

test('alpha-shaped current with all time constants equal', () => {
  const a = 1 / 0.005;
  const { state } = propagator(Float64Array.of(-a, 1, 0, 0, -a, 1, 0, 0, -a), 3, h);
  const decay = Math.exp(-a * h);
  close((state[1] ?? 0) / (h * decay), 1);
  close((state[2] ?? 0) / ((h * h * decay) / 2), 1);
});

test('a harmonic oscillator, over many squarings too', () => {
  const w = 2 * Math.PI * 40;
  for (const dt of [1e-4, 1e-2, 0.3]) {
    const { state } = propagator(Float64Array.of(0, w, -w, 0), 2, dt);
    const tolerance = dt > 0.1 ? 1e-12 : 1e-13;
    close(state[0], Math.cos(w * dt), tolerance);
    close(state[1], Math.sin(w * dt), tolerance);
    close(state[2], -Math.sin(w * dt), tolerance);
  }
});

test('a singular matrix: a perfect integrator of a decaying current', () => {
  const s = 0.005;
  const { state, input } = propagator(Float64Array.of(0, 1, 0, -1 / s), 2, h);
  expect(state[0]).toBe(1);
  close((state[1] ?? 0) / (-s * Math.expm1(-h / s)), 1);
  close((input[1] ?? 0) / (s * (h + s * Math.expm1(-h / s))), 1, 1e-11);
});

test('two half steps are one step', () => {
  const entry = fc.double({ min: -2000, max: 500, noNaN: true });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 9, maxLength: 9 }), (entries) => {
      const a = Float64Array.from(entries);
      const half = propagator(a, 3, h / 2).state;
      const whole = propagator(a, 3, h).state;
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++) {
          let sum = 0;
          for (let k = 0; k < 3; k++) sum += (half[i * 3 + k] ?? 0) * (half[k * 3 + j] ?? 0);
          close(whole[i * 3 + j], sum);
        }
    }),
    { numRuns: 100 },
  );
});

test('a matrix that is not finite gives NaN, not a loop', () => {
  expect(expm(Float64Array.of(Number.POSITIVE_INFINITY), 1)[0]).toBeNaN();
  expect(propagator(Float64Array.of(Number.NaN, 0, 0, 1), 2, h).state[0]).toBeNaN();
});
