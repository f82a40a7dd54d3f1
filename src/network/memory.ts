import { eventStatements } from '../language/pathways.ts';
import { NetworkError } from './error.ts';
import { limits } from './limits.ts';
import type { PopulationDraft } from './population.ts';
import type { ProjectionDraft } from './projection.ts';

/** Bytes that a network will need, before anything is drawn. Throws `NetworkError` beyond the limit. */
export function checkMemory(
  populations: readonly PopulationDraft[],
  projections: readonly ProjectionDraft[],
): void {
  let bytes = 0;
  for (const { size, checked } of populations) bytes += size * 8 * (2 + (checked?.model.variables.size ?? 0));
  for (const draft of projections) {
    const { model, sums, update, catchUp, pathways } = draft.program;
    // Synapses that are found from the other side too, or one by one; and when each was brought up to date.
    const answers = eventStatements(draft.program, 'post').length > 0;
    const learns =
      (answers || sums.length + update.length + catchUp.length > 0 ? 8 : 0) + (catchUp.length > 0 ? 4 : 0);
    // A pathway beyond one for each side may have an order and delays of its own.
    const more = 8 * Math.max(pathways.length - 2, 0);
    const perSynapse = 12 + learns + more + 8 * model.variables.size;
    bytes += perSynapse * atMost(draft);
  }
  if (bytes > limits.memory)
    throw new NetworkError(
      '',
      `the network would need about ${gigabytes(bytes)} GB of memory; at most ${gigabytes(limits.memory)} GB are allowed.`,
    );
}

/** Synapses of a projection, or what is expected of them. */
function atMost({ projection, from, to }: ProjectionDraft): number {
  const [rows, columns] = [from.end - from.start, to.end - to.start];
  const { connect = 'all-to-all' } = projection;
  if (connect === 'one-to-one') return rows;
  if (typeof connect === 'object') {
    if ('probability' in connect) return connect.probability * rows * columns;
    if ('in_degree' in connect) return connect.in_degree * columns;
    if ('pairs' in connect) return connect.pairs.length;
    if ('condition' in connect) return 0;
  }
  return rows * columns;
}

const gigabytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);
