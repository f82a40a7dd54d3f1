/** Counts and bytes that must not grow unseen. Times are not tested: `npm run bench` measures them. */
import { describe, expect, it } from 'vitest';
import { draftMachine, startMachine } from '../src/engine/cpu/machine.ts';
import { createCpuSimulation } from '../src/engine/cpu/simulation.ts';
import { compileNetwork } from '../src/network/compile.ts';
import { readNetwork } from '../src/network/read.ts';
import { workloads } from './workloads.ts';

function compiled(id: string) {
  const workload = workloads.find((candidate) => candidate.id === id);
  if (!workload) throw new Error(`There is no workload ${id}.`);
  return compileNetwork(readNetwork(workload.network), { seed: 1 });
}

const draft = (id: string) => draftMachine(compiled(id), { precision: 'f32', relaxed: false });

/** How often the bytes of an instruction occur. No immediate of these kernels holds them by chance. */
function count(bytes: Uint8Array, instruction: readonly number[]): number {
  let found = 0;
  for (let k = 0; k + instruction.length <= bytes.length; k++)
    if (instruction.every((byte, place) => bytes[k + place] === byte)) found += 1;
  return found;
}

const PMIN = [0xfd, 0xea, 0x01];
const DIVIDE = [0xfd, 0xe7, 0x01];
const MULTIPLY = [0xfd, 0xe6, 0x01];

describe('the kernel of Hodgkin and Huxley', () => {
  const { bytes } = draft('hh10k');

  it('is small', () => {
    expect(bytes.length).toBeLessThanOrEqual(3800);
  });

  it('has one exponential a rate and one a variable', () => {
    // Every exponential clamps its argument once, and nothing else takes a minimum.
    expect(count(bytes, PMIN)).toBe(10);
    expect(count(bytes, DIVIDE)).toBeLessThanOrEqual(9);
    expect(count(bytes, MULTIPLY)).toBeLessThanOrEqual(149);
  });
});

describe('the kernel of CUBA', () => {
  it('is small and works out no propagator', () => {
    const { bytes } = draft('cuba4k');
    expect(bytes.length).toBeLessThanOrEqual(1500);
    expect(count(bytes, PMIN)).toBe(0);
    expect(count(bytes, DIVIDE)).toBe(0);
    expect(count(bytes, MULTIPLY)).toBeLessThanOrEqual(5);
  });

  it('is called once for many steps', async () => {
    const made = draft('cuba4k');
    const { kernel } = startMachine(made, new WebAssembly.Module(made.bytes));
    expect(kernel.run(100)).toBe(100);
  });

  it('keeps two bytes a synapse', async () => {
    const network = compiled('cuba4k');
    const synapses = network.projections.reduce((sum, { targets }) => sum + targets.length, 0);
    const { layout } = draftMachine(network, { precision: 'f32', relaxed: false });
    const connectivity = layout.projections.reduce(
      (sum, { size, targetBytes }) => sum + size * targetBytes,
      0,
    );
    expect(connectivity).toBe(2 * synapses);
    expect(
      layout.projections.every(({ sources, arrays }) => sources === undefined && arrays.size === 0),
    ).toBe(true);
    const simulation = await createCpuSimulation(network);
    expect(simulation.advance(10)).toBe(10);
  });
});
