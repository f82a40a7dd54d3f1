import type { Precision, Simulation, Target } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import type { Network } from '../network/network.ts';
import type { RunNetwork } from './run.ts';

/** What the sessions need of the floors below; the tests put a small one in its place. */
export interface Engine {
  compile(network: Network, seed: number): CompiledNetwork;
  simulate(
    compiled: CompiledNetwork,
    options: {
      readonly backend: 'cpu' | 'reference';
      readonly precision: Precision;
      readonly relaxed: boolean;
    },
  ): Promise<Simulation>;
}

/** What the page is told of a network. */
export function describeNetwork(compiled: CompiledNetwork): RunNetwork {
  return {
    dt: compiled.dt,
    populations: compiled.populations.map(({ name, size, program, probes }) => ({
      name,
      size,
      ...(program?.method ? { method: program.method } : {}),
      probes: probes.map(({ variable, unit, indices, every }) => ({
        variable,
        unit,
        indices: [...indices],
        every,
      })),
    })),
    synapses: compiled.projections.reduce((sum, { sources }) => sum + sources.length, 0),
  };
}

/** Whether the network still has this parameter: an edited text may have dropped it. */
export function hasTarget(compiled: CompiledNetwork, target: Target): boolean {
  const owner =
    'population' in target
      ? compiled.populations.find(({ name }) => name === target.population)
      : compiled.projections.find(({ index }) => index === target.projection);
  return owner !== undefined && (owner.constants.has(target.name) || owner.state.has(target.name));
}
