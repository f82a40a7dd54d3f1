/** What the test of the graphics back end runs inside the browser; `gpu.spec.ts` bundles it. */
import { createAtlas } from '../src/engine/gpu/atlas.ts';
import { isGpuCapable } from '../src/engine/gpu/context.ts';
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
