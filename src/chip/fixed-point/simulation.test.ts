import { describe, expect, test } from 'vitest';
import { createSimulation } from '../../engine/create.ts';
import { relativeError } from '../../engine/integers.ts';
import type { Batch, Simulation } from '../../engine/simulation.ts';
import { compileNetwork } from '../../network/compile.ts';
import type { Network, Population } from '../../network/network.ts';
import { decayUnity } from './bits.ts';
import { createFixedPointSimulation } from './simulation.ts';

const lif: Population = {
  size: 1,
  equations: 'dv/dt = (E_L - v + R*I)/tau_m : volt (unless refractory)\nI : amp',
  threshold: 'v > theta',
  reset: 'v = V_r',
  refractory: '2*ms',
  method: 'exact',
  parameters: {
    I: '2*nA',
    R: '10*Mohm',
    tau_m: '10*ms',
    E_L: '-65*mV',
    theta: '-50*mV',
    V_r: '-68*mV',
  },
  initial: { v: 'V_r' },
  record: { variables: ['v'], indices: [0] },
};

const synaptic: Population = {
  ...lif,
  equations: 'dv/dt = (E_L - v + R*I)/tau_m : volt (unless refractory)\ndI/dt = -I/tau_s : amp',
  parameters: {
    R: '10*Mohm',
    tau_m: '20*ms',
    tau_s: '5*ms',
    E_L: '-65*mV',
    theta: '-50*mV',
    V_r: '-65*mV',
  },
  record: { variables: ['v', 'I'], indices: [0] },
};

const poisson: Population = {
  size: 100,
  equations: 'rates : Hz',
  threshold: 'rand() < rates*dt',
  parameters: { rates: '20*Hz' },
};

const driven = (weight = '0.2*nA', more: Partial<Population> = {}): Network => ({
  dt: '0.1*ms',
  populations: { P: poisson, E: { ...synaptic, size: 20, ...more } },
  projections: [
    {
      from: 'P',
      to: 'E',
      model: 'w : amp',
      on_pre: 'I_post += w',
      connect: 'all-to-all',
      parameters: { w: weight },
    },
  ],
});

const compiled = (network: Network, seed = 1) => compileNetwork(network, { seed });

/** Everything that a run gives in one piece, drained now and then. */
async function run(simulation: Simulation, steps: number): Promise<Batch> {
  simulation.advance(steps);
  return simulation.drain();
}

const trainOf = ({ spikes }: Batch, population: number, index = 0) =>
  [...(spikes[population]?.steps ?? [])].filter((_, k) => spikes[population]?.indices[k] === index);

describe('a leaky integrate-and-fire neuron under a constant current', () => {
  test.each([
    ['0.1*ms', '10*ms', 2],
    ['0.1*ms', '7*ms', 1.6],
    ['1*ms', '23*ms', 3],
    ['0.5*ms', '15*ms', 8],
  ])('dt %s, tau %s, %f nA: fires as its rounded time constant says', async (dt, tau, current) => {
    const network = compiled({
      dt,
      populations: {
        neuron: {
          ...lif,
          refractory: '4*ms',
          parameters: { ...lif.parameters, tau_m: tau, I: current * 1e-9 },
        },
      },
    });
    const chip = await createFixedPointSimulation(network);
    const time = chip.integers.quantities.find(({ what }) => what === 'membrane time constant');
    const [wanted, got] = [time?.wanted ?? 0, time?.got ?? 0];
    // Half a part of 4096 is the most by which the decay of a step is rounded.
    expect(Math.abs(relativeError({ wanted, got }))).toBeLessThan(
      (0.51 / decayUnity) * (wanted / network.dt) + 1e-3,
    );
    const way = Math.log((10e6 * current * 1e-9 + 3e-3) / (10e6 * current * 1e-9 - 15e-3));
    // A spike ends the step that crosses the threshold; what the state loses by rounding down costs a step at most.
    const steps = Math.ceil((way * got) / network.dt) + Math.round(4e-3 / network.dt) - 1;
    const spikes = trainOf(await run(chip, 4000), 0);
    const intervals = spikes.slice(1).map((step, k) => step - (spikes[k] as number));
    expect(intervals.length).toBeGreaterThan(5);
    for (const interval of intervals) expect(Math.abs(interval - steps)).toBeLessThanOrEqual(1);
    // Against floating point the k-th interval differs by the error of the time constant, and by two roundings to a step.
    const float = trainOf(await run(await createSimulation(network, { backend: 'reference' }), 4000), 0);
    const tolerance = (Math.abs(got - wanted) * way) / network.dt + 2;
    const between = float.slice(1).map((step, k) => step - (float[k] as number));
    expect(Math.abs((between[0] ?? 0) - (intervals[0] ?? 0))).toBeLessThanOrEqual(tolerance);
  });

  test('rests where the equations rest, whatever the rounding of the decay', async () => {
    const at = { ...lif.parameters, I: '1.4*nA', tau_m: '7*ms' };
    const chip = await createFixedPointSimulation(
      compiled({ dt: '0.1*ms', populations: { neuron: { ...lif, parameters: at } } }),
    );
    const [samples] = (await run(chip, 2000)).samples;
    expect(samples?.values[0]).toBeCloseTo(-0.068, 9);
    // Rounding down takes at most 1 a step off, which adds up to 4096/dv in the end; an integer is 0.5 nV here.
    expect(samples?.values.at(-1)).toBeCloseTo(-0.051, 5);
  });

  test('a changed current is a changed bias, without a new beginning', async () => {
    const network = compiled({ dt: '0.1*ms', populations: { neuron: lif } });
    const chip = await createFixedPointSimulation(network);
    await run(chip, 1000);
    const before = chip.get({ population: 'neuron', name: 'v' })[0] as number;
    chip.set({ population: 'neuron', name: 'I' }, 0);
    expect(chip.get({ population: 'neuron', name: 'v' })[0]).toBeCloseTo(before, 7);
    expect(trainOf(await run(chip, 3000), 0)).toEqual([]);
    expect(chip.get({ population: 'neuron', name: 'v' })[0]).toBeCloseTo(-0.065, 5);
    chip.set({ population: 'neuron', name: 'v' }, -0.06);
    expect(chip.get({ population: 'neuron', name: 'v' })[0]).toBeCloseTo(-0.06, 7);
    expect(() => chip.set({ population: 'neuron', name: 'theta' }, -0.07)).toThrow(/not above its reset/);
    expect(chip.get({ population: 'neuron', name: 'theta' })[0]).toBe(-0.05);
  });
});

describe('synapses', () => {
  test('sources fire as they do in floating point, and what they drive stays close', async () => {
    const network = compiled(driven());
    const chip = await createFixedPointSimulation(network);
    const float = await createSimulation(network, { backend: 'cpu' });
    const [a, b] = [await run(chip, 5000), await run(float, 5000)];
    expect(a.spikes[0]).toEqual(b.spikes[0]);
    expect(a.spikes[0]?.indices.length).toBeGreaterThan(500);
    const [here, there] = [a.spikes[1]?.indices.length ?? 0, b.spikes[1]?.indices.length ?? 0];
    expect(there).toBeGreaterThan(100);
    // The chip's time constants are 1 % off (dv = 20 for 20.43): its rate is of that order.
    expect(Math.abs(here / there - 1)).toBeLessThan(0.05);
    expect(chip.integers.overflows).toEqual({ current: 0, voltage: 0 });
    expect(a.samples.map(({ population, probe, steps }) => [population, probe, steps.length])).toEqual(
      b.samples.map(({ population, probe, steps }) => [population, probe, steps.length]),
    );
  });

  test('one spike: charge and peak of the potential, in the step in which the equations have them', async () => {
    const network = compiled({
      dt: '0.1*ms',
      populations: {
        S: { size: 1, spikes: [[0.01, 0]] },
        E: { ...synaptic, initial: { v: 'E_L' } },
      },
      projections: [{ from: 'S', to: 'E', on_pre: 'I_post += 0.5*nA', delay: '2*ms', connect: 'all-to-all' }],
    });
    const [a, b] = await Promise.all([
      createFixedPointSimulation(network).then((chip) => run(chip, 2000)),
      createSimulation(network, { backend: 'reference' }).then((float) => run(float, 2000)),
    ]);
    const [[v, I], [vFloat, IFloat]] = [a, b].map(({ samples }) => samples.map(({ values }) => values)) as [
      [Float64Array, Float64Array],
      [Float64Array, Float64Array],
    ];
    expect(I.findIndex((value) => value > 0)).toBe(IFloat.findIndex((value) => value > 0));
    // The weight has 8 bits: at most half of 1 in 128.
    expect(Math.max(...I) / Math.max(...IFloat)).toBeCloseTo(1, 2);
    const area = (values: Float64Array) => values.reduce((sum, value) => sum + value + 0.065, 0);
    // Rounding towards zero takes half an integer a step from a current of 13,952: 25 integers (0.5 / 0.0198) for the 316
    // steps in which there are that many, 1.1 % of its sum; the weight's error comes on top.
    expect(Math.abs(area(v) / area(vFloat) - 1)).toBeLessThan(0.015);
    const rise = (values: Float64Array) => Math.max(...values) + 0.065;
    expect(Math.abs(rise(v) / rise(vFloat) - 1)).toBeLessThan(0.03);
  });

  test('a weight that jumps onto the membrane', async () => {
    const network = compiled({
      dt: '0.1*ms',
      populations: {
        S: {
          size: 1,
          spikes: [
            [0.01, 0],
            [0.0102, 0],
          ],
        },
        E: { ...lif, parameters: { ...lif.parameters, I: 0, V_r: '-65*mV' } },
      },
      projections: [{ from: 'S', to: 'E', on_pre: 'v_post += 4*mV', connect: 'all-to-all' }],
    });
    const [a, b] = await Promise.all([
      createFixedPointSimulation(network).then((chip) => run(chip, 200)),
      createSimulation(network, { backend: 'reference' }).then((float) => run(float, 200)),
    ]);
    const [here, there] = [a.samples[0]?.values ?? [], b.samples[0]?.values ?? []];
    expect(Math.max(...there)).toBeGreaterThan(-0.0575);
    for (let k = 0; k < 200; k++) expect(Math.abs((here[k] ?? 0) - (there[k] ?? 1))).toBeLessThan(1e-4);
  });

  test('more bits are nearer: weights', () => {
    const errors = [2, 3, 4, 5, 6, 7, 8].map(async (bits) => {
      const network = driven('(0.02 + 0.4*rand())*nA');
      const [projection] = network.projections ?? [];
      const chip = await createFixedPointSimulation(
        compiled({
          ...network,
          projections: projection
            ? [
                {
                  ...projection,
                  model: 'w : amp\nweight_bits : 1 (shared)',
                  parameters: { ...projection.parameters, weight_bits: bits },
                },
              ]
            : [],
        }),
      );
      const wanted = compiled(network).projections[0]?.state.get('w') as Float64Array;
      const got = chip.get({ projection: 0, name: 'w' });
      expect(new Set(got).size).toBeLessThanOrEqual(2 ** bits);
      return Math.sqrt(got.reduce((sum, w, k) => sum + (w - (wanted[k] ?? 0)) ** 2, 0) / got.length);
    });
    return Promise.all(errors).then((all) => {
      all.slice(1).forEach((error, k) => {
        // A bit halves the grain, and with it the error of weights that lie anywhere.
        expect((all[k] ?? 0) / error).toBeGreaterThan(1.8);
        expect((all[k] ?? 0) / error).toBeLessThan(2.2);
      });
    });
  });

  test('more bits are nearer: decays', async () => {
    const worstOf = async (bits: number) => {
      const network = compiled({
        dt: '1*ms',
        populations: {
          E: {
            ...lif,
            size: 200,
            equations: `${lif.equations}\ntau_m : second\ndecay_bits : 1 (shared)`,
            parameters: { ...lif.parameters, tau_m: '(5 + 0.03*i)*ms', decay_bits: bits },
          },
        },
      });
      const chip = await createFixedPointSimulation(network);
      return Math.abs(relativeError(chip.integers.quantities[0] ?? { wanted: 0, got: 1 }));
    };
    const errors = await Promise.all([5, 6, 7, 8, 9, 10, 11, 12].map(worstOf));
    errors.slice(1).forEach((error, k) => {
      expect(error).toBeLessThan(errors[k] ?? 0);
    });
    // At 11 ms and a step of 1 ms a decay is 356 of 4096: half a part is 0.14 %.
    expect(errors.at(-1)).toBeLessThan(1.5e-3);
  });
});

describe('a run', () => {
  test('goes on from a checkpoint as if it had never stopped', async () => {
    const network = compiled(driven());
    const [whole, first, second] = await Promise.all(
      [0, 1, 2].map(() => createFixedPointSimulation(network)),
    );
    if (!whole || !first || !second) throw new Error('three were asked for');
    const change = { population: 'E', name: 'E_L' };
    for (const simulation of [whole, first]) {
      await run(simulation, 700);
      simulation.set(change, -0.06);
      await run(simulation, 37);
    }
    second.restore(structuredClone(first.checkpoint()));
    expect(second.step).toBe(737);
    expect(second.get(change)[0]).toBe(-0.06);
    expect(await run(second, 1500)).toEqual(await run(whole, 1500));
    expect(() => second.restore({ ...second.checkpoint(), backend: 'cpu' })).toThrow(/another network/);
  });

  test('is the same in whatever slices', async () => {
    const network = compiled(driven());
    const [one, other] = await Promise.all([0, 1].map(() => createFixedPointSimulation(network)));
    const whole = await run(one as Simulation, 400);
    const pieces: Batch[] = [];
    for (const steps of [1, 63, 64, 65, 7, 200]) pieces.push(await run(other as Simulation, steps));
    expect(pieces.flatMap((piece) => [...(piece.spikes[1]?.steps ?? [])])).toEqual([
      ...(whole.spikes[1]?.steps ?? []),
    ]);
    expect(pieces.flatMap((piece) => [...(piece.samples[1]?.values ?? [])])).toEqual([
      ...(whole.samples[1]?.values ?? []),
    ]);
  });
});
