import type { Figure } from '../../experiment/figure.ts';
import { Measures } from '../../experiment/measures.ts';
import { seconds } from '../../experiment/quantities.ts';
import { renderStill, type StillFigure } from '../../figure/still.tsx';
import { typesetModel } from '../../figure/typeset.ts';
import { loadViews } from '../../figure/views/draw.ts';
import type { Client, RunEvent, RunStatus } from '../../worker/run.ts';

/** A figure's picture as markup, before any script runs, and what the run behind it did. */
export interface Still extends StillFigure {
  /** Held against the page's own run by the end-to-end tests. */
  readonly run?: {
    readonly milliseconds: number;
    readonly step: number;
    readonly spikes: number;
    /** Null: nothing to tell yet at the end of the run. */
    readonly measures: Readonly<Record<string, number | null>>;
    readonly atlas: boolean;
  };
}

/** Without a client nothing is run, and the axes are empty. */
export async function drawStill(id: string, figure: Figure, client: Client | undefined): Promise<Still> {
  const equation = typesetModel(figure);
  await loadViews(figure);
  if (!client) return renderStill(id, figure, [], equation);
  const events = await runFor(id, figure, client);
  const batches = events.flatMap((event) => (event.kind === 'batch' ? [event.batch] : []));
  return {
    ...renderStill(id, figure, events, equation, true),
    run: {
      milliseconds: seconds(figure.duration, id) * 1e3,
      step: Math.max(0, ...batches.map(({ to }) => to)),
      spikes: batches.flatMap(({ spikes }) => spikes).reduce((sum, { steps }) => sum + steps.length, 0),
      measures: measuredIn(figure, events),
      atlas: figure.atlas !== undefined,
    },
  };
}

/** What the figure's measures say at the end of its run. */
function measuredIn(figure: Figure, events: readonly RunEvent[]): Record<string, number | null> {
  let measures: Measures | undefined;
  for (const event of events) {
    if (event.kind === 'begin') measures = new Measures(figure, event.network, event.step);
    else if (event.kind === 'batch') measures?.add(event.batch);
    else if (event.kind === 'weights') measures?.weigh(event.weights);
  }
  const told = Object.entries(measures?.values ?? {});
  return Object.fromEntries(told.map(([name, value]) => [name, Number.isNaN(value) ? null : value]));
}

/** Milliseconds without news, and in all, after which a figure is thought to hang. */
const patience = 120_000;
const longest = 600_000;

/** Runs a figure with its defaults for its `duration`, sweeps, atlas and the map's first pass included, by the code that runs it in the page. */
function runFor(id: string, figure: Figure, client: Client): Promise<readonly RunEvent[]> {
  const end = seconds(figure.duration, `the duration of ${id}`);
  return new Promise((done, failed) => {
    const events: RunEvent[] = [];
    const running = new Set([
      ...Object.keys(figure.sweeps ?? {}),
      ...(figure.atlas ? ['atlas'] : []),
      ...(figure.map ? ['map'] : []),
    ]);
    let last: number | undefined;
    let status: RunStatus | undefined;
    const run = client.open({ id, figure, values: {}, edits: {}, seed: 1, speed: Infinity, playing: false });
    const began = Date.now();
    let heard = began;
    const timer = setInterval(() => {
      const [silent, all] = [Date.now() - heard, Date.now() - began];
      if (silent > patience || all > longest)
        finish(
          `did not end within ${Math.round(all / 1000)} s: at step ${status?.step}, waiting for ${[...running]}`,
        );
    }, 1000);
    const finish = (problem?: string) => {
      clearInterval(timer);
      leave();
      run.close();
      if (problem) failed(new Error(`The figure ${id} ${problem}`));
      else done(events);
    };
    const leave = run.subscribe((event) => {
      heard = Date.now();
      events.push(event);
      if (event.kind === 'refused') return finish(`was refused: ${event.message}`);
      if (event.kind === 'begin' && last === undefined) {
        last = Math.round(end / event.network.dt);
        run.advance(last - event.step);
      }
      if (event.kind === 'sweep' && event.progress >= 1) running.delete(event.name);
      if (event.kind === 'atlas' && event.progress >= 1) running.delete('atlas');
      // The first pass is enough for a still; the page refines it.
      if (event.kind === 'map' && event.done >= event.coarse) running.delete('map');
      if (event.kind === 'status') status = event.status;
      if (status?.phase === 'failed') return finish(`failed: ${status.message}`);
      const there = status?.phase === 'paused' && last !== undefined && status.step >= last;
      if (there && running.size === 0) finish();
    });
    run.setVisible(true, 1);
  });
}
