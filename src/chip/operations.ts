/**
 * What a chip does, counted in whole numbers. Every operation happens on one core; a hop is counted for the core that
 * sends the packet, and once more for the link that it takes.
 */
export const operations = {
  synapseSparse: 'Synaptic operations, sparse format',
  synapseDense: 'Synaptic operations, dense format',
  synapseConvolution: 'Synaptic operations, shared kernel',
  neuronIdle: 'Neuron updates, at rest',
  neuronActive: 'Neuron updates, active',
  spike: 'Spikes fired',
  messageOut: 'Messages sent (a spike to one core)',
  messageIn: 'Messages received',
  hopEast: 'Hops to the east',
  hopWest: 'Hops to the west',
  hopNorth: 'Hops to the north',
  hopSouth: 'Hops to the south',
  learningProduct: 'Learning products evaluated',
  learningSkipped: 'Learning products skipped',
  memoryRead: 'Memory words read',
  memoryWrite: 'Memory words written',
} as const satisfies Readonly<Record<string, string>>;

/** What one of each is called in a table: the unit of its count. */
export const operationUnits = {
  synapseSparse: 'synaptic operation',
  synapseDense: 'synaptic operation',
  synapseConvolution: 'synaptic operation',
  neuronIdle: 'neuron update',
  neuronActive: 'neuron update',
  spike: 'spike',
  messageOut: 'message',
  messageIn: 'message',
  hopEast: 'hop',
  hopWest: 'hop',
  hopNorth: 'hop',
  hopSouth: 'hop',
  learningProduct: 'learning product',
  learningSkipped: 'learning product',
  memoryRead: 'memory word',
  memoryWrite: 'memory word',
} as const satisfies Readonly<Record<keyof typeof operations, string>>;

export type Operation = keyof typeof operations;

export const operationNames = Object.keys(operations) as readonly Operation[];
