import { compileNode } from '../../language/interpret.ts';
import type { Node } from '../../language/ir.ts';
import { arrayValue } from '../../network/array.ts';
import type { CompiledNetwork, CompiledPopulation } from '../../network/compiled.ts';
import { cellOfPopulation } from './cell.ts';
import { OLDEST } from './counters.ts';
import { buildKernel, STEPS_PER_DRAW } from './kernel.ts';
import { gridFor, layOut, NO_AXES } from './layout.ts';
import { createMachine } from './machine.ts';
import { decodeSpikes, type SpikeList } from './spikes.ts';

/** One population of a network without synapses, on the GPU or, where its spikes are given, on the host. */
export interface GpuPopulation {
  readonly compiled: CompiledPopulation;
  /** Runs at most `STEPS_PER_DRAW` steps and answers with their spikes. */
  run(first: number, steps: number): SpikeList;
  /** A variable, constant, parameter or subexpression at the start of `step`; one number where all share it. */
  get(name: string, step: number): Float64Array;
  set(name: string, value: number | ArrayLike<number>): void;
  /** All that a later step reads. */
  save(): ArrayBuffer[];
  load(data: readonly ArrayBuffer[]): void;
  dispose(): void;
}

const LARGEST_SIDE = 4096;

/** Throws as `createMachine` and `buildKernel` do. */
export function createGpuPopulation(
  gl: WebGL2RenderingContext,
  network: CompiledNetwork,
  compiled: CompiledPopulation,
): GpuPopulation {
  const { dt, seed, arrays } = network;
  const { program, size, name: owner } = compiled;
  if (!program) return givenSpikes(compiled);
  const grid = gridFor(size, LARGEST_SIDE);
  const cell = cellOfPopulation(compiled, program);
  const layout = layOut(cell, NO_AXES);
  const kernel = buildKernel({ cell, layout, grid });
  const machine = createMachine({ gl, kernel, cell, axes: NO_AXES, arrays, dt, seed });

  function stored(name: string): Float64Array | undefined {
    if (layout.state.includes(name)) return machine.read(name);
    const shared = machine.host.get(name);
    return shared === undefined ? machine.parameter(name)?.slice() : Float64Array.of(shared);
  }

  function evaluate(node: Node, step: number): Float64Array {
    const columns = new Map<string, Float64Array>();
    const column = (name: string, find: () => Float64Array | undefined) => {
      const found = columns.get(name) ?? find();
      if (!found) throw new RangeError(`There is no ${name} in ${owner}.`);
      columns.set(name, found);
      return found.length === 1 ? () => found[0] as number : () => found[neuron] as number;
    };
    let neuron = 0;
    const read = compileNode(node, {
      read: ({ name }) => column(name, () => stored(name)),
      array: (name) => (t, c) => {
        const array = arrays.get(name);
        return array ? arrayValue(array, t, c, dt) : Number.NaN;
      },
      builtin: (name) => {
        switch (name) {
          case 't':
            return () => step * dt;
          case 'dt':
            return () => dt;
          case 'N':
            return () => size;
          case 'not_refractory': {
            if (!program?.refractory) return () => 1;
            const hold = column('#hold', () => machine.read('#hold'));
            return () => (hold() === 0 ? 1 : 0);
          }
          case 'lastspike': {
            const age = column('#age', () => machine.read('#age'));
            return () => (age() < OLDEST ? (step - 1 - age()) * dt : -1e4);
          }
          default:
            return () => neuron;
        }
      },
    });
    return Float64Array.from({ length: size }, (_, k) => {
      neuron = k;
      return read();
    });
  }

  return {
    compiled,
    run(first, steps) {
      machine.draw(first, Math.min(steps, STEPS_PER_DRAW));
      return decodeSpikes(machine.spikes(), size, first, steps);
    },
    get(name, step) {
      const found = stored(name);
      if (found) return found;
      const node = program.subexpressions.get(name);
      if (!node) throw new RangeError(`There is no ${name} in population ${owner}.`);
      return evaluate(node, step);
    },
    set(name, value) {
      const one = typeof value === 'number' ? value : value.length === 1 ? value[0] : undefined;
      if (machine.host.get(name) !== undefined) {
        if (one === undefined)
          throw new RangeError(`${name} of ${owner} is one number for all neurons; a list does not fit.`);
        machine.setUniform(name, one);
        return;
      }
      if (typeof value !== 'number' && one === undefined && value.length !== size)
        throw new RangeError(`${name} of ${owner} needs ${size} values, but was given ${value.length}.`);
      const values = Float64Array.from({ length: size }, (_, k) =>
        one === undefined ? ((value as ArrayLike<number>)[k] as number) : one,
      );
      if (layout.state.includes(name)) machine.write(name, values);
      else if (layout.parameters.includes(name)) machine.setParameter(name, values);
      else throw new RangeError(`There is no ${name} in population ${owner}.`);
    },
    save: () => [
      Float64Array.from([...layout.uniforms.keys()].map((name) => machine.host.get(name) as number)).buffer,
      ...kernel.registers.map((name) => machine.read(name).slice().buffer),
      ...layout.parameters.map((name) => (machine.parameter(name) as Float64Array).slice().buffer),
    ],
    load([uniforms, ...columns]) {
      const shared = new Float64Array(uniforms ?? new ArrayBuffer(0));
      [...layout.uniforms.keys()].forEach((name, k) => {
        machine.setUniform(name, shared[k] as number);
      });
      const next = () => new Float64Array(columns.shift() ?? new ArrayBuffer(0));
      for (const name of kernel.registers) machine.write(name, next());
      for (const name of layout.parameters) machine.setParameter(name, next());
    },
    dispose: machine.dispose,
  };
}

function givenSpikes(compiled: CompiledPopulation): GpuPopulation {
  const { steps, indices } = compiled.spikes ?? { steps: new Uint32Array(0), indices: new Uint32Array(0) };
  const nothing = (name: string): never => {
    throw new RangeError(`There is no ${name} in population ${compiled.name}: its spikes are given.`);
  };
  return {
    compiled,
    run(first, count) {
      const from = steps.findIndex((step) => step >= first);
      const to = steps.findIndex((step) => step >= first + count);
      const end = to < 0 ? steps.length : to;
      return from < 0
        ? { steps: new Float64Array(0), indices: new Uint32Array(0) }
        : { steps: Float64Array.from(steps.subarray(from, end)), indices: indices.slice(from, end) };
    },
    get: nothing,
    set: nothing,
    save: () => [],
    load: () => undefined,
    dispose: () => undefined,
  };
}
