import type { Architecture } from '../architecture.ts';
import { loihi } from './loihi.ts';
import { loihiPackets } from './loihi-packets.ts';

/** Loihi 1, priced as its designers simulated it before there was silicon. */
export const loihiDavies: Architecture = {
  format: 1,
  name: 'loihi-davies',
  title: 'Loihi 1, simulated before silicon',
  about:
    'The table that is most often quoted for Loihi (Davies and others 2018, table 2). It comes from circuit simulations at 0.75 V, not from a chip: the synaptic operation is its cheapest, and fetching and sending a spike within a core is not priced.',
  ...loihi,
  prices: {
    synapseSparse: { energy: 23.6e-12, time: 3.5e-9, bound: 'least', source: 'davies' },
    synapseDense: { energy: 23.6e-12, time: 3.5e-9, bound: 'least', source: 'davies' },
    synapseConvolution: { energy: 23.6e-12, time: 3.5e-9, bound: 'least', source: 'davies' },
    neuronIdle: { energy: 52e-12, time: 5.3e-9, source: 'davies' },
    neuronActive: { energy: 81e-12, time: 8.4e-9, source: 'davies' },
    ...loihiPackets,
    learningProduct: { energy: 120e-12, time: 6.1e-9, source: 'davies' },
  },
  barrier: {
    points: [
      [1, 113e-9],
      [32, 465e-9],
    ],
    between: 'linear',
    source: 'barrier',
  },
  sources: {
    ...loihi.sources,
    barrier: {
      citation: 'Davies and others (2018), table 2: 113 to 465 ns for 1 to 32 tiles',
      how: 'simulated before silicon',
      note: 'Between its two ends a straight line is assumed.',
    },
  },
};
