import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Checkpoints } from '../experiment/checkpoints.ts';
import { appendChange, beginLog, nextChange, valuesAt } from '../experiment/log.ts';
import { Pace, Speedometer } from './pace.ts';
import { Scheduler, type Task } from './scheduler.ts';

describe('the scheduler', () => {
  /** Tasks that cost what they are given, on a hand clock. */
  function share(weights: readonly number[], milliseconds: number) {
    let now = 0;
    const scheduler = new Scheduler(() => now);
    const used = weights.map(() => 0);
    weights.forEach((weight, k) => {
      const run = (budget: number) => {
        now += budget;
        used[k] = (used[k] ?? 0) + budget;
      };
      scheduler.add({ weight, due: (at) => at, run });
    });
    while (now < milliseconds) scheduler.turn(8);
    return used;
  }

  it('shares time by weight', () => {
    const weights = fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(weights, (list) => {
        const used = share(list, 5000);
        const total = list.reduce((a, b) => a + b, 0);
        list.forEach((weight, k) => {
          expect(Math.abs((used[k] ?? 0) - (5000 * weight) / total)).toBeLessThan(90);
        });
      }),
    );
  });

  it('says when to come again, and lets an idle task in level with the others', () => {
    let now = 0;
    const scheduler = new Scheduler(() => now);
    const order: string[] = [];
    const task = (name: string, from: number): Task => ({
      weight: 1,
      due: (at) => Math.max(at, from),
      run: (budget) => {
        order.push(name);
        now += budget;
      },
    });
    scheduler.add(task('late', 1000));
    expect(scheduler.turn(8)).toBe(1000);
    scheduler.add(task('busy', 0));
    while (now < 1100) scheduler.turn(8);
    const joined = order.slice(order.indexOf('late'));
    expect(joined.filter((name) => name === 'busy').length).toBeGreaterThan(joined.length / 3);
  });
});

describe('the pace', () => {
  it('owes what the speed asks for, however often it is asked', () => {
    const gaps = fc.array(fc.double({ min: 0.1, max: 40, noNaN: true }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(gaps, fc.double({ min: 0.001, max: 10, noNaN: true }), (times, speed) => {
        const pace = new Pace(speed);
        const dt = 1e-4;
        let now = 0;
        let steps = pace.owed(now, dt);
        for (const gap of times) {
          now += gap;
          const owed = pace.owed(now, dt);
          pace.paid(owed, dt);
          steps += owed;
        }
        expect(Math.abs(steps - ((now / 1e3) * speed) / dt)).toBeLessThan(1.01);
      }),
    );
  });

  it('forgives a long delay, and owes without end at full speed', () => {
    const pace = new Pace(1);
    pace.owed(0, 1e-3);
    expect(pace.owed(10_000, 1e-3)).toBe(50);
    pace.speed = Number.POSITIVE_INFINITY;
    expect(pace.owed(10_001, 1e-3)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is measured over the last second', () => {
    const meter = new Speedometer();
    expect(meter.speed).toBe(0);
    for (let at = 0; at <= 5000; at += 20) meter.mark(at, at < 3000 ? 0 : (at - 3000) / 2000);
    expect(meter.speed).toBeCloseTo(0.5, 2);
  });
});

describe('checkpoints', () => {
  const make = (step: number, bytes = 8) =>
    ({ backend: 'cpu', precision: 'f32', step, data: [new ArrayBuffer(bytes)] }) as const;

  it('keep the first, the latest and a near one for every step, within their budget', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 400 }), fc.nat(400), (count, wanted) => {
        const kept = new Checkpoints(16, 10_000);
        for (let step = 0; step < count; step++) kept.add(make(step));
        const { steps } = kept;
        expect(steps.length).toBeLessThanOrEqual(16);
        expect([steps[0], steps.at(-1)]).toEqual([0, count - 1]);
        const target = Math.min(wanted, count - 1);
        const nearest = kept.nearest(target)?.step ?? -1;
        expect(nearest).toBeLessThanOrEqual(target);
        // Dense near the present: the way back is never much more than the age of the step sought.
        expect(target - nearest).toBeLessThanOrEqual(Math.max(1, count - target));
      }),
    );
  });

  it('keep to their memory and forget the future', () => {
    const kept = new Checkpoints(100, 1000);
    for (let step = 0; step < 50; step++) kept.add(make(step, 100));
    expect(kept.steps.length).toBeLessThanOrEqual(10);
    kept.forgetAfter(20);
    expect(kept.latest?.step).toBeLessThanOrEqual(20);
    expect(kept.nearest(5)?.step).toBeLessThanOrEqual(5);
  });
});

describe('the log', () => {
  const start = beginLog({ figure: 'f', seed: 1, edits: {}, values: { a: 1, b: 2 }, backend: 'cpu' });

  it('lets the latest win within a step and drops the future of a change', () => {
    let log = appendChange(start, 10, { a: 3 });
    log = appendChange(log, 10, { a: 4 });
    log = appendChange(log, 30, { b: 5 });
    expect(log.entries).toHaveLength(3);
    expect(valuesAt(log, 9)).toEqual({ a: 1, b: 2 });
    expect(valuesAt(log, 30)).toEqual({ a: 4, b: 5 });
    expect(nextChange(log, 10)?.step).toBe(30);
    expect(appendChange(log, 20, { a: 6 }).entries.map(({ step }) => step)).toEqual([0, 10, 20]);
    expect(start.entries).toHaveLength(1);
  });
});
