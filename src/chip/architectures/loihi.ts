import type { Architecture } from '../architecture.ts';

/** What all of Loihi 1's price lists share: the structure that Davies and others (2018) publish. */
export const loihi = {
  mesh: { width: 8, height: 4, coresPerTile: 4, buffer: 16 },
  limits: { compartments: 1024, memory: 2 ** 20, axonsIn: 4096, axonsOut: 4096 },
  memory: {
    kind: 'lists',
    wordBits: 64,
    headerBits: 10,
    weightBits: 8,
    indexBits: 10,
    delayBits: 6,
    tagBits: 9,
    source: 'lists',
  },
  neuron: { model: 'leaky integrate-and-fire', source: 'davies' },
  learning: { onChip: true, source: 'davies' },
  staticPower: { watts: 0.104, source: 'frady' },
  structure: {
    mesh: 'tiles',
    buffer: 'buffer',
    compartments: 'davies',
    memory: 'davies',
    axonsIn: 'davies',
    axonsOut: 'davies',
  },
  sources: {
    davies: {
      citation:
        'Davies and others, Loihi: a neuromorphic manycore processor with on-chip learning, IEEE Micro 38(1), 2018',
      how: 'simulated before silicon',
      note: 'Table 2: circuit simulations at 0.75 V, before there was a chip.',
    },
    lists: {
      citation:
        'nengo-loihi, blocks of synapses and their bits; word and field widths of Davies and others (2018)',
      how: 'derived',
      note: 'Bits a synapse: 8 for the weight, 10 for the target, 6 where delayed, 9 where it learns; 10 before each list.',
    },
    tiles: {
      citation: 'Boyle and others, SANA-FE (2025): 128 cores as 8 by 4 tiles of 4',
      how: 'assumed',
      note: 'Davies and others give 128 cores; how they are arranged is not published.',
    },
    buffer: { citation: 'Boyle and others, SANA-FE (2025): 16 packets a link', how: 'assumed' },
    frady: {
      citation:
        'Frady and others, Neuromorphic nearest neighbor search using Intel’s Pohoiki Springs, NICE 2020',
      how: 'derived',
      note: 'An upper bound for one chip, from the power of a board at rest; the voltage is not given.',
    },
  },
} as const satisfies Pick<
  Architecture,
  'mesh' | 'limits' | 'memory' | 'neuron' | 'learning' | 'staticPower' | 'structure' | 'sources'
>;
