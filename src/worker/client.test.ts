import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Batch } from '../engine/simulation.ts';
import { connect, injectFault, type WorkerPort } from './client.ts';
import { FakeEngine, fakeFigure } from './fake-engine.ts';
import { Host } from './host.ts';
import type { ToPage, ToWorker } from './protocol.ts';
import type { Client, OpenOptions, Run, RunEvent } from './run.ts';

/** A worker on the same thread: messages are cloned and come later, as between threads. */
class NearWorker implements WorkerPort {
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;
  terminated = false;
  deaf = false;
  readonly #host: Host;

  constructor(readonly version?: string) {
    this.#host = new Host({
      engine: new FakeEngine(),
      clock: () => performance.now(),
      post: (message, transfer) => this.#answer(structuredClone(message, { transfer })),
      soon: (callback) => setImmediate(() => this.#alive() && callback()),
      later: (callback, milliseconds) => {
        const timer = setTimeout(() => this.#alive() && callback(), milliseconds);
        return () => clearTimeout(timer);
      },
    });
  }

  postMessage(message: ToWorker): void {
    const { ring, ...rest } = message.kind === 'hello' ? message : { ring: undefined, ...message };
    // Shared memory cannot be cloned within a thread, and need not be.
    const copy = { ...structuredClone(rest), ...(ring ? { ring } : {}) } as ToWorker;
    setImmediate(() => {
      if (!this.#alive()) return;
      if (copy.kind === 'fault' && copy.fault === 'hang') {
        this.deaf = true;
        return;
      }
      try {
        this.#host.receive(copy);
      } catch (error) {
        this.onerror?.({ message: error instanceof Error ? error.message : '' });
      }
    });
  }

  terminate(): void {
    this.terminated = true;
  }

  #alive(): boolean {
    return !this.terminated && !this.deaf;
  }

  #answer(message: ToPage): void {
    const said = message.kind === 'ready' && this.version ? { ...message, version: this.version } : message;
    setImmediate(() => this.#alive() && this.onmessage?.({ data: said }));
  }
}

const options: OpenOptions = {
  id: 'fake',
  figure: fakeFigure,
  values: {},
  edits: {},
  seed: 1,
  speed: 1,
  playing: false,
};
const runs: Run[] = [];

function open(client: Client, more: Partial<OpenOptions> = {}) {
  const run = client.open({ ...options, ...more });
  const events: RunEvent[] = [];
  run.subscribe((event) => events.push(event));
  run.setVisible(true);
  runs.push(run);
  const status = () => events.flatMap((e) => (e.kind === 'status' ? [e.status] : [])).at(-1);
  const samples = () => {
    const begin = events.findLastIndex((e) => e.kind === 'begin' && e.step === 0);
    const batches = events.slice(begin).flatMap((e): Batch[] => (e.kind === 'batch' ? [e.batch] : []));
    return batches.flatMap((batch) => [...(batch.samples[0]?.values ?? [])]);
  };
  return { run, events, status, samples };
}

afterEach(() => {
  for (const run of runs.splice(0)) run.close();
});

describe.each([true, false])('a client, isolated: %s', (isolated) => {
  it('opens, advances, changes and answers with the log', async () => {
    const client = connect({ create: () => new NearWorker(), isolated });
    expect(client.transport).toBe(isolated ? 'shared' : 'transferred');
    const { run, status, samples } = open(client);
    run.advance(2500);
    await vi.waitFor(() => expect(status()).toMatchObject({ phase: 'paused', step: 2500 }));
    expect(samples()).toHaveLength(2500);
    run.set({ gain: 0.3 });
    run.advance(10);
    await vi.waitFor(() => expect(status()?.step).toBe(2510));
    expect(await run.log()).toMatchObject({
      figure: 'fake',
      step: 2510,
      entries: [{ step: 0 }, { step: 2500, values: { gain: 0.3 } }],
    });
  });
});

describe('a worker that dies', () => {
  it.each(['crash', 'hang'] as const)(
    'by %s is replaced, and its run comes back from its log',
    async (fault) => {
      const workers: NearWorker[] = [];
      const create = () => {
        const worker = new NearWorker();
        workers.push(worker);
        return worker;
      };
      const client = connect({ create, isolated: true, interval: 10 });
      const { run, status, samples } = open(client);
      run.advance(1500);
      await vi.waitFor(() => expect(status()?.step).toBe(1500));
      run.set({ gain: 0.3 });
      run.advance(1500);
      await vi.waitFor(() => expect(status()?.step).toBe(3000));
      const before = samples();
      injectFault(run, fault);
      await vi.waitFor(() =>
        expect(status()).toMatchObject({
          phase: 'paused',
          step: 3000,
          message: expect.stringContaining('started anew'),
        }),
      );
      expect(workers).toHaveLength(2);
      expect(workers[0]?.terminated).toBe(true);
      expect(samples()).toEqual(before);
      expect((await run.log()).entries).toHaveLength(2);
    },
  );

  it('again and again is given up, with a sentence', async () => {
    const client = connect({ create: () => new NearWorker(), isolated: false });
    const { run, events, status } = open(client, { playing: true });
    for (let k = 0; k < 4; k++) {
      const seen = events.length;
      injectFault(run, 'crash');
      await vi.waitFor(() => expect(events.length).toBeGreaterThan(seen));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await vi.waitFor(() =>
      expect(status()).toMatchObject({ phase: 'failed', message: expect.stringContaining('Reload') }),
    );
  });

  it('of another version is told so', async () => {
    const { status } = open(connect({ create: () => new NearWorker('0/0') }));
    await vi.waitFor(() =>
      expect(status()).toMatchObject({ phase: 'failed', message: expect.stringContaining('versions') }),
    );
  });
});

it('tells a late subscriber where the run stands', async () => {
  const { run, status } = open(connect({ create: () => new NearWorker() }));
  await vi.waitFor(() => expect(status()?.phase).toBe('paused'));
  const kinds: string[] = [];
  run.subscribe((event) => kinds.push(event.kind));
  expect(kinds).toEqual(['begin', 'status']);
});
