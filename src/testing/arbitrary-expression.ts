/** Random syntax trees for property tests: every kind of node, with numbers and names that read back as written. */
import fc from 'fast-check';
import type { BinaryOperator, Expression } from '../language/ast.ts';

const span = { start: 0, end: 0 };

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc
    .oneof(fc.nat(1000), fc.double({ min: 0, max: 1e30, noNaN: true, noDefaultInfinity: true }))
    .map((value): Expression => ({ kind: 'number', value: Math.abs(value), span })),
  fc
    .constantFrom('v', 'tau_m', 'g_Na', 'mV', 'ms', 'cm2', 'x_post', 'xi', 't', 'e', 'a')
    .map((name): Expression => ({ kind: 'name', name, span })),
  fc.boolean().map((value): Expression => ({ kind: 'boolean', value, span })),
);

const OPERATORS: readonly BinaryOperator[] = [
  ...(['+', '-', '*', '/', '//', '%', '**', '<', '<=', '>', '>=', '==', '!=', 'and', 'or'] as const),
];

export const arbitraryExpression: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom(...OPERATORS),
      left: tie('tree'),
      right: tie('tree'),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant('unary' as const),
      operator: fc.constantFrom('-' as const, '+' as const, 'not' as const),
      operand: tie('tree'),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant('call' as const),
      name: fc.constantFrom('exp', 'sqrt', 'clip', 'int', 'abs', 'floor', 'rand', 'log10', 'expm1', 'I'),
      nameSpan: fc.constant(span),
      arguments: fc.array(tie('tree'), { maxLength: 3 }),
      span: fc.constant(span),
    }),
  ),
})).tree;
