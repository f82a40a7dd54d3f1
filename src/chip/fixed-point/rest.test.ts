import { expect, test } from 'vitest';
import { createSimulation } from '../../engine/create.ts';
import type { Simulation } from '../../engine/simulation.ts';
import { compileNetwork } from '../../network/compile.ts';
import type { Network, Population } from '../../network/network.ts';
import { loihiCalibrated } from '../architectures/loihi-calibrated.ts';
import { Chip } from '../chip.ts';
import { totalOf } from '../counts.ts';
import { ledgerOf } from '../ledger.ts';
import { mapNaive } from '../partition.ts';
import { eachStep } from '../spike-steps.ts';
import { workloadOf } from '../workload.ts';
import { IntegerNeurons } from './neuron.ts';
import { createFixedPointSimulation } from './simulation.ts';

test('integers come to rest, where there is no bias', () => {
  // Loses half of v in each step, rounded to zero: 6 * 64 = 384, 192, ... 3, 1, 0; and the current is gone at once.
  const neurons = new IntegerNeurons(3, {
    du: [4095, 4095, 4095],
    dv: [2048, 2048, 2048],
    vth: [1000, 1000, 2],
    bias: [0, 1, 0],
    refractory: [0, 0, 4],
  });
  const fired = new Uint32Array(3);
  const course: number[][] = [];
  for (let step = 0; step < 16; step++) {
    neurons.receive(Int32Array.of(step === 2 ? 6 : 0, 0, step === 2 ? 6 : 0));
    neurons.integrate(fired);
    course.push([...neurons.active]);
  }
  const of = (k: number) => course.map((active) => active[k]).join('');
  // The step of the input, then 384 to 1 in nine more; in the last of them it goes from 1 to 0.
  expect(of(0)).toBe('0011111111110000');
  expect(of(1)).toBe('1111111111111111');
  // It fires at once, and is held for four steps.
  expect(of(2)).toBe('0011111000000000');
});

const lif: Population = {
  size: 2,
  equations: 'dv/dt = (V_r - v)/tau : volt',
  threshold: 'v > theta',
  reset: 'v = V_r',
  parameters: { tau: '10*ms', V_r: '-65*mV', theta: '-50*mV' },
  initial: { v: 'V_r' },
};
/** One spike in step 5, onto the first of two neurons. */
const network: Network = {
  dt: '1*ms',
  populations: { in: { size: 1, spikes: [[0.005, 0]] }, N: lif },
  projections: [{ from: 'in', to: 'N', connect: { pairs: [[0, 0]] }, on_pre: 'v_post += 1*mV' }],
};

async function count(
  made: (network: ReturnType<typeof compiled>) => Promise<Simulation>,
  pieces: readonly number[],
) {
  const own = compiled();
  const simulation = await made(own);
  const workload = workloadOf(own);
  const chip = new Chip(loihiCalibrated, workload, mapNaive(workload, loihiCalibrated, {}));
  const active: string[] = [];
  for (const steps of pieces) {
    simulation.advance(steps);
    eachStep(simulation.drain(), workload, (fired, known) => {
      chip.step(fired, known ? { active: known } : {});
      active.push([...(known ?? [])].join(''));
    });
  }
  return { chip, active };
}

const compiled = () => compileNetwork(network, { seed: 1 });

test('the ledger tells updates of neurons that rest from others, in integers; in floating point it says that it cannot', async () => {
  const { chip, active } = await count((own) => createFixedPointSimulation(own), [400]);
  const { counts } = chip;
  // The second neuron never has anything to do. The first takes the spike of step 5 in with the next, and then decays
  // by a tenth in each step, rounded to zero, until nothing is left.
  const busy = active.map((all) => all[1]).join('');
  expect(active.every((all) => all[2] === '0')).toBe(true);
  expect(busy).toMatch(/^0{6}1+0+$/);
  const worked = busy.replaceAll('0', '').length;
  expect(worked).toBeGreaterThan(50);
  expect(worked).toBeLessThan(200);
  expect(totalOf(counts, 'neuronActive')).toBe(worked);
  expect(totalOf(counts, 'neuronIdle')).toBe(800 - worked);
  const ledger = ledgerOf(counts, loihiCalibrated, 0);
  expect(ledger.energy).toBeCloseTo(worked * 72.8e-12 + (800 - worked) * 51.2e-12 + 111e-12 + 33.6e-12, 18);
  const row = (of: typeof ledger) => of.rows.find(({ operation }) => operation === 'neuronActive');
  expect(row(ledger)?.note).toBeUndefined();

  // However the run is cut into batches, it is the same.
  const pieces = await count((own) => createFixedPointSimulation(own), [3, 4, 93, 300]);
  expect(pieces.active).toEqual(active);

  const floating = await count((own) => createSimulation(own, { backend: 'reference' }), [400]);
  expect(totalOf(floating.chip.counts, 'neuronActive')).toBe(800);
  expect(row(ledgerOf(floating.chip.counts, loihiCalibrated, 0))?.note).toMatch(
    /^every neuron in every step: /,
  );
});
