import { beforeAll, expect, test } from 'vitest';
import { completeValues } from '../../src/experiment/quantities.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { type Item, invert } from '../../src/figure/draw/scene.ts';
import { linesOf } from '../../src/figure/least.ts';
import { LivePicture } from '../../src/figure/picture.ts';
import { themes } from '../../src/figure/tokens.ts';
import { drawView, loadViews } from '../../src/figure/views/draw.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { allNeeds } from '../../src/network/needs.ts';
import { clashes, projected } from '../../src/testing/labels.ts';
import { describeNetwork } from '../../src/worker/engine.ts';
import { figure } from './locality.figure.ts';

beforeAll(() => loadViews(figure));

const compiled = compileNetwork(resolveNetwork(figure, {}), { seed: 1 });
const network = describeNetwork(compiled, allNeeds(compiled));
const [cores, table, courses] = figure.views;
if (cores?.kind !== 'locality' || table?.kind !== 'carried')
  throw new Error('The views have changed places.');

/** A second with one spike of every input and nothing else: all of them 30 ms before its end, half of a packet's way. */
function picture(): LivePicture {
  const live = new LivePicture(figure);
  live.receive({ kind: 'begin', step: 0, network });
  const none = { steps: new Float64Array(0), indices: new Uint32Array(0) };
  const spikes = {
    steps: new Float64Array(20).fill(970),
    indices: Uint32Array.from({ length: 20 }, (_, k) => k),
  };
  live.receive({
    kind: 'batch',
    batch: { from: 0, to: 1000, spikes: [spikes, none, none, none], samples: [] },
  });
  return live;
}

function scene(view: typeof cores | typeof table, values: Record<string, number>, width = 620) {
  if (!view) throw new Error('There is a view.');
  const state = { figure, values: completeValues(figure, values) };
  return drawView(view, picture(), { width, height: 560 }, themes.light, state);
}

const texts = (items: readonly Item[]) => items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
const dots = (items: readonly Item[]) => items.flatMap((item) => (item.kind === 'dots' ? [item] : []));

test('each packet of the last moments is a dot on its way: spikes where they are, values in every step', () => {
  const [spikes, values, ...rest] = dots(scene(cores, { rule: 6 }).items);
  expect(rest).toEqual([]);
  expect(spikes?.points.length).toBe(2 * 20);
  // Sixty steps of twenty inputs.
  expect(values?.points.length).toBe(2 * 60 * 20);
  const along = (spikes?.points ?? []).filter((_, k) => k % 2 === 0);
  const ends = (values?.points ?? []).filter((_, k) => k % 2 === 0);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  // The newest value has gone one step of sixty, the oldest all of them.
  for (const x of along) expect((x - first) / (last - first)).toBeCloseTo(29 / 59, 4);
});

test('under pair STDP nothing but spikes is on its way, and what is told of it are numbers of the run', () => {
  const { items } = scene(cores, { rule: 1, K: 4, h: 4 });
  expect(dots(items)).toHaveLength(1);
  // Twenty spikes in a second to four cores, at 13.7 pJ each: 1.096 nJ.
  expect(texts(items)).toEqual(
    expect.arrayContaining(['spikes 80/s', '4 hops, 1.1 nW', 'local; nothing more is carried']),
  );
});

test('what is read is marked, and the rest of the neuron is faint', () => {
  const read = (rule: number) =>
    scene(cores, { rule }).items.flatMap((item, k, all) => {
      const ring = all[k - 1];
      return item.kind === 'text' && ring?.kind === 'circle' && ring.stroke !== 'rule' ? [item.text] : [];
    });
  expect(read(1)).toEqual(['x', 'y', 'w']);
  expect(read(3)).toEqual(['x', 'u', 'a', 'u\u0304_+', 'u\u0304_-', 'w']);
  expect(read(6)).toEqual(['r', 'r', 'w']);
  expect(read(7)).toEqual(['e', 'x', 'e', 'w']);
});

test('on a narrow page the packets come from above', () => {
  const ways = dots(scene(cores, { rule: 1 }, 340).items);
  const along = (ways[0]?.points ?? []).filter((_, k) => k % 2 === 1);
  expect(along).toHaveLength(20);
  expect(new Set(along).size).toBe(1);
});

test('a row of the table is a rule, and touching it chooses it', () => {
  const drawn = scene(table, { rule: 6, K: 4 });
  expect(texts(drawn.items)).toContain('80,000/s, 1,096 nW');
  const [area] = drawn.areas;
  const row = drawn.items.find((item) => item.kind === 'text' && item.text === '4 reward, as a value');
  if (!area || row?.kind !== 'text') throw new Error('There is a fourth row.');
  expect(Math.round(invert(area, row.x, row.y).y)).toBe(4);
  expect(drawn.handles).toEqual([{ area: 'rules', y: 'rule', at: {}, everywhere: true }]);
});

test('the weight of the chosen rule stands out, above the others, and each bears its name', () => {
  const live = new LivePicture(figure);
  live.receive({ kind: 'begin', step: 0, network });
  // A second of one pair of samples for every rule: the weight of the k-th is at k tenths.
  const rules = [1, 2, 3, 4, 5, 6, 7];
  const samples = rules.map((rule) => ({
    population: network.populations.length + rule,
    probe: 0,
    steps: Float64Array.of(0, 1000),
    values: new Float64Array(2).fill(0.1 * rule),
  }));
  const quiet = network.populations.map(() => ({ steps: new Float64Array(0), indices: new Uint32Array(0) }));
  live.receive({ kind: 'batch', batch: { from: 0, to: 1000, spikes: quiet, samples } });
  if (courses?.kind !== 'traces') throw new Error('The third view is of the weights.');
  const drawn = (rule: number) => {
    const state = { figure, values: completeValues(figure, { rule }) };
    return drawView(courses, live, { width: 400, height: 190 }, themes.light, state).items;
  };
  for (const rule of [1, 3, 7]) {
    const items = drawn(rule);
    const lines = items.flatMap((item) => (item.kind === 'polyline' ? [item] : []));
    expect(lines.map(({ ink }) => ink)).toEqual([...new Array(6).fill('neutral'), 'weight']);
    const heights = lines.map(({ points }) => points[1] as number);
    // The k-th rule's line is the k-th from below.
    const below = heights.filter((y) => y > (heights.at(-1) as number));
    expect(below).toHaveLength(rule - 1);
    const labels = items.flatMap((item) => (item.kind === 'text' && item.italic ? [item] : []));
    expect(labels).toHaveLength(7);
    expect(labels.filter(({ ink }) => ink === 'weight')).toHaveLength(1);
    expect(labels.filter(({ ink }) => ink === 'muted')).toHaveLength(6);
  }
});

/** Widths that the two columns have on the page, in a lecture on two screens, and with its words beside them. */
test.each([
  ['on the page', themes.light, 536, 357],
  ['on 1920 x 1080', projected(1), 1054, 703],
  ['on 1280 x 720', projected(720 / 1080), 703, 469],
  ['beside its words', projected(1), 750, 500],
])('no label of the cores and of the table stands on another or is cut off: %s', (_, theme, main, side) => {
  const lines = (view: typeof cores | typeof table) =>
    theme.name === 'projector' ? linesOf(view, figure) * theme.size.label : (view.height ?? 0);
  for (const rule of [1, 2, 3, 4, 5, 6, 7]) {
    const state = { figure, values: completeValues(figure, { rule }) };
    for (const [view, width] of [
      [cores, main],
      [table, side],
    ] as const) {
      const scene = drawView(view, picture(), { width, height: lines(view) }, theme, state);
      expect(clashes(scene), `rule ${rule}, ${view.kind}`).toEqual([]);
    }
  }
});

test('bars of the table grow by equal lengths with equal ratios, over an axis that says so', () => {
  for (const height of [400, 220]) {
    const state = { figure, values: completeValues(figure, { rule: 1, K: 4 }) };
    const { items } = drawView(table, picture(), { width: 460, height }, themes.light, state);
    const bars = items.flatMap((item) => (item.kind === 'rect' && item.ink === 'error' ? [item] : []));
    const [value, rates] = bars;
    const labels = items.filter((item) => item.kind === 'text' && item.anchor === 'middle');
    const [one, thousand] = labels;
    if (!value || !rates || one?.kind !== 'text' || thousand?.kind !== 'text') throw new Error('No bars.');
    expect(texts(items)).toEqual(expect.arrayContaining(['packets, logarithmic', '10^6/s']));
    expect([one.text, thousand.text]).toEqual(['1', '10^3']);
    // Two rates of twenty inputs in every step of 1 ms, to four cores: 80,000 a second.
    const decade = (thousand.x - one.x) / 3;
    expect(value.x).toBeCloseTo(one.x, 9);
    expect(Math.max(...bars.map((bar) => bar.width))).toBeCloseTo(Math.log10(80_000) * decade, 6);
    expect(value.width).toBeCloseTo(Math.log10(4000) * decade, 6);
  }
});
