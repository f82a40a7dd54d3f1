/**
 * What each operation does to numbers in 64 bit: the one definition that the interpreter and the folding of constants
 * share. Booleans are 0 and 1.
 */
import type { Operation } from './ir.ts';
import { math } from './math.ts';
import { constantPower } from './whole-power.ts';

const truth = (value: boolean): number => (value ? 1 : 0);

/** (exp(x) - 1) / x without loss near 0; 1 at 0, 0 at minus infinity. */
function exprel(x: number): number {
  if (x === 0) return 1;
  return x === Number.POSITIVE_INFINITY ? x : math.expm1(x) / x;
}

export const UNARY = {
  neg: (a: number) => -a,
  not: (a: number) => truth(a === 0),
  exp: math.exp,
  expm1: math.expm1,
  exprel,
  log: math.log,
  log10: math.log10,
  log1p: math.log1p,
  sqrt: Math.sqrt,
  sin: math.sin,
  cos: math.cos,
  tan: math.tan,
  arcsin: math.asin,
  arccos: math.acos,
  arctan: math.atan,
  sinh: math.sinh,
  cosh: math.cosh,
  tanh: math.tanh,
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  ceil: Math.ceil,
  int: Math.trunc,
} as const satisfies Partial<Record<Operation, (a: number) => number>>;

export const BINARY = {
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
  // Quotient and remainder as Brian2's C++ has them: from the rounded quotient, so that every back end can do the same.
  floordiv: (a: number, b: number) => Math.floor(a / b),
  mod: (a: number, b: number) => a - b * Math.floor(a / b),
  pow: math.pow,
  lt: (a: number, b: number) => truth(a < b),
  le: (a: number, b: number) => truth(a <= b),
  gt: (a: number, b: number) => truth(a > b),
  ge: (a: number, b: number) => truth(a >= b),
  eq: (a: number, b: number) => truth(a === b),
  ne: (a: number, b: number) => truth(a !== b),
  and: (a: number, b: number) => truth(a !== 0 && b !== 0),
  or: (a: number, b: number) => truth(a !== 0 || b !== 0),
  min: Math.min,
  max: Math.max,
} as const satisfies Partial<Record<Operation, (a: number, b: number) => number>>;

/** The value of an operation on constants, which is worked out once: as `operate`, with exact whole powers. */
export function fold(operation: Operation, args: readonly number[]): number {
  const [a, b] = args;
  return operation === 'pow' && a !== undefined && b !== undefined
    ? constantPower(a, b)
    : operate(operation, args);
}

/** The value of one operation. Throws where the number of arguments is not the operation's. */
export function operate(operation: Operation, args: readonly number[]): number {
  const [a, b, c] = args;
  if (a !== undefined && args.length === 1 && operation in UNARY)
    return UNARY[operation as keyof typeof UNARY](a);
  if (a !== undefined && b !== undefined && args.length === 2 && operation in BINARY)
    return BINARY[operation as keyof typeof BINARY](a, b);
  if (operation === 'select' && a !== undefined && b !== undefined && c !== undefined) return a !== 0 ? b : c;
  throw new Error(`${operation} does not take ${args.length} arguments.`);
}
