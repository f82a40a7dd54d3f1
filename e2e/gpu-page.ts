/** What the test of the graphics back end runs inside the browser; `gpu.spec.ts` bundles it. */
import { createSimulation } from '../src/engine/create.ts';
import { createAtlas } from '../src/engine/gpu/atlas.ts';
import { isGpuCapable } from '../src/engine/gpu/context.ts';
import { createSynapseAtlas } from '../src/engine/gpu/synapse-atlas.ts';
import { compileNetwork } from '../src/network/compile.ts';
import type { Network } from '../src/network/network.ts';

export interface AtlasRequest {
  readonly network: Network;
  readonly width: number;
  readonly height: number;
  readonly columns: Readonly<Record<string, readonly number[]>>;
  readonly rows: Readonly<Record<string, readonly number[]>>;
  /** In steps. */
  readonly duration: number;
  readonly settle: number;
}

function context(): WebGL2RenderingContext {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) throw new Error('no WebGL2');
  const capability = isGpuCapable(gl);
  if (!capability.ok) throw new Error(capability.reason);
  return gl;
}

const onGpu = (network: Network, gl: WebGL2RenderingContext) =>
  createSimulation(compileNetwork(network, { seed: 1 }), { backend: 'gpu', gl });

const maps = (record: Readonly<Record<string, readonly number[]>>) =>
  new Map(Object.entries(record).map(([name, values]) => [name, Float64Array.from(values)]));

export function runAtlas(request: AtlasRequest) {
  const compiled = compileNetwork(request.network, { seed: 1 });
  const [population] = compiled.populations;
  if (!population) throw new Error('no population');
  const { width, height, duration, settle } = request;
  const axes = { columns: maps(request.columns), rows: maps(request.rows) };
  const start = performance.now();
  const { dt, seed } = compiled;
  const atlas = createAtlas(context(), { population, width, height, axes, dt, seed, duration, settle });
  atlas.advance(duration);
  const seconds = (performance.now() - start) / 1e3;
  const { offsets, steps } = atlas.trains();
  const { rate, adaptation, ...rest } = atlas.measures();
  atlas.dispose();
  return {
    seconds,
    offsets: [...offsets],
    steps: [...steps],
    rate: [...rate],
    burst: [...rest['burst index']],
    adaptation: [...adaptation],
  };
}

export interface SynapseAtlasRequest {
  readonly network: Network;
  readonly width: number;
  readonly variable: string;
  /** In steps. */
  readonly duration: number;
}

/** The changes of the variable of projection 0, or the sentence with which the GPU refuses the network. */
export function runSynapseAtlas({ network, width, variable, duration }: SynapseAtlasRequest) {
  const compiled = compileNetwork(network, { seed: 1 });
  const height = (compiled.populations[0]?.size ?? 0) / width;
  const spec = { network: compiled, width, height, projection: 0, variable, duration };
  try {
    const atlas = createSynapseAtlas(context(), spec);
    // In pieces that are no whole draws.
    while (atlas.progress < 1) atlas.advance(300);
    const { 'weight change': change } = atlas.measures();
    atlas.dispose();
    return { change: [...change], refused: undefined };
  } catch (error) {
    return {
      change: [],
      refused: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    };
  }
}

export interface SimulationRequest {
  readonly network: Network;
  /** In steps. */
  readonly duration: number;
  /** Steps a call; absent: all at once. */
  readonly chunk?: number;
  /** Goes back to the start from a checkpoint taken here, and compares. */
  readonly replayFrom?: number;
}

export async function runSimulation({ network, duration, chunk = duration, replayFrom }: SimulationRequest) {
  const simulation = await onGpu(network, context());
  const run = (to: number) => {
    while (simulation.step < to) simulation.advance(Math.min(chunk, to - simulation.step));
    const { spikes, samples } = simulation.drain();
    return {
      spikes: spikes.map(({ steps, indices }) => ({ steps: [...steps], indices: [...indices] })),
      samples: samples.map(({ steps, values }) => ({ steps: [...steps], values: [...values] })),
    };
  };
  if (replayFrom === undefined) return { first: run(duration), second: undefined };
  run(replayFrom);
  const checkpoint = simulation.checkpoint();
  const first = run(duration);
  simulation.restore(checkpoint);
  return { first, second: run(duration) };
}

/** The name of the error that a run ends with when its context is lost half way. */
export async function loseContext(network: Network): Promise<string> {
  const gl = context();
  const simulation = await onGpu(network, gl);
  simulation.advance(10);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  try {
    simulation.advance(10);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

/** Sets and reads values of every kind between steps. */
export async function setAndGet(network: Network) {
  const simulation = await onGpu(network, context());
  const get = (name: string) => [...simulation.get({ population: 'cells', name })];
  const before = { k: get('k'), p: get('p'), twice: get('twice') };
  simulation.advance(1);
  simulation.set({ population: 'cells', name: 'k' }, 3);
  simulation.set({ population: 'cells', name: 'p' }, [10, 20, 30]);
  simulation.set({ population: 'cells', name: 'x' }, [1, 2, 4]);
  simulation.advance(1);
  const after = { x: get('x'), k: get('k'), p: get('p'), twice: get('twice') };
  const errors = (['k', 'nothing'] as const).map((name) => {
    try {
      simulation.set({ population: 'cells', name }, [1, 2, 3]);
      return 'none';
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  });
  return { before, after, errors };
}

/** Half of the neurons grow without bound: what the atlas says of them, and the simulation's error. */
export async function diverge(network: Network) {
  const [population] = compileNetwork(network, { seed: 1 }).populations;
  if (!population) throw new Error('no population');
  const axes = { columns: new Map([['k', Float64Array.of(-1, 1e9)]]), rows: new Map() };
  const atlas = createAtlas(context(), {
    ...{ population, axes, width: 2, height: 1, dt: 1e-3, seed: 1, duration: 20, settle: 0 },
  });
  atlas.advance(20);
  const rate = [...atlas.measures().rate];
  atlas.dispose();
  const simulation = await onGpu(network, context());
  simulation.set({ population: 'cells', name: 'k' }, 1e9);
  try {
    simulation.advance(20);
    return { rate, error: 'none' };
  } catch (error) {
    return { rate, error: error instanceof Error ? error.name : String(error) };
  }
}
