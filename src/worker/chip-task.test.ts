import { expect, test, vi } from 'vitest';
import type { ChipAsk, ChipLayout, ChipPulse } from '../chip/report.ts';
import type { Figure } from '../experiment/figure.ts';
import { floors } from './floors.ts';
import { Host } from './host.ts';
import type { Command, ToPage } from './protocol.ts';
import type { ChipEvent, RunEvent } from './run.ts';

/** Twenty clocks that drive twenty neurons through synapses that learn. */
const figure: Figure = {
  title: 'chip',
  question: '',
  caption: '',
  alt: '',
  network: {
    dt: '1*ms',
    populations: {
      clock: {
        size: 20,
        equations: 'dv/dt = 1/(10*ms) : 1',
        threshold: 'v > 1',
        reset: 'v = 0',
        method: 'euler',
        initial: { v: 'i/20' },
      },
      n: { size: 20, equations: 'dv/dt = -v/(10*ms) : 1', threshold: 'v > 100', reset: 'v = 0' },
    },
    projections: [
      {
        from: 'clock',
        to: 'n',
        model: 'w : 1',
        on_pre: 'w += 0.01\nv_post += w',
        connect: 'all-to-all',
        initial: { w: 'j/20' },
      },
    ],
  },
  parameters: [],
  symbols: {},
  views: [
    { kind: 'raster', title: '', window: '100*ms', populations: [{ name: 'clock', role: 'pre', label: '' }] },
  ],
  speed: 1,
  duration: '100*ms',
};

const ask: ChipAsk = { architecture: 'loihi-calibrated', place: 'naive', cores: 4, swaps: [] };

function setUp(shown: Figure = figure, visible = true) {
  const messages: ToPage[] = [];
  const host = new Host({
    engine: { compile: floors.compile, simulate: floors.simulate },
    clock: () => performance.now(),
    post: (message) => {
      messages.push(message);
      if (message.kind === 'batch') setImmediate(() => host.receive({ kind: 'acknowledge', run: 1 }));
    },
    soon: (callback) => setImmediate(callback),
    later: (callback, milliseconds) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const options = { id: 'c', figure: shown, values: {}, edits: {}, seed: 3, speed: 1, playing: false };
  host.receive({ kind: 'hello', version: '' });
  host.receive({ kind: 'open', run: 1, options });
  const send = (command: Command) => host.receive({ kind: 'command', run: 1, command });
  if (visible) send({ kind: 'visible', visible, prominence: 1 });
  const all = () => messages.flatMap((m): RunEvent[] => (m.kind === 'event' ? [m.event] : []));
  const chips = () => all().filter((event): event is ChipEvent => event.kind === 'chip');
  const placed = () =>
    vi.waitFor(() => {
      const found = chips().findLast((event) => event.state === 'placed');
      if (found?.state !== 'placed') throw new Error('not placed');
      return found.layout;
    }, 20_000);
  /** The pulse that tells of this step, and all before it. */
  const pulses = (step: number) =>
    vi.waitFor(() => {
      const found = chips().flatMap((event) => (event.state === 'pulse' ? [event.pulse] : []));
      if (found.at(-1)?.step !== step) throw new Error(`no pulse of step ${step}`);
      return found;
    }, 20_000);
  return { send, placed, pulses, chips };
}

const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
const countOf = ({ ledger }: ChipPulse, name: RegExp) =>
  ledger.rows.find(({ operation }) => name.test(operation))?.count ?? 0;
const coreAt = (layout: ChipLayout, slot: number) => layout.cores.find((core) => core.slot === slot);

test('a run is followed on the chip: what is told in pulses adds up to the ledger', async () => {
  const { send, placed, pulses } = setUp();
  send({ kind: 'chip', ask });
  const layout = await placed();
  expect(layout.cores).toHaveLength(4);
  expect(sum(layout.cores.map(({ use }) => use.compartments))).toBe(40);
  expect(coreAt(layout, 0)?.neurons).toEqual([{ population: 'clock', first: 0, last: 9 }]);
  send({ kind: 'advance', steps: 50 });
  await pulses(50);
  send({ kind: 'advance', steps: 50 });
  const told = await pulses(100);
  const last = told.at(-1) as ChipPulse;
  const spikes = countOf(last, /^Spikes/);
  // Twenty clocks of 10 ms (11 steps from reset to threshold) in 100 ms.
  expect(spikes).toBeGreaterThan(170);
  expect(sum(told.flatMap((pulse) => [...pulse.spikes]))).toBe(spikes);
  expect(sum(told.flatMap((pulse) => [...pulse.operations]))).toBe(20 * spikes);
  expect(sum(told.flatMap((pulse) => [...pulse.links]))).toBe(last.ledger.hops);
  // The neurons that are reached lie on two cores.
  expect(last.ledger.messages).toBe(2 * spikes);
  expect(sum(told.flatMap((pulse) => [...pulse.updates]))).toBe(20 * spikes);
  expect(last.packets.every(({ arrive, depart }) => arrive >= depart)).toBe(true);
  expect(last.placements?.[0] ?? told[0]?.placements?.[0]).toMatchObject({ name: 'in order' });
});

test('a core that is looked into shows its weights as they change, and cores change places', async () => {
  const { send, placed, pulses } = setUp();
  send({ kind: 'chip', ask: { ...ask, open: 2 } });
  await placed();
  send({ kind: 'advance', steps: 60 });
  const { open } = (await pulses(60)).at(-1) as ChipPulse;
  const [memory] = open?.memories ?? [];
  expect(memory).toMatchObject({ rows: 10, columns: 20, synapses: 200, axonsIn: 20, variable: 'w' });
  // Ten neurons of n, which all twenty clocks on their two cores reach, and which reach nobody.
  expect(open).toMatchObject({ slot: 2, neurons: 10, axonsOut: [] });
  expect(open?.axonsIn).toEqual([{ population: 'clock', neurons: 20, cores: [0, 1] }]);
  expect(open?.states).toMatchObject([{ population: 'n', first: 0, variable: 'v', unit: '1' }]);
  expect(open?.states[0]?.values).toHaveLength(10);
  expect(open?.states[0]?.values[9]).toBeGreaterThan(open?.states[0]?.values[0] as number);
  // w began at j/20 and grew by 0.01 with each spike of its source: rows differ by 1/20.
  const at = (row: number, column: number) => memory?.weights[row * 20 + column] ?? Number.NaN;
  expect(at(9, 3) - at(0, 3)).toBeCloseTo(9 / 20, 5);
  expect(at(0, 3)).toBeGreaterThan(0.04);
  send({ kind: 'chip', ask: { ...ask, open: 2, swaps: [[2, 100]] } });
  await vi.waitFor(async () => expect(coreAt(await placed(), 100)?.neurons[0]?.population).toBe('n'));
});

test('what cannot be placed is told in a sentence, and a wish that is taken back ends it', async () => {
  const { send, chips, placed, pulses } = setUp();
  const refused = (part: RegExp) =>
    vi.waitFor(() => {
      const last = chips().at(-1);
      if (last?.state !== 'refused') throw new Error('not refused');
      expect(last.message).toMatch(part);
    }, 20_000);
  send({ kind: 'chip', ask: { ...ask, own: '{"format": 1' } });
  await refused(/JSON/);
  send({ kind: 'chip', ask: { ...ask, cores: 1000 } });
  await refused(/128/);
  send({ kind: 'chip', ask });
  await placed();
  send({ kind: 'chip' });
  send({ kind: 'advance', steps: 20 });
  const before = chips().length;
  send({ kind: 'chip', ask });
  await pulses(20);
  expect(
    chips()
      .slice(before)
      .map(({ state }) => state),
  ).toEqual(['placing', 'placed', 'pulse']);
});

test('the optimised placement is compared with the one in use where that is asked for', async () => {
  const { send, placed, pulses } = setUp();
  send({ kind: 'chip', ask: { ...ask, compare: true } });
  const before = (await placed()).cores;
  send({ kind: 'advance', steps: 50 });
  const told = (await pulses(50)).findLast(({ placements }) => placements)?.placements ?? [];
  expect(told.map(({ name }) => name)).toEqual(['in order', 'optimised']);
  expect((await placed()).cores).toEqual(before);
});

test('the network of a figure that is not on the screen is placed all the same', async () => {
  const { send, placed, chips } = setUp(figure, false);
  expect(chips()).toEqual([]);
  send({ kind: 'chip', ask });
  expect((await placed()).cores).toHaveLength(4);
});

test('a network without spikes has nothing to do on a chip', async () => {
  const { n } = figure.network.populations;
  const silent = { size: 1, equations: (n as { equations: string }).equations };
  const { send, chips } = setUp({ ...figure, network: { dt: '1*ms', populations: { clock: silent } } });
  send({ kind: 'chip', ask });
  await vi.waitFor(() => expect(chips().at(-1)).toMatchObject({ state: 'refused' }), 20_000);
  expect(chips().at(-1)).toHaveProperty('message', expect.stringContaining('Nothing in this figure spikes'));
});

test('in the chip’s integers neurons at rest are told from those that are updated', async () => {
  const quiet: Figure = {
    ...figure,
    network: {
      dt: '1*ms',
      populations: {
        in: { size: 1, spikes: [[0.02, 0]] },
        n: {
          size: 5,
          equations: 'dv/dt = -v/(10*ms) : 1',
          threshold: 'v > 1',
          reset: 'v = 0',
        },
      },
      projections: [{ from: 'in', to: 'n', connect: { pairs: [[0, 3]] }, on_pre: 'v_post += 0.1' }],
    },
    views: [],
  };
  const { send, placed, pulses } = setUp(quiet);
  send({ kind: 'backend', backend: 'fixed-point' });
  send({ kind: 'chip', ask: { ...ask, cores: 1 } });
  await placed();
  send({ kind: 'advance', steps: 20 });
  await pulses(20);
  send({ kind: 'advance', steps: 380 });
  const last = (await pulses(400)).at(-1) as ChipPulse;
  const active = countOf(last, /^Neuron updates, active/);
  expect(active).toBeGreaterThan(20);
  expect(active).toBeLessThan(300);
  expect(countOf(last, /^Neuron updates, at rest/)).toBe(5 * 400 - active);
  expect(last.ledger.rows.every(({ note }) => !note?.includes('every neuron'))).toBe(true);
});
