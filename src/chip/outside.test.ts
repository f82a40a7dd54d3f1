import { expect, test } from 'vitest';
import type { Simulation } from '../engine/simulation.ts';
import { compileNetwork } from '../network/compile.ts';
import { loihiCalibrated } from './architectures/loihi-calibrated.ts';
import { LiveChip } from './live.ts';

/** A clock that ticks in every step and writes to both neurons, one of which drives the other. */
const network = compileNetwork(
  {
    dt: '1*ms',
    populations: {
      clock: { size: 1, equations: 'on : 1', threshold: 'on > 0', parameters: { on: 1 } },
      N: { size: 2, equations: 'dv/dt = -v/(10*ms) : 1', threshold: 'v > 1', reset: 'v = 0' },
    },
    projections: [
      { from: 'clock', to: 'N', connect: 'all-to-all', on_pre: 'v_post += 0.1' },
      {
        from: 'N',
        to: 'N',
        model: 'w : 1',
        connect: { pairs: [[0, 1]] },
        on_pre: 'v_post += w',
        parameters: { w: 0.5 },
      },
    ],
  },
  { seed: 1 },
);
/** Ten steps: the clock in each, neuron 0 in one of them. */
const batch = {
  from: 0,
  to: 10,
  spikes: [
    { steps: Float64Array.from({ length: 10 }, (_, k) => k), indices: new Uint32Array(10) },
    { steps: Float64Array.of(4), indices: Uint32Array.of(0) },
  ],
  samples: [],
};
const on = (outside: Readonly<Record<string, string>>, open?: number) => {
  const ask = {
    architecture: 'loihi-calibrated',
    place: 'naive' as const,
    swaps: [],
    ...(open === undefined ? {} : { open }),
  };
  const chip = new LiveChip(loihiCalibrated, network, ask, undefined, { outside });
  chip.add(batch);
  return chip;
};
const counts = (chip: LiveChip) =>
  Object.fromEntries(chip.ledger().rows.map(({ operation, count }) => [operation, count]));

test('a population that is outside the chip has no core, and nothing of it is counted', () => {
  const all = counts(on({}));
  expect(all['Synaptic operations, dense format']).toBe(10 * 2);
  const chip = on({ clock: 'it stands for the chip’s own time step' });
  expect(counts(chip)).toMatchObject({
    'Synaptic operations, dense format': 0,
    'Synaptic operations, sparse format': 1,
    'Spikes fired': 1,
    'Messages sent (a spike to one core)': 1,
    'Neuron updates, active': 10 * 2,
  });
  const { cores, notes } = chip.layout();
  expect(cores.map(({ neurons }) => neurons)).toEqual([[{ population: 'N', first: 0, last: 1 }]]);
  expect(notes).toEqual([
    'clock is not on the chip: it stands for the chip’s own time step. It has no core, and it is not counted, nor is anything on the synapses from clock to N.',
  ]);
  expect(on({}).layout().notes).toBeUndefined();
});

test('an opened core shows the weights of what is left, from their own projection', () => {
  const asked: unknown[] = [];
  const simulation = {
    get: (of: unknown) => {
      asked.push(of);
      return Float64Array.of(0.5);
    },
  } as unknown as Simulation;
  const { open } = on({ clock: 'it stands for time' }, 0).pulse(simulation);
  expect(open?.memories).toHaveLength(1);
  expect(open?.memories[0]).toMatchObject({
    variable: 'w',
    synapses: 1,
    neurons: 1,
    axonsIn: 1,
    minimum: 0.5,
    maximum: 0.5,
  });
  expect(open?.axonsIn).toEqual([{ population: 'N', neurons: 1, cores: [0] }]);
  expect(asked).toEqual([
    { population: 'N', name: 'v' },
    { projection: 1, name: 'w' },
  ]);
});
