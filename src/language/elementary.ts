/**
 * Elementary functions written once for all precisions and lanes: without branches, without tables, from operations
 * that IEEE 754 fixes to the bit. Arguments are reduced after Cody and Waite (1980); the polynomials are Chebyshev
 * fits of relative error below a quarter of a unit in the last place.
 */
import { type Arithmetic, MAGIC } from './arithmetic.ts';

const EXP = {
  f32: [0.5, 0.16666577, 0.0416665546, 0.00836318503, 0.00139261911],
  f64: [
    0.5, 0.16666666666666666, 0.04166666666666668, 0.008333333333333333, 0.0013888888888879067,
    0.00019841269841263293, 0.000024801587336463165, 0.0000027557319247232678, 2.7557263256695514e-7,
    2.5052071079368163e-8, 2.091814602114974e-9, 1.6086633477899041e-10,
  ],
};
const LOG = {
  f32: [0.666666666, 0.400001226, 0.285507364, 0.233327618],
  f64: [
    0.6666666666666666, 0.4000000000000089, 0.28571428570795937, 0.22222222393451754, 0.18181795454619548,
    0.15386249783145212, 0.13268503447792365, 0.1308944373626974,
  ],
};
const LN2 = {
  f32: [0.693145751953125, 1.42860682031e-6],
  f64: [0.6931471803691238, 1.9082149292705877e-10],
} as const;
/** Largest arguments with a finite result lie below HIGH; results below the normal numbers become 0. */
const HIGH = { f32: 88.9, f64: 709.9 } as const;
const LOW = { f32: -87.3, f64: -708.3 } as const;
const SUBNORMAL = {
  f32: { below: 2 ** -126, scale: 2 ** 24, bits: 24 },
  f64: { below: 2 ** -1022, scale: 2 ** 54, bits: 54 },
} as const;

/** c[0] + c[1] x + c[2] x^2 + ... */
export function polynomial<V, M>(o: Arithmetic<V, M>, x: V, coefficients: readonly number[]): V {
  let sum = o.constant(coefficients[coefficients.length - 1] ?? 0);
  for (let k = coefficients.length - 2; k >= 0; k--) {
    sum = o.add(o.mul(sum, x), o.constant(coefficients[k] ?? 0));
  }
  return sum;
}

/** x = n ln 2 + r with |r| <= ln(2) / 2; `power` is 2 ** (n - 1). */
function reduceExp<V, M>(o: Arithmetic<V, M>, x: V): { r: V; power: V } {
  const [high, low] = LN2[o.precision];
  const clamped = o.max(o.min(x, o.constant(HIGH[o.precision])), o.constant(LOW[o.precision]));
  const magic = o.constant(MAGIC[o.precision]);
  const y = o.add(o.mul(clamped, o.constant(Math.LOG2E)), magic);
  const n = o.sub(y, magic);
  const r = o.sub(o.sub(clamped, o.mul(n, o.constant(high))), o.mul(n, o.constant(low)));
  return { r, power: o.halfPower(y) };
}

export function exp<V, M>(o: Arithmetic<V, M>, x: V): V {
  const { r, power } = reduceExp(o, x);
  const twice = EXP[o.precision].map((c) => 2 * c);
  const tail = o.mul(o.mul(r, r), polynomial(o, r, twice));
  const sum = o.add(o.add(o.mul(r, o.constant(2)), tail), o.constant(2));
  return o.mul(sum, power);
}

export function expm1<V, M>(o: Arithmetic<V, M>, x: V): V {
  const { r, power } = reduceExp(o, x);
  const e = o.add(r, o.mul(o.mul(r, r), polynomial(o, r, EXP[o.precision])));
  const half = o.add(o.mul(power, e), o.sub(power, o.constant(0.5)));
  return o.add(half, half);
}

/** (exp(x) - 1) / x, and 1 at 0. */
export function exprel<V, M>(o: Arithmetic<V, M>, x: V): V {
  const below = o.min(x, o.constant(HIGH[o.precision]));
  const zero = o.eq(x, o.constant(0));
  const divisor = o.select(zero, o.constant(1), below);
  return o.select(zero, o.constant(1), o.div(expm1(o, x), divisor));
}

/** log of a positive number, subnormal ones included; anything for other arguments. */
function logPositive<V, M>(o: Arithmetic<V, M>, x: V): V {
  const [high, low] = LN2[o.precision];
  const { mantissa, exponent } = splitAny(o, x);
  const f = o.sub(mantissa, o.constant(1));
  const s = o.div(f, o.add(o.constant(2), f));
  const z = o.mul(s, s);
  const series = o.mul(z, polynomial(o, z, LOG[o.precision]));
  const square = o.mul(o.constant(0.5), o.mul(f, f));
  const inner = o.add(o.mul(s, o.add(square, series)), o.mul(exponent, o.constant(low)));
  return o.sub(o.mul(exponent, o.constant(high)), o.sub(o.sub(square, inner), f));
}

/** As `split`, subnormal numbers included. */
export function splitAny<V, M>(o: Arithmetic<V, M>, x: V): { mantissa: V; exponent: V } {
  const { below, scale, bits } = SUBNORMAL[o.precision];
  const tiny = o.lt(x, o.constant(below));
  const { mantissa, exponent } = o.split(o.select(tiny, o.mul(x, o.constant(scale)), x));
  return {
    mantissa,
    exponent: o.sub(exponent, o.select(tiny, o.constant(bits), o.constant(0))),
  };
}

export function log<V, M>(o: Arithmetic<V, M>, x: V): V {
  return logEdges(o, x, logPositive(o, x));
}

function logEdges<V, M>(o: Arithmetic<V, M>, x: V, inside: V): V {
  const zero = o.constant(0);
  const infinity = o.constant(Infinity);
  const atEdge = o.select(o.eq(x, zero), o.constant(-Infinity), o.constant(Number.NaN));
  return o.select(o.lt(zero, x), o.select(o.eq(x, infinity), infinity, inside), atEdge);
}

export function log10<V, M>(o: Arithmetic<V, M>, x: V): V {
  return o.mul(log(o, x), o.constant(Math.LOG10E));
}

/** Corrects log(1 + x) for what the rounding of 1 + x lost. */
export function log1p<V, M>(o: Arithmetic<V, M>, x: V): V {
  const one = o.constant(1);
  const u = o.add(one, x);
  const lost = o.sub(x, o.sub(u, one));
  const inside = o.add(logPositive(o, u), o.div(lost, u));
  const tiny = o.eq(u, one);
  return o.select(tiny, x, logEdges(o, u, inside));
}

/** Larger than 0.5 ulp only through the final product: sinh, cosh and tanh by expm1 and exp. */
export function sinh<V, M>(o: Arithmetic<V, M>, x: V): V {
  const t = expm1(o, o.abs(x));
  const one = o.constant(1);
  const half = o.constant(0.5);
  const large = o.lt(o.constant(1e17), t);
  const value = o.mul(half, o.add(t, o.div(t, o.add(o.select(large, one, t), one))));
  return o.copySign(o.select(large, o.mul(half, t), value), x);
}

export function cosh<V, M>(o: Arithmetic<V, M>, x: V): V {
  const e = exp(o, o.abs(x));
  return o.mul(o.constant(0.5), o.add(e, o.div(o.constant(1), e)));
}

export function tanh<V, M>(o: Arithmetic<V, M>, x: V): V {
  const a = o.min(o.abs(x), o.constant(22));
  const t = expm1(o, o.add(a, a));
  return o.copySign(o.div(t, o.add(t, o.constant(2))), x);
}
