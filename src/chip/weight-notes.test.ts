import { expect, test } from 'vitest';
import { compileNetwork } from '../network/compile.ts';
import type { Projection } from '../network/network.ts';
import type { Architecture } from './architecture.ts';
import { crossbar } from './architectures/crossbar.ts';
import { loihiCalibrated } from './architectures/loihi-calibrated.ts';
import { trueNorth } from './architectures/truenorth.ts';
import { weightNotes } from './weight-notes.ts';
import { workloadOf } from './workload.ts';

const neuron = { size: 20, equations: 'dv/dt = -v/(10*ms) : 1', threshold: 'v > 1' };
const notes = (chip: Architecture, w: string, more: Partial<Projection> = {}) => {
  const network = compileNetwork(
    {
      dt: '1*ms',
      populations: { N: neuron },
      projections: [
        {
          from: 'N',
          to: 'N',
          connect: 'all-to-all',
          model: 'w : 1\nlag : 1',
          on_pre: 'v_post += w',
          parameters: { w, lag: 'rand()' },
          ...more,
        },
      ],
    },
    { seed: 1, unused: 'ignore' },
  );
  return weightNotes(network, workloadOf(network), chip);
};

test('weights that need more bits than the chip has are told with the number', () => {
  // 400 synapses with a weight each; what is not passed on may have any value.
  expect(notes(loihiCalibrated, 'rand()')).toEqual([
    expect.stringMatching(
      /400 different weights need 9 bits to be told apart, and a synapse of this chip stores 8\./,
    ),
  ]);
  expect(notes(loihiCalibrated, 'i')).toEqual([]);
  expect(notes(loihiCalibrated, '0.5')).toEqual([]);
  // A crosspoint of one bit tells a synapse from none.
  expect(notes(trueNorth, '0.5')).toEqual([]);
  expect(notes(trueNorth, 'i % 2 + 1')).toEqual([expect.stringMatching(/2 different weights need 2 bits/)]);
});

test('conductances and weights that learn are not counted in bits', () => {
  expect(notes(crossbar, 'rand()')).toEqual([]);
  expect(notes(loihiCalibrated, 'rand()', { on_post: 'w += 0.1' })).toEqual([]);
});
