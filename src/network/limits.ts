/**
 * How much of everything a network may hold. Checked before anything of that size is allocated, so that a file or a
 * link can ask for nothing that would stop the page.
 */
export const limits = {
  populations: 256,
  projections: 1024,
  /** All populations together. */
  neurons: 4_000_000,
  /** All projections together; 40,000 neurons with 1,000 synapses each fit. */
  synapses: 64_000_000,
  /** Pairs for which one `connect.condition` is evaluated. */
  conditionPairs: 100_000_000,
  /** Characters of one text: equations, a reset, a value. */
  text: 20_000,
  /** Characters of a name. */
  name: 100,
  /** Names in `parameters`, `initial` or `record`. */
  names: 1000,
  /** Numbers in all recorded arrays, lists, pairs and given spikes together. */
  listedNumbers: 20_000_000,
  /** Bytes of neurons, synapses, delay lines and recorded inputs, as the 64-bit reference keeps them. */
  memory: 4 * 2 ** 30,
  /** Longest delay. */
  delaySteps: 1_000_000,
  /** Of a pathway within a step, in either direction. */
  order: 1_000_000,
  /** Longest run. */
  steps: 1_000_000_000,
  /** Numbers that the probes of one run may collect in memory. */
  samples: 50_000_000,
} as const;
