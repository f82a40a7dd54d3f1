/**
 * Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy
 * as 1, 2, 3"). A number depends on the seed, the name of the place that draws, the step and the element alone, so
 * the order of work does not matter and every back end draws the same integers.
 */
import { math } from './math.ts';

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/**
 * High 32 bits of the product of two unsigned 32-bit integers, from 16-bit halves. No sum reaches 2^32, so integers that
 * wrap around lose nothing.
 */
function high(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const cross = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (cross >>> 16)) | 0;
}

/** Ten rounds: four counter words and two key words to four random words, all unsigned, written to `out`. */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array,
): Uint32Array {
  let x0 = c0 | 0;
  let x1 = c1 | 0;
  let x2 = c2 | 0;
  let x3 = c3 | 0;
  let key0 = k0 | 0;
  let key1 = k1 | 0;
  for (let round = 0; round < 10; round++) {
    const high0 = high(MULTIPLIER_0, x0);
    const high1 = high(MULTIPLIER_1, x2);
    const low0 = Math.imul(MULTIPLIER_0, x0);
    const low1 = Math.imul(MULTIPLIER_1, x2);
    x0 = high1 ^ x1 ^ key0;
    x1 = low1;
    x2 = high0 ^ x3 ^ key1;
    x3 = low0;
    key0 = (key0 + WEYL_0) | 0;
    key1 = (key1 + WEYL_1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
  return out;
}

const encoder = new TextEncoder();

/**
 * Key of a stream: FNV-1a in 32 bit of the UTF-8 bytes of `owner/stream`. The owner is the population's name, or
 * `projections.3`; the stream is the name of the place that draws, such as `update/xi`.
 */
export function streamKey(owner: string, stream: string): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(`${owner}/${stream}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Uniform in [0, 1) on a grid of 2^-53. */
export const uniform64 = (x0: number, x1: number): number => (x0 * 2 ** 21 + (x1 >>> 11)) * 2 ** -53;

/** Uniform in [0, 1) on a grid of 2^-24: exact in 32 bit. */
export const uniform32 = (x0: number): number => (x0 >>> 8) * 2 ** -24;

/** Standard normal by Box and Muller (1958) from two uniforms in [0, 1). */
const boxMuller = (u: number, v: number): number =>
  Math.sqrt(-2 * math.log(1 - u)) * math.cos(2 * Math.PI * v);

export type Distribution = 'uniform' | 'normal';

const words = new Uint32Array(4);

/** The number that a 64-bit back end draws; `key` is the stream's. */
export function draw64(
  distribution: Distribution,
  seed: number,
  key: number,
  step: number,
  index: number,
): number {
  philox(step, Math.floor(step / 2 ** 32), index, 0, seed, key, words);
  const [x0, x1, x2, x3] = words as unknown as readonly [number, number, number, number];
  return distribution === 'uniform' ? uniform64(x0, x1) : boxMuller(uniform64(x0, x1), uniform64(x2, x3));
}

/** What a 32-bit back end draws, to within its logarithm and cosine: the same words, uniforms of 24 bit. */
export function draw32(
  distribution: Distribution,
  seed: number,
  key: number,
  step: number,
  index: number,
): number {
  philox(step, Math.floor(step / 2 ** 32), index, 0, seed, key, words);
  const [x0, , x2] = words as unknown as readonly [number, number, number, number];
  return distribution === 'uniform' ? uniform32(x0) : Math.fround(boxMuller(uniform32(x0), uniform32(x2)));
}
