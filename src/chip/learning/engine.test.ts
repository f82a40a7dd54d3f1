import { describe, expect, it } from 'vitest';
import { allToAll, LearningEngine } from './engine.ts';
import { parseRule } from './parse.ts';
import { DrawsError, LavaRounding, OwnRounding } from './rounding.ts';
import { plainSettings, type Settings } from './settings.ts';

const rule = (text: string) => parseRule(text, 'rule');
const pairs: Settings = {
  ...plainSettings,
  traces: { ...plainSettings.traces, x1: { impulse: 16, tau: 10 }, y1: { impulse: 16, tau: 10 } },
};
const silent = { pre: [], post: [] };

describe('time within an epoch', () => {
  it('applies the rule at the end of the epoch, to the last spike of each side', () => {
    const settings = { ...pairs, epoch: 4 };
    const engine = new LearningEngine(rule('dw = y0*x1'), settings, allToAll(1, 1), { rounding: 'real' });
    engine.step({ pre: [0], post: [] });
    engine.step({ pre: [], post: [0] });
    engine.step({ pre: [], post: [0] });
    expect(engine.state.w[0]).toBe(0);
    engine.step(silent);
    // The post-synaptic spike of step 3 finds the trace two steps after its impulse; that of step 2 finds nothing.
    expect(engine.state.w[0]).toBeCloseTo(16 * Math.exp(-2 / 10), 12);
  });

  it('ticks u in every epoch whose number is a multiple of 2^k', () => {
    const engine = new LearningEngine(rule('dw = u1*3'), { ...pairs, epoch: 2 }, allToAll(1, 1), {
      rounding: 'real',
    });
    const weights = Array.from({ length: 9 }, () => {
      engine.step(silent);
      return engine.state.w[0];
    });
    expect(weights).toEqual([0, 0, 0, 3, 3, 3, 3, 6, 6]);
  });

  it('lets every rule read what stood before the epoch’s end', () => {
    const engine = new LearningEngine(rule('dw = x0*t\ndt = x0*w'), pairs, allToAll(1, 1), {
      rounding: 'real',
    });
    engine.state.w.set([3]);
    engine.state.t.set([5]);
    engine.step({ pre: [0], post: [] });
    expect([engine.state.w[0], engine.state.t[0]]).toEqual([8, 8]);
  });
});

describe('integers', () => {
  it('keep weights within their bits and sign', () => {
    const end = (text: string, sign: Settings['sign'], start: number) => {
      const engine = new LearningEngine(rule(text), { ...pairs, sign }, allToAll(1, 1), {
        rounding: new OwnRounding(1),
      });
      engine.setWeights([start]);
      for (let step = 0; step < 20; step++) engine.step({ pre: [0], post: [] });
      return engine.state.w[0];
    };
    expect(end('dw = x0*2^6', 'mixed', 0)).toBe(255);
    expect(end('dw = -x0*2^6', 'mixed', 0)).toBe(-256);
    expect(end('dw = -x0*2^6', 'excitatory', 90)).toBe(0);
    expect(end('dw = x0*2^6', 'inhibitory', -90)).toBe(0);
    expect(end('dw = -x0*2^6', 'inhibitory', -90)).toBe(-255);
  });

  it('cut first weights to their bits', () => {
    const first = (weight: number, sign: Settings['sign'], weightBits: number) => {
      const engine = new LearningEngine(rule('dw = x0'), { ...pairs, sign, weightBits }, allToAll(1, 1), {
        rounding: new OwnRounding(1),
      });
      engine.setWeights([weight]);
      return engine.state.w[0];
    };
    expect([first(7, 'mixed', 8), first(-7, 'mixed', 8), first(7, 'excitatory', 8)]).toEqual([6, -8, 7]);
    expect([first(-7, 'inhibitory', 8), first(-7, 'inhibitory', 6), first(0, 'inhibitory', 6)]).toEqual([
      -7, -4, 0,
    ]);
  });

  it('divide a product by 2 for each bit beyond what the accumulator takes', () => {
    const { x1, y1 } = { x1: { impulse: 64, tau: 0 }, y1: { impulse: 32, tau: 0 } };
    const settings = { ...pairs, traces: { ...pairs.traces, x1, y1 } };
    const engine = new LearningEngine(rule('dw = x0*x1*y1*2^-5'), settings, allToAll(1, 1), {
      rounding: new OwnRounding(1),
    });
    engine.step({ pre: [0], post: [0] });
    // 64 * 32 / 32, and three bits lost.
    expect(engine.state.w[0]).toBe(64 / 8);
  });
});

describe('the engine’s own random numbers', () => {
  /** 1000 synapses that gain a quarter in each of four epochs. */
  const many = 1000;
  const gain = (seed: number) => {
    const engine = new LearningEngine(rule('dw = u0*2^-2'), pairs, allToAll(many, 1), {
      rounding: new OwnRounding(seed),
    });
    for (let step = 0; step < 4; step++) engine.step(silent);
    return engine;
  };

  it('round each synapse by itself, up as often as the fraction says', () => {
    const { w } = gain(1).state;
    const mean = w.reduce((sum, weight) => sum + weight, 0) / many;
    // Four epochs of a Bernoulli draw of 1/4: mean 1, deviation of the mean over 1000 synapses 0.027.
    expect(Math.abs(mean - 1)).toBeLessThan(4 * 0.0274);
    expect(new Set(w)).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it('depend on the seed alone', () => {
    expect(gain(1).state.w).toEqual(gain(1).state.w);
    expect(gain(1).state.w).not.toEqual(gain(2).state.w);
  });

  it('round an impulse’s fraction up as often as it says, once or again', () => {
    const traces = { ...pairs.traces, x1: { impulse: 16.75, tau: 0 }, x2: { impulse: 16.25, tau: 0 } };
    const engine = new LearningEngine(rule('dw = x0*x1'), { ...pairs, traces }, allToAll(many, 1), {
      rounding: new OwnRounding(1),
    });
    engine.step({ pre: Array.from({ length: many }, (_, k) => k), post: [] });
    const share = (k: number) =>
      (engine.traces[k]?.values ?? []).filter((value) => value === 17).length / many;
    // Deviation of a share near 3/4 or 1/4 of 1000: 0.0137.
    expect(Math.abs(share(0) - 0.75)).toBeLessThan(4 * 0.0137);
    expect(Math.abs(share(1) - 0.25)).toBeLessThan(4 * 0.0137);
  });
});

it('counts what it does', () => {
  const engine = new LearningEngine(rule('dw = 2^-2*x1*y0 - 2^-2*y1*x0'), pairs, allToAll(3, 2), {
    rounding: new OwnRounding(1),
  });
  engine.step({ pre: [0, 1], post: [] });
  // Two pre-synaptic spikes reach four synapses; the other eight products stand still.
  expect(engine.counts).toMatchObject({
    evaluated: 4,
    skipped: 8,
    decays: 0,
    impulses: 2,
    writes: 4,
    changes: 0,
  });
  expect(engine.touched).toEqual([0, 1, 3, 4]);
  engine.step({ pre: [], post: [1] });
  // Two traces of x1 decay (and need a draw each, 16 * exp(-0.1) being no integer); three products of y0, one without a trace.
  expect(engine.counts).toMatchObject({
    evaluated: 7,
    skipped: 17,
    decays: 2,
    impulses: 3,
    writes: 7,
    changes: 2,
  });
  expect(engine.touched).toEqual([3, 4, 5]);
});

it('says when handed-in draws end too early', () => {
  const draws = { decay_x: [0.5, 0.5, 0.5], decay_y: [], impulse_x: [], impulse_y: [], write: [] };
  const engine = new LearningEngine(rule('dw = y0*x1'), pairs, allToAll(1, 1), {
    rounding: new LavaRounding(draws),
  });
  engine.step({ pre: [0], post: [] });
  expect(() => engine.step(silent)).toThrow(DrawsError);
  expect(() => engine.step(silent)).toThrow(/decay_x has 3, and number 7 is needed/);
});
