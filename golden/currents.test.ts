import { describe, expect, test } from 'vitest';
import { figure } from '../chapters/neuron-models/hodgkin-huxley-currents.figure.ts';
import { createSimulation } from '../src/engine/create.ts';
import { resolveNetwork } from '../src/experiment/resolve.ts';
import { compileNetwork } from '../src/network/compile.ts';
import { golden } from './files.ts';

const expected = golden<Readonly<Record<string, number[]>>>('currents');
const settings = { bare: {}, 'a-type': { g_A: 0.3 }, 'm-type': { g_M: 0.1 }, 't-type': { g_T: 1 } };

/** Spike times in ms of the figure's own network over stretches of (ms, current in uA/cm2). */
async function spikes(
  values: Readonly<Record<string, number>>,
  stretches: readonly (readonly [number, number])[],
) {
  const compiled = compileNetwork(resolveNetwork(figure, { ...values, I: stretches[0]?.[1] ?? 0 }), {
    seed: 1,
  });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  const times: number[] = [];
  for (const [duration, current] of stretches) {
    simulation.set({ population: 'cell', name: 'I' }, current * 1e-2);
    const end = simulation.step + Math.round((duration * 1e-3) / compiled.dt);
    while (simulation.step < end) {
      simulation.advance(end - simulation.step);
      times.push(...(simulation.drain().spikes[0]?.steps ?? []));
    }
  }
  simulation.dispose();
  return times.map((step) => step * compiled.dt * 1e3);
}

describe('the cell with currents to plug in fires when SciPy says', () => {
  test.each(Object.entries(settings))('%s', async (name, values) => {
    const stretches =
      name === 't-type'
        ? ([
            [200, -2],
            [200, 0],
          ] as const)
        : ([[name === 'm-type' ? 500 : 300, 3]] as const);
    const found = await spikes(values, stretches);
    const truth = expected[name] ?? [];
    expect(found.length).toBe(truth.length);
    // A step of 0.02 ms, and RK4's error, which adds up from spike to spike.
    for (const [k, time] of found.entries())
      expect(Math.abs(time - (truth[k] ?? 0)), `spike ${k}`).toBeLessThan(0.05 + 0.01 * k);
  });
});

describe('what each current does', () => {
  const intervals = (times: readonly number[]) => times.slice(1).map((time, k) => time - (times[k] ?? 0));

  test('A-type: the first spike comes later', async () => {
    const bare = (await spikes({}, [[200, 3]]))[0] ?? 0;
    expect((await spikes({ g_A: 0.3 }, [[200, 3]]))[0] ?? 0).toBeGreaterThan(bare + 2);
  });

  test('M-type: intervals grow to more than twice the first', async () => {
    const [first = 0, ...rest] = intervals(await spikes({ g_M: 0.1 }, [[500, 3]]));
    expect(rest.at(-1)).toBeGreaterThan(2 * first);
  });

  test('T-type: let go from below, the cell bursts; without it, it keeps still', async () => {
    const held = [
      [200, -2],
      [200, 0],
    ] as const;
    expect(await spikes({}, held)).toEqual([]);
    const burst = await spikes({ g_T: 1 }, held);
    expect(burst.length).toBeGreaterThan(2);
    expect(Math.min(...intervals(burst))).toBeLessThan(8);
  });
});
