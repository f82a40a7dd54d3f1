import { expect, test } from 'vitest';
import { add, apply, builtin, constant, let_, local, mul, slot, store } from './build.ts';
import { compileNode, compileStatements, EvaluationError } from './interpret.ts';
import type { Node, Operation } from './ir.ts';

const nothing = { read: () => () => Number.NaN };
const value = (operation: Operation, ...args: number[]) =>
  compileNode(apply(operation, ...args.map(constant)), nothing)();

test.each<[Operation, number[], number]>([
  ['floordiv', [7, 2], 3],
  ['floordiv', [-7, 2], -4],
  ['floordiv', [7, -2], -4],
  ['mod', [7, 3], 1],
  ['mod', [-7, 3], 2],
  ['mod', [7, -3], -2],
  ['mod', [5.5, 2], 1.5],
  ['int', [-2.7], -2],
  ['int', [2.7], 2],
  ['sign', [-3], -1],
  ['sign', [0], 0],
  ['and', [1, 0], 0],
  ['or', [1, 0], 1],
  ['not', [0], 1],
  ['lt', [1, 2], 1],
  ['ge', [2, 2], 1],
  ['ne', [2, 2], 0],
  ['select', [1, 5, 6], 5],
  ['select', [0, 5, 6], 6],
  ['exprel', [0], 1],
  ['exprel', [1e-12], 1 + 5e-13],
  ['exprel', [Number.NEGATIVE_INFINITY], 0],
  ['exprel', [Number.POSITIVE_INFINITY], Number.POSITIVE_INFINITY],
  ['pow', [2, 10], 1024],
  ['log10', [1000], 3],
  ['arctan', [1], Math.PI / 4],
  ['min', [1, -2], -2],
  ['max', [1, -2], 1],
])('%s of %j is %d', (operation, args, expected) => {
  expect(value(operation, ...args)).toBeCloseTo(expected, 14);
});

test('exprel agrees with its series', () => {
  for (const x of [1e-9, -1e-5, 1e-3, -0.1])
    expect(value('exprel', x)).toBeCloseTo(
      1 + x / 2 + x ** 2 / 6 + x ** 3 / 24 + x ** 4 / 120 + x ** 5 / 720,
      9,
    );
});

test('a shared node is worked out once', () => {
  let reads = 0;
  let node: Node = slot('x');
  for (let k = 0; k < 60; k++) node = add(node, node);
  const run = compileNode(node, {
    read: () => () => {
      reads++;
      return 1;
    },
  });
  expect(run()).toBe(2 ** 60);
  expect(reads).toBe(1);
  expect(run()).toBe(2 ** 60);
});

test('statements run in order, and a shared object is read anew after a store', () => {
  const values = new Map([['x', 2]]);
  const square = mul(slot('x'), slot('x'));
  const run = compileStatements(
    [let_('p', square), store('x', square), store('y', add(local('p'), square))],
    {
      read:
        ({ name }) =>
        () =>
          values.get(name) ?? Number.NaN,
      write:
        ({ name }) =>
        (result) =>
          void values.set(name, result),
    },
  );
  run();
  expect([values.get('x'), values.get('y')]).toEqual([4, 4 + 16]);
});

test('what an environment lacks is said when compiling', () => {
  expect(() => compileNode(builtin('t'), nothing)).toThrow(EvaluationError);
  expect(() => compileStatements([store('x', constant(1))], nothing)).toThrow(EvaluationError);
  expect(() => compileNode(local('p'), nothing)).toThrow('the local p');
});
