import { expect, it } from 'vitest';
import type { Results } from '../export/results.ts';
import { describeRun } from './report.ts';

it.each([
  [1e-3, '1,000'],
  [7.2e-3, '140'],
  [8.13e-5, '12,000'],
  [0.33, '3'],
  [3, '0.33'],
  [800, '0.0013'],
])('says how fast a run of a second was that took %s s', (wall, pace) => {
  const results = {
    ...{ format: 1, spikebook: '', network: {}, dt: 1e-4, duration: 1, seed: 1, backend: 'cpu', wall },
    populations: { n: { size: 1, spikes: [], records: {} } },
    projections: [],
  } as unknown as Results;
  const compiled = { dt: 1e-4, seed: 1, populations: [], projections: [], arrays: new Map() };
  expect(describeRun('LIF', results, compiled).split('\n').at(-2)).toBe(
    `  ${wall.toFixed(3)} s, ${pace} times real time`,
  );
});
