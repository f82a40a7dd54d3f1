import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adaptationOf, burstIndexOf, groupByNeuron, measureTrains, rateOf } from './trains.ts';

describe('spike trains', () => {
  test('are sorted by neuron, each in order', () => {
    const spike = fc.record({ step: fc.nat(500), index: fc.nat(6) });
    fc.assert(
      fc.property(fc.array(spike), (spikes) => {
        spikes.sort((a, b) => a.step - b.step);
        const half = Math.floor(spikes.length / 2);
        const piece = (some: typeof spikes) => ({
          steps: some.map(({ step }) => step),
          indices: some.map(({ index }) => index),
        });
        const trains = groupByNeuron(7, [piece(spikes.slice(0, half)), piece(spikes.slice(half))]);
        for (let i = 0; i < 7; i++) {
          const expected = spikes.filter(({ index }) => index === i).map(({ step }) => step);
          expect([...trains.steps.subarray(trains.offsets[i], trains.offsets[i + 1])]).toEqual(expected);
        }
      }),
    );
  });

  test('rate counts from settle on, burst index short intervals, adaptation first against last', () => {
    const span = { dt: 1e-3, settle: 100, end: 600 };
    expect(rateOf([10, 99, 100, 300, 599], span)).toBeCloseTo(6, 12);
    expect(rateOf([], { ...span, end: 100 })).toBeNaN();
    // Doublets: intervals 5, 100, 5, 100, 5; their mean is 43.
    expect(burstIndexOf([0, 5, 105, 110, 210, 215])).toBeCloseTo(3 / 5, 12);
    expect(burstIndexOf([0, 10, 20, 30])).toBe(0);
    expect(adaptationOf([0, 10, 25, 55])).toBeCloseTo(0.5, 12);
    expect([burstIndexOf([1, 2]), adaptationOf([1, 2])]).toEqual([Number.NaN, Number.NaN]);
  });

  test('measures of every neuron', () => {
    const trains = groupByNeuron(2, [{ steps: [0, 5, 105, 110, 210, 215], indices: [1, 1, 1, 1, 1, 1] }]);
    const { rate, burstIndex, adaptation } = measureTrains(trains, { dt: 1e-3, settle: 0, end: 1000 });
    expect([...rate]).toEqual([0, 6]);
    expect(burstIndex[0]).toBeNaN();
    expect(burstIndex[1]).toBeCloseTo(0.6, 6);
    expect(adaptation[1]).toBeCloseTo(0, 6);
  });
});
