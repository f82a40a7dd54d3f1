import type { Course, Results } from './results.ts';

/** Lines of a piece: a run with many spikes would not fit into one text. */
const piece = 4096;

/** All spikes, one a line, in pieces: `population,time_s,index`. */
export function* spikesCsv(results: Results): Generator<string> {
  yield 'population,time_s,index\n';
  for (const [name, { spikes }] of Object.entries(results.populations))
    for (let k = 0; k < spikes.length; k += piece)
      yield spikes
        .slice(k, k + piece)
        .map(([time, index]) => `${name},${time},${index}\n`)
        .join('');
}

/**
 * The recorded variables, a table a population with an empty line between them, in pieces. A table has one sample a
 * line: `time_s,E.v_0_volt,E.v_1_volt,...` with a column for each variable and index. The variables of a population
 * share the times of its `record`.
 */
export function* tracesCsv(results: Results): Generator<string> {
  let between = '';
  for (const [name, { variables }] of Object.entries(results.populations)) {
    const courses = Object.entries(variables);
    if (courses.length === 0) continue;
    yield between;
    between = '\n';
    yield* table(name, courses);
  }
}

function* table(population: string, courses: readonly (readonly [string, Course])[]): Generator<string> {
  const header = courses.flatMap(([name, { unit, indices }]) =>
    indices.map(
      (index) => `${population}.${name}_${index}${unit === '1' ? '' : `_${unit.replace(/[*/]+/g, '_')}`}`,
    ),
  );
  yield `${['time_s', ...header].join(',')}\n`;
  const times = courses[0]?.[1].times ?? [];
  for (let first = 0; first < times.length; first += piece)
    yield times
      .slice(first, first + piece)
      .map((time, k) => {
        const row = courses.flatMap(([, { values }]) => values[first + k] ?? []);
        return `${[time, ...row].join(',')}\n`;
      })
      .join('');
}
