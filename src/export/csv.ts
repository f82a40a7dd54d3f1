import type { Course, Results } from './results.ts';

/** All spikes, one a line: `population,time_s,index`. */
export function spikesCsv(results: Results): string {
  const lines = ['population,time_s,index'];
  for (const [name, { spikes }] of Object.entries(results.populations))
    for (const [time, index] of spikes) lines.push(`${name},${time},${index}`);
  return `${lines.join('\n')}\n`;
}

/**
 * The recorded variables of one population, one sample a line: `time_s,v_0_volt,v_1_volt,...` with a column for each
 * variable and index. Variables share the times of a population's `record`.
 */
export function tracesCsv(variables: Readonly<Record<string, Course>>): string {
  const entries = Object.entries(variables);
  const header = entries.flatMap(([name, { unit, indices }]) =>
    indices.map((index) => `${name}_${index}${unit === '1' ? '' : `_${unit.replace(/[*/]+/g, '_')}`}`),
  );
  const lines = [['time_s', ...header].join(',')];
  const times = entries[0]?.[1].times ?? [];
  for (const [row, time] of times.entries())
    lines.push([time, ...entries.flatMap(([, { values }]) => values[row] ?? [])].join(','));
  return `${lines.join('\n')}\n`;
}
