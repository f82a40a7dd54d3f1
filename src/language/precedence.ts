/** How tightly operators bind, weakest first, in Python's order: what the parser reads by and the printer brackets by. */
import type { BinaryOperator } from './ast.ts';

export const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '==': 4,
  '!=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '//': 6,
  '%': 6,
  '**': 8,
};
/** `not` binds between `and` and the comparisons, a sign between products and powers. */
export const NOT = 3;
export const COMPARISON = 4;
export const SIGN = 7;
