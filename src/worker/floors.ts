import { simulate } from '../experiment/simulate.ts';
import { compileNetwork } from '../network/compile.ts';
import type { Engine } from './engine.ts';
import { createGraphics } from './graphics.ts';

/** The real compiler and back ends. */
export const floors: Engine = {
  compile: (network, seed, parts) =>
    compileNetwork(network, { seed, unused: 'ignore', ...(parts ? { parts } : {}) }),
  simulate,
  graphics: createGraphics(),
};
