/** x ** y in 64 bit, with the logarithm carried in two numbers so that large exponents keep their digits. */
import type { Arithmetic } from './arithmetic.ts';
import { exp, polynomial, splitAny } from './elementary.ts';

/** 2 atanh(s) = 2 s + s^3 (2/3 + ...): the series from 2/3 on, in s^2. */
const SERIES = [
  0.6666666666666666, 0.4000000000000089, 0.28571428570795937, 0.22222222393451754, 0.18181795454619548,
  0.15386249783145212, 0.13268503447792365, 0.1308944373626974,
];
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** The product of a and b, and what its rounding lost (Dekker 1971). */
function product<V, M>(o: Arithmetic<V, M>, a: V, b: V): { value: V; lost: V } {
  const value = o.mul(a, b);
  const aHigh = o.upper(a);
  const bHigh = o.upper(b);
  const aLow = o.sub(a, aHigh);
  const bLow = o.sub(b, bHigh);
  const crossed = o.sub(o.sub(o.sub(value, o.mul(aHigh, bHigh)), o.mul(aLow, bHigh)), o.mul(aHigh, bLow));
  return { value, lost: o.sub(o.mul(aLow, bLow), crossed) };
}

/** The sum of a and b, and what its rounding lost (Knuth). */
function sum<V, M>(o: Arithmetic<V, M>, a: V, b: V): { value: V; lost: V } {
  const value = o.add(a, b);
  const shadow = o.sub(value, a);
  return { value, lost: o.add(o.sub(a, o.sub(value, shadow)), o.sub(b, shadow)) };
}

function logTwice<V, M>(o: Arithmetic<V, M>, x: V): { high: V; low: V } {
  const { mantissa, exponent } = splitAny(o, x);
  const one = o.constant(1);
  const f = o.sub(mantissa, one);
  const divisor = o.add(mantissa, one);
  const divisorLost = o.sub(mantissa, o.sub(divisor, one));
  const s = o.div(f, divisor);
  const { value, lost } = product(o, s, divisor);
  const rest = o.sub(o.sub(o.sub(f, value), lost), o.mul(s, divisorLost));
  const sLow = o.div(rest, divisor);
  const z = o.mul(s, s);
  const series = o.mul(o.mul(s, z), polynomial(o, z, SERIES));
  const head = sum(o, o.mul(exponent, o.constant(LN2_HIGH)), o.add(s, s));
  const small = o.add(o.add(o.add(sLow, sLow), o.mul(exponent, o.constant(LN2_LOW))), head.lost);
  const total = sum(o, head.value, series);
  return { high: total.value, low: o.add(total.lost, small) };
}

/** Accurate to about 1 ulp + |y log x| / 50 ulp. 0 ** 0, 1 ** y and x ** 0 are 1, as in C. */
export function pow64<V, M>(o: Arithmetic<V, M>, x: V, y: V): V {
  const zero = o.constant(0);
  const one = o.constant(1);
  const infinity = o.constant(Infinity);
  const a = o.abs(x);
  const ordinary = o.and(o.lt(zero, a), o.lt(a, infinity));
  const { high, low } = logTwice(o, o.select(ordinary, a, one));
  // exp has no use for more than this, and the exact product below must not overflow.
  const bounded = o.max(o.min(y, o.constant(1e290)), o.constant(-1e290));
  const { value, lost } = product(o, high, bounded);
  const correction = o.add(lost, o.mul(low, bounded));
  const head = exp(o, value);
  const within = o.and(o.lt(zero, head), o.lt(head, infinity));
  const magnitude = o.select(within, o.add(head, o.mul(head, correction)), head);

  const negativePower = o.lt(y, zero);
  const ofZero = o.select(negativePower, infinity, zero);
  const ofInfinity = o.select(negativePower, zero, infinity);
  const edge = o.select(o.eq(a, zero), ofZero, o.select(o.eq(a, infinity), ofInfinity, x));
  const size = o.select(ordinary, magnitude, edge);

  const whole = o.eq(o.floor(y), y);
  const halved = o.mul(y, o.constant(0.5));
  const odd = o.and(whole, o.not(o.eq(o.floor(halved), halved)));
  const negative = o.lt(o.copySign(one, x), zero);
  const signed = o.select(o.and(negative, odd), o.neg(size), size);
  const undefinedHere = o.and(o.and(o.lt(x, zero), o.lt(a, infinity)), o.not(whole));
  const result = o.select(undefinedHere, o.constant(Number.NaN), signed);
  const notNumber = o.not(o.eq(y, y));
  const always = o.or(o.eq(y, zero), o.eq(x, one));
  return o.select(always, one, o.select(notNumber, y, result));
}
