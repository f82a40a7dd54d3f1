import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../../network/compile.ts';
import { readNetwork } from '../../network/read.ts';
import { createReferenceSimulation } from '../reference/reference.ts';
import {
  type Batch,
  type Checkpoint,
  NotFiniteError,
  type Precision,
  type Simulation,
} from '../simulation.ts';
import { createCpuSimulation } from './simulation.ts';

const compile = (network: unknown, seed = 3) => compileNetwork(readNetwork(network), { seed });

/** A bit of everything that has state: noise, delays of both kinds, refractoriness, plasticity, given spikes. */
const network = compile({
  dt: '0.1*ms',
  populations: {
    S: {
      size: 3,
      spikes: [
        [0.0005, 0],
        [0.002, 1],
        [0.0021, 2],
        [0.01, 0],
        [0.02, 2],
      ],
    },
    E: {
      size: 37,
      equations:
        'dv/dt = (drive - v)/tau + 0.1*xi/sqrt(tau) : 1 (unless refractory)\ndrive : 1\ndw/dt = -w/(30*ms) : 1',
      threshold: 'v > 1',
      reset: 'v = 0; w += 0.1 + 0.01*rand()',
      refractory: '1.5*ms',
      method: 'euler',
      parameters: { tau: '10*ms', drive: 1.3 },
      initial: { v: 'rand()' },
      record: { variables: ['v', 'w'], indices: [0, 36], every: '0.7*ms' },
    },
  },
  projections: [
    { from: 'S', to: 'E', on_pre: 'v_post += 0.2', connect: 'all-to-all', delay: '2*ms' },
    {
      from: 'E',
      to: 'E',
      model: 'g : 1',
      on_pre: 'v_post += g',
      on_post: 'g *= 0.99',
      connect: { probability: 0.2 },
      parameters: { g: 0.02 },
      delay: '0.1*ms + 3*rand()*ms',
    },
    {
      from: 'E',
      to: 'E',
      model:
        'g : 1\nta : second\nda/dt = -a/ta : 1 (event-driven)\ndb/dt = -b/(20*ms) : 1 (event-driven)\ndc/dt = -c/(9*ms) : 1 (clock-driven)',
      on_pre: 'v_post += g; a += 0.001; g = clip(g + b, 0, 0.1); c += 0.1',
      on_post: 'b -= 0.001; g = clip(g + a*(1 + c), 0, 0.1)',
      connect: { probability: 0.3 },
      parameters: { g: '0.02*rand()', ta: '15*ms' },
    },
  ],
});

const drive = { population: 'E', name: 'drive' };

/** Changes of a parameter at steps, as the worker makes them. */
type Change = { readonly at: number; readonly value: number | readonly number[] };

/** Runs to `end` in pieces of the given sizes; returns all that was recorded. */
function run(
  simulation: Simulation,
  end: number,
  pieces: readonly number[],
  changes: readonly Change[],
): Batch[] {
  const batches: Batch[] = [];
  let turn = 0;
  while (simulation.step < end) {
    for (const { at, value } of changes) if (at === simulation.step) simulation.set(drive, value);
    const next = Math.min(end, ...changes.map(({ at }) => at).filter((at) => at > simulation.step));
    simulation.advance(Math.min(pieces[turn++ % pieces.length] as number, next - simulation.step));
    if (turn % 3 === 0) batches.push(simulation.drain());
  }
  batches.push(simulation.drain());
  return batches;
}

function joined(batches: readonly Batch[]): unknown {
  const join = (arrays: readonly ArrayLike<number>[]) => arrays.flatMap((array) => Array.from(array));
  const [first] = batches;
  return {
    spikes: first?.spikes.map((_, p) => [
      join(batches.map((batch) => batch.spikes[p]?.steps ?? [])),
      join(batches.map((batch) => batch.spikes[p]?.indices ?? [])),
    ]),
    samples: first?.samples.map((_, k) => [
      join(batches.map((batch) => batch.samples[k]?.steps ?? [])),
      join(batches.map((batch) => batch.samples[k]?.values ?? [])),
    ]),
  };
}

// As text: an array of numbers is compared one by one, at a hundred times the cost.
const bytes = ({ data }: Checkpoint) => data.map((buffer) => Buffer.from(buffer).toString('base64'));

const value = fc.oneof(
  fc.double({ min: 0.8, max: 2, noNaN: true }),
  fc.array(fc.double({ min: 0.8, max: 2, noNaN: true }), { minLength: 37, maxLength: 37 }),
);
const changes = fc.uniqueArray(fc.record({ at: fc.integer({ min: 0, max: 299 }), value }), {
  maxLength: 4,
  selector: ({ at }) => at,
});
const pieces = fc.array(fc.integer({ min: 1, max: 130 }), { minLength: 1, maxLength: 5 });

describe.each(['f32', 'f64'] as const)('a run in %s', (precision: Precision) => {
  it('does not depend on the pieces it is run in, nor on where it was stored and resumed', async () => {
    await fc.assert(
      fc.asyncProperty(
        changes,
        pieces,
        pieces,
        fc.integer({ min: 0, max: 300 }),
        async (log, one, two, cut) => {
          const whole = await createCpuSimulation(network, { precision });
          const expected = joined(run(whole, 300, one, log));
          const first = await createCpuSimulation(network, { precision });
          const before = run(first, cut, two, log);
          const stored = structuredClone(first.checkpoint());
          run(first, 300, [50], []);
          const resumed = await createCpuSimulation(network, { precision });
          for (const other of [resumed, first]) {
            other.restore(stored);
            const after = run(other, 300, two, log);
            expect(joined([...before, ...after])).toEqual(expected);
            expect(bytes(other.checkpoint())).toEqual(bytes(whole.checkpoint()));
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('a simulation on the CPU', () => {
  it('stops where the record is full, and goes on once it is drained', async () => {
    const noisy = compile({
      dt: '1*ms',
      populations: { P: { size: 300000, equations: 'x : 1', threshold: 'rand() < 0.9' } },
    });
    const simulation = await createCpuSimulation(noisy);
    const ran = simulation.advance(10);
    expect(ran).toBe(2);
    const { spikes } = simulation.drain();
    expect(Math.abs((spikes[0]?.indices.length ?? 0) / 540000 - 1)).toBeLessThan(0.01);
    expect(simulation.advance(1)).toBe(1);
  });

  it('says which variable of which neuron is no longer finite', async () => {
    const unstable = compile({
      dt: '1*ms',
      populations: {
        E: {
          size: 6,
          equations: 'dx/dt = x**3/ms : 1\ndy/dt = -y/ms : 1',
          method: 'euler',
          initial: { x: 'int(i == 4)*3' },
        },
      },
    });
    const simulation = await createCpuSimulation(unstable);
    expect(() => simulation.advance(100)).toThrow(NotFiniteError);
    expect(() => simulation.advance(1)).toThrow('x of E[4] is no longer a finite number');
  });

  it('gives and takes values by name', async () => {
    const simulation = await createCpuSimulation(network);
    expect(simulation.get({ population: 'E', name: 'tau' })).toEqual(Float64Array.of(0.01));
    simulation.set({ population: 'E', name: 'tau' }, 0.02);
    expect(simulation.get({ population: 'E', name: 'tau' })).toEqual(Float64Array.of(0.02));
    expect(simulation.get({ projection: 1, name: 'g' }).length).toBeGreaterThan(200);
    expect(() => simulation.set(drive, [1, 2])).toThrow('drive takes 37 values');
    expect(() => simulation.get({ population: 'E', name: 'nothing' })).toThrow('There is no nothing');
    expect(() => simulation.set({ population: 'F', name: 'v' }, 1)).toThrow('There is no population F');
  });

  it('keeps a trace once a neuron while it can, and in each synapse when it can no more', async () => {
    const places = [network.projections[2]?.sources, network.projections[2]?.targets];
    const ta = { projection: 2, name: 'ta' };
    const count = places[0]?.length ?? 0;
    const values = Float64Array.from({ length: count }, (_, k) => (10 + (k % 7)) * 1e-3);
    for (const precision of ['f64', 'f32'] as const) {
      const simulation = await createCpuSimulation(network, { precision });
      const reference = createReferenceSimulation(network);
      const compare = (name: string, tolerance: number) => {
        const own = simulation.get({ projection: 2, name });
        const wanted = reference.get({ projection: 2, name });
        expect(own.length).toBe(count);
        const worst = own.reduce((most, v, k) => Math.max(most, Math.abs(v - (wanted[k] as number))), 0);
        expect(worst, name).toBeLessThan(tolerance);
      };
      for (const engine of [simulation, reference]) {
        engine.advance(150);
        engine.set(ta, values);
        engine.advance(150);
      }
      if (precision === 'f64') {
        compare('g', 1e-12);
        compare('a', 1e-12);
      }
      // Kept in each synapse, it is that of the last event, as the reference has it; b is that of now.
      expect(simulation.get({ projection: 2, name: 'b' }).length).toBe(count);
      simulation.set({ projection: 2, name: 'b' }, 0);
      expect(() => simulation.set({ projection: 2, name: 'b' }, values)).toThrow('takes one value');
      const stored = structuredClone(simulation.checkpoint());
      const other = await createCpuSimulation(network, { precision });
      other.restore(stored);
      for (const engine of [simulation, other]) engine.advance(100);
      expect(bytes(other.checkpoint())).toEqual(bytes(simulation.checkpoint()));
    }
  });

  it('says which synapses hold a number that is not finite', async () => {
    const wild = compile({
      dt: '1*ms',
      populations: { A: { size: 2, spikes: [[0.002, 1]] }, B: { size: 2, equations: 'x : 1' } },
      projections: [
        {
          from: 'A',
          to: 'B',
          model: 'dw/dt = w**3/ms : 1',
          method: 'euler',
          on_pre: 'x_post += 1',
          initial: { w: 'i + j' },
        },
      ],
    });
    const words = 'w of the synapses from A to B[3] is no longer a finite number';
    const simulation = await createCpuSimulation(wild);
    expect(() => simulation.advance(100)).toThrow(NotFiniteError);
    expect(() => simulation.advance(1)).toThrow(words.replace('[3]', '[1]'));
  });

  it('keeps synapses in the order of the file, whatever the order inside', async () => {
    const pairs = [
      [2, 0],
      [0, 1],
      [1, 1],
      [0, 0],
    ];
    const shuffled = compile({
      dt: '1*ms',
      populations: {
        A: {
          size: 3,
          spikes: [
            [0, 0],
            [0, 1],
            [0, 2],
          ],
        },
        B: { size: 2, equations: 'x : 1' },
      },
      projections: [
        {
          from: 'A',
          to: 'B',
          model: 'w : 1',
          on_pre: 'x_post += w; w += 10',
          connect: { pairs },
          parameters: { w: [1, 2, 3, 4] },
          delay: ['2*ms', '1*ms', '0*ms', '0*ms'],
        },
      ],
    });
    const simulation = await createCpuSimulation(shuffled);
    simulation.advance(1);
    expect(Array.from(simulation.get({ population: 'B', name: 'x' }))).toEqual([4, 3]);
    simulation.advance(2);
    expect(Array.from(simulation.get({ population: 'B', name: 'x' }))).toEqual([5, 5]);
    expect(Array.from(simulation.get({ projection: 0, name: 'w' }))).toEqual([11, 12, 13, 14]);
    simulation.set({ projection: 0, name: 'w' }, [5, 6, 7, 8]);
    expect(Array.from(simulation.get({ projection: 0, name: 'w' }))).toEqual([5, 6, 7, 8]);
  });

  it('refuses a checkpoint that is not its own', async () => {
    const simulation = await createCpuSimulation(network);
    const other = await createCpuSimulation(network, { precision: 'f64' });
    expect(() => simulation.restore(other.checkpoint())).toThrow('The checkpoint is of cpu f64');
    const small = await createCpuSimulation(
      compile({ dt: '0.1*ms', populations: { E: { size: 2, equations: 'x : 1' } } }),
    );
    expect(() => simulation.restore(small.checkpoint())).toThrow('another network');
  });
});
