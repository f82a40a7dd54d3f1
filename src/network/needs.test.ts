import { expect, test } from 'vitest';
import { compileNetwork } from './compile.ts';
import { allNeeds } from './needs.ts';
import type { Projection } from './network.ts';

/** What the weight of a projection from `a` to `b` has carried; `b` fires by itself, `a` by a clock. */
function needs(projection: Partial<Projection>, more: readonly Projection[] = [], b = '') {
  const rule: Projection = { from: 'a', to: 'b', record: ['w'], ...projection };
  const compiled = compileNetwork(
    {
      dt: '1*ms',
      populations: {
        a: {
          size: 3,
          equations: 'dr/dt = -r/tau : 1\nbias : 1\nback : 1',
          threshold: 'rand() < 0.1',
          reset: 'r += 1',
          parameters: { tau: '10*ms' },
        },
        b: {
          size: 2,
          equations: `dv/dt = -v/tau : 1\n${b}`,
          threshold: 'v > 1',
          reset: 'v = 0',
          parameters: { tau: '10*ms' },
        },
        c: {
          size: 1,
          equations: 'dd/dt = -d/tau : 1',
          threshold: 'rand() < 0.1',
          reset: 'd += 1',
          parameters: { tau: '10*ms' },
        },
      },
      projections: [rule, ...more],
    },
    { seed: 1, unused: 'ignore' },
  );
  const found = allNeeds(compiled)['0.w'];
  if (!found) throw new Error('The weight is recorded.');
  return found;
}
const [a, b, c] = [0, 1, 2];

test('spikes that drive the neuron are carried anyway; the drive is none of the rule', () => {
  const { carried, reads } = needs({ model: 'w : 1', on_pre: 'v_post += w; w += 0.1' });
  expect(carried).toEqual([{ from: a, to: b, each: 'spike', reach: 2, anyway: true }]);
  expect(reads.post).toEqual([]);
});

test('spikes that drive nobody are carried for the rule', () => {
  const { carried, anyway } = needs({ model: 'w : 1', on_pre: 'w += 0.1' });
  expect(carried).toEqual([{ from: a, to: b, each: 'spike', reach: 2 }]);
  expect(anyway).toEqual([]);
});

test('a value read at its own spike travels with it, one read at a spike of the other side is there in every step', () => {
  expect(needs({ model: 'w : 1', on_pre: 'w += r_pre' }).carried).toContainEqual({
    ...{ from: a, to: b, variable: 'r', each: 'spike', reach: 2 },
  });
  expect(needs({ model: 'w : 1', on_post: 'w += r_pre' }).carried).toEqual([
    { from: a, to: b, variable: 'r', each: 'step', reach: 2 },
  ]);
});

test('what never changes is known beforehand', () => {
  expect(needs({ model: 'w : 1', on_post: 'w += bias_pre' }).carried).toEqual([]);
});

test('a linked value goes to every neuron, its spikes to whom they reach', () => {
  const model = 'dw/dt = d/second : 1\nd : 1 (linked)';
  expect(needs({ model, linked: { d: 'c.d' } }).carried).toEqual([
    { from: c, to: b, variable: 'd', each: 'step', reach: 2 },
  ]);
  const jumps: Projection = { from: 'c', to: 'b', on_pre: 'd_post += 1' };
  const kept = needs({ model: 'dw/dt = d_post/second : 1' }, [jumps], 'dd/dt = -d/tau : 1');
  expect(kept.carried).toEqual([{ from: c, to: b, each: 'spike', reach: 2, into: 'd' }]);
});

test('what a sum is made of is carried, and so is what that rests on', () => {
  const sum: Projection = { from: 'a', to: 'b', model: 's_post = r_pre : 1 (summed)' };
  const reads = needs({ model: 'dw/dt = s_post/second : 1' }, [sum], 's : 1');
  expect(reads.carried).toEqual([{ from: a, to: b, variable: 'r', each: 'step', reach: 2, into: 's' }]);
  expect(reads.rests).toEqual(expect.arrayContaining(['b.s', 'a.r', 'a.tau']));
  expect(reads.rests).not.toContain('b.v');
});

test('what a synapse writes to its sending neuron goes back', () => {
  const { carried } = needs({
    model: 'w : 1',
    on_pre: { pre: 'v_post += 0.1; w += r_pre', back: 'back_pre += w' },
    on_post: 'w += back_pre',
  });
  expect(carried).toContainEqual({ from: b, to: a, variable: 'back', each: 'spike', of: a, reach: 2 });
});

test('with neurons that reach different numbers of others, how many is not said', () => {
  const connect = {
    pairs: [
      [0, 0],
      [0, 1],
      [1, 0],
    ],
  } as const;
  expect(needs({ model: 'w : 1', on_pre: 'w += 0.1', connect }).carried[0]?.reach).toBeUndefined();
});
