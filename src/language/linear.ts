/**
 * Linear systems x' = A x + b with A and b constant through a step, as Brian2's `exact` wants them: neither may read
 * the time other than through a recorded array `I(t)`, nor draw random numbers.
 */
import { type Affine, affine, NotAffine } from './affine.ts';
import { ZERO } from './build.ts';
import { describeNode } from './describe.ts';
import type { Node } from './ir.ts';
import { operate } from './operations.ts';
import { children } from './visit.ts';

export interface LinearEquations {
  readonly variables: readonly string[];
  /** A, row by row; ZERO where a variable does not appear. */
  readonly matrix: readonly (readonly Node[])[];
  /** b. */
  readonly input: readonly Node[];
}

/** Why a method does not fit an equation. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

/** Throws Unfit. `varying` names recorded arrays with more than one value a step. */
export function linearEquations(
  derivatives: ReadonlyMap<string, Node>,
  varying: ReadonlySet<string> = new Set(),
): LinearEquations {
  const variables = [...derivatives.keys()];
  const unknown = (leaf: Node) =>
    leaf.kind === 'slot' && leaf.slot.owner === 'self' && derivatives.has(leaf.slot.name)
      ? leaf.slot.name
      : undefined;
  const rows = variables.map((variable) => {
    const row = split(variable, derivatives.get(variable) ?? ZERO, unknown);
    for (const part of [...row.coefficients.values(), row.rest]) {
      const changing = changesWithinStep(part, varying);
      if (changing)
        throw new Unfit(
          `the equation of ${variable} reads ${describeNode(changing)}, which changes within a step`,
        );
    }
    return row;
  });
  return {
    variables,
    matrix: rows.map((row) => variables.map((name) => row.coefficients.get(name) ?? ZERO)),
    input: rows.map((row) => row.rest),
  };
}

function split(variable: string, node: Node, unknown: (leaf: Node) => string | undefined): Affine {
  try {
    return affine(node, { unknown });
  } catch (error) {
    if (!(error instanceof NotAffine)) throw error;
    throw new Unfit(
      `the equation of ${variable} is not linear: its term ${describeNode(error.term)} is not a variable times a constant`,
    );
  }
}

/** The part of a node that has no one value through a step: explicit time, or a random number. */
export function changesWithinStep(node: Node, varying: ReadonlySet<string>): Node | undefined {
  const seen = new Set<Node>();
  function look(inner: Node): Node | undefined {
    if (seen.has(inner)) return undefined;
    seen.add(inner);
    if (inner.kind === 'draw' || (inner.kind === 'builtin' && inner.name === 't')) return inner;
    if (inner.kind === 'array') {
      if (varying.has(inner.name)) return inner;
      const plain = inner.time.kind === 'builtin' && inner.time.name === 't';
      return (plain ? undefined : look(inner.time)) ?? (inner.column && look(inner.column));
    }
    for (const child of children(inner)) {
      const found = look(child);
      if (found) return found;
    }
    return undefined;
  }
  return look(node);
}

/**
 * Whether A is singular whatever the values of its names. Brian2 solves A x = -b in symbols first and refuses such
 * systems; the automatic choice follows it. Decided by elimination with two sets of arbitrary values.
 */
export function isSingular(matrix: readonly (readonly Node[])[]): boolean {
  return [0.6180339887, 0.7548776662].every((stride) => {
    const values = new Map<string, number>();
    const value = (name: string) => {
      const known = values.get(name) ?? 0.5 + (((values.size + 1) * stride) % 1);
      values.set(name, known);
      return known;
    };
    const memo = new Map<Node, number>();
    return eliminate(matrix.map((row) => row.map((entry) => sample(entry, value, memo)))) < 1e-10;
  });
}

function sample(node: Node, value: (name: string) => number, memo: Map<Node, number>): number {
  if (node.kind === 'constant') return node.value;
  if (node.kind !== 'apply') return value(describeNode(node));
  const known = memo.get(node);
  if (known !== undefined) return known;
  const answer = operate(
    node.operation,
    node.arguments.map((arg) => sample(arg, value, memo)),
  );
  memo.set(node, answer);
  return answer;
}

/** Smallest pivot of the matrix with its rows, then its columns scaled to largest entry 1. */
function eliminate(matrix: readonly (readonly number[])[]): number {
  const rows = transpose(transpose(matrix.map(scaled)).map(scaled));
  let smallest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < rows.length; k++) {
    const rest = rows.slice(k).sort((a, b) => Math.abs(b[k] ?? 0) - Math.abs(a[k] ?? 0));
    rows.splice(k, rest.length, ...rest);
    const pivot = rows[k]?.[k] ?? 0;
    smallest = Math.min(smallest, Math.abs(pivot));
    if (pivot === 0) return 0;
    for (const row of rows.slice(k + 1)) {
      const factor = (row[k] ?? 0) / pivot;
      rows[k]?.forEach((entry, j) => {
        row[j] = (row[j] ?? 0) - factor * entry;
      });
    }
  }
  return smallest;
}

function scaled(row: readonly number[]): number[] {
  const largest = Math.max(...row.map(Math.abs));
  return row.map((entry) => (largest > 0 ? entry / largest : entry));
}

function transpose(matrix: readonly (readonly number[])[]): number[][] {
  return matrix.map((_, i) => matrix.map((row) => row[i] ?? 0));
}
