import type { Batch } from '../../engine/simulation.ts';
import type { Measure } from '../figure.ts';
import { KernelSum, type MembraneRecord, valuesIn } from '../kernel-sum.ts';
import { seconds, unitScale } from '../quantities.ts';
import type { Counter } from './counter.ts';

type Residual = Extract<Measure, { kind: 'residual' }>;
type Probe = { readonly population: number; readonly probe: number } | undefined;

/**
 * Largest distance of the simulated potential from a sum of kernels, at the steps of the last `window` since values
 * last changed. The sum itself goes through changes: it takes every step with the values that were recorded in it.
 */
export function residual(
  { neuron, form, window, unit, label }: Residual,
  find: (of: string) => Probe,
  dt: number,
): Counter {
  const { population, ...names } = neuron;
  const probes = Object.entries(names).map(
    ([name, variable]) => [name, find(`${population}.${variable}`)] as const,
  );
  const place = find(`${population}.${names.potential}`);
  const width = seconds(window, label) / dt;
  const scale = unitScale(unit);
  let sum: KernelSum | undefined;
  let largest: { readonly step: number; readonly off: number }[] = [];
  return {
    add: (batch) => {
      const read = probes.map(([name, probe]) => [name, columnOf(batch, probe)] as const);
      const record = Object.fromEntries(read) as MembraneRecord;
      const steps = batch.samples.find((s) => matches(s, place))?.steps ?? [];
      const fired = firstNeuron(batch, place?.population ?? -1);
      for (const [row, step] of steps.entries()) {
        const simulated = record.potential(row);
        sum ??= new KernelSum(dt, simulated);
        const off = Math.abs(simulated - sum.potential(form));
        // What is smaller than a later one is never the largest again.
        while ((largest.at(-1)?.off ?? Number.POSITIVE_INFINITY) <= off) largest.pop();
        largest.push({ step, off });
        sum.step(valuesIn(record, row), fired.has(step));
      }
      const gone = largest.findIndex(({ step }) => step >= batch.to - width);
      if (gone > 0) largest = largest.slice(gone);
    },
    changed: () => {
      largest = [];
    },
    value: () => (largest[0]?.off ?? Number.NaN) / scale,
  };
}

function matches(samples: Batch['samples'][number], probe: Probe): boolean {
  return samples.population === probe?.population && samples.probe === probe.probe;
}

/** The first recorded neuron's sample of each row. */
function columnOf(batch: Batch, probe: Probe): (row: number) => number {
  const samples = batch.samples.find((s) => matches(s, probe));
  const columns = samples && samples.steps.length > 0 ? samples.values.length / samples.steps.length : 1;
  return (row) => samples?.values[row * columns] ?? Number.NaN;
}

function firstNeuron(batch: Batch, population: number): ReadonlySet<number> {
  const { steps = [], indices = [] } = batch.spikes[population] ?? {};
  return new Set([...steps].filter((_, k) => indices[k] === 0));
}
