import { expect, it } from 'vitest';
import {
  markReached,
  mergeProgress,
  parseProgress,
  progressText,
  readProgress,
  writeProgress,
} from './progress.ts';

it('reads what it wrote', () => {
  const progress = { 'hodgkin-huxley': ['fire-once', 'rebound'], cuba: ['quiet'] };
  expect(parseProgress(progressText(progress))).toEqual(progress);
});

it.each([
  '',
  'junk',
  'null',
  '[]',
  '{"spikebook":"progress"}',
  '{"spikebook":"progress","version":2,"reached":{}}',
  '{"spikebook":"progress","version":1,"reached":[]}',
  ' '.repeat(300_000),
])('refuses what is no progress: %.60s', (text) => {
  expect(parseProgress(text)).toBeUndefined();
});

it('adds one to another', () => {
  const merged = mergeProgress({ a: ['x'] }, { a: ['x', 'y'], constructor: ['z'] });
  expect(Object.entries(merged)).toEqual([
    ['a', ['x', 'y']],
    ['constructor', ['z']],
  ]);
});

it('leaves out names that are none', () => {
  const text =
    '{"spikebook":"progress","version":1,"reached":{"a":["b","b",7,"<img>"],"c d":["e"],"f":"g","h":[],"__proto__":["x"]}}';
  expect(parseProgress(text)).toEqual({ a: ['b'] });
});

it('goes on without storage, as long as the page is there', () => {
  markReached('cuba', 'quiet');
  markReached('cuba', 'quiet');
  expect(readProgress()).toEqual({ cuba: ['quiet'] });
  writeProgress({});
  expect(readProgress()).toEqual({});
});
