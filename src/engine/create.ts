import type { CompiledNetwork } from '../network/compiled.ts';
import { createCpuSimulation } from './cpu/simulation.ts';
import type { EngineBackend, Precision, Simulation } from './simulation.ts';

export interface SimulationOptions {
  readonly backend: EngineBackend;
  /** Of the CPU back end; the reference always computes in 64 bit. Absent: 32 bit. */
  readonly precision?: Precision;
  /** Fused multiply-add where the machine has it: faster, but no longer the same bits everywhere. */
  readonly relaxed?: boolean;
  /** Where the GPU back end works; the caller owns it. */
  readonly gl?: WebGL2RenderingContext;
}

/** The one place that knows which back ends there are. Throws `RangeError` for one that cannot run here. */
export async function createSimulation(
  network: CompiledNetwork,
  options: SimulationOptions,
): Promise<Simulation> {
  switch (options.backend) {
    case 'reference': {
      const { createReferenceSimulation } = await import('./reference/reference.ts');
      return createReferenceSimulation(network);
    }
    case 'cpu':
      return createCpuSimulation(network, {
        precision: options.precision ?? 'f32',
        relaxed: options.relaxed ?? false,
      });
    case 'gpu': {
      if (!options.gl) throw new RangeError('The GPU back end needs a WebGL2 context, and none was given.');
      const { createGpuSimulation } = await import('./gpu/simulation.ts');
      return createGpuSimulation(network, options.gl);
    }
  }
}
