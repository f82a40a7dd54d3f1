import type { AtlasSpec, Atlas as GpuAtlas } from '../engine/gpu/atlas.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { SynapseAtlas, SynapseAtlasSpec } from '../engine/synapse-atlas.ts';
import type { Machine } from '../experiment/simulate.ts';
import type { CompiledNetwork, Part, Probe } from '../network/compiled.ts';
import type { Network } from '../network/network.ts';
import type { RunNetwork } from './run.ts';

/** What the sessions need of the floors below; the tests put a small one in its place. */
export interface Engine {
  /** `parts`: populations that are pieces of larger ones, by name. */
  compile(network: Network, seed: number, parts?: Readonly<Record<string, Part>>): CompiledNetwork;
  simulate(compiled: CompiledNetwork, machine: Machine): Promise<Simulation>;
  readonly graphics?: Graphics;
}

/** The GPU of the worker: one WebGL2 context for all figures, made when it is first asked for. */
export interface Graphics {
  /** Undefined where this browser's worker has no WebGL2, or no good one. Throws as `createAtlas` does. */
  atlas(spec: AtlasSpec): Promise<GpuAtlas | undefined>;
  /** The same for synapses, as `createSynapseAtlas` does. */
  synapses(spec: SynapseAtlasSpec): Promise<SynapseAtlas | undefined>;
  /** For tests: the browser takes the context away. */
  loseContext(): void;
}

/** What the page is told of a network, and what its rules need (`network/needs.ts`) where a figure shows that. */
export function describeNetwork(compiled: CompiledNetwork, needs?: RunNetwork['needs']): RunNetwork {
  return {
    dt: compiled.dt,
    populations: compiled.populations.map(({ name, size, program, probes }) => ({
      name,
      size,
      ...(program?.method ? { method: program.method } : {}),
      probes: probes.map(describeProbe),
    })),
    projections: compiled.projections.map(({ program, probes }) => ({
      ...(program.method ? { method: program.method } : {}),
      probes: probes.map(describeProbe),
    })),
    ...(needs ? { needs } : {}),
    synapses: compiled.projections.reduce((sum, { targets }) => sum + targets.length, 0),
  };
}

const describeProbe = ({ variable, unit, indices, every }: Probe) => ({
  variable,
  unit,
  indices: [...indices],
  every,
});
