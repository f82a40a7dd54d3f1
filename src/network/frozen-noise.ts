import { draw64, streamKey } from '../language/random.ts';
import type { RecordedArray } from './network.ts';

const key = streamKey('frozen', 'noise');

/**
 * Independent standard normal numbers as one column of a recorded array: the same for every trial, run and machine.
 * Three decimals, so that an exported script stays short.
 */
export function frozenNoise(rows: number, seed: number): RecordedArray['values'] {
  return Array.from({ length: rows }, (_, row) => [
    Math.round(1000 * draw64('normal', seed, key, row, 0)) / 1000,
  ]);
}
