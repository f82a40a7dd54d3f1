/** For tests: a network's results on the reference, seed 1. */
import { createSimulation } from '../engine/create.ts';
import type { Results } from '../export/results.ts';
import { runNetwork } from '../export/run.ts';
import { compileNetwork } from '../network/compile.ts';
import type { Network } from '../network/network.ts';

/** `duration` in seconds. */
export function runReference(network: Network, duration: number): Promise<Results> {
  const compiled = compileNetwork(network, { seed: 1 });
  const start = () => createSimulation(compiled, { backend: 'reference', precision: 'f64' });
  return runNetwork(network, compiled, start, { duration, now: () => 0 });
}
