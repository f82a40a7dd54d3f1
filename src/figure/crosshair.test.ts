import { beforeAll, describe, expect, it, test, vi } from 'vitest';
import { figure as brunel } from '../../chapters/neuron-models/brunel.figure.ts';
import { figure as neurons } from '../../chapters/neuron-models/izhikevich-atlas.figure.ts';
import { figure as synapses } from '../../chapters/stdp/weight-atlas.figure.ts';
import type { Figure } from '../experiment/figure.ts';
import type { Run, RunEvent } from '../worker/run.ts';
import { crosshairSentences } from './crosshair.ts';
import { LivePicture } from './picture.ts';
import { speak } from './speak.ts';
import { createFigureStore } from './store.ts';
import { themes } from './tokens.ts';
import { drawView, loadViews } from './views/draw.ts';
import type { AtlasData } from './views/view.ts';

beforeAll(() => Promise.all([neurons, synapses].map(loadViews)));

/** Two by two pixels, numbered from the lower left corner. */
function grown(figure: Figure, backend: 'gpu' | 'cpu', ...progress: number[]): LivePicture {
  const { atlas } = figure;
  if (!atlas) throw new Error('This figure has no map.');
  const picture = new LivePicture(figure);
  const axes = { x: atlas.x.parameter, y: atlas.y.parameter };
  for (const share of progress) {
    const measures = Object.fromEntries(atlas.measures.map((name) => [name, Float32Array.of(1, 2, 3, 4)]));
    const event: AtlasData = { kind: 'atlas', axes, backend, resolution: 2, progress: share, measures };
    picture.receive(event);
  }
  return picture;
}

/** The values of a place in the map, as parts of its sides. */
function at({ atlas }: Figure, x: number, y: number): Record<string, number> {
  if (!atlas) return {};
  const place = ({ from, to }: { from: number; to: number }, part: number) => from + part * (to - from);
  return { [atlas.x.parameter]: place(atlas.x, x), [atlas.y.parameter]: place(atlas.y, y) };
}

function tag(figure: Figure, picture: LivePicture, values: Record<string, number>): string[] {
  const view = figure.views.find(({ kind }) => kind === 'atlas');
  if (!view) throw new Error('This figure has no map.');
  const scene = drawView(view, picture, { width: 500, height: 400 }, themes.light, { figure, values });
  return scene.items.flatMap((item) => (item.kind === 'text' && item.ink === 'glow' ? [item.text] : []));
}

const words = (figure: Figure, picture: LivePicture, values: Record<string, number>) =>
  crosshairSentences(figure, picture, { ...createFigureStore(figure).getState(), values })[0];

describe('a map that runs as a whole', () => {
  it('says that a number is one so far, until it is done', () => {
    const values = at(synapses, 0.75, 0.25);
    const growing = grown(synapses, 'gpu', 0.5);
    expect(tag(synapses, growing, values)).toEqual([expect.stringMatching(/^2\.00.* so far$/)]);
    expect(words(synapses, growing, values)).toMatch(
      /^Map of .+: 50 % computed, at the crosshair 2\.00.* so far\.$/,
    );
    const done = grown(synapses, 'gpu', 0.5, 1);
    expect(tag(synapses, done, values)[0]).toMatch(/^2\.00/);
    for (const said of [...tag(synapses, done, values), words(synapses, done, values)])
      expect(said).not.toMatch(/so far|computed/);
  });

  it('does not say the number of the last map for one of the new', () => {
    const picture = grown(synapses, 'gpu', 1, 0.01);
    expect(picture.atlas?.progress).toBe(1);
    expect(tag(synapses, picture, at(synapses, 0.75, 0.25))).toEqual(['not computed yet']);
  });
});

describe('a map that the graphics are too slow for', () => {
  const growing = grown(synapses, 'cpu', 0.5);
  const slow = new LivePicture(synapses);
  slow.receive({ ...(growing.atlas as AtlasData), why: 'The graphics are too slow.' });
  const notes = (picture: LivePicture, width: number) => {
    const view = synapses.views.find(({ kind }) => kind === 'atlas') as (typeof synapses.views)[number];
    const state = { figure: synapses, values: {} };
    const { items } = drawView(view, picture, { width, height: 400 }, themes.light, state);
    return items.flatMap((item) => (item.kind === 'text' && /^computing/.test(item.text) ? [item.text] : []));
  };

  it('says beside its progress that the processor does it, where there is room', () => {
    expect(notes(growing, 500)).toEqual(['computing 50 %']);
    expect(notes(slow, 500)).toEqual(['computing on the processor, 50 %']);
    expect(notes(slow, 240)).toEqual(['computing 50 %']);
    expect(words(synapses, slow, {})).toContain('50 % computed on the processor,');
  });

  it('says nothing of it once it is done', () => {
    slow.receive({ ...(slow.atlas as AtlasData), progress: 1 });
    expect(notes(slow, 500)).toEqual([]);
    expect(words(synapses, slow, {})).not.toContain('processor');
  });
});

it('a map that runs band after band has the final number of a pixel or none', () => {
  const picture = grown(neurons, 'cpu', 0.5);
  expect(tag(neurons, picture, at(neurons, 0.25, 0.25))).toEqual(['1.00 Hz']);
  expect(tag(neurons, picture, at(neurons, 0.25, 0.75))).toEqual(['not computed yet']);
  expect(tag(neurons, grown(neurons, 'gpu', 0.5), at(neurons, 0.25, 0.25))).toEqual(['1.00 Hz so far']);
});

it('of a map of networks the runs that there are stand beside the number', () => {
  const { map } = brunel;
  if (!map) throw new Error('This figure has no map.');
  const picture = new LivePicture(brunel);
  const { columns, rows } = map;
  const measures = Object.fromEntries(
    map.measures.map(({ measure }) => [measure, new Float32Array(columns * rows).fill(7.5)]),
  );
  const event = {
    kind: 'map',
    columns,
    rows,
    coarse: 4,
    wanted: 20,
    all: 80,
    running: true,
    measures,
  } as const;
  picture.receive({ ...event, done: 5 });
  expect(words(brunel, picture, {})).toMatch(/^Map of .+: 5 of 20 runs, at the crosshair 7\.5/);
  picture.receive({ ...event, done: 20 });
  expect(words(brunel, picture, {})).toMatch(/^Map of [^:]+: at the crosshair 7\.5/);
});

test('what is said of the map is in the words for the picture, and announced when it is done', () => {
  vi.useFakeTimers();
  const store = createFigureStore(synapses);
  const picture = grown(synapses, 'cpu', 0.5);
  const listeners = new Set<(event: RunEvent) => void>();
  const run = {
    subscribe: (listener: (event: RunEvent) => void) => {
      listeners.add(listener);
      listener({ kind: 'begin', step: 0, network: { dt: 1e-4, populations: [], synapses: 0 } });
      return () => listeners.delete(listener);
    },
  } as unknown as Run;
  const leave = speak({ figure: synapses, store, run, picture });
  store.setState({ status: { ...store.getState().status, phase: 'paused' }, measures: {} });
  expect(store.getState().summary).toContain('50 % computed');
  expect(store.getState().said).toBe('');
  const event: AtlasData = { ...(picture.atlas as AtlasData), progress: 1 };
  picture.receive(event);
  for (const listener of listeners) listener(event);
  vi.advanceTimersByTime(700);
  expect(store.getState().said).toMatch(/Map of [^:]+: at the crosshair/);
  leave();
  vi.useRealTimers();
});
