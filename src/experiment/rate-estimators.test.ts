import { describe, expect, it } from 'vitest';
import { draw64, streamKey } from '../language/random.ts';
import {
  estimateRate,
  expectedRate,
  type WindowShape,
  windowGain,
  windowPower,
  windowReach,
  windowWeight,
} from './rate-estimators.ts';

const shapes: readonly WindowShape[] = ['rectangle', 'gauss', 'alpha'];
const width = 0.1;

/** Integral over all lags of `of(lag)` by the midpoint rule. */
function integral(of: (lag: number) => number): number {
  const step = 1e-4;
  let sum = 0;
  for (let k = -20000; k < 20000; k++) sum += of((k + 0.5) * step) * step;
  return sum;
}

/** Spike times of a Poisson process of `rate` for `duration` seconds, from exponential intervals. */
function poisson(rate: number, duration: number, seed: number): number[] {
  const key = streamKey('test', 'poisson');
  const times: number[] = [];
  for (let t = 0, k = 0; ; k++) {
    t -= Math.log(1 - draw64('uniform', seed, key, k, 0)) / rate;
    if (t > duration) return times;
    times.push(t);
  }
}

describe.each(shapes)('a %s window', (shape) => {
  it('has the integral 1, the power and the gain that are told of it', () => {
    expect(integral((lag) => windowWeight(shape, width, lag))).toBeCloseTo(1, 6);
    expect(integral((lag) => windowWeight(shape, width, lag) ** 2)).toBeCloseTo(windowPower(shape, width), 4);
    for (const f of [0, 1, 5, 13]) {
      const c = integral((lag) => windowWeight(shape, width, lag) * Math.cos(2 * Math.PI * f * lag));
      const s = integral((lag) => windowWeight(shape, width, lag) * Math.sin(2 * Math.PI * f * lag));
      expect(Math.hypot(c, s)).toBeCloseTo(windowGain(shape, width, f), 5);
    }
  });

  it('counts every spike once: the integral of the estimate is their number', () => {
    const spikes = poisson(20, 2, 3).map((time) => time + 2);
    const step = 5e-4;
    let sum = 0;
    for (let t = 0; t < 6; t += step) sum += estimateRate(shape, width, spikes, t) * step;
    // The window is cut where a thousandth of it is left.
    expect(Math.abs(sum / spikes.length - 1)).toBeLessThan(0.002);
  });

  it('of a Poisson train scatters by sqrt(r times its power), within 5 %', () => {
    const rate = 20;
    const duration = 2000;
    const spikes = poisson(rate, duration, 1);
    const { back, ahead } = windowReach(shape, width);
    let squares = 0;
    let count = 0;
    let sum = 0;
    for (let t = back; t < duration - ahead; t += width / 2, count++) {
      const found = estimateRate(shape, width, spikes, t);
      sum += found;
      squares += found * found;
    }
    const mean = sum / count;
    const expected = { rectangle: 14.142, gauss: 7.511, alpha: 7.071 }[shape];
    expect(Math.sqrt(rate * windowPower(shape, width))).toBeCloseTo(expected, 3);
    // Some 10,000 independent looks: the deviation is known to 1 %.
    expect(Math.abs(Math.sqrt(squares / count - mean * mean) / expected - 1)).toBeLessThan(0.05);
    expect(Math.abs(mean / rate - 1)).toBeLessThan(0.03);
  });

  it('looks at the true rate as at the spikes', () => {
    const f = 2;
    const times = Array.from({ length: 1000 }, (_, k) => k * 0.004);
    const rates = times.map((t) => 20 + 10 * Math.cos(2 * Math.PI * f * t));
    const seen = Array.from({ length: 100 }, (_, k) =>
      expectedRate(shape, width, times, rates, 1.5 + k * 0.01),
    );
    const amplitude = (Math.max(...seen) - Math.min(...seen)) / 2;
    expect(amplitude / 10).toBeCloseTo(windowGain(shape, width, f), 1);
  });
});

it('the causal window comes late by twice its width, the others not at all', () => {
  const lag = (shape: WindowShape) => integral((lag) => lag * windowWeight(shape, width, lag));
  expect(lag('rectangle')).toBeCloseTo(0, 6);
  expect(lag('gauss')).toBeCloseTo(0, 6);
  expect(lag('alpha')).toBeCloseTo(2 * width, 4);
});
