import { describe, expect, test } from 'vitest';
import { siegertRate } from '../src/experiment/siegert.ts';
import { golden } from './files.ts';

interface Golden {
  readonly tau: number;
  readonly threshold: number;
  readonly reset: number;
  /** mu and sigma in mV, refractory in ms, rate in Hz. */
  readonly rows: (readonly [mu: number, sigma: number, refractory: number, rate: number])[];
}

const expected = golden<Golden>('siegert');
const cell = {
  tau: expected.tau * 1e-3,
  threshold: expected.threshold * 1e-3,
  reset: expected.reset * 1e-3,
};

describe("Siegert's rate", () => {
  test('as SciPy integrates it, to 1e-9 of the value where it is above 1e-100 Hz', () => {
    for (const [mu, sigma, refractory, rate] of expected.rows) {
      const ours = siegertRate({
        ...cell,
        mu: mu * 1e-3,
        sigma: sigma * 1e-3,
        refractory: refractory * 1e-3,
      });
      if (rate < 1e-100) expect(ours, `${mu} ${sigma}`).toBeLessThan(1e-90);
      else expect(Math.abs(ours / rate - 1), `${mu} ${sigma}`).toBeLessThan(1e-9);
    }
  });

  test('tends to the closed form as the noise goes', () => {
    for (const mu of [0.0205, 0.03, 0.1]) {
      const sharp = siegertRate({ ...cell, mu, sigma: 0, refractory: 0.002 });
      const noisy = siegertRate({ ...cell, mu, sigma: 1e-6, refractory: 0.002 });
      expect(Math.abs(noisy / sharp - 1)).toBeLessThan(1e-5);
    }
    expect(siegertRate({ ...cell, mu: 0.02, sigma: 0, refractory: 0 })).toBe(0);
  });

  test('has no rate where a value makes no sense', () => {
    expect(siegertRate({ ...cell, mu: 0.03, sigma: -1e-3, refractory: 0 })).toBeNaN();
    expect(siegertRate({ ...cell, mu: 0.03, sigma: 1e-3, refractory: 0, reset: 0.03 })).toBeNaN();
  });
});
