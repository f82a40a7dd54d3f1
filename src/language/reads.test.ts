import { expect, test } from 'vitest';
import { checkPopulation, checkProjection } from './check.ts';
import { lowerProjection } from './lower.ts';
import { readsOf } from './reads.ts';

const population = (source: string, equations: string) =>
  checkPopulation({
    source: `populations.${source}`,
    equations,
    threshold: 'v > 1',
    reset: 'v = 0',
    constants: new Map(),
    arrays: new Map(),
  });
const pre = population('pre', 'v : 1\nr : 1');
const post = population('post', 'v : 1\nu = 2*v + 1 : 1');

function reads(model: string, texts: { onPre?: string; onPost?: string }, variable = 'w') {
  const program = checkProjection({
    source: 'projections.0',
    model,
    ...texts,
    constants: new Map(),
    arrays: new Map(),
    pre,
    post,
  });
  return readsOf(lowerProjection(program, 'projections.0', 'euler'), variable);
}

const nothing = { pre: [], post: [], shared: [], constants: [], arrays: [], clock: false };
const pair = 'w : 1\ndx/dt = -x/(20*ms) : 1 (event-driven)\nz : 1';

test('what does not decide the weight is not read: the drive, a count, a trace of something else', () => {
  const found = reads(pair, { onPre: 'v_post += w*r_pre; z += v_pre; x += 1', onPost: 'w += x' });
  expect(found).toEqual({
    ...nothing,
    synapse: [
      { name: 'w', at: ['post'] },
      { name: 'x', at: expect.arrayContaining(['pre', 'post']) },
    ],
    events: ['pre', 'post'],
  });
});

test('what is stored by way of a name of the statement’s own is followed', () => {
  const { pre: read, synapse } = reads(pair, { onPre: 'step = z*r_pre; w += step' });
  expect(read).toEqual([{ name: 'r', at: ['pre'] }]);
  expect(synapse.map(({ name }) => name)).toEqual(['w', 'z']);
});

test('a subexpression of the neuron is read as what it is made of, in every step where the equation has it', () => {
  const { post: read, events } = reads('dw/dt = u_post/second : 1', {});
  expect(read).toEqual([{ name: 'v', at: ['step'] }]);
  expect(events).toEqual([]);
});

test('linked variables, time, and when a neuron fired last', () => {
  const linked = reads('dw/dt = d*t/second**2 : 1\nd : 1 (linked)', {});
  expect(linked.shared).toEqual([{ name: 'd', at: ['step'] }]);
  expect(linked.clock).toBe(true);
  expect(reads('w : 1', { onPre: 'w += lastspike_post/second' }).events).toEqual(['pre', 'post']);
});
