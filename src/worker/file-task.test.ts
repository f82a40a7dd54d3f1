import { expect, test } from 'vitest';
import { appendChange, beginLog, engineVersion } from '../experiment/log.ts';
import type { Results } from '../export/results.ts';
import { FakeEngine, fakeFigure } from './fake-engine.ts';
import { FileTask } from './file-task.ts';
import type { FileEvent, FileKind, RunStatus } from './run.ts';

const steps = 2500;
const began = beginLog({
  figure: 'fake',
  seed: 3,
  edits: {},
  values: { gain: 0.1, tau: 10, cells: 1 },
  backend: 'cpu',
});
const log = { ...appendChange(began, 700, { gain: 0.3 }), step: steps };
const status: RunStatus = {
  phase: 'playing',
  step: steps,
  dt: 1e-3,
  seed: 3,
  backend: 'cpu',
  precision: 'f32',
  realTime: 1,
};

/** Makes a file beside a run that stands at step 2500 and had its gain changed at step 700. */
async function make(of: FileKind, { most, last = false }: { most?: number; last?: boolean } = {}) {
  const engine = new FakeEngine();
  const events: FileEvent[] = [];
  let now = 0;
  const session = {
    figure: fakeFigure,
    ready: true,
    settled: { values: { gain: 0.3 }, edits: {}, seed: 3, log },
    status,
  };
  const around = {
    engine,
    // A slice is cut at every look at the clock but one, so that there are many.
    clock: () => (now += 3),
    send: (event: { readonly kind: string }) => {
      if (event.kind === 'file') events.push(event as FileEvent);
    },
    sendBatch: () => undefined,
    sendLog: () => undefined,
    busy: () => undefined,
    wake: () => undefined,
    changed: () => undefined,
  };
  const task = new FileTask(session, around, most);
  task.command({ kind: 'file', of, last });
  for (let k = 0; k < 100_000 && task.due(0) !== Number.POSITIVE_INFINITY; k++) {
    task.run(8);
    for (let tick = 0; tick < 4; tick++) await Promise.resolve();
  }
  return { engine, events, end: events.at(-1) };
}

async function textOf(event: FileEvent | undefined): Promise<string> {
  if (event?.state !== 'done') throw new Error(`there is no file, but ${JSON.stringify(event)}`);
  return event.blob.text();
}

test('the results hold the whole run from its first step, changes on the way included', async () => {
  const { engine, end } = await make('json');
  const results: Results = JSON.parse(await textOf(end));
  expect(results).toMatchObject({ dt: 1e-3, duration: 2.5, seed: 3, backend: 'cpu', projections: [] });
  expect(results).not.toHaveProperty('since');
  expect(results).toMatchObject({
    figure: 'fake',
    values: { gain: { value: 0.3 }, cells: { value: 1, unit: '1' } },
    edits: {},
    log: [
      { step: 0, values: { gain: 0.1, tau: 10, cells: 1 } },
      { step: 700, values: { gain: 0.3 } },
    ],
    engine: engineVersion,
  });
  const cell = results.populations.cell;
  const x = cell?.variables.x;
  expect(x?.times).toEqual(Array.from({ length: steps }, (_, k) => k * 1e-3));

  const [simulation] = engine.simulations;
  expect(simulation?.disposed).toBe(true);
  expect(simulation?.sets).toContainEqual({ step: 700, name: 'gain', value: 0.3 });
  const again = await engine.simulate(engine.compile(fakeFigure.network, 3));
  const values: number[] = [];
  const spikes: number[] = [];
  while (again.step < steps) {
    again.advance(again.step < 700 ? 700 - again.step : Math.min(steps - again.step, 900));
    const batch = again.drain();
    values.push(...(batch.samples[0]?.values ?? []));
    spikes.push(...(batch.spikes[0]?.steps ?? []));
    if (again.step === 700) again.set({ population: 'cell', name: 'gain' }, 0.3);
  }
  expect(x?.values.map(([value]) => value)).toEqual(values);
  expect(cell?.spikes).toEqual(spikes.map((step) => [step * 1e-3, 0]));
  expect(spikes.length).toBeGreaterThan(100);
});

test('the tables hold a line for every spike and every sample', async () => {
  const traces = (await textOf((await make('traces')).end)).trimEnd().split('\n');
  expect(traces[0]).toBe('time_s,cell.x_0');
  expect(traces.length).toBe(1 + steps);
  const spikes = (await textOf((await make('spikes')).end)).trimEnd().split('\n');
  expect(spikes[0]).toBe('population,time_s,index');
  expect(spikes.length).toBeGreaterThan(100);
});

test('a run too long for one file is refused, and its last part can be had', async () => {
  const whole = await make('json', { most: 2000 });
  expect(whole.end).toMatchObject({ state: 'refused', partial: true });
  expect(whole.engine.simulations[0]?.disposed).toBe(true);
  const { end } = await make('json', { most: 2000, last: true });
  const results: Results = JSON.parse(await textOf(end));
  const times = results.populations.cell?.variables.x?.times ?? [];
  expect(results.since).toBe(times[0]);
  expect(times.at(-1)).toBeCloseTo(2.499, 9);
  expect(times.length).toBeGreaterThan(100);
  expect(2 * times.length).toBeLessThanOrEqual(2000);
});

test('says how far it is', async () => {
  const { events } = await make('json');
  const progress = events.flatMap((event) => (event.state === 'making' ? [event.progress] : []));
  expect(progress.length).toBeGreaterThan(1);
  expect([...progress].sort((a, b) => a - b)).toEqual(progress);
});
