import { ShaderError } from '../../language/glsl.ts';
import { measureChanges } from '../changes.ts';
import type { SynapseAtlas, SynapseAtlasSpec } from '../synapse-atlas.ts';
import { cellOfNetwork, synapseKey } from './cell.ts';
import { buildKernel, STEPS_PER_DRAW } from './kernel.ts';
import { layOut, NO_AXES } from './layout.ts';
import { createMachine } from './machine.ts';

/**
 * Runs a map of independent synapses on the GPU. Throws `ShaderError` where the network needs what the GPU does not do,
 * `ContextLostError` here and in `advance` where the browser takes the context away.
 */
export function createSynapseAtlas(gl: WebGL2RenderingContext, spec: SynapseAtlasSpec): SynapseAtlas {
  const { network, width, height, projection, variable, duration } = spec;
  const { dt, seed, arrays } = network;
  const cell = cellOfNetwork(network);
  if (cell.size !== width * height)
    throw new Error(`An atlas of ${width} by ${height} needs as many synapses, but has ${cell.size}.`);
  const layout = layOut(cell, NO_AXES);
  const register = synapseKey(projection) + variable;
  if (!layout.state.includes(register))
    throw new ShaderError(`Nothing changes ${variable} of projection ${projection}.`);
  const kernel = buildKernel({ cell, layout, grid: { width, height } });
  const machine = createMachine({ gl, kernel, cell, axes: NO_AXES, arrays, dt, seed });
  const start = machine.read(register);
  let step = 0;
  return {
    get step() {
      return step;
    },
    get progress() {
      return duration === 0 ? 1 : step / duration;
    },
    advance(steps) {
      const before = step;
      const last = Math.min(duration, step + steps);
      while (step < last) {
        const count = Math.min(STEPS_PER_DRAW, last - step);
        machine.draw(step, count);
        step += count;
      }
      machine.finish();
      return step - before;
    },
    measures() {
      const now = machine.read(register);
      for (const name of layout.state)
        machine.read(name).forEach((value, i) => {
          if (!Number.isFinite(value)) now[i] = Number.NaN;
        });
      return measureChanges(start, now, step * dt);
    },
    dispose: machine.dispose,
  };
}
