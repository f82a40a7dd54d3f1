/**
 * Propagators of linear systems x' = A x + b over one step, in 64 bit: P = exp(A h) takes the state on, and
 * Q = integral from 0 to h of exp(A s) ds what is held constant through the step (Rotter and Diesmann 1999,
 * Biological Cybernetics 81, 381-402). Both are blocks of exp([[A, 1], [0, 0]] h), so that a singular A and equal time
 * constants need no special case.
 */
import type { LinearSystem, Node } from './ir.ts';
import { children, walk } from './visit.ts';

/** Numerator of the [13/13] Pade approximant to exp; the denominator has alternating signs (Higham 2005, table 2.3). */
const PADE_13 = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
] as const;

/** Largest 1-norm for which that approximant is exact to 64 bit without scaling. */
const THETA_13 = 5.371920351148152;

/** exp of a square matrix of order n given row by row, by scaling and squaring (Higham 2005, SIAM J. Matrix Anal.). */
export function expm(matrix: Float64Array, n: number): Float64Array {
  const norm = norm1(matrix, n);
  if (!Number.isFinite(norm)) return new Float64Array(n * n).fill(Number.NaN);
  const squarings = norm > THETA_13 ? Math.ceil(Math.log2(norm / THETA_13)) : 0;
  const scale = 2 ** -squarings;
  const a = matrix.map((value) => value * scale);
  const a2 = multiply(a, a, n);
  const a4 = multiply(a2, a2, n);
  const a6 = multiply(a2, a4, n);
  const even = pade(a2, a4, a6, n, 0);
  const odd = multiply(a, pade(a2, a4, a6, n, 1), n);
  const numerator = even.map((value, k) => value + (odd[k] as number));
  const denominator = even.map((value, k) => value - (odd[k] as number));
  let result = solve(denominator, numerator, n);
  for (let k = 0; k < squarings; k++) result = multiply(result, result, n);
  return result;
}

/** The even (0) or odd (1) coefficients' polynomial in A^2, by powers 2, 4, 6 and 6 times those. */
function pade(a2: Float64Array, a4: Float64Array, a6: Float64Array, n: number, parity: 0 | 1): Float64Array {
  const c = (power: number) => PADE_13[power + parity] as number;
  const upper = a6.map((x, k) => c(12) * x + c(10) * (a4[k] as number) + c(8) * (a2[k] as number));
  const product = multiply(a6, upper, n);
  return product.map((x, k) => {
    const diagonal = k % (n + 1) === 0 ? c(0) : 0;
    return x + c(6) * (a6[k] as number) + c(4) * (a4[k] as number) + c(2) * (a2[k] as number) + diagonal;
  });
}

function norm1(matrix: Float64Array, n: number): number {
  let largest = 0;
  for (let column = 0; column < n; column++) {
    let sum = 0;
    for (let row = 0; row < n; row++) sum += Math.abs(matrix[row * n + column] as number);
    if (!(sum <= largest)) largest = sum;
  }
  return largest;
}

function multiply(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k] as number;
      // Structural zeros stay exactly zero.
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) (c[i * n + j] as number) += factor * (b[k * n + j] as number);
    }
  return c;
}

/** X with A X = B, by Gaussian elimination with partial pivoting. */
function solve(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const left = a.slice();
  const right = b.slice();
  const at = (m: Float64Array, i: number, j: number) => m[i * n + j] as number;
  const swap = (m: Float64Array, i: number, j: number) => {
    for (let k = 0; k < n; k++) [m[i * n + k], m[j * n + k]] = [at(m, j, k), at(m, i, k)];
  };
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(at(left, i, k)) > Math.abs(at(left, pivot, k))) pivot = i;
    if (pivot !== k) {
      swap(left, k, pivot);
      swap(right, k, pivot);
    }
    for (let i = 0; i < n; i++) {
      const factor = i === k ? 0 : at(left, i, k) / at(left, k, k);
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) {
        (left[i * n + j] as number) -= factor * at(left, k, j);
        (right[i * n + j] as number) -= factor * at(right, k, j);
      }
    }
  }
  return right.map((value, k) => value / at(left, Math.floor(k / n), Math.floor(k / n)));
}

/** Both parts of a propagator, row by row. */
export interface Propagator {
  /** Order of A. */
  readonly order: number;
  readonly state: Float64Array;
  /** In seconds times the unit of the state part. */
  readonly input: Float64Array;
}

/** Propagator over `dt` seconds of the matrix A of order n, row by row, in 1/second. NaN where A is not finite. */
export function propagator(a: Float64Array, n: number, dt: number): Propagator {
  const step = a.map((entry) => entry * dt);
  const scales = balance(step, n);
  const size = 2 * n;
  const augmented = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) augmented[i * size + j] = step[i * n + j] as number;
    augmented[i * size + n + i] = 1;
  }
  const exponential = expm(augmented, size);
  const state = new Float64Array(n * n);
  const input = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const scale = (scales[i] as number) / (scales[j] as number);
      state[i * n + j] = (exponential[i * size + j] as number) * scale;
      input[i * n + j] = (exponential[i * size + n + j] as number) * scale * dt;
    }
  return { order: n, state, input };
}

/**
 * Chooses units of the variables in which the matrix is small: in SI units volts and amperes lie ten decades apart,
 * and a large norm costs digits. Scales by powers of two, which round nothing (after Parlett and Reinsch 1969, but
 * with the diagonal, and 1 for the input, in the norms, so that triangular matrices are scaled too). Works in place.
 */
function balance(matrix: Float64Array, n: number): Float64Array {
  const scales = new Float64Array(n).fill(1);
  for (let sweep = 0, changed = true; changed && sweep < 20; sweep++) {
    changed = false;
    for (let i = 0; i < n; i++) {
      let [row, column] = [0, 0];
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        row += Math.abs(matrix[i * n + j] as number);
        column += Math.abs(matrix[j * n + i] as number);
      }
      const still = 1 + Math.abs(matrix[i * n + i] as number);
      const cost = (factor: number) => Math.max(still, row / factor) + Math.max(still, column * factor);
      let factor = 1;
      while (cost(factor * 2) < 0.9 * cost(factor) && factor < 2 ** 200) factor *= 2;
      while (cost(factor / 2) < 0.9 * cost(factor) && factor > 2 ** -200) factor /= 2;
      if (factor === 1) continue;
      changed = true;
      scales[i] = (scales[i] as number) * factor;
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        matrix[i * n + j] = (matrix[i * n + j] as number) / factor;
        matrix[j * n + i] = (matrix[j * n + i] as number) * factor;
      }
    }
  }
  return scales;
}

/** The systems whose propagators some nodes read, each once, in the order of their first use. */
export function systemsOf(nodes: Iterable<Node>): LinearSystem[] {
  const systems = new Map<string, LinearSystem>();
  const seen = new Set<Node>();
  for (const node of nodes)
    walk(
      node,
      (inner) => {
        if (inner.kind === 'propagator') systems.set(inner.system.id, inner.system);
      },
      seen,
    );
  return [...systems.values()];
}

/** What the matrix of a system reads: its propagator is out of date when one of these changes. */
export function systemReads(system: LinearSystem): Node[] {
  const reads: Node[] = [];
  const seen = new Set<Node>();
  for (const entry of system.matrix.flat())
    walk(
      entry,
      (node) => {
        if (children(node).length === 0 && node.kind !== 'constant') reads.push(node);
      },
      seen,
    );
  return reads;
}
