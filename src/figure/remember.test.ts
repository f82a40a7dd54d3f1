import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { figure } from '../../chapters/neuron-models/leaky-integrate-and-fire.figure.ts';
import { noLimits } from '../experiment/limits.ts';
import { beginLog } from '../experiment/log.ts';
import { completeValues } from '../experiment/quantities.ts';
import type { Run, RunEvent } from '../worker/run.ts';
import { readRemembered, rememberSetting } from './remember.ts';
import { rememberedAt, rememberedText } from './remembered.ts';
import type { FigureSession } from './session.ts';
import { createFigureStore } from './store.ts';

const id = 'leaky-integrate-and-fire';
const path = 'populations.neuron.equations';
const defaults = completeValues(figure, {});

/** A stand-in for the tab's storage, with what a test put there. */
let kept: Map<string, string>;
beforeEach(() => {
  vi.useFakeTimers();
  kept = new Map();
  vi.stubGlobal('location', { pathname: '/book/' });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  });
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('removeEventListener', () => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A session of which only the store and what the worker says are there. */
function start() {
  const store = createFigureStore(figure);
  const listeners = new Set<(event: RunEvent) => void>();
  let edits: Readonly<Record<string, string>> = {};
  const run = {
    subscribe: (listener: (event: RunEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    log: async () => beginLog({ figure: id, seed: 1, edits, values: defaults, backend: 'cpu' }),
  } as unknown as Run;
  const session = { id, figure, store, run } as unknown as FigureSession;
  const end = rememberSetting(session);
  const say = (kind: 'begin' | 'refused', running: Readonly<Record<string, string>>) => {
    edits = running;
    for (const listener of listeners) listener({ kind } as RunEvent);
  };
  return { store, say, end, rest: () => vi.advanceTimersByTimeAsync(500) };
}

const read = (limits = noLimits) => readRemembered(id, figure, rememberedText(id), limits);

describe('what the reader changed', () => {
  it('is there again: values, the text that runs, seed and speed; and nothing once it is as in the book', async () => {
    const { store, say, end, rest } = start();
    await rest();
    expect(kept.size).toBe(0);
    store.setState({ values: { ...defaults, I: 3.5 }, seed: 77, speed: Number.POSITIVE_INFINITY });
    store.setState({ edits: { [path]: 'dv/dt = -v/(10*ms) : volt' } });
    say('begin', { [path]: 'dv/dt = -v/(10*ms) : volt' });
    await rest();
    expect([...kept.keys()]).toEqual([`spikebook:setting:1:/book/:${id}`]);
    expect(read()).toEqual({
      values: { ...defaults, I: 3.5 },
      edits: { [path]: 'dv/dt = -v/(10*ms) : volt' },
      seed: 77,
      speed: Number.POSITIVE_INFINITY,
    });
    store.setState({ values: defaults, edits: {}, seed: 1, speed: figure.speed });
    say('begin', {});
    await rest();
    expect(kept.size).toBe(0);
    end();
  });

  it('does not hold a text that was refused', async () => {
    const { store, say, rest } = start();
    store.setState({ values: { ...defaults, I: 3.5 }, edits: { [path]: 'nonsense' } });
    say('refused', {});
    await rest();
    expect(read()).toMatchObject({ values: { I: 3.5 }, edits: {} });
  });

  it('is written down at once where the figure goes', async () => {
    const { store, rest, end } = start();
    await rest();
    store.setState({ values: { ...defaults, I: 2.5 } });
    expect(kept.size).toBe(0);
    end();
    expect(read().values?.I).toBe(2.5);
  });

  it('does not hold what a teacher’s link locks or hides', async () => {
    const { store, say, rest } = start();
    store.setState({ values: { ...defaults, I: 3.5, theta: -47 }, seed: 9 });
    say('begin', { [path]: 'dv/dt = -v/(10*ms) : volt' });
    await rest();
    const hidden = new Set(['edit', 'seed', 'time', 'theta']);
    const { I: _, theta: __, ...others } = defaults;
    expect(read({ hidden, locked: new Set(['I']) })).toEqual({ values: others });
  });
});

describe('anything else that stands there', () => {
  const good = {
    figure: id,
    engine: '0.1',
    seed: 4,
    step: 0,
    entries: [[0, { I: 3 }]],
    speed: 0.02,
    playing: true,
  };

  it('is read where it is what a link may hold', () => {
    kept.set(rememberedAt(id), JSON.stringify(good));
    expect(read()).toMatchObject({ values: { I: 3 }, seed: 4, speed: 0.02 });
  });

  it.each([
    ['no JSON', '{'],
    ['a number', '7'],
    ['nothing', 'null'],
    ['a value out of range', JSON.stringify({ ...good, entries: [[0, { I: 1e9 }]] })],
    ['a parameter that is none', JSON.stringify({ ...good, entries: [[0, { gain: 1 }]] })],
    ['another figure', JSON.stringify({ ...good, figure: 'cuba' })],
    [
      'a text that is none of the figure',
      JSON.stringify({ ...good, edits: { 'populations.x.equations': '' } }),
    ],
    ['a seed that is none', JSON.stringify({ ...good, seed: -1 })],
    ['more than a link holds', JSON.stringify({ ...good, more: true })],
    ['a text without end', JSON.stringify({ ...good, engine: ' '.repeat(600_000) })],
  ])('is as if it were not there: %s', (_, text) => {
    kept.set(rememberedAt(id), text);
    expect(read()).toEqual({});
  });

  it('and a page without storage begins as in the book', () => {
    vi.stubGlobal('sessionStorage', undefined);
    expect(rememberedText(id)).toBeNull();
    expect(read()).toEqual({});
  });
});
