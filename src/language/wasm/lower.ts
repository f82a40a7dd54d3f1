/** Turns checked nodes into terms of one lane type. Nodes that are one object become one term. */
import type { Arithmetic } from '../arithmetic.ts';
import * as elementary from '../elementary.ts';
import type { Node, Operation } from '../ir.ts';
import { pow64 } from '../power.ts';
import * as trigonometry from '../trigonometry.ts';
import { Lane } from './lane.ts';
import type { Term } from './term.ts';

/** Where leaves come from; asked again whenever a statement may have changed the answer. */
export interface Leaves {
  /** The value of anything but a constant or an operation; booleans come as numbers 0 and 1. */
  leaf(node: Exclude<Node, { kind: 'constant' | 'apply' }>): Term;
  /** A leaf of boolean type as a truth value, where it is at hand as one. */
  truth?(node: Exclude<Node, { kind: 'constant' | 'apply' }>): Term | undefined;
}

type Elementary = <V, M>(o: Arithmetic<V, M>, x: V) => V;

const ELEMENTARY: Partial<Record<Operation, Elementary>> = {
  exp: elementary.exp,
  expm1: elementary.expm1,
  exprel: elementary.exprel,
  log: elementary.log,
  log10: elementary.log10,
  log1p: elementary.log1p,
  sinh: elementary.sinh,
  cosh: elementary.cosh,
  tanh: elementary.tanh,
  sin: trigonometry.sin,
  cos: trigonometry.cos,
  tan: trigonometry.tan,
  arcsin: trigonometry.arcsin,
  arccos: trigonometry.arccos,
  arctan: trigonometry.arctan,
};

const DIRECT = {
  add: 'add',
  sub: 'sub',
  mul: 'mul',
  div: 'div',
  neg: 'neg',
  sqrt: 'sqrt',
  abs: 'abs',
  floor: 'floor',
  ceil: 'ceil',
} as const;

export class Lowering {
  private readonly values = new Map<Node, Term>();
  private readonly truths = new Map<Node, Term>();

  constructor(
    readonly lane: Lane,
    private readonly leaves: Leaves,
  ) {}

  /** Forgets what was read before a store. */
  refresh(): void {
    this.values.clear();
    this.truths.clear();
  }

  value(node: Node): Term {
    const known = this.values.get(node);
    if (known) return known;
    const term = this.makeValue(node);
    this.values.set(node, term);
    return term;
  }

  truth(node: Node): Term {
    const known = this.truths.get(node);
    if (known) return known;
    const term = this.makeTruth(node);
    this.truths.set(node, term);
    return term;
  }

  private makeValue(node: Node): Term {
    const { lane } = this;
    if (node.kind === 'constant') return lane.constant(node.value);
    if (node.kind !== 'apply') {
      const truth = node.type === 'boolean' ? this.leaves.truth?.(node) : undefined;
      return truth ? this.asNumber(truth) : this.leaves.leaf(node);
    }
    if (node.type === 'boolean') return this.asNumber(this.truth(node));
    const args = node.arguments;
    const at = (k: number): Term => this.value(args[k] as Node);
    const { operation } = node;
    if (operation in DIRECT) {
      const name = DIRECT[operation as keyof typeof DIRECT];
      const [a, b] = args.map((arg) => this.value(arg)) as [Term, Term];
      return name === 'add' || name === 'sub' || name === 'mul' || name === 'div'
        ? lane[name](a, b)
        : lane[name](a);
    }
    const elementary = ELEMENTARY[operation];
    if (elementary) return elementary(lane, at(0));
    switch (operation) {
      case 'floordiv':
        return lane.floor(lane.div(at(0), at(1)));
      case 'mod':
        return this.modulo(at(0), at(1));
      case 'pow':
        return power(lane, at(0), at(1));
      case 'min':
        return lane.min(at(0), at(1));
      case 'max':
        return lane.max(at(0), at(1));
      case 'sign':
        return this.sign(at(0));
      case 'int':
        return args[0]?.type === 'real' ? lane.trunc(at(0)) : at(0);
      case 'select':
        return lane.select(this.truth(args[0] as Node), at(1), at(2));
      default:
        return this.asNumber(this.truth(node));
    }
  }

  private makeTruth(node: Node): Term {
    const { lane } = this;
    if (node.kind === 'constant') return lane.truth(node.value !== 0);
    if (node.kind !== 'apply') {
      return this.leaves.truth?.(node) ?? lane.ne(this.leaves.leaf(node), lane.constant(0));
    }
    const args = node.arguments;
    const at = (k: number): Term => this.value(args[k] as Node);
    const truth = (k: number): Term => this.truth(args[k] as Node);
    switch (node.operation) {
      case 'lt':
        return lane.lt(at(0), at(1));
      case 'le':
        return lane.le(at(0), at(1));
      case 'gt':
        return lane.lt(at(1), at(0));
      case 'ge':
        return lane.le(at(1), at(0));
      case 'eq':
        return lane.eq(at(0), at(1));
      case 'ne':
        return lane.ne(at(0), at(1));
      case 'and':
        return lane.and(truth(0), truth(1));
      case 'or':
        return lane.or(truth(0), truth(1));
      case 'not':
        return lane.not(truth(0));
      case 'select': {
        const condition = truth(0);
        const whenTrue = lane.and(condition, truth(1));
        return lane.or(whenTrue, lane.and(lane.not(condition), truth(2)));
      }
      default:
        return lane.ne(this.value(node), lane.constant(0));
    }
  }

  asNumber(truth: Term): Term {
    return this.lane.select(truth, this.lane.constant(1), this.lane.constant(0));
  }

  /** Rounds towards minus infinity, so the result has the sign of the divisor. */
  private modulo(a: Term, b: Term): Term {
    const { lane } = this;
    return lane.sub(a, lane.mul(b, lane.floor(lane.div(a, b))));
  }

  private sign(a: Term): Term {
    const { lane } = this;
    const zero = lane.constant(0);
    const positive = lane.select(lane.lt(zero, a), lane.constant(1), zero);
    return lane.select(lane.lt(a, zero), lane.constant(-1), positive);
  }
}

/** In 64 bit for all lanes: a power needs more digits inside than it gives. */
function power(lane: Lane, x: Term, y: Term): Term {
  if (lane.precision === 'f64') return pow64(lane, x, y);
  const { graph } = lane;
  if (!lane.vector) {
    const wide = new Lane(graph, 'f64');
    const raise = (term: Term) => graph.make('f64.promote_f32', 'f64', [term]);
    return graph.make('f32.demote_f64', 'f32', [pow64(wide, raise(x), raise(y))]);
  }
  const wide = new Lane(graph, 'f64x2');
  const upperHalf = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
  const raise = (term: Term) => graph.make('f64x2.promote_low_f32x4', 'v128', [term]);
  const swap = (term: Term) => graph.make('i8x16.shuffle', 'v128', [term, term], upperHalf);
  const lower = (term: Term) => graph.make('f32x4.demote_f64x2_zero', 'v128', [term]);
  const first = lower(pow64(wide, raise(x), raise(y)));
  const second = lower(pow64(wide, raise(swap(x)), raise(swap(y))));
  const join = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
  return graph.make('i8x16.shuffle', 'v128', [first, second], join);
}
