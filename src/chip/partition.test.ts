import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../network/compile.ts';
import type { Network } from '../network/network.ts';
import { readNetwork } from '../network/read.ts';
import type { Architecture } from './architecture.ts';
import { loihiCalibrated } from './architectures/loihi-calibrated.ts';
import { ChipError } from './error.ts';
import { mapNaive } from './partition.ts';
import { utilisation } from './utilisation.ts';
import { workloadOf } from './workload.ts';

const leak = { equations: 'dv/dt = -v/(10*ms) : 1', threshold: 'v > 1', reset: 'v = 0' };
const compiled = (network: Network) => workloadOf(compileNetwork(readNetwork(network), { seed: 1 }));

/** 10 inputs, each to all of 6 neurons; these to 2, one to one, with delays and learning. */
const layered = compiled({
  dt: '1*ms',
  populations: {
    in: { size: 10, spikes: [[0, 0]] },
    hidden: { size: 6, ...leak },
    out: { size: 2, ...leak },
  },
  projections: [
    { from: 'in', to: 'hidden', on_pre: 'v += 0.1' },
    {
      from: { population: 'hidden', range: [0, 2] },
      to: 'out',
      model: 'w : 1',
      on_pre: 'v += w; w += 0.01',
      connect: 'one-to-one',
      delay: '2*ms',
    },
  ],
});

const small = (limits: Partial<Architecture['limits']>): Architecture => ({
  ...loihiCalibrated,
  mesh: { width: 2, height: 1, coresPerTile: 2, buffer: 16 },
  limits: { ...loihiCalibrated.limits, ...limits },
});

describe('a network as the chip sees it', () => {
  it('numbers all neurons in one row', () => {
    expect(layered.populations.map(({ first, input }) => [first, input])).toEqual([
      [0, true],
      [10, false],
      [16, false],
    ]);
    expect([...layered.targets.subarray(layered.offsets[3], layered.offsets[4])]).toEqual([
      10, 11, 12, 13, 14, 15,
    ]);
    expect([layered.offsets[10], layered.targets[60], layered.projection[60]]).toEqual([60, 16, 1]);
    expect(layered.projections.map(({ format, learns, delayed }) => [format, learns, delayed])).toEqual([
      ['dense', undefined, false],
      ['sparse', { pre: 1, post: 0, clock: [] }, true],
    ]);
  });
});

describe('the mapping in order', () => {
  it('fills a core until a limit is reached', () => {
    const mapping = mapNaive(layered, small({ compartments: 12 }));
    expect([...mapping.core]).toEqual([...Array(12).fill(0), ...Array(6).fill(1)]);
    expect([...mapping.slot]).toEqual([0, 1]);
  });

  it('counts lists in whole words', () => {
    const [one] = utilisation(layered, mapNaive(layered, loihiCalibrated), loihiCalibrated);
    // Ten dense lists of 10 + 6 * 8 bits, two of 10 + (8 + 10 + 6 + 9) bits: a word of 64 each.
    expect(one).toMatchObject({ compartments: 18, axonsIn: 12, axonsOut: 12, memory: 12 * 64 });
    expect(one?.binding).toBe('compartments');
    expect(one?.share).toBeCloseTo(18 / 1024, 12);
  });

  it.each([
    ['compartments', { compartments: 7 }],
    ['memory', { memory: 11 * 64 }],
    ['axonsIn', { axonsIn: 11 }],
    ['axonsOut', { axonsOut: 9 }],
  ] as const)('keeps the limit of %s', (limit, limits) => {
    const architecture = small(limits);
    const mapping = mapNaive(layered, architecture);
    expect(mapping.cores).toBeGreaterThan(1);
    for (const used of utilisation(layered, mapping, architecture))
      expect(used[limit]).toBeLessThanOrEqual(architecture.limits[limit]);
  });

  it('spreads over as many cores as asked', () => {
    const mapping = mapNaive(layered, loihiCalibrated, { cores: 6 });
    expect(mapping.cores).toBe(6);
    expect(() => mapNaive(layered, loihiCalibrated, { cores: 129 })).toThrow(/1 to 128 cores, not 129/);
  });
});

describe('a network that does not fit', () => {
  const overflow = (limits: Partial<Architecture['limits']>) => {
    try {
      mapNaive(layered, small(limits));
    } catch (error) {
      if (error instanceof ChipError) return error;
    }
    throw new Error('It fits.');
  };

  it('says how many cores it needs, where it stopped, and what would fit', () => {
    const { message, overflow: details } = overflow({ compartments: 4 });
    expect(message).toBe(
      'The network needs 5 cores, 1 more than Loihi 1, calibrated against silicon has (4): the neurons (4 a core) run out first, at out[0]. 16 of its 18 neurons would fit (0 of 2 in out), or a mesh of 2 by 2 tiles instead of 2 by 1.',
    );
    expect(details).toMatchObject({
      limit: 'compartments',
      population: 'out',
      mesh: { width: 2, height: 2 },
    });
  });

  it('names the neuron that no core can hold', () => {
    const { message, overflow: details } = overflow({ axonsIn: 9 });
    expect(message).toBe(
      'hidden[0] alone needs 10 in-axons, 1 more than a core of Loihi 1, calibrated against silicon has (9): at most 9 neurons that send to it would fit.',
    );
    expect(details).toMatchObject({ limit: 'axonsIn', needed: 10, available: 9 });
    expect(overflow({ memory: 500 }).overflow).toMatchObject({
      limit: 'memory',
      needed: 640,
      available: 500,
    });
  });
});
