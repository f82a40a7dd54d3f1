import { expect, it, vi } from 'vitest';
import type { Follower } from './follower.ts';
import { LateFollower } from './late-follower.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

const never = Number.POSITIVE_INFINITY;

function setUp(fetch: () => Promise<Follower>) {
  const session = { visible: true, begun: false, weight: 1, notify: vi.fn() };
  const around = { wake: vi.fn() };
  const task = new LateFollower(
    'map',
    fetch,
    session as unknown as Session,
    around as unknown as Surroundings,
    true,
  );
  return { session, around, task };
}

it('fetches what works unasked once its run has been seen, then stands aside', async () => {
  const own = { weight: 0.4, due: (now: number) => now + 7, run: vi.fn(), follow: vi.fn(), close: vi.fn() };
  const fetch = vi.fn(async () => own);
  const { session, around, task } = setUp(fetch);
  expect(task.due(5)).toBe(never);
  session.begun = true;
  expect(task.due(5)).toBe(5);
  task.run(8);
  expect(task.due(5)).toBe(never);
  await vi.waitFor(() => expect(around.wake).toHaveBeenCalled());
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(task.due(5)).toBe(12);
  task.run(8);
  expect(own.run).toHaveBeenCalledWith(8);
});

it('asks again after a change where the code could not be fetched, and not before', async () => {
  const { session, around, task } = setUp(() => Promise.reject(new Error('offline')));
  session.begun = true;
  task.run(8);
  await vi.waitFor(() => expect(around.wake).toHaveBeenCalled());
  expect(session.notify).toHaveBeenCalledTimes(1);
  expect(task.due(5)).toBe(never);
  task.follow();
  expect(task.due(5)).toBe(5);
});
