import { expect, test, vi } from 'vitest';
import type { Figure } from '../experiment/figure.ts';
import { floors } from './floors.ts';
import { Host } from './host.ts';
import type { Command, ToPage } from './protocol.ts';
import type { RunEvent } from './run.ts';

/** Ten neurons without noise, a cell each: their rate has a closed form. */
const figure: Figure = {
  title: 'map',
  question: '',
  caption: '',
  alt: '',
  network: {
    dt: '0.1*ms',
    populations: {
      n: {
        size: 10,
        equations: 'dv/dt = (R*I - v)/tau : volt\nI : amp',
        threshold: 'v > theta',
        reset: 'v = 0*mV',
        method: 'exact',
        parameters: { I: '0*nA', R: '10*Mohm', tau: '10*ms', theta: '10*mV' },
      },
    },
  },
  parameters: [
    {
      name: 'I',
      symbol: 'I',
      role: 'excitatory',
      meaning: '',
      unit: 'nA',
      minimum: 0,
      maximum: 4,
      default: 0,
      sets: [{ path: 'populations.n.parameters.I' }],
    },
    {
      name: 'theta',
      symbol: 't',
      role: 'neutral',
      meaning: '',
      unit: 'mV',
      minimum: 1,
      maximum: 20,
      default: 10,
      sets: [{ path: 'populations.n.parameters.theta' }],
    },
    {
      name: 'N',
      symbol: 'N',
      role: 'neutral',
      meaning: '',
      minimum: 1,
      maximum: 20,
      default: 10,
      sets: [{ path: 'populations.n.size' }],
    },
  ],
  symbols: {},
  views: [{ kind: 'map', title: '' }],
  map: {
    x: { parameter: 'I', from: 0, to: 3.6 },
    y: { parameter: 'theta', from: 5, to: 14 },
    columns: 9,
    rows: 9,
    duration: '600*ms',
    settle: '100*ms',
    values: { N: 4 },
    measures: [{ measure: 'rate', range: [0, 300] }],
  },
  measures: { rate: { kind: 'rate', population: 'n', label: 'rate' } },
  speed: 1,
  duration: '10*ms',
};

function open() {
  const messages: ToPage[] = [];
  const host = new Host({
    engine: { compile: floors.compile, simulate: floors.simulate },
    clock: () => performance.now(),
    post: (message) => void messages.push(message),
    soon: (callback) => setImmediate(callback),
    later: (callback, milliseconds) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const options = { id: 'map', figure, values: {}, edits: {}, seed: 3, speed: 1, playing: false };
  host.receive({ kind: 'hello', version: '' });
  host.receive({ kind: 'open', run: 1, options });
  const send = (command: Command) => host.receive({ kind: 'command', run: 1, command });
  send({ kind: 'visible', visible: true, prominence: 1 });
  type MapEvent = Extract<RunEvent, { kind: 'map' }>;
  const maps = () =>
    messages.flatMap((m): MapEvent[] => (m.kind === 'event' && m.event.kind === 'map' ? [m.event] : []));
  const map = (there: (event: MapEvent) => boolean) =>
    vi.waitFor(
      () => {
        const last = maps().at(-1);
        if (!last || !there(last)) throw new Error('not there yet');
        return last;
      },
      { timeout: 20_000, interval: 2 },
    );
  return { send, map, maps, close: () => host.receive({ kind: 'close', run: 1 }) };
}

test('runs go from coarse to fine, rest before the finest, go on when asked, and lie on the closed form', async () => {
  const { send, map, maps, close } = open();
  const overview = await map(({ running }) => !running);
  expect(overview).toMatchObject({ done: 9, coarse: 1, wanted: 9, all: 81 });
  // One run stands for a block of 3 x 3 cells.
  expect(new Set(overview.measures.rate).size).toBeLessThanOrEqual(9);
  send({ kind: 'map', go: true });
  const { measures } = await map(({ done }) => done === 81);
  for (const [column, row] of [
    [8, 0],
    [4, 4],
    [8, 8],
    [1, 8],
  ] as const) {
    const drive = 10 * 0.4 * (column + 0.5) * 1e-3;
    const threshold = (5 + row + 0.5) * 1e-3;
    const exact = drive <= threshold ? 0 : 1 / (10e-3 * Math.log(drive / (drive - threshold)));
    // Counting spikes in half a second, in steps of 0.1 ms.
    expect(Math.abs((measures.rate?.[9 * row + column] ?? Number.NaN) - exact)).toBeLessThanOrEqual(
      2 + 0.02 * exact,
    );
  }
  // Its own two parameters and the size that it holds begin no other map.
  const before = maps().length;
  send({ kind: 'set', values: { I: 2, theta: 6, N: 12 } });
  send({ kind: 'map', go: false });
  expect((await map(() => true)).done).toBe(81);
  expect(maps().length).toBeLessThanOrEqual(before + 1);
  close();
});

test('stops where it is and goes on from there', async () => {
  const { send, map, close } = open();
  send({ kind: 'map', go: false });
  const stopped = await map(({ running }) => !running);
  send({ kind: 'map', go: true });
  const { done } = await map(({ running }) => !running);
  expect(done).toBeGreaterThanOrEqual(stopped.done);
  expect(done).toBeGreaterThanOrEqual(9);
  close();
});
