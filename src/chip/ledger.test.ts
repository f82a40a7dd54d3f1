import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bySpikes, population, workload } from '../testing/workload.ts';
import type { Architecture } from './architecture.ts';
import { architectures } from './architectures/index.ts';
import { loihi2 } from './architectures/loihi-2.ts';
import { loihiCalibrated } from './architectures/loihi-calibrated.ts';
import { loihiDavies } from './architectures/loihi-davies.ts';
import { trueNorth } from './architectures/truenorth.ts';
import { Chip } from './chip.ts';
import { totalOf } from './counts.ts';
import { energyBySlot, ledgerOf } from './ledger.ts';
import { processorOf } from './von-neumann.ts';

/** Neuron 0 on tile 0 reaches 1 beside it and 2 two tiles north; only 0 and 1 are updated, 2 is an input. */
const network = workload(
  [population('N', 2, 0), population('in', 1, 2, true)],
  [
    [0, 1],
    [0, 2],
    [2, 0],
    [2, 1],
  ],
);
const mapping = { core: Uint16Array.of(0, 0, 1), cores: 2, slot: Uint16Array.of(0, 8) };

function worked(architecture: Architecture): Chip {
  const chip = new Chip(architecture, network, mapping);
  chip.step([0, 2]);
  chip.step([], { active: [1, 0, 1] });
  return chip;
}

describe('the ledger', () => {
  it('prices what was counted', () => {
    const chip = worked(loihiCalibrated);
    const { rows, energy, error, rest } = ledgerOf(chip.counts, loihiCalibrated, 2e-6);
    // Step 1: two updates, one spike, three messages with four synapses, two hops north and two south. Step 2: one
    // neuron active, one at rest.
    const expected = 3 * 72.8e-12 + 51.2e-12 + 69.3e-12 + 3 * 111e-12 + 4 * 33.6e-12 + 4 * 4.2e-12;
    expect(energy).toBeCloseTo(expected, 20);
    expect(error).toBeCloseTo(0.12 * expected, 20);
    expect(rest).toMatchObject({ watts: 0.104, energy: 0.104 * 2e-6, source: { how: 'derived' } });
    const active = rows.find(({ operation }) => operation === 'neuronActive');
    expect(active).toMatchObject({ count: 3, source: { how: 'derived' } });
    expect(active?.busy).toBeCloseTo(3 * 9.7e-9, 18);
    expect(rows.find(({ operation }) => operation === 'memoryRead')).toMatchObject({
      energy: null,
      note: 'no price is published',
    });
  });

  it('says where a price is only a lower bound, and where no error is known', () => {
    const { energy, error, bound } = ledgerOf(worked(loihiDavies).counts, loihiDavies, 0);
    expect(energy).toBeCloseTo(3 * 81e-12 + 52e-12 + 3 * 1.7e-12 + 4 * 23.6e-12 + 4 * 4e-12, 20);
    expect([error, bound]).toEqual([null, 'least']);
  });

  it('has one price for everything, or none at all, where that is what is published', () => {
    const all = ledgerOf(worked(trueNorth).counts, trueNorth, 1);
    expect(all.energy).toBeCloseTo(4 * 26e-12, 20);
    expect(all.rows.find(({ operation }) => operation === 'spike')?.note).toMatch(/in the price of/);
    expect(all.rest).toBeUndefined();
    expect(worked(trueNorth).total.detailed).toBe(2e-3);
    expect(ledgerOf(worked(loihi2).counts, loihi2, 1)).toMatchObject({ energy: null, error: null });
  });

  it('gives learning no part in the one price of a chip that cannot learn', () => {
    const chip = new Chip(trueNorth, workload([population('N', 2, 0)], [[0, 1]], bySpikes), {
      core: Uint16Array.of(0, 0),
      cores: 1,
      slot: Uint16Array.of(0),
    });
    chip.step([0, 1]);
    const { rows, energy } = ledgerOf(chip.counts, trueNorth, 1);
    expect(energy).toBeCloseTo(26e-12, 20);
    expect(rows.find(({ operation }) => operation === 'learningProduct')).toMatchObject({
      count: 2,
      energy: null,
      note: 'this chip cannot learn, and no price covers it',
    });
  });

  it('parts the energy whose sources state an error from that whose do not, and says how far the time may be off', () => {
    const learning = new Chip(loihiCalibrated, workload([population('N', 2, 0)], [[0, 1]], bySpikes), {
      core: Uint16Array.of(0, 0),
      cores: 1,
      slot: Uint16Array.of(3),
    });
    learning.step([0, 1]);
    const { energy, error, split, timeError } = ledgerOf(learning.counts, loihiCalibrated, 4e-6);
    // Two updates, two spikes, one message with one synapse; a product at either spike.
    const stated = 2 * 72.8e-12 + 2 * 69.3e-12 + 111e-12 + 33.6e-12;
    expect(energy).toBeCloseTo(stated + 2 * 120e-12, 20);
    expect(error).toBeNull();
    expect(split?.stated.energy).toBeCloseTo(stated, 20);
    expect(split?.stated.error).toBeCloseTo(0.12 * stated, 20);
    expect(split?.unstated.energy).toBeCloseTo(2 * 120e-12, 20);
    expect(split?.unstated.sources).toEqual([loihiCalibrated.sources.davies]);
    expect(timeError).toEqual({ seconds: 1e-6, all: false });
    const still = worked(loihiCalibrated).counts;
    expect(ledgerOf(still, loihiCalibrated, 4e-6).timeError).toEqual({ seconds: 1e-6, all: true });
    expect(ledgerOf(still, loihiCalibrated, 4e-6).split).toBeUndefined();
    expect(ledgerOf(still, loihiCalibrated, 0).timeError).toBeUndefined();
    expect(ledgerOf(worked(loihiDavies).counts, loihiDavies, 1).timeError).toBeUndefined();
  });

  it('gives every price with its source', () => {
    for (const architecture of architectures)
      for (const row of ledgerOf(worked(architecture).counts, architecture, 1).rows)
        expect(row.energy === null && row.busy === null).toBe(row.source === undefined);
  });

  it('adds up: the cores are the chip', () => {
    const firing = fc.array(fc.subarray([0, 1, 2]), { maxLength: 5 });
    fc.assert(
      fc.property(firing, (steps) => {
        const chip = new Chip(loihiCalibrated, network, mapping);
        for (const fired of steps) chip.step(fired);
        const slots = energyBySlot(chip.counts, loihiCalibrated).reduce((sum, own) => sum + own, 0);
        expect(slots).toBeCloseTo(ledgerOf(chip.counts, loihiCalibrated, 0).energy ?? Number.NaN, 18);
      }),
    );
  });
});

describe('a von Neumann machine beside it', () => {
  it('moves data for most of its energy', () => {
    const { counts } = worked(loihiCalibrated);
    const { least, most, moving } = processorOf(counts);
    // Four synapses, and two neurons in each of two steps, whether they rest or not.
    const cache = (2 * 4 + 4 * 4) * 10e-12;
    const arithmetic = (4 + 2 * 4) * 0.9e-12 + 2 * 4 * 3.7e-12;
    expect(least).toBeCloseTo(4 * 1.3e-9 + cache + arithmetic, 20);
    expect(most).toBeCloseTo(4 * 2.6e-9 + cache + arithmetic, 20);
    expect(moving).toBeCloseTo((4 * 1.3e-9 + cache) / least, 12);
  });

  it('counts learning by the products that were evaluated', () => {
    const learning = new Chip(loihiCalibrated, workload([population('N', 2, 0)], [[0, 1]], bySpikes), {
      core: Uint16Array.of(0, 0),
      cores: 1,
      slot: Uint16Array.of(3),
    });
    learning.step([0]);
    learning.step([1]);
    learning.step([], { learning: { evaluated: [5], skipped: [7] } });
    expect(totalOf(learning.counts, 'learningProduct')).toBe(2 + 5);
    expect(totalOf(learning.counts, 'learningSkipped')).toBe(2 + 7);
    expect(processorOf(learning.counts).rows[2]).toMatchObject({ count: 14 });
  });
});
