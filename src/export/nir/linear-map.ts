import { NirError } from './graph.ts';

/**
 * A sparse matrix with a delay for each entry, from a population's neurons (columns) to another node's (rows): what
 * lies on the way from spikes to where they act.
 */
export interface LinearMap {
  readonly rows: number;
  readonly columns: number;
  /** Entries of row i are `starts[i]` to `starts[i + 1] - 1`. */
  readonly starts: Uint32Array;
  readonly sources: Uint32Array;
  readonly weights: Float64Array;
  /** Seconds; absent where all are 0. */
  readonly delays?: Float64Array;
}

/** Entries of one map, and so of everything on the way to it. */
const mostEntries = 2 ** 24;

/** Row by row as lists, turned into a map. */
export interface Entries {
  readonly sources: number[];
  readonly weights: number[];
  readonly delays: number[];
}

export function identityMap(size: number): LinearMap {
  return {
    rows: size,
    columns: size,
    starts: Uint32Array.from({ length: size + 1 }, (_, k) => k),
    sources: Uint32Array.from({ length: size }, (_, k) => k),
    weights: new Float64Array(size).fill(1),
  };
}

/** A full matrix, zeros left out. */
export function denseMap(values: Float64Array, rows: number, columns: number): LinearMap {
  let total = 0;
  for (const weight of values) if (weight !== 0) total++;
  const starts = new Uint32Array(rows + 1);
  const sources = new Uint32Array(total);
  const weights = new Float64Array(total);
  let k = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const weight = values[row * columns + column] as number;
      if (weight === 0) continue;
      sources[k] = column;
      weights[k++] = weight;
    }
    starts[row + 1] = k;
  }
  return { rows, columns, starts, sources, weights };
}

/** Whether every row holds at most its own column, without delay. */
export function isDiagonal({ rows, columns, starts, sources, delays }: LinearMap): boolean {
  if (rows !== columns || sources.length > rows || delays) return false;
  for (let row = 0; row < rows; row++)
    for (let k = starts[row] as number; k < (starts[row + 1] as number); k++)
      if (sources[k] !== row) return false;
  return true;
}

export const isIdentity = (map: LinearMap): boolean =>
  isDiagonal(map) && map.sources.length === map.rows && map.weights.every((weight) => weight === 1);

/** Builds a map row by row. Throws `NirError` where it grows too large. */
export function mapOf(
  rows: number,
  columns: number,
  fill: (row: number, entries: Entries) => void,
): LinearMap {
  const starts = new Uint32Array(rows + 1);
  const entries: Entries = { sources: [], weights: [], delays: [] };
  for (let row = 0; row < rows; row++) {
    fill(row, entries);
    if (entries.sources.length > mostEntries)
      throw new NirError(`its connections have more than ${mostEntries} weights, the most that are read.`);
    starts[row + 1] = entries.sources.length;
  }
  const late = entries.delays.some((delay) => delay !== 0);
  return {
    rows,
    columns,
    starts,
    sources: Uint32Array.from(entries.sources),
    weights: Float64Array.from(entries.weights),
    ...(late ? { delays: Float64Array.from(entries.delays) } : {}),
  };
}

export function push(entries: Entries, source: number, weight: number, delay: number): void {
  entries.sources.push(source);
  entries.weights.push(weight);
  entries.delays.push(delay);
}

/** `second` after `first`. */
export function compose(first: LinearMap, second: LinearMap): LinearMap {
  if (isIdentity(first)) return second;
  return mapOf(second.rows, first.columns, (row, entries) => {
    const sums = new Sums();
    for (let k = second.starts[row] as number; k < (second.starts[row + 1] as number); k++)
      sums.add(first, second.sources[k] as number, second.weights[k] as number, second.delays?.[k] ?? 0);
    sums.write(entries);
  });
}

/** Both side by side, from the same neurons to the same. */
export function addMaps(a: LinearMap, b: LinearMap): LinearMap {
  return mapOf(a.rows, a.columns, (row, entries) => {
    const sums = new Sums();
    sums.add(a, row, 1, 0);
    sums.add(b, row, 1, 0);
    sums.write(entries);
  });
}

/** Scales and delays row by row. */
export function diagonalMap(
  size: number,
  { weight, delay }: { weight?: Float64Array; delay?: Float64Array },
): LinearMap {
  return mapOf(size, size, (row, entries) =>
    push(entries, row, weight ? (weight[row] as number) : 1, delay ? (delay[row] as number) : 0),
  );
}

/** What a map makes of a constant input. */
export function applyMap(map: LinearMap, input: Float64Array): Float64Array {
  return Float64Array.from({ length: map.rows }, (_, row) => {
    let sum = 0;
    for (let k = map.starts[row] as number; k < (map.starts[row + 1] as number); k++)
      sum += (map.weights[k] as number) * (input[map.sources[k] as number] as number);
    return sum;
  });
}

/** Weights of one row, added up where source and delay agree. */
class Sums {
  readonly #byDelay = new Map<number, Map<number, number>>();

  add(map: LinearMap, row: number, factor: number, later: number): void {
    for (let k = map.starts[row] as number; k < (map.starts[row + 1] as number); k++) {
      const delay = later + (map.delays?.[k] ?? 0);
      let sums = this.#byDelay.get(delay);
      if (!sums) {
        sums = new Map();
        this.#byDelay.set(delay, sums);
      }
      const source = map.sources[k] as number;
      sums.set(source, (sums.get(source) ?? 0) + factor * (map.weights[k] as number));
    }
  }

  write(entries: Entries): void {
    for (const [delay, sums] of this.#byDelay)
      for (const [source, weight] of sums) if (weight !== 0) push(entries, source, weight, delay);
  }
}
