import { describe, expect, it } from 'vitest';
import { reliability, reliabilityCounter } from './reliability.ts';

/** Trains as what `reliability` takes: all spikes in the order of time. */
function mixed(trains: readonly (readonly number[])[]) {
  const spikes = trains
    .flatMap((train, index) => train.map((time) => [time, index] as const))
    .sort((a, b) => a[0] - b[0]);
  return {
    steps: Float64Array.from(spikes, ([time]) => time),
    indices: Uint32Array.from(spikes, ([, index]) => index),
  };
}

const of = (trains: readonly (readonly number[])[], width = 2) => {
  const { steps, indices } = mixed(trains);
  return reliability(steps, indices, trains.length, width);
};

describe('reliability', () => {
  it('is 1 for equal trains and 0 for trains with nothing in common', () => {
    const train = [10, 50, 90, 91];
    expect(of([train, train, train])).toBeCloseTo(1, 12);
    expect(of([[10], [100], [200]])).toBeCloseTo(0, 12);
  });

  it('is exp(-d^2/(4 s^2)) for two spikes at a distance d', () => {
    expect(of([[10], [13]])).toBeCloseTo(Math.exp(-9 / 16), 12);
  });

  it('is what convolution on a grid gives', () => {
    const trains = [[10, 14, 40], [11, 39, 60], [], [12, 41]];
    const width = 3;
    const filtered = trains.map((train) =>
      Array.from({ length: 2000 }, (_, k) =>
        train.reduce((sum, time) => sum + Math.exp(-((0.05 * k - time) ** 2) / (2 * width * width)), 0),
      ),
    );
    const dot = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0);
    let sum = 0;
    filtered.forEach((a, i) => {
      for (const b of filtered.slice(i + 1)) sum += dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) || 1);
    });
    expect(of(trains, width)).toBeCloseTo(sum / 6, 3);
  });

  it('says nothing of silence', () => {
    expect(of([[], []])).toBeNaN();
  });
});

describe('the reliability of a running population', () => {
  const batch = (from: number, to: number, trains: readonly number[][]) => ({
    from,
    to,
    samples: [],
    spikes: [mixed(trains)],
  });

  it('is told once its window has passed, and begins anew when values change', () => {
    const counter = reliabilityCounter(0, 2, 1e-3, 0, 0.1, 0.002);
    counter.add(batch(0, 90, [[10, 80], [10]]));
    expect(counter.value()).toBeNaN();
    counter.add(batch(90, 150, [[], [100]]));
    expect(counter.value()).toBeCloseTo(Math.exp(-(20 ** 2) / 16), 12);
    counter.changed();
    expect(counter.value()).toBeNaN();
    counter.add(batch(150, 250, [[160], [160]]));
    expect(counter.value()).toBeCloseTo(1, 12);
  });
});
