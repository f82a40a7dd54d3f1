import type { Batch, Simulation } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { NetworkError } from '../network/error.ts';
import { limits } from '../network/limits.ts';
import type { Network } from '../network/network.ts';
import { Collector } from './collector.ts';
import type { Results } from './results.ts';

export interface RunOptions {
  /** Seconds. */
  readonly duration: number;
  /** A clock in milliseconds, for `wall`. */
  readonly now: () => number;
  /** Sees each batch as it comes. */
  readonly batch?: (batch: Batch) => void;
}

/** Runs a compiled network and collects everything that it records. `network` is what was compiled; `start` makes its simulation. */
export async function runNetwork(
  network: Network,
  compiled: CompiledNetwork,
  start: () => Promise<Simulation>,
  options: RunOptions,
): Promise<Results> {
  const steps = stepsOf(options.duration, compiled.dt);
  if (steps < 1)
    throw new NetworkError(
      '',
      `a run of ${options.duration} s has no step: one is ${compiled.dt * 1e3} ms long.`,
    );
  checkLength(compiled, steps);
  const simulation = await start();
  const began = options.now();
  const collector = new Collector(network, compiled, simulation);
  while (simulation.step < steps) {
    simulation.advance(steps - simulation.step);
    const batch = simulation.drain();
    collector.add(batch);
    options.batch?.(batch);
  }
  const wall = (options.now() - began) / 1000;
  const { integers } = simulation;
  const results = { ...collector.results(wall), ...(integers ? { integers } : {}) };
  simulation.dispose();
  return results;
}

/** A step that has begun is done to its end, as in Brian2, which forgives a ten-thousandth of a step. */
function stepsOf(duration: number, dt: number): number {
  const nearest = Math.round(duration / dt);
  return Math.abs(nearest - duration / dt) <= 1e-4 ? nearest : Math.ceil(duration / dt);
}

/** Refuses a run whose length or records are beyond the published limits. */
function checkLength({ populations, projections, dt }: CompiledNetwork, steps: number): void {
  if (steps > limits.steps)
    throw new NetworkError(
      '',
      `a run of ${steps} steps of ${dt * 1e3} ms is too long; at most ${limits.steps} are allowed.`,
    );
  let samples = 0;
  for (const { probes } of [...populations, ...projections])
    for (const { indices, every } of probes) if (every > 0) samples += (steps / every) * indices.length;
  if (samples > limits.samples)
    throw new NetworkError(
      '',
      `the run would record ${Math.round(samples)} numbers; at most ${limits.samples} are allowed.`,
    );
}
