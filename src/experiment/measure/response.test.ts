import { expect, test } from 'vitest';
import type { Batch } from '../../engine/simulation.ts';
import { response } from './response.ts';

const probe = { population: 2, probe: 0 };
/** Two populations that spike once each, 40 and 160 steps in; the third answers the first with a peak of 1 mV at step 60. */
const value = (step: number) => {
  const t = step - 41;
  return t <= 0 ? 0 : 1e-3 * (t / 19) * Math.exp(1 - t / 19);
};

function batch(from: number, to: number): Batch {
  const spike = (step: number) => {
    const own = step >= from && step < to ? [step] : [];
    return { steps: Float64Array.from(own), indices: new Uint32Array(own.length) };
  };
  const steps = Float64Array.from({ length: to - from }, (_, k) => from + k);
  const none = { steps: new Float64Array(0), indices: new Uint32Array(0) };
  const samples = [{ ...probe, steps, values: steps.map(value) }];
  return { from, to, spikes: [spike(40), spike(160), none], samples };
}

test.each([1, 7, 50, 110, 200])('finds the same peak in batches of %i steps', (size) => {
  const told = (['time of peak', 'height of peak'] as const).map((gives) => {
    const measure = { kind: 'response', of: 'c.v', after: 'a', gives, label: '' } as const;
    const counter = response({ ...measure, unit: gives === 'height of peak' ? 'mV' : 'ms' }, probe, 0, 1e-4);
    for (let from = 0; from < 200; from += size) counter.add(batch(from, Math.min(200, from + size)));
    return counter.value();
  });
  expect(told[0]).toBeCloseTo(1.9, 2);
  expect(told[1]).toBeCloseTo(1, 6);
});
