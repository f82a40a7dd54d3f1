import type { Architecture } from '../architecture.ts';

/** Loihi 2: its structure alone, for no price of a single operation is published. */
export const loihi2: Architecture = {
  format: 1,
  name: 'loihi-2',
  title: 'Loihi 2',
  about:
    'Structure only: Intel has published no energy and no time for a single operation, so everything is counted and nothing is priced.',
  mesh: { width: 8, height: 16, coresPerTile: 1, buffer: 16 },
  limits: { compartments: 8192, memory: 192 * 8192, axonsIn: 16_384, axonsOut: 16_384 },
  memory: {
    kind: 'lists',
    wordBits: 64,
    headerBits: 10,
    weightBits: 8,
    indexBits: 13,
    delayBits: 6,
    tagBits: 9,
    source: 'lists',
  },
  learning: { onChip: true, source: 'orchard' },
  prices: {},
  structure: {
    mesh: 'arrangement',
    buffer: 'guess',
    compartments: 'orchard',
    memory: 'guess',
    axonsIn: 'guess',
    axonsOut: 'guess',
  },
  sources: {
    orchard: {
      citation: 'Orchard and others, Efficient neuromorphic signal processing with Loihi 2, IEEE SiPS 2021',
      how: 'derived',
      note: 'A million neurons on 128 cores: 8192 each.',
    },
    arrangement: {
      citation: 'Orchard and others (2021): 128 cores on an asynchronous network',
      how: 'assumed',
      note: 'An arrangement of 8 by 16 is assumed.',
    },
    lists: {
      citation: 'The lists of Loihi 1, with 13 bits for one of 8192 targets',
      how: 'assumed',
    },
    guess: {
      citation: 'Not published',
      how: 'assumed',
      note: '192 kB a core, 16,384 axons either way and 16 packets a link are placeholders: change them if you know better.',
    },
  },
};
