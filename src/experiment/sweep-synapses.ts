import type { Simulation } from '../engine/simulation.ts';
import type { Sweep } from './figure.ts';

/** The projection's place and variable where a sweep is of synapses: `0.w`; undefined where it is of neurons. */
export function synapsesOf({
  of,
}: Sweep): { readonly projection: number; readonly name: string } | undefined {
  const [projection, name] = of?.split('.') ?? [];
  return name === undefined ? undefined : { projection: Number(projection), name };
}

/**
 * What a sweep's synapses have come to when the run has ended, in SI base units: one number for each swept value, the mean
 * over its trials. Of a `drift`, by the seconds that were run. Undefined where the sweep is of neurons.
 */
export function synapseValues(simulation: Simulation, sweep: Sweep): Float64Array | undefined {
  const target = synapsesOf(sweep);
  if (!target) return undefined;
  const { trials = 1 } = sweep;
  const values = simulation.get(target);
  const by = trials * (sweep.measure === 'drift' ? simulation.step * simulation.dt : 1);
  return Float64Array.from({ length: values.length / trials }, (_, k) => {
    const own = values.subarray(k * trials, (k + 1) * trials);
    return own.reduce((sum, value) => sum + value, 0) / by;
  });
}
