import type { Architecture } from '../architecture.ts';

/** Arrays of memristive crosspoints with neurons beside them, learning by errors that are large enough. */
export const crossbar: Architecture = {
  format: 1,
  name: 'crossbar',
  title: 'Crossbar array with error-triggered learning',
  about:
    'After Payvand and others (2020): weights are conductances at the crossings of rows and columns, read in place and written only where an error passes its threshold. The size of the arrays is chosen here, and no price of a single operation is taken over: what counts is how many writes the trigger saves.',
  mesh: { width: 4, height: 4, coresPerTile: 1, buffer: 16 },
  limits: { compartments: 128, memory: 128 * 256, axonsIn: 256, axonsOut: 1024 },
  memory: { kind: 'crossbar', wordBits: 128, weightBits: 1, analogue: true, source: 'payvand' },
  learning: { onChip: true, source: 'payvand' },
  prices: {},
  structure: {
    mesh: 'guess',
    buffer: 'guess',
    compartments: 'guess',
    memory: 'payvand',
    axonsIn: 'guess',
    axonsOut: 'guess',
  },
  sources: {
    payvand: {
      citation:
        'Payvand and others, Error-triggered three-factor learning dynamics for crossbar arrays, IEEE AICAS 2020',
      how: 'simulated before silicon',
      note: 'A crosspoint, one pair of devices with a weight that is not digital, counts as one bit.',
    },
    guess: { citation: 'Chosen for this book', how: 'assumed' },
  },
};
