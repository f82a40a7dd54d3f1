import { createSimulation } from '../engine/create.ts';
import type { Backend, Precision, Simulation } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';

/** What a figure's network runs on. */
export interface Machine {
  readonly backend: Exclude<Backend, 'gpu'>;
  readonly precision: Precision;
  readonly relaxed: boolean;
  /** With `fixed-point`, the populations that are computed in the chip's integers; absent: all that can be. */
  readonly chip?: readonly string[] | undefined;
}

/** A simulation of the engine's, or in the chip's arithmetic, which is loaded only then. */
export async function simulate(compiled: CompiledNetwork, machine: Machine): Promise<Simulation> {
  const { backend, precision, relaxed, chip } = machine;
  if (backend !== 'fixed-point') return createSimulation(compiled, { backend, precision, relaxed });
  const { createFixedPointSimulation } = await import('../chip/fixed-point/simulation.ts');
  return createFixedPointSimulation(compiled, { precision, ...(chip ? { only: chip } : {}) });
}
