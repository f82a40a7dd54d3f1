import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { LanguageError } from '../language/diagnostic.ts';
import { compileNetwork } from './compile.ts';
import { NetworkError } from './error.ts';
import { networkJsonSchema } from './json-schema.ts';
import type { Connect, Network } from './network.ts';
import { readNetwork } from './read.ts';

const text = readFileSync(new URL('../../docs/network-format.md', import.meta.url), 'utf8');
const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '') as Network;

test("the format's own example is read and compiled", () => {
  const { populations, projections } = compileNetwork(readNetwork(example), { seed: 1 });
  expect(populations[0]?.state.get('v')).toHaveLength(3200);
  expect(projections[0]?.delays).toEqual([15]);
  expect(projections[0]?.state.get('w')).toBeCloseTo(1.62e-3, 12);
  expect(projections[0]?.sources.length).toBeGreaterThan(200_000);
});

test('the JSON Schema names every member of the example and allows no other', () => {
  const schema = networkJsonSchema() as { properties: Record<string, never>; additionalProperties: boolean };
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(example)));
  expect(schema.additionalProperties).toBe(false);
});

const small = (population: object, projection?: object) => ({
  dt: '0.1*ms',
  populations: {
    E: { size: 4, equations: 'dv/dt = -v/tau : volt\nI : amp', threshold: 'v > 1*mV', ...population },
  },
  ...(projection ? { projections: [{ from: 'E', to: 'E', ...projection }] } : {}),
});
const tau = { parameters: { tau: '10*ms' } };

describe('what is wrong is said with its place', () => {
  it.each<[string, unknown, RegExp]>([
    ['unknown member', small({ ...tau, rest: 1 }), /^populations\.E: .*"rest".*"reset"/],
    ['misspelt population', small(tau, { to: 'F' }), /^projections\.0\.to: .*"F"/],
    ['probability', small(tau, { connect: { probability: 1.5 } }), /between 0 and 1/],
    ['zero time constant', small({ parameters: { tau: '0*ms' } }), /"tau" is 0, and dv\/dt divides by it/],
    ['infinite value', small({ parameters: { tau: '1/0*ms' } }), /finite|infinite|zero/i],
    ['unused name', small({ parameters: { tau: '10*ms', II: '1*nA' } }), /"II" is declared nowhere/],
    [
      'constant of a constant',
      small({ parameters: { tau: '2*b', b: '1*ms' } }),
      /may not depend on another constant/,
    ],
    ['list of wrong length', small({ parameters: { tau: '10*ms', I: [1, 2] } }), /list of 4 values/],
    ['initial of an unknown', small({ ...tau, initial: { w: 1 } }), /no variable "w"/],
    ['wrong dimension', small({ ...tau, initial: { v: '1*ms' } }), /volt/],
    ['negative delay', small(tau, { on_pre: 'v_post += 1*mV', delay: '-1*ms' }), /must not be negative/],
    ['name that hides a unit', small({ parameters: { tau: '10*ms', mV: 1 } }), /name of a unit/],
    [
      'spikes beyond the size',
      { dt: '1*ms', populations: { S: { size: 2, spikes: [[0, 2]] } } },
      /no neuron 2/,
    ],
    ['too many neurons', small({ ...tau, size: 1e9 }), /at most 4000000/],
    ['too many synapses', small({ ...tau, size: 100_000 }, {}), /memory|synapses/],
    ['in_degree beyond the sources', small(tau, { connect: { in_degree: 5 } }), /cannot be drawn from 4/],
    ['record of an unknown', small({ ...tau, record: ['u'] }), /no variable "u"/],
    [
      'divisor that is written as 0',
      small({ parameters: {}, equations: 'dv/dt = -v/(0*ms) : volt' }),
      /divisor is 0/,
    ],
    ['refractory time of NaN', small({ ...tau, refractory: '0/0*ms' }), /E\.refractory: .*NaN/],
    ['empty threshold', small({ ...tau, threshold: ' ' }), /E\.threshold: .*empty/],
    ['reset that never is', small({ ...tau, threshold: undefined, reset: 'v = 0*mV' }), /no threshold/],
    [
      'source that never fires',
      small({ ...tau, threshold: undefined }, { on_pre: 'v_post += 1*mV' }),
      /projections\.0\.on_pre: population "E" has no threshold/,
    ],
    [
      'two sums into one variable',
      {
        ...small({ ...tau, equations: 'dv/dt = (x*mV - v)/tau : volt\nx : 1' }),
        projections: [
          { from: 'E', to: { population: 'E', range: [0, 3] }, model: 'x_post = 1 : 1 (summed)' },
          { from: { population: 'E', range: [2, 4] }, to: 'E', model: 'x_pre = 1 : 1 (summed)' },
        ],
      },
      /^projections\.1\.model: "x" of E holds the sum of projections\.0 already/,
    ],
    ...(
      [
        ['linked to nothing', {}, /^projections\.0\.model: "d" is linked, but "linked" does not say to what/],
        [
          'linked to a text',
          { linked: { d: 'M d' } },
          /^projections\.0\.linked\.d: .*as "DA\.d", but found "M d"/,
        ],
        [
          'linked to a misspelt population',
          { linked: { d: 'Mo.d' } },
          /linked\.d: there is no population "Mo"\./,
        ],
        ['linked to many neurons', { linked: { d: 'E.v' } }, /"E" has 4 neurons; what all synapses share/],
        [
          'linked to a misspelt variable',
          { linked: { d: 'M.dd' } },
          /"dd" of M is asked for, which is not there/,
        ],
        ['linked to a subexpression', { linked: { d: 'M.twice' } }, /"twice" of M .* compute from others/],
        [
          'linked to another dimension',
          { linked: { d: 'M.u' } },
          /"u" of M is in volt, but the model declares "d" in 1/,
        ],
        [
          'linked without a declaration',
          { linked: { d: 'M.d', e: 'M.u' } },
          /linked\.e: the model declares no linked/,
        ],
        [
          'linked and given a value',
          { linked: { d: 'M.d' }, initial: { d: 1 } },
          /initial\.d: "d" is linked to M\.d and/,
        ],
        [
          'linked to what is joined',
          { linked: { d: 'M.d' }, to: 'M' },
          /join "M": they know .* d_pre or d_post/,
        ],
        [
          'set by a synapse',
          { linked: { d: 'M.d' }, on_pre: 'd += 1' },
          /`d` is linked to another population/,
        ],
      ] as const
    ).map(([name, projection, message]): [string, unknown, RegExp] => {
      const own = small(tau, { model: 'd : 1 (linked)', ...projection });
      const M = { size: 1, equations: 'dd/dt = -d/(5*ms) : 1\nu : volt\ntwice = 2*d : 1' };
      return [name, { ...own, populations: { ...own.populations, M } }, message];
    }),
    ['sum of neurons', small({ ...tau, equations: 'x_post = 1 : 1 (summed)' }), /`summed` is for synapses/],
    [
      'misspelt member of a pathway',
      small(tau, { on_pre: { fast: { statement: 'v_post += 1*mV' } } }),
      /^projections\.0\.on_pre\.fast: .*"statement"; did you mean "statements"/,
    ],
    ['pathway of numbers', small(tau, { on_pre: { fast: 3 } }), /on_pre\.fast: a pathway must be a text, or/],
    [
      'order that is no whole number',
      small(tau, { on_pre: { fast: { statements: 'v_post += 1*mV', order: 0.5 } } }),
      /on_pre\.fast\.order: order must be a whole number, but found 0\.5/,
    ],
    [
      'pathway called as a variable',
      small(tau, { model: 'w : 1', on_pre: { w: 'w += 1' } }),
      /on_pre\.w: "w" is a variable of the synapses/,
    ],
    ['pathway called as a unit', small(tau, { on_pre: { mV: 'v_post += 1*mV' } }), /on_pre\.mV: .*unit/],
    [
      'pathway on both sides',
      small(tau, { on_pre: { x: 'v_post += 1*mV' }, on_post: { x: { statements: 'v_pre += 1*mV' } } }),
      /on_post\.x: there is a pathway "x" already/,
    ],
    [
      'delay of no pathway',
      small(tau, { on_pre: { fast: 'v_post += 1*mV' }, delay: { fist: '1*ms' } }),
      /^projections\.0\.delay\.fist: there is no pathway "fist"; did you mean "fast"/,
    ],
    [
      'delay without a name where no pathway is called pre',
      small(tau, { on_post: 'v_pre += 1*mV', delay: '1*ms' }),
      /^projections\.0\.delay: .*pathway "pre", and there is none; give it by name: \{"post": /,
    ],
    [
      'delay given twice',
      small(tau, { on_pre: { x: { statements: 'v_post += 1*mV', delay: '1*ms' } }, delay: { x: '1*ms' } }),
      /^projections\.0\.delay\.x: the delay of the pathway "x" is given twice/,
    ],
    [
      'negative delay of a pathway',
      small(tau, { on_post: { x: { statements: 'v_pre += 1*mV', delay: '-1*ms' } } }),
      /^projections\.0\.on_post\.x\.delay: a delay must not be negative/,
    ],
    [
      'unit of a statement in a pathway',
      small(tau, { on_pre: { x: { statements: 'v_post += 1*ms' } } }),
      /^projections\.0\.on_pre\.x\.statements, line 1/,
    ],
    ['variable called delay', small(tau, { model: 'delay : second' }), /`delay` is the name of/],
    [
      'array with too few columns',
      {
        ...small({ ...tau, equations: 'dv/dt = (J(t, i)*mV - v)/tau : volt' }),
        arrays: { J: { values: [[1, 2]], dt: '1*ms' } },
      },
      /"J\(t, i\)" needs a column for each of the 4 neurons, but the array has 2/,
    ],
    [
      'value that cannot be read',
      small({ parameters: { tau: '10*ms', I: 'a.b' } }),
      /E\.parameters\.I, line 1/,
    ],
    [
      'list with a wrong unit',
      small({ parameters: { tau: '10*ms', I: ['1*nA', '1*mV', 0, 0] } }),
      /I\.1: a value that is in amp is expected, but "1\*mV" is in volt/,
    ],
    ['method that does not exist', small({ ...tau, method: 'linear' }), /linear/],
  ])('%s', (_, network, message) => {
    let error: unknown;
    try {
      compileNetwork(readNetwork(network), { seed: 1 });
    } catch (caught) {
      error = caught;
    }
    expect(error instanceof NetworkError || error instanceof LanguageError).toBe(true);
    expect(String((error as Error).message)).toMatch(message);
  });
});

describe('connections', () => {
  const pairs = (connect: Connect, seed = 1, more: object = {}) => {
    const network = small({ ...tau, size: 60 }, { connect, ...more });
    const [projection] = compileNetwork(readNetwork(network), { seed }).projections;
    return Array.from(projection?.sources ?? [], (i, k) => [i, projection?.targets[k] ?? -1] as const);
  };
  const sorted = (list: readonly (readonly [number, number])[]) =>
    list.every(([i, j], k) => k === 0 || i > (list[k - 1]?.[0] ?? 0) || j > (list[k - 1]?.[1] ?? 0));

  it('are ordered by source, then target, each pair once', () => {
    for (const connect of [
      { probability: 0.3 },
      { in_degree: 7 },
      { condition: 'i % 3 == j % 3' },
    ] as const) {
      const list = pairs(connect);
      expect(sorted(list)).toBe(true);
      expect(new Set(list.map(String)).size).toBe(list.length);
    }
  });

  it('have the asked probability, anew with each seed', () => {
    const counts = Array.from({ length: 40 }, (_, seed) => pairs({ probability: 0.3 }, seed).length);
    const mean = counts.reduce((a, b) => a + b) / counts.length;
    // 3600 pairs: standard deviation 27.5 of one count, 4.3 of the mean.
    expect(Math.abs(mean - 1080)).toBeLessThan(20);
    expect(new Set(counts).size).toBeGreaterThan(20);
    expect(pairs({ probability: 0 })).toEqual([]);
    expect(pairs({ probability: 1 })).toHaveLength(3600);
  });

  it('give every target exactly in_degree sources', () => {
    const list = pairs({ in_degree: 7, autapses: false });
    for (let j = 0; j < 60; j++) expect(list.filter(([, target]) => target === j)).toHaveLength(7);
    expect(list.every(([i, j]) => i !== j)).toBe(true);
  });

  it('leave out i == j where autapses are false', () => {
    expect(pairs('all-to-all')).toHaveLength(3600);
    expect(pairs('all-to-all', 1, { autapses: false })).toHaveLength(3540);
    expect(pairs({ probability: 1, autapses: false })).toHaveLength(3540);
  });
});

it('has exact whole powers of constants in values and equations', () => {
  const n = {
    size: 2,
    equations: 'dv/dt = (2**-(3 + 1) - v)/ms : 1\nw : 1',
    reset: 'v = 5**-5 + 2**-9*i',
    threshold: 'v > 1',
    method: 'euler',
    initial: { v: '2**-4', w: 'i*2**-9' },
  };
  const [made] = compileNetwork({ dt: '1*ms', populations: { n } }, { seed: 1 }).populations;
  expect(made?.state.get('v')).toEqual(Float64Array.of(0.0625, 0.0625));
  expect(made?.state.get('w')).toEqual(Float64Array.of(0, 1 / 512));
  const text = JSON.stringify([made?.program?.update, made?.program?.reset]);
  for (const value of [0.0625, 0.00032, 1 / 512]) expect(text).toContain(`"value":${value},`);
});
