import type { LinearNeuron } from '../../experiment/figure.ts';
import { KernelSum, type MembraneRecord, valuesIn } from '../../experiment/kernel-sum.ts';
import type { History } from '../history.ts';

/** A simulated potential and the sums of kernels that should be it, one value a step; volts. */
export interface KernelCourse {
  /** Seconds. */
  readonly times: Float64Array;
  readonly simulated: Float64Array;
  /** What the input alone adds to the potential at rest, and what the resets of all spikes alone add. */
  readonly input: Float64Array;
  readonly reset: Float64Array;
  readonly sum: Float64Array;
  /** Simulated less the sum; and less the sum that begins anew at each spike. */
  readonly residual: Float64Array;
  readonly renewed: Float64Array;
}

/**
 * The course from `from` seconds on. It is computed from the oldest step that is kept, with the potential as it is there
 * (where a run begins: the potential at rest); what a sum lacks of the time before has decayed by exp(-memory/tau).
 * Undefined where something is not recorded.
 */
export function kernelCourse(neuron: LinearNeuron, history: History, from: number): KernelCourse | undefined {
  const { population, ...names } = neuron;
  const { dt } = history.network;
  const rings = Object.entries(names).map(
    ([name, variable]) => [name, history.find(`${population}.${variable}`)?.ring] as const,
  );
  const spikes = history.spikesOf(population);
  const { ring } = history.find(`${population}.${names.potential}`) ?? {};
  if (!ring || !spikes || rings.some(([, found]) => !found)) return undefined;
  const read = rings.map(([name, found]) => [name, (row: number) => found?.value(row, 0) ?? Number.NaN]);
  const record = Object.fromEntries(read) as MembraneRecord;
  const fired = new Set<number>();
  for (let k = 0; k < spikes.length; k++) if (spikes.index(k) === 0) fired.add(spikes.step(k));
  const first = ring.search(from / dt - 1e-6);
  const column = () => new Float64Array(Math.max(0, ring.length - first));
  const course = {
    times: column(),
    simulated: column(),
    input: column(),
    reset: column(),
    sum: column(),
    residual: column(),
    renewed: column(),
  };
  const kernels = new KernelSum(dt, ring.length > 0 ? record.potential(0) : 0);
  for (let row = 0; row < ring.length; row++) {
    const step = ring.step(row);
    const at = row - first;
    if (at >= 0) {
      const simulated = record.potential(row);
      course.times[at] = step * dt;
      course.simulated[at] = simulated;
      course.input[at] = kernels.free - record.rest(row);
      course.reset[at] = kernels.reset;
      course.sum[at] = kernels.potential('threshold');
      course.residual[at] = simulated - kernels.potential('threshold');
      course.renewed[at] = simulated - kernels.renewed;
    }
    kernels.step(valuesIn(record, row), fired.has(step));
  }
  return course;
}
