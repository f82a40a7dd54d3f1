/** Short names to build nodes with; identities with 0 and 1 are taken at once, so that structural zeros vanish. */
import type { Builtin, Node, Operation, Slot, Statement, ValueType } from './ir.ts';

export const constant = (value: number): Node => ({ kind: 'constant', value, type: 'real' });
export const ZERO: Node = constant(0);
export const ONE: Node = constant(1);
export const DT: Node = { kind: 'builtin', name: 'dt', owner: 'self', type: 'real' };
export const TIME: Node = { kind: 'builtin', name: 't', owner: 'self', type: 'real' };
export const NOT_REFRACTORY: Node = {
  kind: 'builtin',
  name: 'not_refractory',
  owner: 'self',
  type: 'boolean',
};

export const own = (name: string): Slot => ({ owner: 'self', name });
export const slot = (name: string): Node => ({ kind: 'slot', slot: own(name), type: 'real' });
export const local = (name: string): Node => ({ kind: 'local', name, type: 'real' });
export const builtin = (name: Builtin, type: ValueType = 'real'): Node => ({
  kind: 'builtin',
  name,
  owner: 'self',
  type,
});

export function apply(operation: Operation, ...args: readonly Node[]): Node {
  return { kind: 'apply', operation, arguments: args, type: 'real' };
}

export const isConstant = (node: Node, value: number): boolean =>
  node.kind === 'constant' && node.value === value;

export const isZero = (node: Node): boolean => isConstant(node, 0);

export function add(a: Node, b: Node): Node {
  if (isConstant(a, 0)) return b;
  return isConstant(b, 0) ? a : apply('add', a, b);
}

export function sub(a: Node, b: Node): Node {
  if (isConstant(b, 0)) return a;
  return isConstant(a, 0) ? neg(b) : apply('sub', a, b);
}

export function mul(a: Node, b: Node): Node {
  if (isConstant(a, 0) || isConstant(b, 0)) return ZERO;
  if (isConstant(a, 1)) return b;
  return isConstant(b, 1) ? a : apply('mul', a, b);
}

export function div(a: Node, b: Node): Node {
  if (isConstant(a, 0)) return ZERO;
  return isConstant(b, 1) ? a : apply('div', a, b);
}

export function neg(a: Node): Node {
  if (a.kind === 'constant') return a.value === 0 ? a : { ...a, value: -a.value };
  return a.kind === 'apply' && a.operation === 'neg' && a.arguments[0] ? a.arguments[0] : apply('neg', a);
}

export function select(condition: Node, whenTrue: Node, whenFalse: Node): Node {
  return whenTrue === whenFalse ? whenTrue : apply('select', condition, whenTrue, whenFalse);
}

export const let_ = (name: string, value: Node): Statement => ({ kind: 'let', name, value });
export const store = (name: string, value: Node): Statement => ({ kind: 'store', slot: own(name), value });
