import type { Architecture } from '../architecture.ts';
import { loihi } from './loihi.ts';

/** Loihi 1, priced as SANA-FE's authors calibrated it against silicon. */
export const loihiCalibrated: Architecture = {
  format: 1,
  name: 'loihi-calibrated',
  title: 'Loihi 1, calibrated against silicon',
  about:
    'The structure of Davies (2018); energies and times fitted by the authors of SANA-FE to measurements of Loihi boards. Learning was not among them: its products have the price that Davies and others simulated before there was a chip. The 8 by 4 arrangement of tiles is theirs.',
  ...loihi,
  prices: {
    synapseSparse: { energy: 33.6e-12, time: 4.7e-9, source: 'sanafe' },
    synapseDense: { energy: 35.5e-12, time: 3.8e-9, source: 'sanafe' },
    synapseConvolution: { energy: 24e-12, time: 3.1e-9, source: 'sanafe' },
    neuronIdle: { energy: 51.2e-12, time: 6e-9, source: 'sanafe' },
    neuronActive: { energy: 72.8e-12, time: 9.7e-9, source: 'sum' },
    spike: { energy: 69.3e-12, time: 30e-9, source: 'sanafe' },
    messageOut: { energy: 111e-12, time: 5.1e-9, source: 'sanafe' },
    messageIn: { energy: 0, time: 16e-9, source: 'sanafe' },
    hopEast: { energy: 3e-12, time: 4.1e-9, source: 'sanafe' },
    hopWest: { energy: 3e-12, time: 4.1e-9, source: 'sanafe' },
    hopNorth: { energy: 4.2e-12, time: 6.5e-9, source: 'sanafe' },
    hopSouth: { energy: 4.2e-12, time: 6.5e-9, source: 'sanafe' },
    learningProduct: { energy: 120e-12, time: 6.1e-9, source: 'davies' },
  },
  barrier: {
    points: [
      [1, 0.6e-6],
      [2, 1e-6],
      [4, 1.4e-6],
      [29, 1.8e-6],
    ],
    between: 'step',
    source: 'sanafe',
  },
  structure: { ...loihi.structure, mesh: 'sanafe', buffer: 'sanafe' },
  sources: {
    ...loihi.sources,
    sanafe: {
      citation:
        'Boyle and others, SANA-FE: simulating advanced neuromorphic architectures for fast exploration, IEEE TCAD 2025',
      how: 'calibrated',
      energyError: 0.12,
      timeError: 0.25,
      note: 'The errors are the largest that its authors report against a Loihi board, over three applications.',
    },
    sum: {
      citation: 'SANA-FE (2025): 51.2 pJ and 6.0 ns to look at a neuron, and 21.6 pJ and 3.7 ns to update it',
      how: 'derived',
      energyError: 0.12,
      timeError: 0.25,
    },
  },
};
