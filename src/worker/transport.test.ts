import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Batch } from '../engine/simulation.ts';
import { decodeBatch, encodeBatch } from './codec.ts';
import { createRing, RingReader, RingWriter } from './ring.ts';
import { createTransportMemory, Receiver, Sender } from './transport.ts';

const finite = fc.double({ noNaN: true });
const batches: fc.Arbitrary<Batch> = fc
  .record({
    from: fc.nat(),
    length: fc.nat(),
    spikes: fc.array(fc.array(fc.tuple(fc.nat(), fc.nat({ max: 2 ** 32 - 1 })), { maxLength: 20 }), {
      maxLength: 3,
    }),
    samples: fc.array(
      fc.record({
        population: fc.nat(9),
        probe: fc.nat(9),
        columns: fc.integer({ min: 1, max: 3 }),
        rows: fc.array(finite, { maxLength: 8 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ from, length, spikes, samples }) => ({
    from,
    to: from + length,
    spikes: spikes.map((list) => ({
      steps: Float64Array.from(list, ([step]) => step),
      indices: Uint32Array.from(list, ([, index]) => index),
    })),
    samples: samples.map(({ population, probe, columns, rows }) => ({
      population,
      probe,
      steps: Float64Array.from(rows, (_, k) => k),
      values: Float64Array.from(
        { length: rows.length * columns },
        (_, k) => rows[Math.floor(k / columns)] ?? 0,
      ),
    })),
  }));

describe('the codec', () => {
  it('gives back every batch', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        expect(decodeBatch(encodeBatch(batch))).toEqual(batch);
      }),
    );
  });
});

describe('the ring', () => {
  it('is a queue, whatever is written and read, around its end', () => {
    const moves = fc.array(fc.oneof(fc.constant('read' as const), fc.nat(12)), { maxLength: 200 });
    fc.assert(
      fc.property(moves, fc.integer({ min: 8, max: 40 }), (sequence, capacity) => {
        const memory = createRing(capacity);
        const writer = new RingWriter(memory);
        const reader = new RingReader(memory);
        const queue: number[][] = [];
        let count = 0;
        for (const move of sequence) {
          if (move === 'read') expect([...(reader.read() ?? [])]).toEqual(queue.shift() ?? []);
          else {
            const row = Array.from({ length: move }, () => ++count);
            const used = queue.reduce((sum, { length }) => sum + length + 1, 0);
            const fits = used + move + 1 < capacity;
            expect(writer.write(Float64Array.from(row))).toBe(fits);
            if (fits) queue.push(row);
          }
        }
      }),
    );
  });
});

describe.each([true, false])('the transport, isolated: %s', (isolated) => {
  it('carries batches in order, by transfer where the ring is full', () => {
    const memory = createTransportMemory(isolated);
    expect(memory !== undefined).toBe(isolated);
    const sender = new Sender(memory);
    const receiver = new Receiver(memory);
    const big: Batch = {
      from: 0,
      to: 1,
      spikes: [],
      samples: [
        {
          population: 0,
          probe: 0,
          steps: new Float64Array(200_000),
          values: new Float64Array(200_000).fill(0.5),
        },
      ],
    };
    const parcels = Array.from({ length: 4 }, (_, k) => sender.pack({ ...big, from: k }));
    expect(parcels.map(({ parcel }) => parcel.by)).toEqual(
      isolated ? ['ring', 'ring', 'transfer', 'transfer'] : Array(4).fill('transfer'),
    );
    expect(parcels[3]?.transfer).toHaveLength(2);
    parcels.forEach(({ parcel }, k) => {
      const batch = receiver.unpack(structuredClone(parcel));
      expect(batch.from).toBe(k);
      expect(batch.samples[0]?.values[199_999]).toBe(0.5);
    });
  });
});
