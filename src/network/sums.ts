import { NetworkError } from './error.ts';
import type { ProjectionDraft } from './projection.ts';

/** Two projections may not sum into one variable of the same neurons: the later sum would be all that is left (as Brian2). */
export function refuseSumsTwice(projections: readonly ProjectionDraft[]): void {
  const sums = projections.flatMap(({ index, path, from, to, program }) =>
    program.sums.map(({ side, name }) => ({ index, path, name, range: side === 'pre' ? from : to })),
  );
  for (const [k, { index, path, name, range }] of sums.entries())
    for (const earlier of sums.slice(0, k)) {
      const { population, start, end } = earlier.range;
      const meet = population === range.population && start < range.end && range.start < end;
      if (earlier.name === name && meet && earlier.index !== index)
        throw new NetworkError(
          `${path}.model`,
          `"${name}" of ${range.name} holds the sum of projections.${earlier.index} already: sum into another variable and add the two there.`,
        );
    }
}
