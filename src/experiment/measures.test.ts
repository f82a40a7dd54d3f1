import { describe, expect, it } from 'vitest';
import type { Batch } from '../engine/simulation.ts';
import type { Figure, Sweep } from './figure.ts';
import { Measures } from './measures.ts';
import { SweepCounter, sweepAxis, sweepPasses, sweepReference } from './sweep.ts';

const figure: Figure = {
  title: '',
  question: '',
  caption: '',
  alt: '',
  network: { dt: '1*ms', populations: { E: { size: 2, equations: '', threshold: 'v > 0*mV' } } },
  parameters: [
    {
      name: 'I',
      symbol: 'I',
      role: 'neutral',
      meaning: '',
      unit: 'nA',
      minimum: 0,
      maximum: 4,
      default: 1,
      sets: [],
    },
    {
      name: 'R',
      symbol: 'R',
      role: 'neutral',
      meaning: '',
      unit: 'Mohm',
      minimum: 0,
      maximum: 40,
      default: 10,
      sets: [],
    },
    {
      name: 'a',
      symbol: 'a',
      role: 'neutral',
      meaning: '',
      minimum: 1,
      maximum: 100,
      default: 10,
      scale: 'log',
      sets: [],
    },
  ],
  symbols: { v: { symbol: 'v', role: 'membrane', meaning: 'membrane potential', unit: 'mV' } },
  views: [
    {
      kind: 'traces',
      title: '',
      window: '100*ms',
      panels: [{ label: '', range: [0, 1], lines: [{ of: 'E.v' }] }],
    },
  ],
  measures: {
    rate: { kind: 'rate', population: 'E', label: 'rate' },
    lately: { kind: 'rate', population: 'E', window: '100*ms', label: 'rate lately' },
    count: { kind: 'count', population: 'E', label: 'spikes' },
    cv: { kind: 'cv', population: 'E', label: 'CV' },
    top: { kind: 'maximum', of: 'E.v', unit: 'mV', label: 'highest' },
    low: { kind: 'minimum', of: 'E.v', unit: 'mV', label: 'lowest' },
    last: { kind: 'last', of: 'E.v', unit: 'mV', label: 'last' },
  },
  speed: 1,
  duration: '1*second',
};
const network = { dt: 1e-3, populations: [{ name: 'E', size: 2, probes: [{ variable: 'v' }] }] };

/** Steps of neuron 0 and 1, ordered by step. */
function batch(from: number, to: number, trains: readonly number[][], values: readonly number[] = []): Batch {
  const spikes = trains
    .flatMap((train, index) => train.map((step) => [step, index] as const))
    .sort((a, b) => a[0] - b[0]);
  const steps = Float64Array.from(spikes, ([step]) => step);
  const indices = Uint32Array.from(spikes, ([, index]) => index);
  const samples = {
    population: 0,
    probe: 0,
    steps: Float64Array.from(values, (_, k) => from + k),
    values: Float64Array.from(values),
  };
  return { from, to, spikes: [{ steps, indices }], samples: [samples] };
}

describe('measures', () => {
  it('say nothing before there is anything', () => {
    const { values } = new Measures(figure, network);
    expect(values).toMatchObject({ rate: Number.NaN, cv: Number.NaN, top: Number.NaN, count: 0 });
  });

  it('are the same however the batches are cut', () => {
    const trains = [
      [10, 20, 40, 80, 150, 160],
      [5, 195],
    ];
    const whole = new Measures(figure, network);
    whole.add(batch(0, 200, trains));
    const parts = new Measures(figure, network);
    for (let from = 0; from < 200; from += 7) {
      const to = Math.min(from + 7, 200);
      parts.add(
        batch(
          from,
          to,
          trains.map((train) => train.filter((step) => step >= from && step < to)),
        ),
      );
    }
    expect(parts.values).toEqual(whole.values);
    expect(whole.values.count).toBe(8);
    expect(whole.values.rate).toBeCloseTo(8 / 0.2 / 2, 10);
    expect(whole.values.lately).toBeCloseTo(3 / 0.1 / 2, 10);
    // Intervals 10 20 40 70 10: mean 30, standard deviation sqrt(520); the other neuron has too few spikes.
    expect(whole.values.cv).toBeCloseTo(Math.sqrt(520) / 30, 10);
  });

  it('follow a variable in its unit and begin anew', () => {
    const measures = new Measures(figure, network);
    measures.add(batch(0, 3, [], [-0.07, 0.03, -0.01]));
    expect(measures.values.top).toBeCloseTo(30, 10);
    expect(measures.values.low).toBeCloseTo(-70, 10);
    expect(measures.values.last).toBeCloseTo(-10, 10);
    measures.begin(100);
    measures.add(batch(100, 110, [[105]]));
    expect(measures.since).toBe(100);
    // One spike in 10 ms says nothing of the rate yet; in 100 ms it does.
    expect(measures.values.rate).toBeNaN();
    expect(measures.values.lately).toBeNaN();
    measures.add(batch(110, 200, []));
    expect(measures.values.rate).toBeCloseTo(5, 10);
    expect(measures.values.lately).toBeCloseTo(5, 10);
  });
});

describe('the rate of one neuron', () => {
  const one = { ...network, populations: network.populations.map((p) => ({ ...p, size: 1 })) };

  it('comes from its intervals, however early they are read', () => {
    const measures = new Measures(figure, one);
    measures.add(batch(0, 12, [[10]]));
    expect(measures.values.rate).toBeNaN();
    measures.add(batch(12, 65, [[30, 50]]));
    expect(measures.values.rate).toBeCloseTo(50, 10);
  });

  it('counts over a stretch from the start or the last change, and says nothing before it is whole', () => {
    const measures = new Measures(
      { ...figure, measures: { first: { kind: 'count', population: 'E', until: '100*ms', label: '' } } },
      { dt: 1e-3, populations: [{ name: 'E', size: 2, probes: [] }] },
    );
    const add = (from: number, to: number, steps: number[]) =>
      measures.add({
        from,
        to,
        spikes: [{ steps: Float64Array.from(steps), indices: new Uint32Array(steps.length) }],
        samples: [],
      });
    add(0, 60, [10, 50]);
    expect(measures.values.first).toBeNaN();
    add(60, 120, [70, 110]);
    expect(measures.values.first).toBe(3);
    measures.changed();
    expect(measures.values.first).toBeNaN();
    add(120, 230, [130, 225]);
    expect(measures.values.first).toBe(1);
  });

  it('counts from where values changed, and falls when the neuron stops', () => {
    const measures = new Measures(figure, one);
    measures.add(batch(0, 100, [[10, 30, 50, 70, 90]]));
    measures.changed();
    expect(measures.values.rate).toBeNaN();
    measures.add(batch(100, 160, [[110, 120, 130, 140, 150]]));
    expect(measures.values.rate).toBeCloseTo(100, 10);
    measures.add(batch(160, 310, []));
    expect(measures.values.rate).toBeCloseTo(4 / 0.2, 10);
    measures.add(batch(310, 700, []));
    expect(measures.values.rate).toBe(0);
  });
});

describe('a sweep', () => {
  const sweep: Sweep = {
    parameter: 'I',
    population: 'E',
    points: 9,
    duration: '1*second',
    settle: '100*ms',
    measure: 'rate',
  };

  it('covers the range, coarse first, every point once', () => {
    expect([...sweepAxis(figure, sweep)]).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
    expect([...sweepAxis(figure, { ...sweep, parameter: 'a', points: 3 })].map(Math.round)).toEqual([
      1, 10, 100,
    ]);
    expect(sweepPasses(9)[0]).toEqual([0, 4, 8]);
    expect(
      sweepPasses(121)
        .flat()
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 121 }, (_, k) => k));
  });

  it('takes a rate from the intervals, and from the count where firing has stopped', () => {
    const counter = new SweepCounter(3, 0, 1e-3, { duration: 1, settle: 0.1 });
    const regular = Array.from({ length: 62 }, (_, k) => 16 * k);
    counter.add(batch(0, 500, [regular.filter((s) => s < 500), [50, 110, 115, 120], [99]]));
    counter.add(batch(500, 1000, [regular.filter((s) => s >= 500), []]));
    const [a, b, c] = counter.values('rate');
    expect(a).toBeCloseTo(62.5, 8);
    expect(b).toBeCloseTo(3 / 0.9, 8);
    expect(c).toBe(0);
    expect([...counter.values('count')]).toEqual([55, 3, 0]);
  });

  it('has its closed form in units, and no number where there is none', () => {
    const reference = sweepReference(
      figure,
      { ...sweep, reference: 'log(R*I/(10*mV) - 1)/second' },
      { R: 20 },
    );
    const at = (x: number) => reference?.y[reference.x.findIndex((value) => value >= x)];
    expect(reference?.x).toHaveLength(512);
    expect(at(4)).toBeCloseTo(Math.log(7), 10);
    expect(at(0)).toBeNaN();
  });
});

describe('after a change of values', () => {
  it('a rate of many neurons counts anew, and says nothing until it can', () => {
    const measures = new Measures(figure, network);
    const all = (from: number) => [Array.from({ length: 200 }, (_, k) => from + k), []];
    measures.add(batch(0, 200, all(0)));
    expect(measures.values.rate).toBeCloseTo(500);
    measures.changed();
    expect(measures.values.rate).toBeNaN();
    measures.add(batch(200, 400, [[], []]));
    expect(measures.values.rate).toBe(0);
    expect(measures.values.lately).toBe(0);
  });

  it('a count leaves out what was on its way, and a windowed mean waits for its window', () => {
    const altered: Figure = {
      ...figure,
      measures: {
        count: { kind: 'count', population: 'E', since: 'change', skip: '3*ms', label: '' },
        mean: { kind: 'mean', of: 'E.v', window: '4*ms', unit: 'mV', label: '' },
      },
    };
    const measures = new Measures(altered, network);
    const mV = (values: readonly number[]) => values.map((v) => v * 1e-3);
    measures.add(batch(0, 4, [[1, 2], []], mV([0, 0, 0, 0])));
    expect(measures.values).toEqual({ count: 2, mean: 0 });
    measures.changed();
    measures.add(batch(4, 7, [[4, 6], []], mV([10, 10, 10])));
    expect(measures.values).toEqual({ count: 0, mean: Number.NaN });
    measures.add(batch(7, 9, [[7], []], mV([10, 10])));
    expect(measures.values.count).toBe(1);
    expect(measures.values.mean).toBeCloseTo(10);
  });
});
