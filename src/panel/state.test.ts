import { describe, expect, it, vi } from 'vitest';
import type { ChipAsk, ChipLayout, ChipPulse } from '../chip/report.ts';
import type { Run, RunEvent } from '../worker/run.ts';
import { Choices, PanelModel } from './state.ts';
import type { Subject } from './subject.ts';

const layout: ChipLayout = {
  name: 'test',
  title: 'Test chip',
  about: '',
  text: '{}',
  width: 1,
  height: 1,
  coresPerTile: 2,
  tiles: [{ x: 0, y: 0 }],
  limits: { compartments: 10, memory: 10, axonsIn: 10, axonsOut: 10 },
  cores: [
    {
      slot: 1,
      neurons: [{ population: 'E', first: 3, last: 7 }],
      use: { compartments: 5, memory: 0, axonsIn: 0, axonsOut: 0 },
      binding: 'compartments',
    },
  ],
};

const pulse: ChipPulse = {
  step: 10,
  dt: 1e-3,
  spikes: Float64Array.of(0, 4),
  operations: Float64Array.of(0, 6),
  updates: Float64Array.of(0, 0),
  links: new Float64Array(4),
  packets: [],
  messages: 0,
  packetStep: 10,
  stepEnergy: Float64Array.of(1e-9, 2e-9),
  stepTime: Float64Array.of(1e-6, 1e-6),
  ledger: { rows: [], seconds: 2, hops: 0, messages: 0 },
};

function figure(id: string) {
  const asked: (ChipAsk | undefined)[] = [];
  const listeners = new Set<(event: RunEvent) => void>();
  let picked: (population: string, index: number) => void = () => {};
  const mark = vi.fn();
  const run = {
    setChip: (ask: ChipAsk | undefined) => void asked.push(ask),
    subscribe: (listener: (event: RunEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as Partial<Run> as Run;
  const subject: Subject = {
    id,
    title: id,
    run,
    symbol: (name) => ({ runs: [{ text: name, shift: 'none' }] }),
    numberedFrom: () => 0,
    playing: () => true,
    play: () => {},
    pause: () => {},
    mark,
    onPick: (listener) => {
      picked = listener;
      return () => {};
    },
  };
  const tell = (event: RunEvent) => {
    for (const listener of listeners) listener(event);
  };
  return { subject, asked, listeners, mark, tell, pick: (p: string, i: number) => picked(p, i) };
}

describe('the panel', () => {
  it('follows one figure at a time', () => {
    const [one, two] = [figure('one'), figure('two')];
    const model = new PanelModel();
    model.follow(one.subject);
    model.follow(two.subject);
    expect(one.asked.at(-1)).toBeUndefined();
    expect(one.listeners.size).toBe(0);
    expect(two.asked).toHaveLength(1);
    model.close();
    expect(two.asked.at(-1)).toBeUndefined();
  });

  it('opens the core of a neuron that is pointed out, and shows its neurons in the figure', () => {
    const { subject, tell, pick, mark, asked } = figure('one');
    const model = new PanelModel();
    model.follow(subject);
    tell({ kind: 'chip', state: 'placed', layout });
    pick('E', 5);
    expect(model.store.getState().open).toBe(1);
    expect(mark).toHaveBeenLastCalledWith(layout.cores[0]?.neurons);
    expect(asked.at(-1)?.open).toBe(1);
    pick('E', 9);
    expect(model.store.getState().open).toBe(1);
  });

  it('keeps what the plots need, and forgets it with another network', () => {
    const { subject, tell } = figure('one');
    const model = new PanelModel();
    model.follow(subject);
    tell({ kind: 'chip', state: 'placed', layout });
    tell({ kind: 'chip', state: 'pulse', pulse });
    tell({ kind: 'chip', state: 'pulse', pulse });
    expect(model.store.getState().energy).toEqual([1e-9, 2e-9, 1e-9, 2e-9]);
    // Ten spikes and operations in two seconds of the network's; the second pulse tells of no more time.
    expect(model.activity[1]).toBeCloseTo(0.2 * 5);
    const later = { ...pulse, ledger: { ...pulse.ledger, seconds: 2.5 } };
    tell({ kind: 'chip', state: 'pulse', pulse: later });
    expect(model.activity[1]).toBeCloseTo(0.8 * 1 + 0.2 * 20);
    tell({ kind: 'chip', state: 'refused', message: 'Too large.' });
    // What the reader wrote stays: only what is on the chip is gone.
    expect(model.store.getState()).toMatchObject({
      energy: [],
      layout: undefined,
      message: 'Too large.',
      text: '{}',
    });
  });

  it('shows no placements of another chip', () => {
    const { subject, tell } = figure('one');
    const model = new PanelModel();
    model.follow(subject);
    const placements = [{ name: 'in order', messages: 3, hops: 4, maxLink: 2 }] as const;
    tell({ kind: 'chip', state: 'placed', layout });
    tell({ kind: 'chip', state: 'pulse', pulse: { ...pulse, placements } });
    // A core that changed its place: the old rows stand beside the new one.
    tell({ kind: 'chip', state: 'placed', layout: { ...layout } });
    expect(model.store.getState().placements).toEqual(placements);
    tell({ kind: 'chip', state: 'placed', layout: { ...layout, text: '{"other": 1}' } });
    expect(model.store.getState().placements).toEqual([]);
  });

  it('measures how fast the network runs, and begins again after a pause', () => {
    const { subject, tell } = figure('one');
    let now = 0;
    const model = new PanelModel(() => now);
    model.follow(subject);
    tell({ kind: 'chip', state: 'placed', layout });
    const beat = (wall: number, step: number) => {
      now = wall;
      tell({ kind: 'chip', state: 'pulse', pulse: { ...pulse, step } });
      return model.store.getState().pace;
    };
    expect(beat(0, 0)).toBeUndefined();
    // 600 ms of the reader's for 120 ms of the network's.
    expect(beat(600, 120)).toBeCloseTo(0.2);
    expect(beat(1200, 360)).toBeCloseTo(0.3);
    expect(beat(60_000, 361)).toBeUndefined();
    expect(beat(60_600, 961)).toBeCloseTo(1);
  });

  it('asks for exchanged cores in the order of the hand, and begins anew with another figure', () => {
    const [one, two] = [figure('one'), figure('two')];
    const model = new PanelModel();
    model.follow(one.subject);
    model.swap(0, 1);
    model.swap(1, 1);
    expect(one.asked.at(-1)?.swaps).toEqual([[0, 1]]);
    model.follow(two.subject);
    expect(two.asked.at(-1)?.swaps).toEqual([]);
  });

  it('is opened again as it was left: the chip for all figures, cores and placement for each', () => {
    const [one, two] = [figure('one'), figure('two')];
    const choices = new Choices();
    const model = new PanelModel(() => 0, choices);
    model.follow(one.subject);
    model.change({ cores: 7, place: 'optimised' });
    model.swap(0, 1);
    model.open(1);
    model.follow(two.subject);
    expect(two.asked.at(-1)).toMatchObject({ place: 'naive', swaps: [] });
    expect(two.asked.at(-1)).not.toHaveProperty('cores');
    model.close();
    const again = new PanelModel(() => 0, choices);
    again.follow(one.subject);
    expect(one.asked.at(-1)).toEqual({
      architecture: 'loihi-calibrated',
      place: 'optimised',
      cores: 7,
      swaps: [[0, 1]],
    });
    again.choose({ architecture: 'loihi-davies', place: 'naive', swaps: [] });
    again.follow(two.subject);
    expect(two.asked.at(-1)?.architecture).toBe('loihi-davies');
  });
});
