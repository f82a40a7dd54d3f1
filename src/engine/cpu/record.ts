/** Takes what the kernel recorded out of its memory. */
import type { Batch, Samples } from '../simulation.ts';
import type { ProbeLayout } from './layout.ts';
import type { Machine } from './machine.ts';

/** All that was recorded since step `from`; the record is empty afterwards. */
export function drainRecord({ layout, memory }: Machine, from: number): Batch {
  const to = memory.step;
  const steps = memory.cell(layout.recordedSteps);
  const spikes = layout.populations.map((population) => {
    const used = memory.cell(population.recordUsed);
    const counts = memory.words(population.recordCounts, steps);
    const times = new Float64Array(used);
    let place = 0;
    counts.forEach((count, k) => {
      times.fill(from + k, place, place + count);
      place += count;
    });
    return { steps: times, indices: memory.words(population.record, used).slice() };
  });
  const take = (population: number, number: number, probe: ProbeLayout): Samples => {
    const values = memory.doubles(probe.data, memory.cell(probe.used)).slice();
    return { population, probe: number, steps: rowSteps(probe, from, values.length), values };
  };
  const { populations, projections } = layout;
  const samples = [
    ...populations.flatMap(({ probes }, p) => probes.map((probe, k) => take(p, k, probe))),
    ...projections.flatMap(({ probes }, k) =>
      probes.map((probe) => take(populations.length + k, probe.probe, probe)),
    ),
  ];
  clearRecord({ layout, memory });
  return { from, to, spikes, samples };
}

function rowSteps({ every, count }: ProbeLayout, from: number, values: number): Float64Array {
  const first = Math.ceil(from / every) * every;
  const rows = count === 0 ? 0 : values / count;
  return Float64Array.from({ length: rows }, (_, k) => first + k * every);
}

export function clearRecord({ layout, memory }: Pick<Machine, 'layout' | 'memory'>): void {
  memory.setCell(layout.recordedSteps, 0);
  for (const { recordUsed } of layout.populations) memory.setCell(recordUsed, 0);
  for (const { probes } of [...layout.populations, ...layout.projections])
    for (const { used } of probes) memory.setCell(used, 0);
}
