import { expect, test } from 'vitest';
import { type FuzzInput, fuzzCheck, fuzzInput } from './fuzz.ts';

/** A sample here; `npm run fuzz` asks for 100,000. */
const COUNT = Number(process.env.SPIKEBOOK_FUZZ ?? 3000);

test(`${COUNT} random texts give a model or a located complaint, and none takes long`, {
  timeout: 1_800_000,
}, () => {
  const found = new Map<string, number>();
  let slowest = 0;
  for (let seed = 0; seed < COUNT; seed++) {
    const input = fuzzInput(seed);
    const start = performance.now();
    try {
      const answer = fuzzCheck(input);
      found.set(`${input.kind} ${answer}`, (found.get(`${input.kind} ${answer}`) ?? 0) + 1);
    } catch (error) {
      throw new Error(`Input ${seed} broke the language: ${JSON.stringify(input)}`, { cause: error });
    }
    slowest = Math.max(slowest, performance.now() - start);
  }
  if (process.env.SPIKEBOOK_FUZZ)
    console.log({ ...Object.fromEntries(found), slowest: `${slowest.toFixed(1)} ms` });
  // The inputs must reach both ends, or they test nothing.
  for (const way of ['noise error', 'soup error', 'mutant error', 'mutant model', 'model model'])
    expect(found.get(way) ?? 0, way).toBeGreaterThan(COUNT / 100);
  expect(slowest).toBeLessThan(2000);
});

test('texts built to explode are refused in no time', () => {
  const doubling = [
    'a0 = 1 : 1',
    ...Array.from({ length: 60 }, (_, k) => `a${k + 1} = a${k} + a${k} : 1`),
  ].join('\n');
  const chain = ['a0 = 1 : 1', ...Array.from({ length: 1500 }, (_, k) => `a${k + 1}=a${k}:1`)].join('\n');
  const backwards = chain.split('\n').reverse().join('\n');
  const bare = (equations: string): FuzzInput => ({ kind: 'model', equations, constants: {} });
  const start = performance.now();
  expect(fuzzCheck(bare(doubling))).toBe('error');
  expect(fuzzCheck(bare(chain))).toBe('model');
  expect(fuzzCheck(bare(backwards))).toBe('error');
  expect(fuzzCheck(bare('x : 1\n'.repeat(3000)))).toBe('error');
  expect(fuzzCheck(bare(`dv/dt = ${'-'.repeat(10_000)}v/second : 1`))).toBe('error');
  // One large subexpression in each of thousands of statements.
  const large = `s = ${'+s0'.repeat(150).slice(1)} : 1\ns0 = ${'+x'.repeat(60).slice(1)} : 1\nx : 1`;
  const many = 'x=s\n'.repeat(4500);
  expect(fuzzCheck({ ...bare(large), reset: many })).toBe('error');
  expect(fuzzCheck({ ...bare(large), onPre: 'x=s+second\n'.repeat(1500) })).toBe('error');
  expect(performance.now() - start).toBeLessThan(3000);
});
