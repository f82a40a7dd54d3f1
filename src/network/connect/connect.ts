import { streamKey } from '../../language/random.ts';
import type { Range } from '../endpoint.ts';
import { NetworkError } from '../error.ts';
import { limits } from '../limits.ts';
import type { Connect, Projection } from '../network.ts';
import { RowList, tooMany, uniformSequence } from './pairs.ts';
import { eachSuccess, sample } from './probability.ts';
import { type Connections, rowsBySource, sourcesOf } from './rows.ts';

export interface ConnectRequest {
  /** Path into the network: `projections.0.connect`. */
  readonly path: string;
  /** Owner of the random stream: `projections.0`. */
  readonly owner: string;
  readonly projection: Projection;
  readonly from: Range;
  readonly to: Range;
  /** Neurons of the whole presynaptic population. */
  readonly size: number;
  readonly seed: number;
  /** Synapses that earlier projections already made. */
  readonly before: number;
  /** Whether neurons i and j, counted within their ranges, are joined: compiled from `condition`. */
  readonly condition?: ((i: number, j: number) => boolean) | undefined;
}

/**
 * Draws the synapses of a projection, ordered by source, then target; `pairs` keeps its own order. Within a range
 * indices count from its beginning, as in a Brian2 subgroup. `"autapses": false` leaves out i == j counted in the
 * whole populations. Throws `NetworkError` for what cannot be joined and beyond the limits.
 */
export function drawConnections(request: ConnectRequest): Connections {
  const { projection, from, to, path } = request;
  const connect = normalise(projection.connect);
  const [rows, columns] = [from.end - from.start, to.end - to.start];
  const expected = expectedSynapses(connect, rows, columns, path);
  if (request.before + expected > limits.synapses) throw tooMany(path, request.before + expected);
  const list = new RowList(
    connect.kind === 'probability' ? expected + 6 * Math.sqrt(expected) : expected,
    path,
    request.size,
  );
  const autapses = connect.autapses ?? projection.autapses ?? true;
  const join = (i: number, j: number) => {
    if (autapses || from.start + i !== to.start + j) list.push(from.start + i, to.start + j);
  };
  const uniform = uniformSequence(request.seed, streamKey(request.owner, 'connect'));
  switch (connect.kind) {
    case 'all-to-all':
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) join(i, j);
      break;
    case 'one-to-one':
      if (rows !== columns)
        throw new NetworkError(
          path,
          `one-to-one needs as many sources as targets, but there are ${rows} and ${columns}.`,
        );
      for (let i = 0; i < rows; i++) join(i, i);
      break;
    case 'probability':
      joinByChance(connect.value, rows, columns, uniform, join);
      break;
    case 'in_degree':
      return inDegree(connect.value, request, autapses, uniform);
    case 'pairs':
      return listed(connect.value, request, autapses);
    case 'condition': {
      const holds = request.condition;
      if (!holds) throw new NetworkError(path, 'the condition was not compiled.');
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) if (holds(i, j)) join(i, j);
      break;
    }
  }
  return list.finish();
}

/** Each pair with probability p: from one success to the next. */
function joinByChance(
  p: number,
  rows: number,
  columns: number,
  uniform: () => number,
  join: (i: number, j: number) => void,
): void {
  let i = 0;
  let begin = 0;
  eachSuccess(p, rows * columns, uniform, (trial) => {
    while (trial >= begin + columns) {
      i += 1;
      begin += columns;
    }
    join(i, trial - begin);
  });
}

/** Pairs keep the order of the file. */
function listed(
  pairs: readonly (readonly [number, number])[],
  { path, from, to, size }: ConnectRequest,
  autapses: boolean,
): Connections {
  const [rows, columns] = [from.end - from.start, to.end - to.start];
  for (const [k, [i, j]] of pairs.entries())
    if (i >= rows || j >= columns)
      throw new NetworkError(
        `${path}.pairs.${k}`,
        `there is no neuron ${i >= rows ? i : j}: the ${i >= rows ? 'source' : 'target'} has ${i >= rows ? rows : columns}.`,
      );
  const kept = autapses ? pairs : pairs.filter(([i, j]) => from.start + i !== to.start + j);
  const sources = Uint32Array.from(kept, ([i]) => from.start + i);
  const targets = Uint32Array.from(kept, ([, j]) => to.start + j);
  return { targets, sources: () => sources, ...rowsBySource(sources, size) };
}

type Normalised = { readonly autapses?: boolean | undefined } & (
  | { readonly kind: 'all-to-all' | 'one-to-one' | 'condition' }
  | { readonly kind: 'probability' | 'in_degree'; readonly value: number }
  | { readonly kind: 'pairs'; readonly value: readonly (readonly [number, number])[] }
);

function normalise(connect: Connect = 'all-to-all'): Normalised {
  if (typeof connect === 'string') return { kind: connect };
  if ('probability' in connect)
    return { kind: 'probability', value: connect.probability, autapses: connect.autapses };
  if ('in_degree' in connect)
    return { kind: 'in_degree', value: connect.in_degree, autapses: connect.autapses };
  if ('pairs' in connect) return { kind: 'pairs', value: connect.pairs };
  if ('condition' in connect) return { kind: 'condition', autapses: connect.autapses };
  return { kind: 'all-to-all', autapses: connect.autapses };
}

function expectedSynapses(connect: Normalised, rows: number, columns: number, path: string): number {
  switch (connect.kind) {
    case 'all-to-all':
      return rows * columns;
    case 'one-to-one':
      return rows;
    case 'probability':
      return connect.value * rows * columns;
    case 'in_degree':
      return connect.value * columns;
    case 'pairs':
      return connect.value.length;
    case 'condition':
      if (rows * columns > limits.conditionPairs)
        throw new NetworkError(
          path,
          `a condition would be tried for ${rows * columns} pairs; at most ${limits.conditionPairs} are allowed.`,
        );
      return 0;
  }
}

/** Every target draws its sources; then all are ordered by source with a counting sort. */
function inDegree(
  degree: number,
  request: ConnectRequest,
  autapses: boolean,
  uniform: () => number,
): Connections {
  const { from, to } = request;
  const [rows, columns] = [from.end - from.start, to.end - to.start];
  const drawn = new Uint32Array(degree * columns);
  const offsets = new Uint32Array(request.size + 1);
  for (let j = 0; j < columns; j++) {
    const self = to.start + j - from.start;
    const skip = !autapses && self >= 0 && self < rows;
    const candidates = rows - (skip ? 1 : 0);
    if (degree > candidates)
      throw new NetworkError(
        `${request.path}.in_degree`,
        `${degree} sources without repetition cannot be drawn from ${candidates}.`,
      );
    for (const [k, candidate] of sample(degree, candidates, uniform).entries()) {
      const i = skip && candidate >= self ? candidate + 1 : candidate;
      drawn[j * degree + k] = i;
      (offsets[from.start + i + 1] as number)++;
    }
  }
  for (let i = 0; i < request.size; i++) (offsets[i + 1] as number) += offsets[i] as number;
  const next = offsets.slice();
  const targets = new Uint32Array(drawn.length);
  for (let k = 0; k < drawn.length; k++) {
    const i = from.start + (drawn[k] as number);
    const place = next[i] as number;
    next[i] = place + 1;
    targets[place] = to.start + Math.floor(k / degree);
  }
  return { targets, offsets, sources: () => sourcesOf(offsets, targets.length) };
}
