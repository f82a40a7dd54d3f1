import { describe, expect, it } from 'vitest';
import type { Batch } from '../engine/simulation.ts';
import { FakeEngine, fakeFigure } from './fake-engine.ts';
import { Host } from './host.ts';
import type { Command, ToPage } from './protocol.ts';
import type { OpenOptions, RunEvent } from './run.ts';

/** A host with a hand-turned clock: a step costs `stepCost` ms, nothing else costs anything. */
function setUp(stepCost = 0.001) {
  let now = 0;
  const engine = new FakeEngine((steps) => {
    now += steps * stepCost;
  });
  const soon: (() => void)[] = [];
  let timer: { readonly at: number; readonly callback: () => void } | undefined;
  const messages: ToPage[] = [];
  let acknowledging = true;
  const host = new Host({
    engine,
    clock: () => now,
    post: (message) => {
      messages.push(message);
      if (message.kind === 'batch' && acknowledging)
        soon.push(() => host.receive({ kind: 'acknowledge', run: message.run }));
    },
    soon: (callback) => soon.push(callback),
    later: (callback, milliseconds) => {
      timer = { at: now + milliseconds, callback };
      return () => {
        timer = undefined;
      };
    },
  });
  host.receive({ kind: 'hello', version: '' });
  return {
    host,
    engine,
    messages,
    get now() {
      return now;
    },
    set acknowledging(value: boolean) {
      acknowledging = value;
    },
    open: (run: number, options: Partial<OpenOptions> = {}, message?: string) => {
      const defaults = {
        id: 'fake',
        figure: fakeFigure,
        values: {},
        edits: {},
        seed: 1,
        speed: 1,
        playing: false,
      };
      host.receive({
        kind: 'open',
        run,
        options: { ...defaults, ...options },
        ...(message ? { message } : {}),
      });
      host.receive({ kind: 'command', run, command: { kind: 'visible', visible: true, prominence: 1 } });
    },
    send: (run: number, command: Command) => host.receive({ kind: 'command', run, command }),
    /** Lets everything happen that is due within `milliseconds`. */
    pass: async (milliseconds: number) => {
      const end = now + milliseconds;
      for (;;) {
        for (let k = 0; k < 4; k++) await Promise.resolve();
        const callback = soon.shift();
        if (now >= end && !callback) break;
        if (callback) callback();
        else if (timer && timer.at <= end) {
          now = Math.max(now, timer.at);
          const due = timer.callback;
          timer = undefined;
          due();
        } else now = end;
        if (now > end + 1000) break;
      }
    },
    events: (run: number) =>
      messages.flatMap((m): RunEvent[] => (m.kind === 'event' && m.run === run ? [m.event] : [])),
    batches: (run: number) =>
      messages.flatMap((m): Batch[] =>
        m.kind === 'batch' && m.run === run && m.parcel.by === 'transfer' ? [m.parcel.batch] : [],
      ),
    status: (run: number) =>
      messages
        .flatMap((m) =>
          m.kind === 'event' && m.run === run && m.event.kind === 'status' ? [m.event.status] : [],
        )
        .at(-1),
    logs: (run: number) => messages.flatMap((m) => (m.kind === 'log' && m.run === run ? [m.log] : [])),
  };
}

const values = (batches: readonly Batch[]) =>
  batches.flatMap((batch) => [...(batch.samples[0]?.values ?? [])]);

describe('a session', () => {
  it('builds nothing before it is seen', async () => {
    const { host, engine, pass, status } = setUp();
    const options = {
      id: 'fake',
      figure: fakeFigure,
      values: {},
      edits: {},
      seed: 1,
      speed: 1,
      playing: true,
    };
    host.receive({ kind: 'open', run: 1, options });
    await pass(100);
    expect(engine.simulations).toHaveLength(0);
    expect(status(1)?.phase).toBe('loading');
  });

  it('advances exactly, then pauses', async () => {
    const { open, send, pass, batches, status, events } = setUp();
    open(1);
    send(1, { kind: 'advance', steps: 2345 });
    await pass(100);
    expect(status(1)).toMatchObject({ phase: 'paused', step: 2345, realTime: 0 });
    expect(values(batches(1))).toHaveLength(2345);
    expect(events(1).filter(({ kind }) => kind === 'begin')).toHaveLength(1);
    send(1, { kind: 'advance', steps: 1 });
    await pass(100);
    expect(status(1)).toMatchObject({ phase: 'paused', step: 2346 });
  });

  it('keeps its speed, in about 60 batches a second', async () => {
    const { open, pass, batches, status } = setUp();
    open(1, { playing: true, speed: 0.5 });
    await pass(4000);
    expect(status(1)?.step).toBeGreaterThan(1900);
    expect(status(1)?.step).toBeLessThan(2010);
    expect(status(1)?.realTime).toBeCloseTo(0.5, 1);
    expect(batches(1).length).toBeGreaterThan(200);
    expect(batches(1).length).toBeLessThan(250);
  });

  it('runs in slow motion of less than a step a frame', async () => {
    const { open, pass, status } = setUp();
    open(1, { playing: true, speed: 0.001 });
    await pass(5000);
    expect(status(1)?.step).toBeGreaterThanOrEqual(4);
    expect(status(1)?.step).toBeLessThanOrEqual(5);
  });

  it('shares full speed by prominence and gives none to what is out of view', async () => {
    const { open, send, pass, status } = setUp(0.02);
    for (const run of [1, 2, 3]) open(run, { playing: true, speed: Number.POSITIVE_INFINITY });
    send(2, { kind: 'visible', visible: true, prominence: 0.25 });
    send(3, { kind: 'visible', visible: false, prominence: 0 });
    await pass(2000);
    for (const run of [1, 2]) send(run, { kind: 'speed', speed: Number.POSITIVE_INFINITY });
    const [a, b, c] = [1, 2, 3].map((run) => status(run)?.step ?? 0);
    expect((a ?? 0) / (b ?? 1)).toBeCloseTo(4, 0);
    expect(c).toBe(0);
    send(1, { kind: 'visible', visible: false, prominence: 0 });
    expect(status(1)?.phase).toBe('waiting');
    await pass(1000);
    expect(status(1)?.step).toBe(a);
  });

  it('merges changes, stamps them with the step and replays to the same bits, however it is sliced', async () => {
    const one = setUp(0.001);
    one.open(1);
    one.send(1, { kind: 'advance', steps: 500 });
    await one.pass(50);
    one.send(1, { kind: 'set', values: { gain: 0.2 } });
    one.send(1, { kind: 'set', values: { gain: 0.3 } });
    await one.pass(50);
    one.send(1, { kind: 'advance', steps: 1700 });
    await one.pass(50);
    const log = one.logs(1).at(-1);
    expect(log?.entries).toMatchObject([{ step: 0 }, { step: 500, values: { gain: 0.3 } }]);
    expect(one.engine.simulations[0]?.sets).toEqual([{ step: 500, name: 'gain', value: 0.3 }]);

    const two = setUp(0.7);
    if (log) two.open(1, { log: { ...log, step: 2200 } });
    await two.pass(5000);
    expect(two.status(1)).toMatchObject({ phase: 'paused', step: 2200 });
    expect(values(two.batches(1))).toEqual(values(one.batches(1)));
  });

  it('goes back and on to the same bits, and a change in the past makes another future', async () => {
    const { open, send, pass, batches, events, logs, messages, status } = setUp();
    open(1);
    send(1, { kind: 'advance', steps: 1500 });
    await pass(50);
    send(1, { kind: 'set', values: { gain: 0.3 } });
    send(1, { kind: 'advance', steps: 2000 });
    await pass(50);
    const before = values(batches(1));
    messages.length = 0;
    send(1, { kind: 'seek', step: 1200 });
    await pass(50);
    expect(events(1).find(({ kind }) => kind === 'begin')).toMatchObject({ step: 1200 });
    expect(batches(1)).toHaveLength(0);
    send(1, { kind: 'advance', steps: 2300 });
    await pass(50);
    expect(values(batches(1))).toEqual(before.slice(1200));
    send(1, { kind: 'seek', step: 1000 });
    await pass(50);
    send(1, { kind: 'set', values: { gain: 0.5 } });
    await pass(50);
    expect(
      logs(1)
        .at(-1)
        ?.entries.map(({ step }) => step),
    ).toEqual([0, 1000]);
    expect(status(1)?.step).toBe(1000);
  });

  it('builds anew where a change needs it, from step 0', async () => {
    const { open, send, pass, engine, status, events } = setUp();
    open(1);
    send(1, { kind: 'advance', steps: 100 });
    await pass(50);
    send(1, { kind: 'set', values: { cells: 7 } });
    await pass(50);
    expect(status(1)).toMatchObject({ step: 0, phase: 'paused' });
    expect(
      events(1)
        .filter(({ kind }) => kind === 'begin')
        .at(-1),
    ).toMatchObject({ network: { populations: [{ size: 7 }] } });
    expect(engine.simulations[0]?.disposed).toBe(true);
  });

  it('answers a broken edit with its place and goes on', async () => {
    const { open, send, pass, events, status } = setUp();
    open(1, { playing: true });
    await pass(600);
    const step = status(1)?.step ?? 0;
    send(1, { kind: 'edit', edits: { 'populations.cell.equations': 'x : wrong' } });
    await pass(500);
    expect(events(1).find(({ kind }) => kind === 'refused')).toMatchObject({
      diagnostics: [{ source: 'populations.cell.equations', line: 1, column: 5 }],
    });
    expect(status(1)?.phase).toBe('playing');
    expect(status(1)?.step).toBeGreaterThan(step);
    send(1, { kind: 'edit', edits: { 'populations.cell.equations': 'x : 1\ny : 1' } });
    await pass(1);
    expect(status(1)?.step).toBeLessThan(step);
  });

  it('says so when a value is no longer a number, and starts again with the next change', async () => {
    const { open, send, pass, events, status } = setUp();
    open(1);
    send(1, { kind: 'advance', steps: 100 });
    await pass(10);
    send(1, { kind: 'set', values: { gain: Number.NaN } });
    await pass(10);
    expect(events(1).at(-1)).toMatchObject({ kind: 'refused' });
    send(1, { kind: 'set', values: { gain: 1e39 } });
    send(1, { kind: 'advance', steps: 100 });
    await pass(10);
    expect(status(1)?.phase).toBe('failed');
    expect(status(1)?.message).toBeTruthy();
    send(1, { kind: 'set', values: { gain: 0.2 } });
    await pass(10);
    expect(status(1)).toMatchObject({ phase: 'paused', step: 0 });
  });

  it('resumes from its log when an engine fails, once', async () => {
    const { host, open, send, pass, status } = setUp();
    open(1);
    send(1, { kind: 'advance', steps: 300 });
    await pass(10);
    host.receive({ kind: 'fault', run: 1, fault: 'throw' });
    await pass(10);
    expect(status(1)).toMatchObject({ phase: 'paused', step: 300 });
    expect(status(1)?.message).toContain('resumed from its log');
  });

  it('waits for a page that lags, and loses nothing', async () => {
    const world = setUp();
    world.acknowledging = false;
    world.open(1, { playing: true, speed: Number.POSITIVE_INFINITY });
    await world.pass(1000);
    const held = world.batches(1).length;
    expect(held).toBe(4);
    for (let k = 0; k < held; k++) world.host.receive({ kind: 'acknowledge', run: 1 });
    world.send(1, { kind: 'pause' });
    await world.pass(100);
    const seen = world.batches(1);
    for (let k = 1; k < seen.length; k++) expect(seen[k]?.from).toBe(seen[k - 1]?.to);
  });
});
