import { expect, it } from 'vitest';
import { NotAffine } from './affine.ts';
import { crossingOf } from './crossing.ts';
import { describeNode } from './describe.ts';
import type { Node, Operation } from './ir.ts';

const name = (text: string): Node => ({ kind: 'slot', slot: { owner: 'self', name: text }, type: 'real' });
const apply = (operation: Operation, ...args: Node[]): Node => ({
  kind: 'apply',
  operation,
  arguments: args,
  type: 'real',
});
const [v, u, theta, c] = ['v', 'u', 'theta', 'c'].map(name) as [Node, Node, Node, Node];

it('reads a condition as a variable above what no variable changes, whichever way round it stands', () => {
  const found = (condition: Node) => {
    const crossing = crossingOf(condition, ['v', 'u']);
    return crossing && [crossing.variable, describeNode(crossing.by), describeNode(crossing.of)];
  };
  expect(found(apply('gt', v, theta))).toEqual(['v', '1', 'theta']);
  expect(found(apply('le', theta, apply('mul', c, u)))).toEqual(['u', 'c', 'theta']);
  expect(found(apply('lt', v, theta))).toEqual(['v', '-1', '-theta']);
  expect(found(apply('gt', apply('sub', v, u), theta))).toBeUndefined();
  expect(found(apply('gt', theta, c))).toBeUndefined();
  expect(found(apply('eq', v, theta))).toBeUndefined();
  expect(found(v)).toBeUndefined();
  expect(() => found(apply('gt', apply('mul', v, v), theta))).toThrow(NotAffine);
});
