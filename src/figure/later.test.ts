import { afterEach, expect, test, vi } from 'vitest';
import type { Run, RunEvent, RunStatus } from '../worker/run.ts';
import { later } from './later.ts';

afterEach(() => void vi.useRealTimers());

const status = (phase: RunStatus['phase'], step: number) =>
  ({ kind: 'status', status: { phase, step } }) as unknown as RunEvent;

function fakeRun() {
  const listeners = new Set<(event: RunEvent) => void>();
  const run = {
    subscribe: (listener: (event: RunEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Run;
  return { run, listeners, send: (event: RunEvent) => listeners.forEach((listener) => void listener(event)) };
}

test('a playing figure has its first moments, one that stands still is served at once, one that is left never', () => {
  vi.useFakeTimers();
  // No idle moments here: the stand-in waits 50 ms.
  const [playing, still, left] = [fakeRun(), fakeRun(), fakeRun()];
  const called: string[] = [];
  later(playing.run, () => called.push('playing'));
  later(still.run, () => called.push('still'));
  const cancel = later(left.run, () => called.push('left'));
  for (const { send } of [playing, still, left]) send(status('loading', 0));
  for (const { send } of [playing, left]) send(status('playing', 7));
  still.send(status('paused', 0));
  vi.advanceTimersByTime(60);
  expect(called).toEqual(['still']);
  cancel();
  vi.advanceTimersByTime(5000);
  expect(called).toEqual(['still', 'playing']);
  expect(playing.listeners.size + left.listeners.size).toBe(0);
});
