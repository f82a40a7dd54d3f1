import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../../network/compile.ts';
import type { Network } from '../../network/network.ts';
import { readNetwork } from '../../network/read.ts';
import { runReference } from '../../testing/reference-run.ts';
import type { Results } from '../results.ts';
import { type NirArray, NirError, NirLoss, scalar } from './graph.ts';
import { networkOfNir } from './read.ts';
import { type NirOptions, networkToNir } from './write.ts';

const run = (network: Network, duration: number): Promise<Results> => runReference(network, duration);

const spikes: [number, number][] = [];
for (let k = 0; k < 400; k++) spikes.push([k * 2.5e-4, (k * 7) % 5]);

/** Inputs, two layers, a loop, delays, and weights of both signs. */
const network = readNetwork({
  dt: '0.1*ms',
  populations: {
    stimulus: { size: 5, spikes },
    lif: {
      size: 4,
      equations: 'dv/dt = (E - v + R*I)/tau : volt\nI : amp (constant)\ntau : second (constant)',
      threshold: 'v > -50*mV',
      reset: 'v = E - 5*mV',
      parameters: {
        E: '-65*mV',
        R: '10*Mohm',
        I: '(1 + 0.1*i)*nA',
        tau: ['10*ms', '12*ms', '14*ms', '16*ms'],
      },
      initial: { v: 'E + i*mV' },
      record: ['v'],
    },
    cuba: {
      size: 3,
      equations: 'dv/dt = (-v + R*s)/(20*ms) : volt\nds/dt = -s/(5*ms) : amp',
      threshold: 'v > 4*mV',
      reset: 'v = 0*mV',
      parameters: { R: '100*Mohm' },
      record: ['v', 's'],
    },
    two: {
      size: 2,
      equations: 'dv/dt = (ge + gi - v)/(10*ms) : 1\ndge/dt = -ge/(5*ms) : 1\ndgi/dt = -gi/(8*ms) : 1',
      threshold: 'v > 1',
      reset: 'v -= 0.8',
      record: ['v'],
    },
  },
  projections: [
    {
      from: 'stimulus',
      to: 'lif',
      on_pre: 'v_post += w',
      model: 'w : volt',
      parameters: { w: '(j - 1)*mV' },
    },
    {
      from: 'lif',
      to: 'cuba',
      on_pre: 's_post += w',
      model: 'w : amp',
      delay: '1*ms',
      connect: { condition: 'i != j' },
      parameters: { w: '(i + 1)*0.1*nA' },
    },
    { from: 'cuba', to: 'cuba', on_pre: 's_post -= 30*pA', connect: { condition: 'i != j' } },
    { from: 'lif', to: { population: 'two', range: [1, 2] }, on_pre: 'ge_post += 0.5' },
    { from: 'lif', to: 'two', on_pre: 'ge_post += 0.7', delay: '2*ms' },
    { from: 'cuba', to: 'two', on_pre: 'gi_post -= 0.1' },
  ],
});

/** What it does, once for all tests: the reference walks its trees. */
let asItIs: Promise<Results> | undefined;
const original = () => {
  asItIs ??= run(network, 0.1);
  return asItIs;
};

const compile = (value: Network) => compileNetwork(value, { seed: 1 });
const title = 'test';

/** To NIR and back, with the same spikes for the input. */
function back(value: Network, options: Partial<NirOptions> = {}): Network {
  const { graph } = networkToNir(compile(value), { title, ...options });
  const again = networkOfNir(graph);
  const lif = { size: 4, ...again.populations.lif, record: ['v'] };
  const populations = { ...again.populations, lif, stimulus: { size: 5, spikes } };
  return readNetwork({ ...again, populations });
}

describe('to NIR and back', () => {
  const names = ['lif', 'cuba', 'two'] as const;

  it('gives the same simulation, potentials to 1e-9 of the largest', async () => {
    const [before, after] = [await original(), await run(back(network), 0.1)];
    for (const name of names) {
      expect(before.populations[name]?.spikes.length).toBeGreaterThan(5);
      expect(after.populations[name]?.spikes).toEqual(before.populations[name]?.spikes);
    }
    const potentials = (results: Results) => results.populations.lif?.variables.v?.values.flat() ?? [];
    const largest = Math.max(...potentials(before).map(Math.abs));
    const apart = potentials(before).map(
      (v, k) => Math.abs(v - (potentials(after)[k] ?? Number.NaN)) / largest,
    );
    expect(apart.length).toBe(4000);
    expect(Math.max(...apart)).toBeLessThan(1e-9);
  });

  it('fires the same without v_reset, potentials counted from it', async () => {
    const { graph } = networkToNir(compile(network), { title, vReset: 'omit' });
    expect(graph.nodes.get('lif')?.parameters.has('v_reset')).toBe(false);
    const [before, after] = [await original(), await run(back(network, { vReset: 'omit' }), 0.1)];
    for (const name of names)
      expect(after.populations[name]?.spikes).toEqual(before.populations[name]?.spikes);
  });
});

it('writes nodes, weights in seconds and by target, and what a reader must know', () => {
  const { graph, left, notes } = networkToNir(compile(network), { title });
  const types = Object.fromEntries([...graph.nodes].map(([name, { type }]) => [name, type]));
  expect(types).toMatchObject({
    stimulus: 'Input',
    lif: 'LIF',
    cuba: 'CubaLIF',
    cuba_to_cuba: 'Linear',
    lif_delay: 'Delay',
    two: 'LIF',
    two_ge: 'LI',
    two_gi: 'LI',
    output: 'Output',
  });
  expect(graph.edges).toContainEqual(['cuba', 'cuba_to_cuba']);
  expect(graph.edges).toContainEqual(['cuba_to_cuba', 'cuba']);
  const numbers = (node: string, name: string) => graph.nodes.get(node)?.parameters.get(name) as NirArray;
  expect(numbers('lif', 'tau').values[1]).toBeCloseTo(0.012, 12);
  // (E + R I), the current having no place of its own.
  expect(numbers('lif', 'v_leak').values[2]).toBeCloseTo(-0.065 + 1e7 * 1.2e-9, 12);
  expect(numbers('cuba_to_cuba', 'weight')).toMatchObject({ shape: [3, 3] });
  expect(numbers('cuba_to_cuba', 'weight').values[0]).toBe(0);
  expect(numbers('cuba_to_cuba', 'weight').values[3]).toBeCloseTo(-30e-12, 20);
  // A spike of input 1 through a step of 0.1 ms moves v by dt/tau: 1 mV needs 0.14 V at 14 ms.
  expect(numbers('stimulus_to_lif', 'weight').values[2 * 5 + 4]).toBeCloseTo(0.14, 12);
  expect(graph.metadata.get('dt')).toEqual(scalar(1e-4));
  expect(left).toEqual([]);
  expect(notes.join(' ')).toMatch(/stimulus is an Input.*two is reset by subtraction/);
});

it('drives integrate-and-fire neurons by the bias of a matrix, with or without input', async () => {
  const cell = { size: 2, equations: 'dv/dt = 30*Hz : 1', threshold: 'v > 1', reset: 'v = 0' };
  const alone = readNetwork({ dt: '1*ms', populations: { cell } });
  const { graph } = networkToNir(compile(alone), { title });
  expect(graph.nodes.get('drive_cell')?.type).toBe('Affine');
  const again = readNetwork(networkOfNir(graph));
  const spikesOf = async (value: Network) => (await run(value, 0.2)).populations.cell?.spikes;
  expect(await spikesOf(again)).toEqual(await spikesOf(alone));
  expect(await spikesOf(alone)).toHaveLength(10);
});

describe('what NIR cannot hold', () => {
  const cell = (changes: object) => ({
    size: 2,
    equations: 'dv/dt = (1.5 - v)/(10*ms) : 1 (unless refractory)',
    threshold: 'v > 1',
    reset: 'v = 0',
    ...changes,
  });
  const pair = (changes: object, projection: object = {}) =>
    readNetwork({
      dt: '0.1*ms',
      populations: { a: cell({}), b: cell(changes) },
      projections: [{ from: 'a', to: 'b', on_pre: 'v_post += 0.1', ...projection }],
    });

  it.each([
    [
      'conductances',
      pair({}, { on_pre: 'v_post += 0.1*(2 - v_post)' }),
      /projection 0 \(a to b\) sets v .* no weight added/,
    ],
    ['nonlinear equations', pair({ equations: 'dv/dt = v*v/ms + 1*Hz : 1' }), /b is not linear.*v\*v/],
    ['time', pair({ equations: 'dv/dt = (sin(t*Hz) - v)/ms : 1' }), /b is not linear.*reads t/],
    [
      'a moving threshold',
      pair({ equations: 'dv/dt = -v/ms : 1\ndth/dt = -th/ms : 1', threshold: 'v > th' }),
      /b fires where/,
    ],
    [
      'two resets',
      pair({ equations: 'dv/dt = -v/ms : 1\ndu/dt = -u/ms : 1', reset: 'v = 0; u += 1' }),
      /b has a reset that writes u/,
    ],
    [
      'coupled currents',
      pair({ equations: 'dv/dt = (u - v)/ms : 1\ndu/dt = (v - u)/ms : 1' }),
      /u that is no current/,
    ],
    ['growth', pair({ equations: 'dv/dt = v/ms : 1' }), /v that does not leak/],
    ['chance in synapses', pair({}, { on_pre: 'v_post += rand()' }), /depends on more than a weight/],
    ['acts on the source', pair({}, { on_pre: 'v_pre += 0.1' }), /not a weight to its target/],
    [
      'too many weights',
      readNetwork({
        dt: '1*ms',
        populations: { a: cell({ size: 5000 }) },
        projections: [{ from: 'a', to: 'a', on_pre: 'v_post += 1', connect: 'one-to-one' }],
      }),
      /25000000 numbers/,
    ],
  ])('%s: nothing is written', (_, value, sentence) => {
    const attempt = () => networkToNir(compile(value), { title, lossy: true });
    expect(attempt).toThrow(NirError);
    expect(attempt).toThrow(sentence);
  });

  it.each([
    ['refractory times', pair({ refractory: '2*ms' }), /the refractory time of population b/],
    ['noise', pair({ equations: 'dv/dt = -v/ms + xi*ms**-0.5 : 1' }), /the noise of population b/],
    [
      'plasticity',
      pair({}, { model: 'w : 1', on_pre: 'v_post += w; w *= 0.9', parameters: { w: 1 } }),
      /learn or forget/,
    ],
    [
      'delays of single synapses',
      pair({}, { delay: '(1 + j)*ms' }),
      /differ between the synapses of one neuron/,
    ],
  ])('%s: a part, if that is wanted', (_, value, sentence) => {
    expect(() => networkToNir(compile(value), { title })).toThrow(NirLoss);
    expect(() => networkToNir(compile(value), { title })).toThrow(sentence);
    const { left } = networkToNir(compile(value), { title, lossy: true });
    expect(left.join()).toMatch(sentence);
  });

  it('no refractory time is none', () => {
    expect(networkToNir(compile(pair({ refractory: '0*ms' })), { title }).left).toEqual([]);
  });
});
