import * as v from 'valibot';
import { expect, it } from 'vitest';
import { explain } from './explain.ts';
import type { Network } from './network.ts';
import { networkSchema } from './schema.ts';

/** One of every member in one of its forms. */
const full: Network = {
  format: 1,
  dt: '1*ms',
  arrays: { A: { values: [[1, 2]], dt: '1*ms' } },
  populations: {
    a: {
      ...{ size: 2, equations: 'v : 1', threshold: 'v > 1', reset: 'v = 0', refractory: '1*ms' },
      ...{ method: 'euler', parameters: { p: 1, q: '1*mV', r: [1, '2'] }, initial: { v: true } },
      record: { variables: ['v'], indices: [0], every: '1*ms' },
    },
    b: { size: 1, spikes: [[0, 0]], record: ['v'] },
  },
  projections: [
    {
      from: { population: 'a', range: [0, 1] },
      to: 'b',
      ...{ model: 'w : 1', method: 'euler', on_pre: 'w += 1', autapses: true },
      on_post: { one: 'w = 0', two: { statements: 'w = 1', delay: '1*ms', order: 2 } },
      ...{ connect: { pairs: [[0, 0]] }, parameters: { w: 1 }, initial: { w: 1 }, linked: { d: 'b.v' } },
      ...{ delay: { one: 1 }, record: ['w'] },
    },
    { from: 'a', to: 'b', connect: { probability: 0.5, autapses: true }, delay: [1] },
    { from: 'a', to: 'b', connect: { condition: 'i < 3' }, on_pre: {} },
    { from: 'a', to: 'b', connect: { in_degree: 3 } },
    { from: 'a', to: 'b', connect: { 'all-to-all': true } },
  ],
};

const wrong = [undefined, null, 3, -0.5, 'x y', true, [], [null], [[]], {}, { x: null }, [3, 'x', 4, 5]];

/** Every network that has one of these where the full one has something. */
function* spoilt(value: unknown, rebuild: (part: unknown) => unknown): Generator<unknown> {
  for (const other of wrong) yield rebuild(other);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value))
    yield* spoilt(member, (part) =>
      rebuild(
        Array.isArray(value)
          ? value.map((old, k) => (`${k}` === key ? part : old))
          : { ...value, [key]: part },
      ),
    );
}

it('says of whatever is wrong where, what is wanted and what was found, in its own words', () => {
  expect(explain(networkSchema, full, '')).toBeUndefined();
  let count = 0;
  for (const network of spoilt(full, (part) => part)) {
    if (v.safeParse(networkSchema, network).success) continue;
    count++;
    const message = explain(networkSchema, network, '')?.message;
    expect(message, JSON.stringify(network)).toMatch(/but found |needs the member |there is no member /);
    expect(message).not.toMatch(/Invalid|Expected|received|something else|undefined/);
  }
  expect(count).toBeGreaterThan(500);
});

const put = (value: unknown, [key, ...rest]: readonly string[], part: unknown): unknown => {
  if (key === undefined) return part;
  const list = Array.isArray(value);
  const members = Object.entries(value as object).map(
    ([name, member]) => [name, name === key ? put(member, rest, part) : member] as const,
  );
  return list ? members.map(([, member]) => member) : Object.fromEntries(members);
};

it.each([
  ['populations.a.record.variables', 'v', 'must be a list, but found "v".'],
  [
    'projections.0.from',
    {},
    'must be the name of a population, or an object with population and range, but found an object.',
  ],
  ['projections.0.connect.pairs.0', [0], 'must be a pair [i, j], but found a list of 1.'],
  [
    'projections.0.on_post.two',
    3,
    'a pathway must be a text, or an object with statements, delay and order, but found 3.',
  ],
  ['populations.a.record.variables.0', 3, 'a name must be a text, but found 3.'],
])('%s: %j', (path, part, expected) => {
  expect(explain(networkSchema, put(full, path.split('.'), part), '')?.message).toBe(`${path}: ${expected}`);
});
