/** Writes a node as a sum of unknowns times coefficients, plus a rest that reads none of them. */
import { add, div, isZero, mul, neg, ONE, select, sub, ZERO } from './build.ts';
import type { Node } from './ir.ts';

export interface Affine {
  /** By unknown; a coefficient that is structurally zero is absent. */
  readonly coefficients: ReadonlyMap<string, Node>;
  readonly rest: Node;
  /** True where the rest reads an unknown through a function, such as exp(v): only with `holdFunctions`. */
  readonly held: boolean;
}

export interface AffineOptions {
  /** Name of the unknown that a leaf stands for. */
  readonly unknown: (leaf: Node) => string | undefined;
  /** Takes a function of an unknown (not a power or a product) as part of the rest, at its present value. */
  readonly holdFunctions?: boolean;
}

/** Thrown where a node is not affine in its unknowns; `term` is the smallest part that is not. */
export class NotAffine extends Error {
  override readonly name = 'NotAffine';
  constructor(readonly term: Node) {
    super('not affine');
  }
}

/** Throws NotAffine. Takes time in proportion to the number of nodes. */
export function affine(root: Node, { unknown, holdFunctions = false }: AffineOptions): Affine {
  const memo = new Map<Node, Affine>();

  function visit(node: Node): Affine {
    const known = memo.get(node);
    if (known) return known;
    const answer = split(node);
    memo.set(node, answer);
    return answer;
  }

  function split(node: Node): Affine {
    const name = unknown(node);
    if (name !== undefined) return { coefficients: new Map([[name, ONE]]), rest: ZERO, held: false };
    if (node.kind === 'array') {
      const parts = [node.time, ...(node.column ? [node.column] : [])].map(visit);
      return parts.some(involved) ? hold(node, parts) : free(node);
    }
    if (node.kind !== 'apply') return free(node);
    const parts = node.arguments.map(visit);
    if (!parts.some(involved)) return free(node);
    const [a, b, c] = parts;
    const [left, right] = node.arguments;
    if (a && b && left && right) {
      if (node.operation === 'add') return combine(a, b, add);
      if (node.operation === 'sub') return combine(a, b, sub);
      if (node.operation === 'mul') {
        if (!involved(b)) return scale(a, (x) => mul(x, right), node);
        if (!involved(a)) return scale(b, (x) => mul(left, x), node);
        if (a.coefficients.size > 0 && b.coefficients.size > 0) throw new NotAffine(node);
        // A function of the unknown times a linear term, as in g m_inf(v) (v - E), is part of the coefficient (Brian2).
        if (a.coefficients.size > 0) return holding(scale(a, (x) => mul(x, right), node));
        if (b.coefficients.size > 0) return holding(scale(b, (x) => mul(left, x), node));
        return hold(node, parts);
      }
      if (node.operation === 'div' && !involved(b)) return scale(a, (x) => div(x, right), node);
      if (node.operation === 'div' && a.coefficients.size > 0 && holdFunctions)
        return holding(scale(a, (x) => div(x, right), node));
      const power = node.operation === 'pow' && right.kind === 'constant' && right.value > 0;
      if (power && a.coefficients.size > 0) throw new NotAffine(node);
    }
    if (a && node.operation === 'neg') return scale(a, neg, node);
    if (a && b && c && left && node.operation === 'select' && !involved(a))
      return combine(b, c, (x, y) => select(left, x, y));
    return hold(node, parts);
  }

  function hold(node: Node, parts: readonly Affine[]): Affine {
    if (!holdFunctions || !parts.some(involved)) throw new NotAffine(node);
    return { coefficients: new Map(), rest: node, held: true };
  }

  return visit(root);
}

const holding = (part: Affine): Affine => ({ ...part, held: true });
const free = (rest: Node): Affine => ({ coefficients: new Map(), rest, held: false });
const involved = (part: Affine): boolean => part.held || part.coefficients.size > 0;

function combine(a: Affine, b: Affine, join: (x: Node, y: Node) => Node): Affine {
  const coefficients = new Map<string, Node>();
  for (const name of new Set([...a.coefficients.keys(), ...b.coefficients.keys()]))
    coefficients.set(name, join(a.coefficients.get(name) ?? ZERO, b.coefficients.get(name) ?? ZERO));
  return { coefficients, rest: join(a.rest, b.rest), held: a.held || b.held };
}

/** A factor leaves the term whole where it has no unknown left to take out. */
function scale(a: Affine, factor: (x: Node) => Node, node: Node): Affine {
  if (a.coefficients.size === 0) return { coefficients: new Map(), rest: node, held: a.held };
  const coefficients = new Map([...a.coefficients].map(([name, value]) => [name, factor(value)]));
  const zero = isZero(a.rest);
  return { coefficients, rest: zero ? ZERO : factor(a.rest), held: a.held };
}
