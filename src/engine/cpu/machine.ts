/** A network on the processor: its memory, its compiled kernel and what the host works out for it. */
import type { CompiledNetwork, Values } from '../../network/compiled.ts';
import type { Precision } from '../simulation.ts';
import { Host } from './host.ts';
import { type KernelExports, kernelModule } from './kernel.ts';
import { type Layout, layOut, type Storage } from './layout.ts';
import { KernelMemory } from './memory.ts';
import { type Plan, planNetwork } from './plan.ts';
import { LONG_AGO } from './spike-kernel.ts';
import { type Watched, watchedOf } from './watched.ts';

export interface MachineOptions {
  readonly precision: Precision;
  readonly relaxed: boolean;
}

export interface Machine {
  readonly network: CompiledNetwork;
  readonly layout: Layout;
  readonly memory: KernelMemory;
  readonly host: Host;
  readonly kernel: KernelExports;
  /** Variables that a run changes: arrays that must stay finite, and whose padding is kept tame. */
  readonly watched: readonly Watched[];
}

/** Plans and lays out a network, and emits its module. */
export function draftMachine(network: CompiledNetwork, { precision, relaxed }: MachineOptions) {
  const plan = planNetwork(network, precision);
  const layout = layOut(network, precision, plan.needs);
  return { network, plan, layout, bytes: kernelModule(plan, { layout, relaxed }) };
}

/** A machine in the network's initial state. */
export function startMachine(
  { network, plan, layout }: { network: CompiledNetwork; plan: Plan; layout: Layout },
  module: WebAssembly.Module,
): Machine {
  const memory = new KernelMemory(layout);
  memory.writeFixed();
  writeState(memory, layout);
  const host = new Host(layout, memory, plan);
  host.refresh();
  const instance = new WebAssembly.Instance(module, { env: { memory: memory.memory } });
  const kernel = instance.exports as unknown as KernelExports;
  return { network, layout, memory, host, kernel, watched: watchedOf(layout, plan) };
}

function writeState(memory: KernelMemory, layout: Layout): void {
  for (const population of layout.populations) {
    const { shape, marks, flags, lastspike, padded } = population;
    writeValues(memory, population, shape.constants, shape.state);
    if (lastspike !== undefined) memory.floats(lastspike, padded).fill(-1e4);
    if (flags !== undefined) memory.floats(flags, padded).fill(1);
    if (marks !== undefined) {
      const view = memory.integers(marks, padded);
      if (view instanceof Int32Array) view.fill(LONG_AGO);
      else view.fill(BigInt(LONG_AGO));
    }
  }
  for (const projection of layout.projections) {
    const { shape, order } = projection;
    writeValues(memory, projection, shape.constants, shape.state, order);
    for (const traces of [projection.traces.pre, projection.traces.post])
      for (const name of traces.arrays.keys()) memory.write(traces, name, oneValue(shape.state.get(name)));
  }
}

const oneValue = (values: Values | undefined): number =>
  (typeof values === 'object' ? values[0] : values) ?? 0;

function writeValues(
  memory: KernelMemory,
  storage: Storage,
  constants: ReadonlyMap<string, number>,
  state: ReadonlyMap<string, Values>,
  order?: Uint32Array,
): void {
  for (const [name, values] of [...constants, ...state]) memory.write(storage, name, values, order);
}
