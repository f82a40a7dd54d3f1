import { expect, test } from 'vitest';
import { compileNetwork } from '../network/compile.ts';
import { readNetwork } from '../network/read.ts';
import { createSimulation } from './create.ts';
import type { Simulation } from './simulation.ts';

/** A spike on each side in step 10; everything that follows from them is under way for a while. */
const compiled = compileNetwork(
  readNetwork({
    dt: '1*ms',
    populations: {
      S: {
        size: 2,
        spikes: [
          [0.01, 0],
          [0.012, 1],
        ],
      },
      T: { size: 2, spikes: [[0.01, 1]] },
      M: { size: 1, equations: 'dd/dt = -d/(5*ms) : 1\nk : 1', initial: { d: 1 }, parameters: { k: 3 } },
    },
    projections: [
      {
        from: 'S',
        to: 'T',
        model: 'w : 1\nn : 1\nd : 1 (linked)\nk : 1 (linked)\ndx/dt = -x/(10*ms) : 1 (event-driven)',
        linked: { d: 'M.d', k: 'M.k' },
        on_pre: { trace: 'x += 1', count: { statements: 'n = 10*n + 1', delay: '5*ms', order: 7 } },
        on_post: { learn: 'w += x', mark: 'n = 10*n + 2' },
        delay: { learn: '4*ms', mark: '(3 + 2*i)*ms' },
      },
    ],
  }),
  { seed: 1 },
);
const engines = [
  ['reference', 'f64'],
  ['cpu', 'f64'],
  ['cpu', 'f32'],
] as const;
const read = (simulation: Simulation, name: string) => Array.from(simulation.get({ projection: 0, name }));

test.each(engines)(
  '%s %s: events of both sides that are under way are part of a checkpoint',
  async (backend, precision) => {
    const begin = () => createSimulation(compiled, { backend, precision });
    const first = await begin();
    first.advance(12);
    const stored = first.checkpoint();
    expect(read(first, 'n')).toEqual([0, 0, 0, 0]);
    const second = await begin();
    second.restore(stored);
    for (const simulation of [first, second]) {
      simulation.advance(8);
      // Synapses 0 to 0, 0 to 1, 1 to 0, 1 to 1: `mark` comes in step 13 where i is 0, before `count` in step 15, and
      // with it where i is 1: there `count` comes in step 17 and `mark` in step 15.
      expect(read(simulation, 'n')).toEqual([1, 21, 1, 21]);
      const w = read(simulation, 'w');
      expect(w[1]).toBeCloseTo(Math.exp(-0.4), 6);
      expect(w[3]).toBeCloseTo(Math.exp(-0.2), 6);
      expect([w[0], w[2]]).toEqual([0, 0]);
      expect(read(simulation, 'd')[0]).toBeCloseTo(Math.exp(-4), 6);
      expect(read(simulation, 'k')[0]).toBe(3);
    }
  },
);
