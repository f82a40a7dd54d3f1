import { afterEach, expect, test, vi } from 'vitest';
import { cancelDraw, requestDraw } from './frames.ts';

afterEach(() => vi.unstubAllGlobals());

test('a frame draws until its time is up, and the rest waits for the next in its order', () => {
  const frames: (() => void)[] = [];
  let now = 0;
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
  vi.stubGlobal('performance', { now: () => now });
  const drawn: string[] = [];
  const view = (name: string, cost: number) => () => {
    drawn.push(name);
    now += cost;
  };
  const [a, b, c, d] = [view('a', 5), view('b', 5), view('c', 5), view('d', 0)];
  for (const draw of [a, b, a, c, d]) requestDraw(draw);
  cancelDraw(d);
  expect(frames).toHaveLength(1);
  frames.shift()?.();
  expect(drawn).toEqual(['a', 'b']);
  requestDraw(a);
  frames.shift()?.();
  expect(drawn).toEqual(['a', 'b', 'c', 'a']);
  expect(frames).toHaveLength(0);
});
