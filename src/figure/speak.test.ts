import { afterEach, expect, test, vi } from 'vitest';
import { figure } from '../../chapters/neuron-models/leaky-integrate-and-fire.figure.ts';
import type { Run, RunEvent, RunStatus } from '../worker/run.ts';
import { LivePicture } from './picture.ts';
import { speak } from './speak.ts';
import { createFigureStore } from './store.ts';

afterEach(() => void vi.useRealTimers());

/** A session whose run says what the test lets it say. */
function stage() {
  const store = createFigureStore(figure);
  const listeners = new Set<(event: RunEvent) => void>();
  const begin: RunEvent = {
    kind: 'begin',
    step: 0,
    network: { dt: 1e-4, populations: [{ name: 'neuron', size: 1, probes: [] }], synapses: 0 },
  };
  const run = {
    subscribe: (listener: (event: RunEvent) => void) => {
      listeners.add(listener);
      listener(begin);
      return () => listeners.delete(listener);
    },
  } as unknown as Run;
  let step = 0;
  const send = (event: RunEvent) => listeners.forEach((listener) => void listener(event));
  const phase = (name: RunStatus['phase']) => {
    const status = { ...store.getState().status, phase: name, step };
    store.setState({ status });
    send({ kind: 'status', status });
  };
  /** Goes on by so many steps, of which the first is a spike, and publishes numbers as the page does. */
  const go = (steps: number) => {
    const spikes = [{ steps: Float64Array.of(step), indices: new Uint32Array(1) }];
    send({ kind: 'batch', batch: { from: step, to: step + steps, spikes, samples: [] } });
    step += steps;
    store.setState({ measures: {} });
  };
  return { session: { figure, store, run, picture: new LivePicture(figure) }, store, phase, go, listeners };
}

test('the words follow a playing run every three seconds without being announced, and one that stands still at once', () => {
  vi.useFakeTimers();
  const { session, store, phase, go, listeners } = stage();
  const leave = speak(session);
  const now = () => store.getState().summary;
  phase('playing');
  go(100);
  expect(now()).toMatch(/^Running at 10 ms\. The neuron fired 1 spike/);
  vi.advanceTimersByTime(700);
  expect(store.getState().said).toBe(now());
  vi.advanceTimersByTime(2000);
  go(100);
  expect(now()).toMatch(/^Running at 10 ms/);
  vi.advanceTimersByTime(3000);
  go(100);
  expect(now()).toMatch(/^Running at 30 ms\. The neuron fired 3 spikes/);
  expect(store.getState().said).toBe('');
  phase('paused');
  go(100);
  expect(now()).toMatch(/^Paused at 40 ms\. The neuron fired 4 spikes/);
  vi.advanceTimersByTime(700);
  expect(store.getState().said).toBe(now());
  leave();
  expect(listeners.size).toBe(0);
});

test('a task that is reached is in the words at once', () => {
  vi.useFakeTimers();
  const { session, store, phase, go } = stage();
  speak(session);
  phase('playing');
  go(100);
  store.setState({ goals: { one: 'now', two: 'open' } });
  expect(store.getState().summary).toContain('Tasks reached: 1 of 2.');
});
