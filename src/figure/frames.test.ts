import { afterEach, expect, test, vi } from 'vitest';
import { cancelDraw, requestDraw } from './frames.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a frame draws until its time is up, and the other figures wait for the next in their order', () => {
  vi.useFakeTimers();
  const frames: (() => void)[] = [];
  let now = 0;
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
  vi.stubGlobal('performance', { now: () => now });
  const drawn: string[] = [];
  const view = (name: string, cost: number) => () => {
    drawn.push(name);
    now += cost;
  };
  const [one, two, three] = [{}, {}, {}];
  const [a, b, c, d, e] = [view('a', 5), view('b', 5), view('c', 5), view('d', 0), view('e', 0)];
  requestDraw(one, a);
  requestDraw(two, b);
  requestDraw(one, a);
  requestDraw(three, c);
  requestDraw(two, d);
  requestDraw(two, e);
  cancelDraw(two, e);
  expect(frames).toHaveLength(1);
  frames.shift()?.();
  // The second figure is drawn whole although its first picture has used up the time.
  expect(drawn).toEqual(['a', 'b', 'd']);
  requestDraw(one, a);
  vi.advanceTimersByTime(1);
  frames.shift()?.();
  expect(drawn).toEqual(['a', 'b', 'd', 'c', 'a']);
  vi.advanceTimersByTime(1);
  expect(frames).toHaveLength(0);
});

test('after a slow frame as much time is left to everything else', () => {
  vi.useFakeTimers();
  const frames: (() => void)[] = [];
  let now = 0;
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
  vi.stubGlobal('performance', { now: () => now });
  const figure = {};
  const slow = () => {
    now += 100;
  };
  requestDraw(figure, slow);
  frames.shift()?.();
  requestDraw(figure, slow);
  vi.advanceTimersByTime(99);
  expect(frames).toHaveLength(0);
  vi.advanceTimersByTime(1);
  expect(frames).toHaveLength(1);
  frames.shift()?.();
});
