import type { LocalityView } from '../../experiment/figure.ts';
import type { Read } from '../../language/reads.ts';
import type { Carried } from '../../network/compiled.ts';
import type { Area, Item } from '../draw/scene.ts';
import { estimateWidth, shortened } from '../draw/text.ts';
import type { Ink } from '../tokens.ts';
import { type Box, chip, frame, join, type Spot, spike } from './chips.ts';
import { chosenRule, extraOf, needsIn, numberOf } from './rules.ts';
import { labelOf, variableOf } from './symbols.ts';
import type { Draw, Size } from './view.ts';
import { type Arrival, type Place, type Sketch, source } from './ways.ts';

/** A core with its variables, and the ways between cores with the packets of the last moments on them. */
export const drawLocality: Draw<LocalityView> = (view, { history }, size, theme, state) => {
  const rule = view.rules[chosenRule(view, state)];
  const needs = rule && needsIn(history, rule.of);
  const narrow = size.width < 430 * theme.size.scale;
  const sketch: Sketch = { view, history, needs, theme, state, narrow };
  const [home, ...others] = placesOf(sketch);
  const most = others.map(({ population }) => waysAt(population, sketch));
  const boxes = layOut(size, most, sketch);
  const drawn = others.map((place, k) => source(place, boxes.sources[k] as Box, boxes.home, sketch));
  const arrivals = drawn.flatMap((one) => one.arrivals);
  const items = [
    ...drawn.flatMap((one) => one.items),
    ...(home && rule ? synapses(home, rule, boxes.home, arrivals, sketch) : []),
    ...verdict(boxes.foot, sketch),
  ];
  const whole: Area = { id: 'locality', x: 0, y: 0, ...size, xDomain: [0, 1], yDomain: [0, 1] };
  return { ...size, items, areas: [whole], handles: [] };
};

/** Where the synapses lie, then all others in the order of the view. */
function placesOf({ view, history, state }: Sketch): Place[] {
  const { populations, projections } = state.figure.network;
  const names = Object.keys(populations);
  const to = projections?.[Number.parseInt(view.rules[0]?.of ?? '', 10)]?.to;
  const home = typeof to === 'string' ? to : to?.population;
  const places = view.places.map(({ population: name, label, role }) => {
    const size = history?.network.populations.find((one) => one.name === name)?.size ?? 1;
    return { name, population: names.indexOf(name), label, role, size };
  });
  return [...places.filter(({ name }) => name === home), ...places.filter(({ name }) => name !== home)];
}

/** The most ways that meet a population under any of the rules, so that nothing moves when another is chosen. */
function waysAt(population: number, { view, history }: Sketch): number {
  const counts = view.rules.map(({ of }) => {
    const { carried = [], anyway = [] } = needsIn(history, of) ?? {};
    const ways = [...anyway, ...carried.filter((way) => !way.anyway)];
    return ways.filter(({ from, to }) => from === population || to === population).length;
  });
  return Math.max(1, ...counts);
}

/** The sources beside the core of the synapses, or above it; more ways need more room, and the first, which all have, most. */
function layOut({ width, height }: Size, ways: readonly number[], { theme, narrow }: Sketch) {
  const { label, small } = theme.size;
  const count = ways.length;
  const foot: Box = { x: 0, y: height - 3.2 * small, width, height: 3.2 * small };
  const bottom = foot.y - 0.6 * small;
  const shares = ways.map((most, k) => 0.5 + 0.5 * most + (k === 0 && !narrow ? 0.4 : 0));
  const sum = shares.reduce((a, b) => a + b, 0);
  const gap = (narrow ? 0.5 : 1) * label;
  const length = (narrow ? width : bottom) - gap * (count - 1);
  const thick = narrow ? 4.6 * label : Math.max(6.6 * label, 0.17 * width);
  let start = 0;
  const sources = shares.map((share): Box => {
    const [from, long] = [start, (length * share) / sum];
    start += long + gap;
    return narrow
      ? { x: from, y: 0, width: long, height: thick }
      : { x: 0, y: from, width: thick, height: long };
  });
  const way = narrow ? 10 * small : Math.max(10.5 * small, 0.27 * width);
  const home: Box = narrow
    ? { x: 0, y: thick + way, width, height: bottom - thick - way }
    : { x: thick + way, y: 0, width: width - thick - way, height: bottom };
  return { sources, home, foot };
}

/** The core of the synapses: the variables of one synapse, and beside them those of its neuron. */
function synapses(
  place: Place,
  { of, title }: LocalityView['rules'][number],
  box: Box,
  arrivals: readonly Arrival[],
  sketch: Sketch,
): Item[] {
  const { view, needs, theme, state, narrow } = sketch;
  const { label, small, thin, scale } = theme.size;
  const cores = Math.round(numberOf(view.cores, state));
  const shift = 4 * scale;
  const core: Box = {
    x: box.x,
    y: box.y + 3 * shift,
    width: box.width - 3 * shift,
    height: box.height - 3 * shift,
  };
  const items: Item[] = [];
  for (let k = Math.min(cores - 1, 3); k > 0; k--)
    items.push(...frame({ ...core, x: core.x + k * shift, y: core.y - k * shift }, 'rule', theme));
  items.push(...frame(core, place.role, theme));
  const pad = 0.8 * small;
  const head = narrow ? core.y + core.height - 0.65 * label : core.y + 1.45 * label;
  const divide = core.x + 0.5 * core.width;
  const whole = cores > 1 ? `${place.label}, 1 of ${cores} cores` : place.label;
  const fits = (words: string, size: number) =>
    1.06 * estimateWidth(title, size) + estimateWidth(words, size) + size < core.width - 2 * pad;
  const headSize = narrow || !fits(whole, label) ? small : label;
  const neuron = fits(whole, headSize) ? whole : place.label;
  const beside = core.width - 2 * pad - estimateWidth(neuron, headSize) - headSize;
  const text = (x: number, words: string, ink: Ink, anchor: 'start' | 'end'): Item => ({
    kind: 'text',
    x,
    y: head,
    text: words,
    ink,
    size: headSize,
    anchor,
    bold: anchor === 'start',
  });
  const room: Box = {
    x: core.x + pad,
    y: narrow ? core.y + pad : head + pad,
    width: core.width - 2 * pad,
    height: core.height - 1.45 * label - 2 * pad,
  };
  items.push(
    text(core.x + pad, shortened(title, 1.06 * headSize, beside), 'weight', 'start'),
    text(core.x + core.width - pad, neuron, place.role, 'end'),
    {
      kind: 'segments',
      points: Float64Array.of(divide, room.y, divide, room.y + room.height),
      ink: 'rule',
      width: thin,
      dash: [3 * scale, 3 * scale],
    },
  );
  if (!needs) return items;
  const { reads } = needs;
  const radius = Math.min(1.1 * label, room.height / 11);
  const show = (name: string) => labelOf(state.figure, name);
  const half = divide - room.x;
  const weight: Spot = { x: room.x + 0.45 * half, y: room.y + (narrow ? 0.36 : 0.5) * room.height };
  const traces = reads.synapse.filter(({ name }) => name !== variableOf(of));
  const own = variablesOf(state.figure.network.populations[place.name]?.equations ?? '');
  const rows = Math.ceil((own.length + 1) / 2);
  // Lines from above reach the last of them without passing the others.
  const cell = (k: number): Spot => {
    const row = narrow && k >= rows ? 2 * rows - 1 - k : k % rows;
    return {
      x: divide + (k < rows ? 0.32 : 0.76) * (room.x + room.width - divide),
      y: room.y + (row + 0.5) * (room.height / rows),
    };
  };
  const lines: Item[] = [];
  const chips: Item[] = [];
  const put = (spot: Spot, name: string, read: Read | undefined) => {
    const { ink, text } = show(name);
    if (read) lines.push(join(spot, weight, ink, read.at.includes('step'), theme));
    chips.push(...chip(spot, radius, { ink, text }, read !== undefined, theme));
  };
  const above = narrow ? 0 : traces.length === 1 ? 1 : Math.floor(traces.length / 2);
  traces.forEach((read, k) => {
    put(around(weight, k, traces.length, above, half, room.height), read.name, read);
  });
  const fires = reads.events.includes('post');
  if (fires) lines.push(join(cell(0), weight, place.role, false, theme));
  chips.push(...spike(cell(0), radius, place.role, fires, theme));
  own.forEach((name, k) => {
    const read = reads.post.find((one) => one.name === name);
    put(cell(k + 1), name, read);
  });
  for (const { way, spot } of arrivals) {
    const written = own.indexOf(way.into ?? '');
    const ink = way.variable === undefined ? inkAt(way, sketch) : show(way.variable).ink;
    if (written >= 0 && !way.anyway)
      lines.push(join(spot, cell(written + 1), ink, way.each === 'step', theme));
    else if (way.into === undefined) lines.push(join(spot, weight, ink, way.each === 'step', theme));
  }
  return [...items, ...lines, ...chips, ...chip(weight, 1.25 * radius, show(variableOf(of)), true, theme)];
}

function inkAt({ from }: Carried, { view, history }: Sketch): Ink {
  const name = history?.network.populations[from]?.name;
  return view.places.find(({ population }) => population === name)?.role ?? 'neutral';
}

/** The first `above` of them above the weight, the others below it, where no line from a side passes. */
function around(
  { x, y }: Spot,
  k: number,
  count: number,
  above: number,
  width: number,
  height: number,
): Spot {
  const up = k < above;
  const row = up ? above : count - above;
  const place = up ? k : k - above;
  return {
    x: x + (place - (row - 1) / 2) * Math.min(0.5, 0.7 / Math.max(1, row - 1)) * width,
    y: y + (up ? -0.36 : 0.36) * height,
  };
}

/** Names of a population's variables that have an equation or are written by synapses, in their order. */
function variablesOf(equations: string): string[] {
  return equations.split('\n').flatMap((line) => {
    const [, differential, parameter] = /^\s*(?:d(\w+)\/dt\s*=|(\w+)\s*:)/.exec(line) ?? [];
    const name = differential ?? parameter;
    return name === undefined ? [] : [name];
  });
}

/** Local in space, local in time: in words. */
function verdict(box: Box, { needs, state, theme, view, history }: Sketch): Item[] {
  if (!needs || !history) return [];
  const { small } = theme.size;
  const symbol = (name: string) => labelOf(state.figure, name).text;
  const said = ({ from, variable }: Carried) => {
    const name = history.network.populations[from]?.name;
    const label = view.places.find(({ population }) => population === name)?.label ?? name;
    return variable === undefined ? `spikes of ${label}` : `${symbol(variable)} in every step`;
  };
  const extra = extraOf(needs);
  const weight = variableOf(view.rules[chosenRule(view, state)]?.of ?? '');
  const kept = needs.reads.synapse.flatMap(({ name }) => (name === weight ? [] : [symbol(name)]));
  const space =
    extra.length === 0 ? 'local; nothing more is carried' : `carried: ${extra.map(said).join(', ')}`;
  const time = `local; of the past it keeps ${kept.length > 0 ? kept.join(', ') : 'the weight alone'}`;
  const indent = 1.3 * estimateWidth('In space', small) + 0.6 * small;
  return [
    { head: 'In space', words: space, ink: extra.length === 0 ? 'text' : 'error' } as const,
    { head: 'In time', words: time, ink: 'text' } as const,
  ].flatMap(({ head, words, ink }, k): Item[] => {
    const at = { kind: 'text', y: box.y + (k + 1) * 1.4 * small, size: small, anchor: 'start' } as const;
    return [
      { ...at, x: box.x, text: head, ink: 'muted' },
      { ...at, x: box.x + indent, text: words, ink },
    ];
  });
}
