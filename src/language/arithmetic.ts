/**
 * The operations from which the elementary functions are built (`elementary.ts`). One instance computes plain numbers
 * (`math.ts`), others emit WebAssembly (`wasm/lane.ts`); all of them round alike, so all give the same bits.
 * `V` is a value (or a vector of them), `M` a truth value (or a mask).
 */
export interface Arithmetic<V, M> {
  readonly precision: 'f32' | 'f64';
  /** The number rounded to the precision. */
  constant(value: number): V;
  add(a: V, b: V): V;
  sub(a: V, b: V): V;
  mul(a: V, b: V): V;
  div(a: V, b: V): V;
  neg(a: V): V;
  abs(a: V): V;
  sqrt(a: V): V;
  floor(a: V): V;
  ceil(a: V): V;
  trunc(a: V): V;
  /** b < a ? b : a; so a NaN in `a` stays. */
  min(a: V, b: V): V;
  /** a < b ? b : a; so a NaN in `a` stays. */
  max(a: V, b: V): V;
  lt(a: V, b: V): M;
  le(a: V, b: V): M;
  eq(a: V, b: V): M;
  and(a: M, b: M): M;
  or(a: M, b: M): M;
  not(a: M): M;
  select(condition: M, whenTrue: V, whenFalse: V): V;
  /** The magnitude of `a` with the sign of `b`. */
  copySign(a: V, b: V): V;
  /** 2 ** (n - 1) where y = magic + n and -(bias) < n <= bias + 1; 0 where n = 1 - bias. */
  halfPower(y: V): V;
  /** Whether bit `bit` (0 or 1) of n is set, where y = magic + n. */
  bit(y: V, bit: 0 | 1): M;
  /** x = mantissa * 2 ** exponent with a mantissa in [sqrt(1/2), sqrt(2)); x positive and normal. */
  split(x: V): { readonly mantissa: V; readonly exponent: V };
  /** x without the lower half of its mantissa: products of two such values are exact. */
  upper(x: V): V;
}

/** Adding this to a number of moderate size rounds it to an integer, which then sits in the low bits. */
export const MAGIC = { f32: 1.5 * 2 ** 23, f64: 1.5 * 2 ** 52 } as const;
