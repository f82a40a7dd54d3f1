import fc from 'fast-check';
import { expect, test } from 'vitest';
import { History, SampleRing, SpikeRing } from './history.ts';

test('a ring of samples keeps the newest rows in order, however they come', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 15 })),
      (capacity, counts) => {
        const ring = new SampleRing(capacity, 2);
        const all: number[] = [];
        for (const count of counts) {
          const steps = Float64Array.from({ length: count }, (_, k) => all.length + k);
          all.push(...steps);
          ring.push(steps, Float64Array.from([...steps].flatMap((step) => [10 * step, -step])));
        }
        const kept = all.slice(-capacity);
        expect(Array.from({ length: ring.length }, (_, k) => ring.step(k))).toEqual(kept);
        kept.forEach((step, k) => {
          expect(ring.value(k, 0)).toBe(10 * step);
          expect(ring.value(k, 1)).toBe(-step);
          expect(ring.search(step)).toBe(k);
        });
      },
    ),
  );
});

test('a ring of spikes grows to its limit, then forgets the oldest and still counts all', () => {
  const ring = new SpikeRing(2048);
  for (let step = 0; step < 5000; step += 100)
    ring.push(
      Float64Array.from({ length: 100 }, (_, k) => step + k),
      Uint32Array.from({ length: 100 }, (_, k) => (step + k) % 7),
    );
  expect(ring.total).toBe(5000);
  expect(ring.length).toBe(2048);
  expect(ring.step(0)).toBe(5000 - 2048);
  expect(ring.index(2047)).toBe(4999 % 7);
  ring.forget(4990);
  expect(ring.length).toBe(10);
});

test('a history finds what is recorded and keeps spikes within its window only', () => {
  const probe = { variable: 'v', unit: 'volt', indices: [3], every: 2 };
  const history = new History(
    { dt: 1e-3, populations: [{ name: 'E', size: 5, probes: [probe] }], synapses: 0 },
    0.01,
  );
  for (let step = 0; step < 40; step += 10)
    history.push({
      from: step,
      to: step + 10,
      spikes: [{ steps: Float64Array.of(step + 5), indices: Uint32Array.of(1) }],
      samples: [
        {
          population: 0,
          probe: 0,
          steps: Float64Array.from({ length: 5 }, (_, k) => step + 2 * k),
          values: new Float64Array(5).fill(step),
        },
      ],
    });
  expect(history.end).toBe(40);
  expect(history.find('E.v')?.indices).toEqual([3]);
  expect(history.find('E.w')).toBeUndefined();
  expect(history.spikesOf('E')?.length).toBe(1);
  expect(history.spikesOf('E')?.step(0)).toBe(35);
  expect(history.find('E.v')?.ring.length).toBe(7);
});
