/** For tests: random trees of nodes over the slots a to d, with shared parts. */
import fc from 'fast-check';
import { constant, slot } from '../language/build.ts';
import type { Node, Operation, ValueType } from '../language/ir.ts';

const REAL: readonly Operation[] = ['add', 'sub', 'mul', 'div', 'min', 'max', 'pow', 'mod', 'floordiv'];
const FUNCTIONS: readonly Operation[] = [
  'neg',
  'exp',
  'exprel',
  'sqrt',
  'sin',
  'abs',
  'floor',
  'tanh',
  'log',
];
const RELATIONS: readonly Operation[] = ['lt', 'le', 'gt', 'ge', 'eq', 'ne'];

const node = (operation: Operation, type: ValueType, ...args: Node[]): Node => ({
  kind: 'apply',
  operation,
  arguments: args,
  type,
});

const number: fc.Arbitrary<Node> = fc
  .oneof(fc.constantFrom(0, -0, 1, -1, 2, 3, 0.5, -2, 8, 1e-3), fc.double({ min: -10, max: 10, noNaN: true }))
  .map(constant);

/** Real-valued trees, booleans below `select` and `int`, and many zeros and ones. */
export const arbitraryNode: fc.Arbitrary<Node> = fc.letrec<{ real: Node; truth: Node }>((tie) => ({
  real: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.oneof(fc.constantFrom(...['a', 'b', 'c', 'd'].map(slot)), number),
    fc.tuple(fc.constantFrom(...REAL), tie('real'), tie('real')).map(([o, a, b]) => node(o, 'real', a, b)),
    fc.tuple(fc.constantFrom(...REAL), tie('real')).map(([o, a]) => node(o, 'real', a, a)),
    fc.tuple(fc.constantFrom(...FUNCTIONS), tie('real')).map(([o, a]) => node(o, 'real', a)),
    fc.tuple(tie('truth'), tie('real'), tie('real')).map(([t, a, b]) => node('select', 'real', t, a, b)),
    tie('truth').map((t) => node('int', 'integer', t)),
  ),
  truth: fc.oneof(
    { maxDepth: 3 },
    fc.boolean().map((value): Node => ({ kind: 'constant', value: Number(value), type: 'boolean' })),
    fc
      .tuple(fc.constantFrom(...RELATIONS), tie('real'), tie('real'))
      .map(([o, a, b]) => node(o, 'boolean', a, b)),
    fc
      .tuple(fc.constantFrom<Operation>('and', 'or'), tie('truth'), tie('truth'))
      .map(([o, a, b]) => node(o, 'boolean', a, b)),
    tie('truth').map((t) => node('not', 'boolean', t)),
  ),
})).real;
