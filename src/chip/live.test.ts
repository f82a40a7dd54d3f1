import { expect, test } from 'vitest';
import type { Batch, Simulation } from '../engine/simulation.ts';
import { oneDrivesTwo } from '../testing/one-drives-two.ts';
import type { Architecture } from './architecture.ts';
import { loihiCalibrated } from './architectures/loihi-calibrated.ts';
import { LiveChip } from './live.ts';

/** Neuron 0 drives 1 and 2. */
const network = oneDrivesTwo();
const { name, staticPower } = loihiCalibrated;
/** Every ledger asks for the power at rest once, and nothing else does. */
let asked = 0;
const architecture: Architecture = {
  ...loihiCalibrated,
  get staticPower() {
    asked++;
    return staticPower as NonNullable<typeof staticPower>;
  },
};
const batch = (from: number, to: number, fired: readonly number[]): Batch => ({
  from,
  to,
  spikes: [{ steps: Float64Array.from(fired), indices: new Uint32Array(fired.length) }],
  samples: [],
});
/** Nothing is looked into, so that nothing is asked of it. */
const simulation = {} as Simulation;

test('a pulse prices what was counted once, and tells what a step since the pulse before took', () => {
  const chip = new LiveChip(architecture, network, { architecture: name, place: 'naive', swaps: [] });
  chip.add(batch(0, 2, [0]));
  const first = chip.pulse(simulation);
  asked = 0;
  chip.add(batch(2, 6, [3, 4]));
  const second = chip.pulse(simulation);
  expect(asked).toBe(1);
  expect(second.ledger.rest?.energy).toBeGreaterThan(0);
  // Three updates a step; a spike, its message to its own core, and two synapses.
  const spike = 69.3e-12 + 111e-12 + 2 * 33.6e-12;
  expect(first.ledger.energy).toBeCloseTo(2 * 3 * 72.8e-12 + spike, 20);
  expect(second.stepEnergy[0]).toBeCloseTo(3 * 72.8e-12 + (2 * spike) / 4, 20);
  expect(second.ledger.energy).toBeCloseTo(6 * 3 * 72.8e-12 + 3 * spike, 20);
});
