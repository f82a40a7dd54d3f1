/** Elementary functions in 64 bit from plain arithmetic, so that every machine gets the same bits. */
import { type Arithmetic, MAGIC } from './arithmetic.ts';
import * as elementary from './elementary.ts';
import { pow64 } from './power.ts';
import * as trigonometry from './trigonometry.ts';

const cell = new Float64Array(1);
/** Low word, high word: WebAssembly machines are little-endian, and so is every one that runs this. */
const words = new Uint32Array(cell.buffer);

/** Upper word of sqrt(1/2). */
const ROOT_HALF = 0x3fe6a09e;

/** The numbers themselves. */
const plain: Arithmetic<number, boolean> = {
  precision: 'f64',
  constant: (value) => value,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  // Unlike Math.min and Math.max these return `a` where either is not a number, as SIMD's pmin and pmax do.
  min(a, b) {
    if (b < a) return b;
    return a;
  },
  max(a, b) {
    if (a < b) return b;
    return a;
  },
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  eq: (a, b) => a === b,
  and: (a, b) => a && b,
  or: (a, b) => a || b,
  not: (a) => !a,
  select: (condition, whenTrue, whenFalse) => (condition ? whenTrue : whenFalse),
  copySign(a, b) {
    const magnitude = Math.abs(a);
    return b < 0 || Object.is(b, -0) ? -magnitude : magnitude;
  },
  halfPower(y) {
    const n = y - MAGIC.f64;
    words[0] = 0;
    words[1] = (n + 1022) << 20;
    return cell[0] as number;
  },
  bit(y, bit) {
    cell[0] = y;
    return (((words[0] as number) >>> bit) & 1) === 1;
  },
  split(x) {
    cell[0] = x;
    const exponent = ((words[1] as number) - ROOT_HALF) >> 20;
    words[1] = (words[1] as number) - (exponent << 20);
    return { mantissa: cell[0] as number, exponent };
  },
  upper(x) {
    cell[0] = x;
    words[0] = (words[0] as number) & 0xf8000000;
    return cell[0] as number;
  },
};

/** By the names of JavaScript's `Math`, but the same on every machine; `pow` follows C, not JavaScript, for 1 ** NaN. */
export const math = {
  PI: Math.PI,
  E: Math.E,
  abs: Math.abs,
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  sign: (x: number): number => (x > 0 ? 1 : 0) - (x < 0 ? 1 : 0),
  min: plain.min,
  max: plain.max,
  exp: (x: number): number => elementary.exp(plain, x),
  expm1: (x: number): number => elementary.expm1(plain, x),
  exprel: (x: number): number => elementary.exprel(plain, x),
  log: (x: number): number => elementary.log(plain, x),
  log10: (x: number): number => elementary.log10(plain, x),
  log1p: (x: number): number => elementary.log1p(plain, x),
  sin: (x: number): number => trigonometry.sin(plain, x),
  cos: (x: number): number => trigonometry.cos(plain, x),
  tan: (x: number): number => trigonometry.tan(plain, x),
  asin: (x: number): number => trigonometry.arcsin(plain, x),
  acos: (x: number): number => trigonometry.arccos(plain, x),
  atan: (x: number): number => trigonometry.arctan(plain, x),
  sinh: (x: number): number => elementary.sinh(plain, x),
  cosh: (x: number): number => elementary.cosh(plain, x),
  tanh: (x: number): number => elementary.tanh(plain, x),
  pow: (x: number, y: number): number => pow64(plain, x, y),
} as const;
