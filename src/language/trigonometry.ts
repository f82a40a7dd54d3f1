/** Trigonometric functions and their inverses, as in `elementary.ts`. */
import { type Arithmetic, MAGIC } from './arithmetic.ts';
import { polynomial } from './elementary.ts';

const SIN = {
  f32: [-0.166666667, 0.00833333187, -0.00019840082, 2.72493141e-6],
  f64: [
    -0.16666666666666666, 0.008333333333330925, -0.00019841269836722418, 0.000002755731608381636,
    -2.5051127944014188e-8, 1.5917848524808262e-10,
  ],
};
const COS = {
  f32: [0.0416666667, -0.00138888877, 2.48005964e-5, -2.73004486e-7],
  f64: [
    0.041666666666666664, -0.0013888888888887382, 0.00002480158729874307, -2.7557317260008837e-7,
    2.0876143827993133e-9, -1.1382456778061306e-11,
  ],
};
const ATAN = {
  f32: [-0.333333318, 0.199995387, -0.142638953, 0.1074308, -0.0644977012],
  f64: [
    -0.3333333333333333, 0.199999999999998, -0.14285714285659312, 0.11111111105105183, -0.0909090875100097,
    0.07692296302788948, -0.06666423588855201, 0.05878914093975829, -0.052303445589660866, 0.0455109302451121,
    -0.03455770455705399, 0.016271515200849802,
  ],
};
/** pi / 2 in pieces whose products with n are exact up to |x| of about 1e5 (f32) and 1e6 (f64). */
const HALF_PI = {
  f32: [1.5703125, 0.000482559204102, 1.26659870148e-6, 9.92093579681e-10],
  f64: [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21],
};

interface Reduced<V> {
  /** magic + n, where x = n pi / 2 + r */
  readonly y: V;
  readonly sine: V;
  readonly cosine: V;
}

function reduce<V, M>(o: Arithmetic<V, M>, x: V): Reduced<V> {
  const magic = o.constant(MAGIC[o.precision]);
  const y = o.add(o.mul(x, o.constant(2 / Math.PI)), magic);
  const n = o.sub(y, magic);
  let r = x;
  for (const piece of HALF_PI[o.precision]) r = o.sub(r, o.mul(n, o.constant(piece)));
  const z = o.mul(r, r);
  const sine = o.add(r, o.mul(o.mul(r, z), polynomial(o, z, SIN[o.precision])));
  const tail = o.mul(o.mul(z, z), polynomial(o, z, COS[o.precision]));
  const half = o.mul(o.constant(0.5), z);
  const lead = o.sub(o.constant(1), half);
  const lost = o.sub(o.sub(o.constant(1), lead), half);
  const cosine = o.add(lead, o.add(lost, tail));
  return { y, sine, cosine };
}

/** Beyond the range of the reduction the value is meaningless, but never outside [-1, 1]. */
function withinOne<V, M>(o: Arithmetic<V, M>, value: V): V {
  return o.max(o.min(value, o.constant(1)), o.constant(-1));
}

export function sin<V, M>(o: Arithmetic<V, M>, x: V): V {
  const { y, sine, cosine } = reduce(o, x);
  const value = o.select(o.bit(y, 0), cosine, sine);
  return withinOne(o, o.select(o.bit(y, 1), o.neg(value), value));
}

export function cos<V, M>(o: Arithmetic<V, M>, x: V): V {
  const { y, sine, cosine } = reduce(o, x);
  const value = o.select(o.bit(y, 0), sine, cosine);
  return withinOne(o, o.select(o.bit(o.add(y, o.constant(1)), 1), o.neg(value), value));
}

export function tan<V, M>(o: Arithmetic<V, M>, x: V): V {
  const { y, sine, cosine } = reduce(o, x);
  const odd = o.bit(y, 0);
  return o.div(o.select(odd, o.neg(cosine), sine), o.select(odd, sine, cosine));
}

/** Reduced to |t| <= tan(pi / 8) by atan(x) = pi/4 + atan((x - 1) / (x + 1)) = pi/2 - atan(1 / x). */
export function arctan<V, M>(o: Arithmetic<V, M>, x: V): V {
  const a = o.abs(x);
  const one = o.constant(1);
  const large = o.lt(o.constant(1 + Math.SQRT2), a);
  const middle = o.lt(o.constant(Math.SQRT2 - 1), a);
  const finite = o.select(large, one, a);
  const above = o.select(large, o.constant(-1), o.select(middle, o.sub(finite, one), a));
  const below = o.select(large, a, o.select(middle, o.add(finite, one), one));
  const offset = o.select(
    large,
    o.constant(Math.PI / 2),
    o.select(middle, o.constant(Math.PI / 4), o.constant(0)),
  );
  const t = o.div(above, below);
  const z = o.mul(t, t);
  const value = o.add(offset, o.add(t, o.mul(o.mul(t, z), polynomial(o, z, ATAN[o.precision]))));
  return o.copySign(value, x);
}

export function arcsin<V, M>(o: Arithmetic<V, M>, x: V): V {
  const one = o.constant(1);
  return arctan(o, o.div(x, o.sqrt(o.mul(o.sub(one, x), o.add(one, x)))));
}

export function arccos<V, M>(o: Arithmetic<V, M>, x: V): V {
  const one = o.constant(1);
  const half = arctan(o, o.sqrt(o.div(o.sub(one, x), o.add(one, x))));
  return o.add(half, half);
}
