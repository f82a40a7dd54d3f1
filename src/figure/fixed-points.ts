import type { FixedPoint } from './views/view.ts';

/** f(x, y), both in SI units. */
export type Field = (x: number, y: number) => number;

/** A plane: both derivatives and what is looked at of it. */
export interface Plane {
  readonly f: Field;
  readonly g: Field;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/**
 * Where both derivatives are zero: the places where the other one changes sign along a line of zeros (points x, y; NaN
 * lifts the pen), refined by Newton's method, each with its stability.
 */
export function fixedPoints(plane: Plane, line: Float64Array, other: Field): FixedPoint[] {
  const found: FixedPoint[] = [];
  for (let k = 0; k + 3 < line.length; k += 2) {
    const [xa, ya, xb, yb] = line.subarray(k, k + 4) as unknown as [number, number, number, number];
    if (Number.isNaN(ya) || Number.isNaN(yb)) continue;
    const [a, b] = [other(xa, ya), other(xb, yb)];
    if (a * b > 0 || (a === 0 && k > 0)) continue;
    const share = a === b ? 0.5 : a / (a - b);
    const point = newton(plane, xa + share * (xb - xa), ya + share * (yb - ya));
    if (point) found.push({ ...point, stability: stability(jacobian(plane, point.x, point.y)) });
  }
  return found;
}

type Matrix = readonly [number, number, number, number];

/** df/dx, df/dy, dg/dx, dg/dy by central differences. */
function jacobian({ f, g, x: xs, y: ys }: Plane, x: number, y: number): Matrix {
  const hx = 1e-5 * (xs[1] - xs[0]);
  const hy = 1e-5 * (ys[1] - ys[0]);
  const along = (h: Field) =>
    [(h(x + hx, y) - h(x - hx, y)) / (2 * hx), (h(x, y + hy) - h(x, y - hy)) / (2 * hy)] as const;
  return [...along(f), ...along(g)];
}

/** From trace and determinant (Strogatz 2015, section 5.2). */
function stability([a, b, c, d]: Matrix): FixedPoint['stability'] {
  const trace = a + d;
  const determinant = a * d - b * c;
  if (determinant < 0) return 'saddle';
  const shape = trace * trace < 4 * determinant ? 'focus' : 'node';
  return trace < 0 ? `stable ${shape}` : `unstable ${shape}`;
}

function newton(plane: Plane, x0: number, y0: number): { x: number; y: number } | undefined {
  let [x, y] = [x0, y0];
  for (let k = 0; k < 12; k++) {
    const [a, b, c, d] = jacobian(plane, x, y);
    const determinant = a * d - b * c;
    if (determinant === 0) return undefined;
    const [f, g] = [plane.f(x, y), plane.g(x, y)];
    x -= (d * f - b * g) / determinant;
    y -= (a * g - c * f) / determinant;
  }
  const near = (value: number, start: number, [low, high]: readonly [number, number]) =>
    Math.abs(value - start) < 0.05 * (high - low);
  return near(x, x0, plane.x) && near(y, y0, plane.y) ? { x, y } : undefined;
}

/** Length of one piece of a separatrix, and how many there are at most; in widths of the plot. */
const piece = 0.004;
const pieces = 700;

/**
 * The two branches of a saddle's stable manifold, followed backwards in time from the saddle (RK4 along the arc, both axes
 * measured by what is shown of them): what starts on one side of it goes elsewhere than what starts on the other.
 */
export function separatrix(plane: Plane, saddle: { readonly x: number; readonly y: number }): Float64Array {
  const [sx, sy] = [plane.x[1] - plane.x[0], plane.y[1] - plane.y[0]];
  const [a, b, c, d] = jacobian(plane, saddle.x, saddle.y);
  // In units of the plot, where the eigenvector of the stable direction is a direction on the screen.
  const [B, C] = [(b * sy) / sx, (c * sx) / sy];
  const root = Math.sqrt(((a - d) / 2) ** 2 + B * C);
  const stable = (a + d) / 2 - root;
  const vector = Math.abs(B) > Math.abs(C) ? [B, stable - a] : [stable - d, C];
  const norm = Math.hypot(vector[0] as number, vector[1] as number) || 1;
  const back = (x: number, y: number): [number, number] => {
    const u = -plane.f(plane.x[0] + x * sx, plane.y[0] + y * sy) / sx;
    const v = -plane.g(plane.x[0] + x * sx, plane.y[0] + y * sy) / sy;
    const speed = Math.hypot(u, v) || 1;
    return [u / speed, v / speed];
  };
  const points: number[] = [];
  for (const sign of [1, -1]) {
    let x = (saddle.x - plane.x[0]) / sx + (sign * piece * (vector[0] as number)) / norm;
    let y = (saddle.y - plane.y[0]) / sy + (sign * piece * (vector[1] as number)) / norm;
    points.push(saddle.x, saddle.y);
    for (let k = 0; k < pieces && x > -0.02 && x < 1.02 && y > -0.02 && y < 1.02; k++) {
      points.push(plane.x[0] + x * sx, plane.y[0] + y * sy);
      const h = piece;
      const k1 = back(x, y);
      const k2 = back(x + (h / 2) * k1[0], y + (h / 2) * k1[1]);
      const k3 = back(x + (h / 2) * k2[0], y + (h / 2) * k2[1]);
      const k4 = back(x + h * k3[0], y + h * k3[1]);
      x += (h / 6) * (k1[0] + 2 * k2[0] + 2 * k3[0] + k4[0]);
      y += (h / 6) * (k1[1] + 2 * k2[1] + 2 * k3[1] + k4[1]);
    }
    points.push(Number.NaN, Number.NaN);
  }
  return Float64Array.from(points);
}
