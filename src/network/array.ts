import { SECOND, sameDimension } from '../language/dimension.ts';
import { evaluateQuantity } from '../language/quantity.ts';
import type { CompiledArray } from './compiled.ts';
import { NetworkError } from './error.ts';
import type { Network } from './network.ts';

/** Recorded arrays as the engines read them. Values are SI numbers. */
export function compileArrays(network: Network): Map<string, CompiledArray> {
  const arrays = new Map<string, CompiledArray>();
  for (const [name, { values, dt }] of Object.entries(network.arrays ?? {})) {
    const path = `arrays.${name}.dt`;
    const seconds = readTime(dt, path);
    if (seconds <= 0) throw new NetworkError(path, `dt must be longer than 0, but "${dt}" is not.`);
    arrays.set(name, {
      values: Float64Array.from(values.flat()),
      rows: values.length,
      columns: values[0]?.length ?? 0,
      dt: seconds,
    });
  }
  return arrays;
}

/** Seconds of a text such as `0.1*ms`. */
export function readTime(text: string, path: string): number {
  const { value, dimension } = evaluateQuantity(text, path);
  if (!sameDimension(dimension, SECOND))
    throw new NetworkError(path, `a time with its unit is expected, such as "0.1*ms", but found "${text}".`);
  if (!Number.isFinite(value)) throw new NetworkError(path, `"${text}" is not a finite time.`);
  return value;
}

/**
 * The row of a recorded array that holds at time t: the last one that has begun, the first before, the last after.
 * `dt` is the step of the simulation; times are rounded to a fine fraction of it first, as in Brian2's TimedArray, so
 * that a step that begins with a row reads that row.
 */
function arrayRow(array: Pick<CompiledArray, 'rows' | 'dt'>, t: number, dt: number): number {
  const fraction = Math.max(2 ** Math.ceil(Math.log2((8 / dt) * array.dt)), 1);
  const row = Math.floor(Math.round(t / (array.dt / fraction)) / fraction);
  return Math.min(Math.max(row, 0), array.rows - 1);
}

/** The value at a time and column; columns beyond the last count as the last. */
export function arrayValue(array: CompiledArray, t: number, column: number, dt: number): number {
  const c = Math.min(Math.max(Math.trunc(column), 0), array.columns - 1);
  return array.values[arrayRow(array, t, dt) * array.columns + c] as number;
}
