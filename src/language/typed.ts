/** What kind of value an operation gives, by Brian2's rules; a string says in words why it gives none. */

import type { BinaryOperator, Expression } from './ast.ts';
import {
  DIMENSIONLESS,
  divideDimensions,
  isDimensionless,
  multiplyDimensions,
  powerDimension,
  sameDimension,
  sayDimension,
} from './dimension.ts';
import type { Node, Operation, ValueType } from './ir.ts';
import type { Dimension } from './model.ts';

/** A resolved expression with its dimension and the size of its tree. */
export interface Typed {
  readonly node: Node;
  readonly dimension: Dimension;
  readonly size: number;
  readonly depth: number;
}

export type Kind = { readonly dimension: Dimension; readonly type: ValueType };

export const OPERATIONS: Readonly<Record<BinaryOperator, Operation>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '==': 'eq',
  '!=': 'ne',
  and: 'and',
  or: 'or',
};

const COMPARED = new Set<BinaryOperator>(['<', '<=', '>', '>=', '==', '!=']);
const CALLED: Partial<Record<BinaryOperator, string>> = {
  '+': 'a sum',
  '-': 'a difference',
  '%': 'a remainder',
};

/** `quote` gives the words of each side; `exponent` is the value of the right side where it is a plain number. */
export function kindOfBinary(
  operator: BinaryOperator,
  left: Kind,
  right: Kind,
  quote: { readonly left: string; readonly right: string },
  exponent: number | undefined,
): Kind | string {
  const [a, b] = [left.dimension, right.dimension];
  if (operator === 'and' || operator === 'or') {
    for (const [side, words] of [
      [left, quote.left],
      [right, quote.right],
    ] as const)
      if (side.type !== 'boolean') return `\`${operator}\` joins conditions, but \`${words}\` is a number.`;
    return { dimension: DIMENSIONLESS, type: 'boolean' };
  }
  const truth = left.type === 'boolean' ? quote.left : right.type === 'boolean' ? quote.right : undefined;
  if (COMPARED.has(operator)) {
    const bothTrue = left.type === 'boolean' && right.type === 'boolean';
    if (truth !== undefined && !(bothTrue && (operator === '==' || operator === '!=')))
      return `\`${truth}\` is a condition, not a number, and cannot be compared with \`${operator}\`.`;
    if (!sameDimension(a, b)) return mismatch('a comparison', left, right, quote);
    return { dimension: DIMENSIONLESS, type: 'boolean' };
  }
  if (truth !== undefined)
    return `\`${truth}\` is a condition, not a number: write \`int(${truth})\` to count it as 0 or 1.`;
  const whole = left.type === 'integer' && right.type === 'integer' ? 'integer' : 'real';
  switch (operator) {
    case '+':
    case '-':
    case '%':
      if (!sameDimension(a, b)) return mismatch(CALLED[operator] ?? '', left, right, quote);
      return { dimension: a, type: whole };
    case '*':
      return { dimension: multiplyDimensions(a, b), type: whole };
    case '/':
      return { dimension: divideDimensions(a, b), type: 'real' };
    case '//':
      for (const [side, words] of [
        [a, quote.left],
        [b, quote.right],
      ] as const)
        if (!isDimensionless(side))
          return `\`//\` takes pure numbers, but \`${words}\` ${sayDimension(side)}.`;
      return { dimension: DIMENSIONLESS, type: whole };
    default:
      if (!isDimensionless(b))
        return `An exponent is a pure number, but \`${quote.right}\` ${sayDimension(b)}.`;
      if (isDimensionless(a)) {
        const natural = exponent !== undefined && exponent >= 0;
        return { dimension: DIMENSIONLESS, type: natural ? whole : 'real' };
      }
      if (exponent === undefined)
        return `\`${quote.left}\` ${sayDimension(a)}, so its exponent must be a plain number, not \`${quote.right}\`.`;
      return { dimension: powerDimension(a, exponent), type: 'real' };
  }
}

function mismatch(what: string, left: Kind, right: Kind, quote: { left: string; right: string }): string {
  return `\`${quote.left}\` ${sayDimension(left.dimension)}, but \`${quote.right}\` ${sayDimension(right.dimension)}: ${what} needs the same units on both sides.`;
}

/** The value of an expression of plain numbers such as `2`, `-1` or `(1/3)`; undefined for any other. */
export function plainNumber(expression: Expression): number | undefined {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'unary' && expression.operator !== 'not') {
    const value = plainNumber(expression.operand);
    return value === undefined ? undefined : expression.operator === '-' ? -value : value;
  }
  if (expression.kind !== 'binary') return undefined;
  const [a, b] = [plainNumber(expression.left), plainNumber(expression.right)];
  if (a === undefined || b === undefined) return undefined;
  switch (expression.operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '**':
      return a ** b;
    default:
      return undefined;
  }
}

/** Largest tree of one expression with its subexpressions written out, and its depth. */
export const NODE_LIMIT = 10_000;
export const NODE_DEPTH_LIMIT = 500;
/** Largest sum of the trees of one text: of all right-hand sides, of all statements. */
export const TEXT_NODE_LIMIT = 50_000;

export const leaf = (node: Node, dimension: Dimension): Typed => ({ node, dimension, size: 1, depth: 1 });

export function apply(operation: Operation, args: readonly Typed[], kind: Kind): Typed {
  return {
    node: { kind: 'apply', operation, arguments: args.map(({ node }) => node), type: kind.type },
    dimension: kind.dimension,
    size: args.reduce((sum, { size }) => sum + size, 1),
    depth: 1 + Math.max(0, ...args.map(({ depth }) => depth)),
  };
}

/** A real number in the place of an integer is cut off towards 0, as Brian2 does when it stores one. */
export const coerced = (typed: Typed, type: ValueType): Typed =>
  type === 'integer' && typed.node.type === 'real'
    ? apply('int', [typed], { dimension: typed.dimension, type })
    : typed;
