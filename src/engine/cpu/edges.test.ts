import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../../network/compile.ts';
import { NetworkError } from '../../network/error.ts';
import { readNetwork } from '../../network/read.ts';
import { createReferenceSimulation } from '../reference/reference.ts';
import type { Precision } from '../simulation.ts';
import { draftMachine, startMachine } from './machine.ts';
import { createCpuSimulation } from './simulation.ts';

const compile = (network: unknown) => compileNetwork(readNetwork(network), { seed: 1 });

const given = (size: number, spikes: readonly (readonly [number, number])[]) => ({ size, spikes });

const counter = (size: number) => ({
  size,
  equations: 'x : 1',
  threshold: 'x > 2.5',
  reset: 'x = 0',
  record: ['x'],
});

/** What both back ends must agree on to the bit: small whole numbers. */
async function expectAgreement(network: unknown, steps: number, precision: Precision): Promise<void> {
  const compiled = compile(network);
  const [reference, simulation] = [
    createReferenceSimulation(compiled),
    await createCpuSimulation(compiled, { precision }),
  ];
  expect(simulation.advance(steps)).toBe(steps);
  reference.advance(steps);
  const [actual, expected] = [simulation.drain(), reference.drain()];
  expected.spikes.forEach((list, p) => {
    expect(Array.from(actual.spikes[p]?.steps ?? [])).toEqual(Array.from(list.steps));
    expect(Array.from(actual.spikes[p]?.indices ?? [])).toEqual(Array.from(list.indices));
  });
  expected.samples.forEach((list, k) => {
    expect(Array.from(actual.samples[k]?.values ?? [])).toEqual(Array.from(list.values));
  });
}

describe.each(['f32', 'f64'] as const)('in %s', (precision) => {
  it('one neuron that is joined to itself', async () => {
    const network = {
      dt: '1*ms',
      populations: { S: given(1, [[0.001, 0]]), N: counter(1) },
      projections: [
        { from: 'S', to: 'N', on_pre: 'x_post += 3' },
        { from: 'N', to: 'N', on_pre: 'x_post += 3', delay: '2*ms' },
      ],
    };
    await expectAgreement(network, 20, precision);
  });

  it.each([
    ['pairs', { pairs: [] }, undefined],
    ['a condition that never holds', { condition: 'i < 0' }, '2*ms'],
    ['probability 0', { probability: 0 }, 'rand()*ms'],
    ['one neuron without its autapse', 'all-to-all', '3*ms'],
  ])('a projection without synapses: %s', async (name, connect, delay) => {
    const alone = name.startsWith('one');
    const projection = {
      from: 'N',
      to: 'N',
      model: 'w : 1',
      on_pre: 'x_post += w',
      on_post: 'w += 1',
      connect,
      parameters: { w: 'rand()' },
      ...(delay ? { delay } : {}),
      ...(alone ? { autapses: false } : {}),
    };
    const network = {
      dt: '1*ms',
      populations: { S: given(1, [[0.001, 0]]), N: counter(alone ? 1 : 3) },
      projections: [{ from: 'S', to: 'N', on_pre: 'x_post += 3' }, projection],
    };
    expect(compile(network).projections[1]?.targets).toHaveLength(0);
    await expectAgreement(network, 20, precision);
  });
});

it.each([
  [65_535, 2],
  [65_536, 4],
  [1_000_000, 4],
])('holds delays of up to %i steps, synapse by synapse', (longest, bytes) => {
  const network = compile({
    dt: '1*us',
    populations: { S: given(1, [[1e-6, 0]]), N: counter(2) },
    projections: [{ from: 'S', to: 'N', on_pre: 'x_post += 3', delay: `(${longest} - 5*j)*us` }],
  });
  const draft = draftMachine(network, { precision: 'f32', relaxed: false });
  const { memory, layout } = startMachine(draft, new WebAssembly.Module(draft.bytes));
  const { delay } = layout.projections[0]?.routes[0] ?? {};
  if (typeof delay !== 'object') throw new Error('The delays should differ.');
  expect([delay.bytes, delay.most]).toEqual([bytes, longest]);
  const held = bytes === 2 ? memory.shorts(delay.address, 2) : memory.words(delay.address, 2);
  expect(Array.from(held)).toEqual([longest - 5, longest]);
});

it('refuses a delay beyond the limit', () => {
  const network = {
    dt: '1*us',
    populations: { S: given(1, []), N: counter(2) },
    projections: [{ from: 'S', to: 'N', on_pre: 'x_post += 3', delay: '(1e6 + 5*j)*us' }],
  };
  expect(() => compile(network)).toThrow(/1000005 steps is too long/);
});

it('refuses a population without neurons, and a range without neurons', () => {
  const network = (size: number, range: readonly number[]) => ({
    dt: '1*ms',
    populations: { N: counter(size) },
    projections: [{ from: { population: 'N', range }, to: 'N', on_pre: 'x_post += 1' }],
  });
  expect(() => compile(network(0, [0, 1]))).toThrow(NetworkError);
  expect(() => compile(network(2, [1, 1]))).toThrow(/at least one neuron/);
  expect(() => compile(network(2, [0, 3]))).toThrow(NetworkError);
});
