import type { CompiledNetwork } from '../network/compiled.ts';
import { createCpuSimulation } from './cpu/simulation.ts';
import { createReferenceSimulation } from './reference/reference.ts';
import type { Backend, Precision, Simulation } from './simulation.ts';

export interface SimulationOptions {
  readonly backend: Backend;
  /** Of the CPU back end; the reference always computes in 64 bit. Absent: 32 bit. */
  readonly precision?: Precision;
  /** Fused multiply-add where the machine has it: faster, but no longer the same bits everywhere. */
  readonly relaxed?: boolean;
}

/** The one place that knows which back ends there are. Throws `RangeError` for one that cannot run networks. */
export async function createSimulation(
  network: CompiledNetwork,
  options: SimulationOptions,
): Promise<Simulation> {
  switch (options.backend) {
    case 'reference':
      return createReferenceSimulation(network);
    case 'cpu':
      return createCpuSimulation(network, {
        precision: options.precision ?? 'f32',
        relaxed: options.relaxed ?? false,
      });
    case 'gpu':
      throw new RangeError('The GPU back end runs atlases of independent neurons, not networks.');
  }
}
