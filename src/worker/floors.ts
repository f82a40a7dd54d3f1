import { createSimulation } from '../engine/create.ts';
import { compileNetwork } from '../network/compile.ts';
import type { Engine } from './engine.ts';
import { createGraphics } from './graphics.ts';

/** The real compiler and back ends. */
export const floors: Engine = {
  compile: (network, seed) => compileNetwork(network, { seed, unused: 'ignore' }),
  simulate: (compiled, options) => createSimulation(compiled, options),
  graphics: createGraphics(),
};
