import type { Architecture } from '../architecture.ts';

/** TrueNorth: one measured number, which holds at one operating point and covers everything. */
export const trueNorth: Architecture = {
  format: 1,
  name: 'truenorth',
  title: 'TrueNorth',
  about:
    'One number for everything, 26 pJ a synaptic event, measured at 0.775 V with neurons that fire at 20 Hz onto 128 synapses each. Far from there it does not hold, and the chip as a whole drew 63 to 72 mW. Every step is a tick of 1 ms. A neuron of the chip has one axon: one that reaches two cores takes the place of two. A crossing is a synapse or none, and what it weighs is one of four numbers of its neuron; synapses do not learn.',
  mesh: { width: 64, height: 64, coresPerTile: 1, buffer: 16 },
  limits: { compartments: 256, memory: 65_536, axonsIn: 256, axonsOut: 256 },
  memory: { kind: 'crossbar', wordBits: 256, weightBits: 1, source: 'merolla' },
  neuron: { model: 'leaky integrate-and-fire', source: 'merolla' },
  learning: { onChip: false, source: 'merolla' },
  prices: {
    synapseSparse: { energy: 26e-12, source: 'point' },
    synapseDense: { energy: 26e-12, source: 'point' },
    synapseConvolution: { energy: 26e-12, source: 'point' },
  },
  allIn: true,
  barrier: { points: [[1, 1e-3]], between: 'step', source: 'merolla' },
  structure: {
    mesh: 'merolla',
    buffer: 'guess',
    compartments: 'merolla',
    memory: 'merolla',
    axonsIn: 'merolla',
    axonsOut: 'merolla',
  },
  sources: {
    merolla: {
      citation:
        'Merolla and others, A million spiking-neuron integrated circuit with a scalable communication network and interface, Science 345, 2014',
      how: 'measured',
    },
    point: {
      citation: 'Merolla and others (2014): 72 mW at 0.775 V, 20 Hz, 128 active synapses a neuron',
      how: 'measured',
      note: 'All of the chip’s power, leakage included, divided by its synaptic events.',
    },
    guess: {
      citation: 'Not published',
      how: 'assumed',
      note: 'Packets that a link holds do not matter here.',
    },
  },
};
