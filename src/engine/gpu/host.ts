import { compileNode, type Environment } from '../../language/interpret.ts';
import type { Slot } from '../../language/ir.ts';
import { propagator } from '../../language/propagator.ts';
import { arrayValue } from '../../network/array.ts';
import type { CompiledArray } from '../../network/compiled.ts';
import type { DerivedValue, Kernel } from './kernel.ts';

/** What all neurons share is worked out on the host in 64 bit, and reaches the GPU as uniforms and one table row a step. */
export interface Host {
  /** The present value of a uniform of the network. */
  get(name: string): number | undefined;
  set(name: string, value: number): void;
  /** The shader's uniforms, after `set`. */
  uniforms(): Map<string, number>;
  /** Writes the table's rows for the steps from `first` on: `table.length` numbers a step. */
  fillTable(first: number, steps: number, rows: Float32Array): void;
  /** One value for each neuron of an entry of its propagator; `element` reads a neuron's own parameters. */
  derive(
    values: readonly DerivedValue[],
    size: number,
    element: (name: string) => Float64Array | undefined,
  ): Float64Array[];
}

export interface HostOptions {
  readonly dt: number;
  readonly size: number;
  readonly arrays: ReadonlyMap<string, CompiledArray>;
}

export function createHost(kernel: Kernel, { dt, size, arrays }: HostOptions): Host {
  const cells = new Map<string, { value: number }>();
  for (const [name, value] of [...kernel.layout.uniforms, ['dt', dt] as const, ['N', size] as const])
    cells.set(name, { value });
  let time = 0;
  let stale = true;

  const cell = (name: string) => {
    const found = cells.get(name);
    if (!found) throw new Error(`${name} is no value that all neurons share.`);
    return found;
  };
  const environment: Environment = {
    read: (slot: Slot) => {
      const found = cell(slot.name);
      return () => found.value;
    },
    builtin: (name) => (name === 't' ? () => time : () => cell(name).value),
    array: (name) => {
      const array = arrays.get(name);
      if (!array) throw new Error(`There is no array ${name}.`);
      return (at, column) => arrayValue(array, at, column, dt);
    },
    propagator: (system, part, row, column) => {
      const n = system.variables.length;
      const entries = system.matrix.flat().map((node) => compileNode(node, environment));
      return () => {
        const matrix = Float64Array.from(entries, (entry) => entry());
        return propagator(matrix, n, dt)[part][row * n + column] as number;
      };
    },
  };
  const hoisted = kernel.hoisted.map(({ name, rate, value }) => {
    const own = { value: 0 };
    cells.set(name, own);
    return { rate, own, compute: compileNode(value, environment) };
  });
  const columns = kernel.table.map((name) => (name === 't' ? () => time : () => cell(name).value));
  const refresh = () => {
    if (!stale) return;
    for (const { rate, own, compute } of hoisted) if (rate === 'constant') own.value = compute();
    stale = false;
  };

  return {
    get: (name) => (kernel.layout.uniforms.has(name) ? cell(name).value : undefined),
    set(name, value) {
      cell(name).value = value;
      stale = true;
    },
    uniforms() {
      refresh();
      return new Map([...kernel.uniforms].map(([shader, name]) => [shader, cell(name).value]));
    },
    fillTable(first, steps, rows) {
      refresh();
      for (let k = 0; k < steps; k++) {
        time = (first + k) * dt;
        for (const { rate, own, compute } of hoisted) if (rate === 'step') own.value = compute();
        columns.forEach((column, c) => {
          rows[k * columns.length + c] = column();
        });
      }
    },
    derive(values, count, element) {
      refresh();
      const answer = values.map(() => new Float64Array(count));
      let neuron = 0;
      const perNeuron: Environment = {
        ...environment,
        read: (slot) => {
          const own = element(slot.name);
          return own ? () => own[neuron] as number : environment.read(slot);
        },
        builtin: (name, owner) =>
          name === 'i' ? () => neuron : (environment.builtin?.(name, owner) ?? (() => Number.NaN)),
      };
      for (const system of new Set(values.map((value) => value.system))) {
        const n = system.variables.length;
        const entries = system.matrix.flat().map((node) => compileNode(node, perNeuron));
        for (neuron = 0; neuron < count; neuron++) {
          const parts = propagator(
            Float64Array.from(entries, (entry) => entry()),
            n,
            dt,
          );
          values.forEach(({ system: { id }, part, row, column }, k) => {
            if (id === system.id)
              (answer[k] as Float64Array)[neuron] = parts[part][row * n + column] as number;
          });
        }
      }
      return answer;
    },
  };
}
