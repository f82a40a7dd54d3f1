import { expect, test } from 'vitest';
import { populationRate, togetherness } from './population-rate.ts';

/** Independent neurons: Poisson counts of this mean (Knuth), from a small generator. */
function poisson(mean: (k: number) => number, n: number): Float64Array {
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Float64Array.from({ length: n }, (_, k) => {
    let count = 0;
    for (let product = uniform(); product > Math.exp(-mean(k)); product *= uniform()) count++;
    return count;
  });
}

test('independent neurons neither swing nor have a rhythm', () => {
  const counts = poisson(() => 12, 4000);
  expect(togetherness(counts, 'swing')).toBeLessThan(0.06);
  expect(togetherness(counts, 'frequency')).toBeNaN();
});

test('a rate that goes up and down by a sine swings by its root mean square and tells its frequency', () => {
  const hertz = 170;
  const counts = poisson((k) => 30 * (1 + 0.6 * Math.sin(2 * Math.PI * hertz * k * 0.5e-3)), 4000);
  expect(Math.abs(togetherness(counts, 'swing') - 0.6 / Math.SQRT2)).toBeLessThan(0.02);
  expect(togetherness(counts, 'rhythm')).toBeGreaterThan(0.95);
  expect(Math.abs(togetherness(counts, 'frequency') - hertz)).toBeLessThan(2);
});

test.each([1.6, 1.7, 2.3, 6.1])(
  'the beat of a clock is known to 0.5 %%, though a bin is a third of its period (%d ms)',
  (ms) => {
    const counts = new Float64Array(1000);
    for (let beat = 0; beat * ms < 500 - 1; beat++) {
      // 100 spikes a beat, spread over a quarter of a millisecond.
      const place = Math.floor((beat * ms + 0.25) / 0.5);
      const later = Math.floor((beat * ms + 0.5) / 0.5);
      counts[place] = (counts[place] ?? 0) + 50;
      counts[later] = (counts[later] ?? 0) + 50;
    }
    expect(Math.abs(togetherness(counts, 'frequency') / (1e3 / ms) - 1)).toBeLessThan(0.005);
  },
);

test('a population is told of once 0.15 s are there, anew after a change, and not at all where it is silent', () => {
  const counter = populationRate(0, 1e-4, 0, 0.5, 'frequency');
  const feed = (from: number, to: number, spikes: boolean) => {
    // All of 10 neurons together every 5 ms.
    const steps = Float64Array.from({ length: to - from }, (_, k) => from + k).filter(
      (step) => spikes && step % 50 < 10,
    );
    counter.add({ from, to, spikes: [{ steps, indices: new Uint32Array(steps.length) }], samples: [] });
  };
  feed(0, 1400, true);
  expect(counter.value()).toBeNaN();
  feed(1400, 3000, true);
  expect(Math.abs(counter.value() - 200)).toBeLessThan(4);
  counter.changed?.();
  expect(counter.value()).toBeNaN();
  feed(3000, 6000, false);
  expect(counter.value()).toBeNaN();
});
