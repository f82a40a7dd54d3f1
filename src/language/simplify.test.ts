import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryNode } from '../testing/arbitrary-node.ts';
import { add, apply, constant, div, let_, local, mul, slot, store } from './build.ts';
import { describeNode } from './describe.ts';
import { compileNode, compileStatements } from './interpret.ts';
import type { Node } from './ir.ts';
import { createSimplifier } from './simplify.ts';
import { walk } from './visit.ts';

const x = slot('x');
const text = (node: Node) => describeNode(createSimplifier().node(node));

test.each([
  [apply('mul', x, constant(1)), 'x'],
  [apply('add', constant(0), x), 'x'],
  [apply('sub', constant(0), x), '-x'],
  [apply('mul', apply('add', constant(2), constant(3)), x), '5*x'],
  [apply('div', x, constant(4)), 'x*0.25'],
  [apply('div', x, constant(3)), 'x/3'],
  [apply('pow', x, constant(2)), 'x*x'],
  [apply('pow', x, constant(3)), 'x*x*x'],
  [apply('pow', x, constant(4)), 'x*x*(x*x)'],
  [apply('pow', x, constant(-1)), '1/x'],
  [apply('pow', x, constant(0.5)), 'sqrt(x)'],
  [apply('pow', x, constant(9)), 'x**9'],
  [apply('pow', x, constant(1.5)), 'x**1.5'],
  [apply('add', x, apply('neg', slot('y'))), 'x - y'],
  [apply('neg', apply('neg', x)), 'x'],
  [apply('mul', x, constant(0)), 'x*0'],
])('%#: %o becomes %s', (node, expected) => {
  expect(text(node)).toBe(expected);
});

test('a simplified tree has the value of the tree, to the last bit but for powers', () => {
  const values = { a: 0.7, b: -1.3, c: 2, d: 0 };
  const evaluate = (node: Node) =>
    compileNode(node, {
      read:
        ({ name }) =>
        () =>
          values[name as keyof typeof values],
    })();
  fc.assert(
    fc.property(arbitraryNode, (node) => {
      const before = evaluate(node);
      const simple = createSimplifier().node(node);
      if (!Number.isFinite(before)) return;
      let powers = false;
      let finite = true;
      walk(node, (inner) => {
        if (inner.kind === 'apply' && inner.operation === 'pow') powers = true;
        // A sign of zero may turn 1/0 round.
        if (inner.type !== 'boolean' && !Number.isFinite(evaluate(inner))) finite = false;
      });
      if (!powers && finite) expect(evaluate(simple) + 0).toBe(before + 0);
    }),
    { numRuns: 1000 },
  );
});

test('equal parts become one object', () => {
  const simplifier = createSimplifier();
  const make = () => add(mul(slot('x'), slot('y')), constant(2));
  expect(simplifier.node(make())).toBe(simplifier.node(make()));
});

test('a read after a store is another object than the read before it', () => {
  const read = slot('x');
  const simplified = createSimplifier().statements([
    let_('before', mul(read, read)),
    store('x', add(read, constant(1))),
    let_('after', mul(read, read)),
    store('y', add(local('before'), local('after'))),
  ]);
  expect(simplified[0]?.value).not.toBe(simplified[2]?.value);
  const values = new Map([['x', 3]]);
  compileStatements(simplified, {
    read:
      ({ name }) =>
      () =>
        values.get(name) ?? Number.NaN,
    write:
      ({ name }) =>
      (value) =>
        void values.set(name, value),
  })();
  expect(values.get('y')).toBe(9 + 16);
});

test('a deeply shared tree takes time in proportion to its nodes', () => {
  let node: Node = x;
  for (let depth = 0; depth < 500; depth++) node = div(add(node, node), constant(2));
  const simple = createSimplifier().node(node);
  expect(compileNode(simple, { read: () => () => 1.5 })()).toBe(1.5);
});
