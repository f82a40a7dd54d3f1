import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryNode } from '../testing/arbitrary-node.ts';
import { add, apply, constant, DT, div, let_, local, mul, slot, store, TIME } from './build.ts';
import { describeNode } from './describe.ts';
import { createHoister, type Rate } from './hoist.ts';
import { compileNode, type Environment } from './interpret.ts';
import type { Node } from './ir.ts';
import { createSimplifier } from './simplify.ts';

/** x, a and b are each neuron's own; everything else is shared. */
const classify = (leaf: Node): Rate => {
  if (leaf.kind === 'builtin') return leaf.name === 't' ? 'step' : 'constant';
  return leaf.kind === 'slot' && !['x', 'a', 'b'].includes(leaf.slot.name) ? 'constant' : 'element';
};
const tau = slot('tau');

test('what never changes and what changes with time are told apart', () => {
  const hoister = createHoister({ classify });
  const decay = apply('exp', div(apply('neg', DT), tau));
  const wave = mul(slot('A'), apply('sin', div(TIME, mul(constant(2), tau))));
  const rest = hoister.node(add(mul(slot('x'), decay), wave));
  expect(describeNode(rest)).toBe('x*hoisted#0 + hoisted#2');
  expect(hoister.values.map(({ name, rate, value }) => [name, rate, describeNode(value)])).toEqual([
    ['hoisted#0', 'constant', 'exp(-dt/tau)'],
    ['hoisted#1', 'constant', '2*tau'],
    ['hoisted#2', 'step', 'A*sin(t/hoisted#1)'],
  ]);
});

test('a shared let disappears, and what reads it is shared too', () => {
  const hoister = createHoister({ classify });
  const rest = hoister.statements([
    let_('p', mul(tau, constant(3))),
    let_('q', add(local('p'), slot('x'))),
    store('x', mul(local('q'), apply('sqrt', local('p')))),
  ]);
  expect(rest.map(({ kind, value }) => `${kind} ${describeNode(value)}`)).toEqual([
    'let hoisted#0 + x',
    'store q*hoisted#1',
  ]);
  expect(hoister.values.map(({ value }) => describeNode(value))).toEqual(['tau*3', 'sqrt(hoisted#0)']);
});

test('a division by a shared value becomes a product only where asked', () => {
  const node = div(slot('x'), tau);
  expect(describeNode(createHoister({ classify }).node(node))).toBe('x/tau');
  const hoister = createHoister({ classify, reciprocals: true, prefix: 'u#' });
  expect(describeNode(hoister.node(node))).toBe('x*u#0');
  expect(describeNode(hoister.values[0]?.value ?? node)).toBe('1/tau');
  expect(describeNode(hoister.node(div(slot('x'), constant(0.001))))).toBe('x*1000');
});

test('draws and what reads them stay with the element', () => {
  const draw: Node = { kind: 'draw', distribution: 'normal', stream: 'update/xi', type: 'real' };
  const hoister = createHoister({ classify });
  expect(describeNode(hoister.node(mul(apply('sqrt', DT), draw)))).toBe('hoisted#0*xi');
});

test('an array read by time alone is of the step, by index of the element', () => {
  const read = (column?: Node): Node => ({
    kind: 'array',
    name: 'I',
    time: TIME,
    ...(column && { column }),
    type: 'real',
  });
  const index: Node = { kind: 'builtin', name: 'i', owner: 'self', type: 'integer' };
  const own = (leaf: Node) => (leaf === index ? 'element' : classify(leaf));
  const hoister = createHoister({ classify: own });
  expect(describeNode(hoister.node(add(slot('x'), read())))).toBe('x + hoisted#0');
  expect(describeNode(hoister.node(add(slot('x'), read(index))))).toBe('x + I(t, i)');
  expect(hoister.values.map(({ rate }) => rate)).toEqual(['step']);
});

test('hoisting changes no value', () => {
  const values = new Map(Object.entries({ a: 0.7, b: -1.3, c: 2, d: 0.1 }));
  const environment: Environment = {
    read:
      ({ name }) =>
      () =>
        values.get(name) ?? Number.NaN,
  };
  fc.assert(
    fc.property(arbitraryNode, (node) => {
      const simple = createSimplifier().node(node);
      const expected = compileNode(simple, environment)();
      const hoister = createHoister({ classify });
      const rest = hoister.node(simple);
      for (const { name, value } of hoister.values) values.set(name, compileNode(value, environment)());
      expect(compileNode(rest, environment)()).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
