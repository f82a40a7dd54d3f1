/**
 * Takes out of an element's work what is the same for all elements. A kernel then reads it as a uniform: what never
 * changes within a run is worked out when a value changes, what depends on time alone once a step, both on the host
 * in 64 bit (`interpret.ts`).
 *
 * A hoisted value is read as a slot of `self` named `hoisted#0`, `hoisted#1`, ... : to a kernel it is one more
 * constant. No reader's name has a `#`.
 */
import { apply, constant, isConstant, ONE } from './build.ts';
import type { Node, Statement } from './ir.ts';
import { children, rebuild } from './visit.ts';

/** How often a value has to be worked out: when a value is set, every step, or for every element in every step. */
export type Rate = 'constant' | 'step' | 'element';

/** A value that all elements share. Its own reads are uniform slots, builtins, arrays and hoisted values before it. */
export interface HoistedValue {
  /** Name of the slot that stands for it. */
  readonly name: string;
  /** Never 'element'. */
  readonly rate: Exclude<Rate, 'element'>;
  readonly value: Node;
}

export interface HoistOptions {
  /**
   * How often a leaf changes: a slot, builtin or draw. Locals, arrays, propagators and operations follow from their
   * parts. `t` is of the step; `dt`, `N` and constants that no statement writes are constant; a draw is the element's.
   */
  readonly classify: (leaf: Node) => Rate;
  /** Names of the hoisted slots; absent: `hoisted#`. */
  readonly prefix?: string;
  /**
   * Rewrites x / c, where c is hoisted, to x * (1 / c): other last bits, much faster. For 32-bit kernels only; the
   * reference keeps its division.
   */
  readonly reciprocals?: boolean;
}

/** Reads a hoisted value, or any other slot of `self`, as a node. */
export interface Hoister {
  /** What is left of a node for each element. */
  node(node: Node): Node;
  /** What is left of a list of statements; a `let` that all elements share disappears. */
  statements(statements: readonly Statement[]): Statement[];
  /** All that was hoisted so far, each after what it reads. */
  readonly values: readonly HoistedValue[];
}

const ORDER: readonly Rate[] = ['constant', 'step', 'element'];
const slower = (a: Rate, b: Rate): Rate => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b);

/**
 * Use one for all blocks of a kernel (update, threshold, reset): equal objects are then hoisted once. Within it a
 * local's name must be set once only, as `lower.ts` sees to.
 */
export function createHoister(options: HoistOptions): Hoister {
  const { classify, prefix = 'hoisted#', reciprocals = false } = options;
  const values: HoistedValue[] = [];
  const rates = new Map<Node, Rate>();
  const residues = new Map<Node, Node>();
  const bodies = new Map<Node, Node>();
  const references = new Map<Node, Node>();
  const inverses = new Map<Node, Node>();
  const locals = new Map<string, Node>();

  function rate(node: Node): Rate {
    const known = rates.get(node);
    if (known) return known;
    let answer: Rate = 'constant';
    if (node.kind === 'local') {
      const value = locals.get(node.name);
      answer = value ? rate(value) : 'element';
    } else if (node.kind === 'slot' || node.kind === 'builtin' || node.kind === 'draw') {
      answer = classify(node);
    } else {
      for (const child of children(node)) answer = slower(answer, rate(child));
    }
    rates.set(node, answer);
    return answer;
  }

  /** Stands for a shared value: leaves stand for themselves, all else becomes a hoisted slot. */
  function refer(node: Node): Node {
    if (node.kind === 'local') return refer(definition(node));
    if (node.kind === 'constant' || node.kind === 'slot' || node.kind === 'builtin') return node;
    const known = references.get(node);
    if (known) return known;
    const value = body(node);
    const name = `${prefix}${values.length}`;
    const own = rate(node);
    values.push({ name, rate: own === 'constant' ? 'constant' : 'step', value });
    const reference: Node = { kind: 'slot', slot: { owner: 'self', name }, type: node.type };
    references.set(node, reference);
    rates.set(reference, own);
    return reference;
  }

  /** A shared value without locals; within a value of the step, what is constant is hoisted on its own. */
  function body(node: Node): Node {
    if (node.kind === 'local') return body(definition(node));
    const known = references.get(node) ?? bodies.get(node);
    if (known) return known;
    const own = rate(node);
    const answer = rebuild(node, (child) => (rate(child) === own ? body(child) : refer(child)));
    bodies.set(node, answer);
    return answer;
  }

  function definition(node: Node & { kind: 'local' }): Node {
    const value = locals.get(node.name);
    if (!value) throw new Error(`The local ${node.name} is read before it is set.`);
    return value;
  }

  function reciprocal(divisor: Node): Node {
    const known = inverses.get(divisor);
    if (known) return known;
    const reference =
      divisor.kind === 'constant' ? constant(1 / divisor.value) : refer(apply('div', ONE, divisor));
    inverses.set(divisor, reference);
    return reference;
  }

  function residue(node: Node): Node {
    const known = residues.get(node);
    if (known) return known;
    let answer: Node;
    if (rate(node) !== 'element') answer = refer(node);
    else {
      const [top, bottom] = node.kind === 'apply' ? node.arguments : [];
      const shared = reciprocals && node.kind === 'apply' && node.operation === 'div' && top && bottom;
      if (shared && rate(bottom) !== 'element' && !isConstant(bottom, 0))
        answer = apply('mul', residue(top), reciprocal(bottom));
      else answer = rebuild(node, residue);
    }
    residues.set(node, answer);
    return answer;
  }

  function statements(list: readonly Statement[]): Statement[] {
    const answer: Statement[] = [];
    for (const statement of list) {
      if (statement.kind === 'store') {
        answer.push({ ...statement, value: residue(statement.value) });
      } else if (rate(statement.value) === 'element') {
        answer.push({ ...statement, value: residue(statement.value) });
      } else {
        locals.set(statement.name, statement.value);
      }
    }
    return answer;
  }

  return { node: residue, statements, values };
}
