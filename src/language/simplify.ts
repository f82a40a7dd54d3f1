/**
 * Folds constants, tidies, and makes equal things the same object.
 *
 * What it gives: within one list of statements (and over all lists given to one simplifier, in order) two occurrences
 * of the same object have the same value, stores in between included, so an emitter may work out each object once.
 *
 * What it never does: change the value of a finite 64-bit expression, by regrouping a sum for example. Exceptions: the
 * sign of a zero, and integer powers up to 8, which become products (each product rounds once, so x**4 may differ
 * from the library's pow in the last bit).
 */
import { div, isConstant, ONE } from './build.ts';
import type { LinearSystem, Node, Statement } from './ir.ts';
import { fold } from './operations.ts';
import { rebuild } from './visit.ts';

export interface Simplifier {
  node(node: Node): Node;
  statements(statements: readonly Statement[]): Statement[];
}

export function createSimplifier(): Simplifier {
  const interned = new Map<string, { readonly node: Node; readonly id: number }>();
  const ids = new Map<Node, number>();
  const versions = new Map<string, number>();
  const systems = new Map<string, LinearSystem>();
  let memo = new Map<Node, Node>();

  function intern(node: Node): Node {
    const key = keyOf(node);
    const known = interned.get(key);
    if (known) return known.node;
    const id = interned.size;
    // Its own object: the same read after a store is another value.
    const own = { ...node };
    interned.set(key, { node: own, id });
    ids.set(own, id);
    memo.set(own, own);
    return own;
  }

  function keyOf(node: Node): string {
    const id = (child: Node) => ids.get(child) ?? -1;
    switch (node.kind) {
      case 'constant':
        return `${Object.is(node.value, -0) ? '-0' : node.value}:${node.type}`;
      case 'slot': {
        const name = `${node.slot.owner}.${node.slot.name}`;
        return `slot ${name} ${versions.get(name) ?? 0}`;
      }
      case 'local':
        return `local ${node.name} ${versions.get(node.name) ?? 0}`;
      case 'builtin':
        return `builtin ${node.owner}.${node.name}`;
      case 'draw':
        return `draw ${node.distribution} ${node.stream}`;
      case 'array':
        return `array ${node.name} ${id(node.time)} ${node.column ? id(node.column) : ''}`;
      case 'propagator':
        return `propagator ${node.system.id} ${node.part} ${node.row} ${node.column}`;
      case 'apply':
        return `${node.operation}:${node.type} ${node.arguments.map(id).join(' ')}`;
    }
  }

  function simplify(node: Node): Node {
    const known = memo.get(node);
    if (known) return known;
    let answer: Node;
    if (node.kind === 'propagator') answer = intern({ ...node, system: shareSystem(node.system) });
    else {
      const inner = rebuild(node, simplify);
      const better = inner.kind === 'apply' ? tidy(inner) : inner;
      answer = better === inner ? intern(inner) : simplify(better);
    }
    memo.set(node, answer);
    return answer;
  }

  function shareSystem(system: LinearSystem): LinearSystem {
    const known = systems.get(system.id);
    if (known) return known;
    const shared = { ...system, matrix: system.matrix.map((row) => row.map(simplify)) };
    systems.set(system.id, shared);
    return shared;
  }

  function statements(list: readonly Statement[]): Statement[] {
    return list.map((statement) => {
      const value = simplify(statement.value);
      const name =
        statement.kind === 'let' ? statement.name : `${statement.slot.owner}.${statement.slot.name}`;
      const version = versions.get(name) ?? 0;
      versions.set(name, version + 1);
      // What the given objects mean may have changed.
      if (statement.kind === 'store' || version > 0) memo = new Map();
      return { ...statement, value };
    });
  }

  return { node: simplify, statements };
}

/** One step towards a simpler node of the same value; the same object where there is none. */
function tidy(node: Node & { kind: 'apply' }): Node {
  const { operation, type } = node;
  const [a, b, c] = node.arguments;
  if (!a) return node;
  if (node.arguments.every((arg) => arg.kind === 'constant')) {
    const value = fold(
      operation,
      node.arguments.map((arg) => (arg.kind === 'constant' ? arg.value : Number.NaN)),
    );
    return { kind: 'constant', value, type };
  }
  const typed = (inner: Node): Node => (inner.type === type ? inner : node);
  const make = (name: typeof operation, ...args: Node[]): Node => ({
    ...node,
    operation: name,
    arguments: args,
  });
  const negated = (inner: Node): Node | undefined =>
    inner.kind === 'apply' && inner.operation === 'neg' ? inner.arguments[0] : undefined;
  switch (operation) {
    case 'add':
      if (!b) return node;
      if (isConstant(a, 0)) return typed(b);
      if (isConstant(b, 0)) return typed(a);
      return subtraction(a, negated(b)) ?? subtraction(b, negated(a)) ?? node;
    case 'sub': {
      if (!b) return node;
      if (isConstant(b, 0)) return typed(a);
      if (isConstant(a, 0)) return make('neg', b);
      const inner = negated(b);
      return inner ? make('add', a, inner) : node;
    }
    case 'mul':
      if (!b) return node;
      if (isConstant(a, 1)) return typed(b);
      if (isConstant(b, 1)) return typed(a);
      if (isConstant(a, -1)) return make('neg', b);
      return isConstant(b, -1) ? make('neg', a) : node;
    case 'div':
      if (!b) return node;
      if (isConstant(b, 1)) return typed(a);
      if (isConstant(b, -1)) return make('neg', a);
      // The reciprocal of a power of two is exact.
      return b.kind === 'constant' && exactReciprocal(b.value)
        ? make('mul', a, { kind: 'constant', value: 1 / b.value, type: 'real' })
        : node;
    case 'neg':
      return typed(negated(a) ?? node);
    case 'pow':
      return (b?.kind === 'constant' && power(a, b.value, node)) || node;
    case 'not':
      return a.kind === 'apply' && a.operation === 'not' && a.arguments[0] ? typed(a.arguments[0]) : node;
    case 'and':
    case 'or': {
      if (!b) return node;
      const decisive = operation === 'and' ? 0 : 1;
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const)
        if (one.kind === 'constant') return (one.value !== 0) === (decisive === 1) ? one : typed(other);
      return a === b ? typed(a) : node;
    }
    case 'select':
      if (!b || !c) return node;
      if (b === c) return b;
      return a.kind === 'constant' ? (a.value !== 0 ? b : c) : node;
    case 'int':
      return a.type === 'integer' ? a : node;
    case 'floor':
    case 'ceil':
      return a.type === 'integer' ? typed(a) : node;
    default:
      return node;
  }

  function subtraction(left: Node, right: Node | undefined): Node | undefined {
    return right && make('sub', left, right);
  }
}

/** Small integer powers as products, square roots and reciprocals as such. */
function power(base: Node, exponent: number, node: Node & { kind: 'apply' }): Node | undefined {
  const times = (x: Node, y: Node): Node => ({ ...node, operation: 'mul', arguments: [x, y] });
  if (exponent === 0) return { kind: 'constant', value: 1, type: node.type };
  if (exponent === 1) return base.type === node.type ? base : undefined;
  if (exponent === 0.5) return { ...node, operation: 'sqrt', arguments: [base] };
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 8) return undefined;
  if (exponent < 0) return div(ONE, power(base, -exponent, node) ?? base);
  const half = power(base, Math.floor(exponent / 2), node) ?? base;
  const square = exponent >= 2 ? times(half, half) : base;
  return exponent % 2 === 1 ? times(square, base) : square;
}

function exactReciprocal(value: number): boolean {
  const exponent = Math.log2(Math.abs(value));
  return Number.isInteger(exponent) && Math.abs(exponent) < 1000;
}
