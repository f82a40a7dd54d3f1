import type { LocalityView } from '../../experiment/figure.ts';
import { seconds } from '../../experiment/quantities.ts';
import type { Carried, Needs } from '../../network/compiled.ts';
import type { Area, Item } from '../draw/scene.ts';
import { estimateWidth, plainLatex } from '../draw/text.ts';
import type { History } from '../history.ts';
import type { Ink, Theme } from '../tokens.ts';
import { chip, frame, join, type Spot } from './chips.ts';
import { chosenRule, costOf, energyWords, needsIn, numberOf, rateWords } from './rules.ts';
import { labelOf, symbolOf } from './symbols.ts';
import type { Draw, Size, ViewState } from './view.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Sketch {
  readonly view: LocalityView;
  readonly history: History | undefined;
  readonly needs: Needs | undefined;
  readonly theme: Theme;
  readonly state: ViewState;
  /** Below this the sources stand above the synapses, not beside them. */
  readonly narrow: boolean;
}

/** A core with its variables, and the ways between cores with the packets of the last moments on them. */
export const drawLocality: Draw<LocalityView> = (view, { history }, size, theme, state) => {
  const rule = view.rules[chosenRule(view, state)];
  const needs = rule && needsIn(history, rule.of);
  const narrow = size.width < 430 * theme.size.scale;
  const sketch: Sketch = { view, history, needs, theme, state, narrow };
  const [home, ...others] = placesOf(sketch);
  const boxes = layOut(size, others.length, sketch);
  const items: Item[] = [];
  others.forEach((place, k) => {
    items.push(...source(place, boxes.sources[k] as Box, boxes.home, sketch));
  });
  if (home) items.push(...synapses(home, rule?.title ?? '', boxes.home, sketch));
  items.push(...verdict(boxes.foot, sketch));
  const whole: Area = { id: 'locality', x: 0, y: 0, ...size, xDomain: [0, 1], yDomain: [0, 1] };
  return { ...size, items, areas: [whole], handles: [] };
};

interface Place {
  readonly name: string;
  /** In the network's list. */
  readonly population: number;
  readonly label: string;
  readonly role: Ink;
  readonly size: number;
}

/** Where the synapses lie, then all others in the order of the view. */
function placesOf({ view, history, state }: Sketch): Place[] {
  const network = state.figure.network;
  const names = Object.keys(network.populations);
  const places = view.places.map(({ population, label, role }) => ({
    name: population,
    population: names.indexOf(population),
    label,
    role,
    size: history?.network.populations.find(({ name }) => name === population)?.size ?? 1,
  }));
  const [number] = view.rules[0]?.of.split('.') ?? [];
  const to = network.projections?.[Number(number)]?.to;
  const home = names.indexOf(typeof to === 'string' ? to : (to?.population ?? ''));
  return [
    ...places.filter(({ population }) => population === home),
    ...places.filter(({ population }) => population !== home),
  ];
}

function layOut({ width, height }: Size, count: number, { theme, narrow }: Sketch) {
  const { label, small } = theme.size;
  const foot: Box = { x: 0, y: height - 3.2 * small, width, height: 3.2 * small };
  const bottom = foot.y - 0.6 * small;
  // The first source is the one that every rule needs, and has most room.
  const shares = Array.from({ length: count }, (_, k) => (k === 0 ? 1.7 : 1));
  const sum = shares.reduce((a, b) => a + b, 0);
  const gap = (narrow ? 0.5 : 1) * label;
  let at = 0;
  const along = (narrow ? width : bottom) - gap * (count - 1);
  const sources = shares.map((share): Box => {
    const length = (along * share) / sum;
    const start = at;
    at += length + gap;
    return narrow
      ? { x: start, y: 0, width: length, height: 4.4 * label }
      : { x: 0, y: start, width: Math.max(6.6 * label, 0.17 * width), height: length };
  });
  const from = sources[0] ?? { width: 0, height: 0 };
  const home: Box = narrow
    ? { x: 0, y: from.height + 11.5 * small, width, height: bottom - from.height - 11.5 * small }
    : { x: 0, y: 0, width: 0, height: bottom };
  if (narrow) return { sources, home, foot };
  const x = from.width + Math.max(10 * small, 0.27 * width);
  return { sources, home: { ...home, x, width: width - x }, foot };
}

/** A core that something is carried from, and what travels between it and the synapses. */
function source(place: Place, box: Box, home: Box, sketch: Sketch): Item[] {
  const { needs, theme, state, narrow } = sketch;
  const { label, small, scale } = theme.size;
  const read = (needs?.carried ?? []).filter(
    ({ from, to }) => from === place.population || to === place.population,
  );
  const unread = (needs?.anyway ?? []).filter(
    (way) => way.from === place.population && !read.some((one) => one.from === way.from && one.anyway),
  );
  const ways = [...unread.map((way) => ({ way, used: false })), ...read.map((way) => ({ way, used: true }))];
  const live = ways.length > 0;
  const items: Item[] = [
    ...frame(box, live ? place.role : 'rule', theme),
    {
      kind: 'text',
      x: box.x + box.width / 2,
      y: box.y + 1.35 * label,
      text: place.size > 1 ? `${place.size} ${place.label}` : place.label,
      ink: live ? place.role : 'muted',
      size: narrow ? small : label,
      anchor: 'middle',
    },
  ];
  const values = read.flatMap(({ from, variable }) =>
    from === place.population && variable !== undefined ? [variable] : [],
  );
  const radius = 1.05 * label;
  const middle = box.y + Math.max(2.9 * label, 0.5 * box.height);
  values.forEach((name, k) => {
    const spot = { x: box.x + box.width / 2 + (k - (values.length - 1) / 2) * 2.6 * radius, y: middle };
    items.push(...chip(spot, radius, labelOf(state.figure, name), true, theme));
  });
  if (values.length === 0 && live)
    items.push(...stroke({ x: box.x + box.width / 2, y: middle }, place.role, theme));
  // Ways lie side by side across the gap between the two cores.
  const across = narrow ? box.width : box.height;
  ways.forEach(({ way, used }, k) => {
    const lane = across / ways.length;
    const start = (narrow ? box.x : box.y) + k * lane;
    const band: Box = narrow
      ? { x: start, y: box.y + box.height, width: lane, height: home.y - box.y - box.height }
      : { x: box.x + box.width, y: start, width: home.x - box.x - box.width, height: lane };
    items.push(...wayItems(way, used, place, band, sketch, 3 * scale));
  });
  return items;
}

/** A spike: an upright stroke in a ring. */
function stroke({ x, y }: Spot, ink: Ink, { size }: Theme): Item[] {
  const height = 0.55 * size.label;
  return [
    { kind: 'circle', x, y, radius: 1.05 * size.label, fill: 'background', stroke: ink, width: size.thin },
    { kind: 'segments', points: Float64Array.of(x, y - height, x, y + height), ink, width: 1.4 * size.mark },
  ];
}

/** The packets of the last moments, a lane for each neuron, with their number, hops and energy. */
function wayItems(
  way: Carried,
  used: boolean,
  place: Place,
  band: Box,
  sketch: Sketch,
  margin: number,
): Item[] {
  const { view, history, state, theme, narrow } = sketch;
  const { small } = theme.size;
  const ink: Ink = way.variable === undefined ? place.role : labelOf(state.figure, way.variable).ink;
  const cost = costOf([way], view, history, state);
  const hops = numberOf(view.hops, state);
  const what =
    way.variable === undefined ? 'spikes' : plainLatex(symbolOf(state.figure, way.variable).symbol);
  const words = [
    `${way.from === place.population ? '' : '← '}${what} ${rateWords(cost)}`,
    narrow ? energyWords(cost) : `${hops} ${hops === 1 ? 'hop' : 'hops'}, ${energyWords(cost)}`,
    ...(used ? [] : ['not read']),
  ];
  const centre = narrow ? band.x + band.width / 2 : band.x + band.width / 2;
  const top = narrow ? band.y + 1.3 * small : band.y + 1.1 * small;
  const text = words.map(
    (line, k): Item => ({
      kind: 'text',
      x: centre,
      y: top + k * 1.2 * small,
      text: line,
      ink: k === 0 && used ? ink : 'muted',
      size: small,
      anchor: 'middle',
      bold: k === 0 && used && !way.anyway,
    }),
  );
  const below = top + (words.length - 1) * 1.2 * small + 0.6 * small;
  const room: Box = narrow
    ? {
        x: band.x + 0.2 * band.width,
        y: below,
        width: 0.6 * band.width,
        height: band.y + band.height - below,
      }
    : { x: band.x, y: below, width: band.width, height: band.y + band.height - below - margin };
  return [...text, ...packets(way, used, ink, place, room, sketch)];
}

function packets(way: Carried, used: boolean, ink: Ink, place: Place, room: Box, sketch: Sketch): Item[] {
  const { view, history, theme, narrow } = sketch;
  const { thin, scale, mark } = theme.size;
  if (!history || room.height < 4) return [];
  const { dt } = history.network;
  const steps = seconds(view.travel, 'travel') / dt;
  const outward = way.from === place.population;
  const count = history.network.populations[way.from]?.size ?? 1;
  const side = Math.min((narrow ? room.width : room.height) * 0.94, count * 9 * scale);
  const lane = side / count;
  const points: number[] = [];
  const put = (step: number, index: number) => {
    const share = Math.min(1, (history.end - step) / steps);
    const along = outward ? share : 1 - share;
    const shift = (index + 0.5 - count / 2) * lane;
    if (narrow) points.push(room.x + room.width / 2 + shift, room.y + along * room.height);
    else points.push(room.x + along * room.width, room.y + room.height / 2 + shift);
  };
  if (way.each === 'step')
    for (let step = Math.max(history.start, Math.ceil(history.end - steps)); step < history.end; step++)
      for (let index = 0; index < count; index++) put(step, index);
  else {
    const ring = history.spikes[way.of ?? way.from];
    const first = ring?.search(history.end - steps) ?? 0;
    for (let k = first; k < (ring?.length ?? 0); k++) put(ring?.step(k) ?? 0, ring?.index(k) ?? 0);
  }
  const [x, y] = [room.x + room.width / 2, room.y + room.height / 2];
  const edges = [-0.5, 0.5].flatMap((sign) =>
    narrow
      ? [x + sign * side, room.y, x + sign * side, room.y + room.height]
      : [room.x, y + sign * side, room.x + room.width, y + sign * side],
  );
  const dot = Math.min(way.each === 'step' ? 2.2 * scale : 2.6 * mark, Math.max(1.6, 0.75 * lane));
  return [
    { kind: 'segments', points: Float64Array.from(edges), ink: 'rule', width: thin },
    {
      kind: 'dots',
      points: Float32Array.from(points),
      ink,
      size: way.each === 'step' ? dot : Math.max(dot, 3.6 * scale),
      opacity: used ? 1 : 0.45,
    },
  ];
}

/** The core of the synapses: the variables of one synapse, and beside them those of its neuron. */
function synapses(place: Place, title: string, box: Box, sketch: Sketch): Item[] {
  const { view, needs, theme, state, narrow } = sketch;
  const { label, small, line, thin, scale } = theme.size;
  const cores = Math.round(numberOf(view.cores, state));
  const items: Item[] = [];
  const step = 4 * scale;
  const behind = Math.min(cores - 1, 3);
  const core: Box = {
    ...box,
    width: box.width - 3 * step,
    height: box.height - 3 * step,
    y: box.y + 3 * step,
  };
  for (let k = behind; k > 0; k--)
    items.push(...frame({ ...core, x: core.x + k * step, y: core.y - k * step }, 'rule', theme));
  items.push(...frame(core, place.role, theme));
  const half = core.width * 0.5;
  const head = core.y + 1.45 * label;
  const right = core.x + core.width - 0.7 * small;
  const text = (x: number, words: string, ink: Ink, anchor: 'start' | 'end', bold = false): Item => ({
    kind: 'text',
    x,
    y: head,
    text: words,
    ink,
    size: narrow ? small : label,
    anchor,
    bold,
  });
  items.push(
    text(core.x + 0.8 * small, title, 'weight', 'start', true),
    text(right, cores > 1 ? `${place.label}, 1 of ${cores} cores` : place.label, place.role, 'end'),
  );
  const radius = Math.min(1.15 * label, core.height / 11);
  const inner: Box = {
    x: core.x + 0.8 * small,
    y: head + 0.8 * small,
    width: core.width - 1.6 * small,
    height: core.y + core.height - head - 1.6 * small,
  };
  const divide = core.x + half;
  items.push({
    kind: 'segments',
    points: Float64Array.of(divide, inner.y, divide, inner.y + inner.height),
    ink: 'rule',
    width: thin,
    dash: [3 * scale, 3 * scale],
  });
  if (!needs) return items;
  const { reads } = needs;
  const weight: Spot = { x: inner.x + 0.27 * inner.width, y: inner.y + 0.5 * inner.height };
  const w = view.rules[chosenRule(view, state)]?.of.split('.')[1] ?? '';
  const traces = reads.synapse.filter(({ name }) => name !== w);
  const neuron = state.figure.network.populations[place.name];
  const all = variablesOf(neuron?.equations ?? '');
  const spots: { spot: Spot; draw: () => Item[]; read: boolean; steps: boolean; ink: Ink }[] = [];
  const ring = (k: number, count: number, x: number): Spot => ({
    x,
    y: inner.y + (inner.height * (k + 0.5)) / count,
  });
  traces.forEach(({ name, at }, k) => {
    const shift = traces.length === 1 ? 0.2 : (k + 0.5) / traces.length;
    const spot = {
      x: inner.x + radius * 1.1 + (k % 2) * 0.02 * inner.width,
      y: inner.y + shift * inner.height,
    };
    const shown = labelOf(state.figure, name);
    spots.push({
      spot,
      draw: () => chip(spot, radius, shown, true, theme),
      read: true,
      steps: at.includes('step'),
      ink: shown.ink,
    });
  });
  const rows = Math.ceil((all.length + 1) / 2);
  const column = (k: number) => divide + (k < rows ? 0.3 : 0.74) * (inner.x + inner.width - divide);
  all.forEach((name, k) => {
    const read = reads.post.find((one) => one.name === name);
    const spot = ring((k + 1) % rows, rows, column(k + 1));
    const shown = labelOf(state.figure, name);
    spots.push({
      spot,
      draw: () => chip(spot, radius, shown, read !== undefined, theme),
      read: read !== undefined,
      steps: read?.at.includes('step') ?? false,
      ink: shown.ink,
    });
  });
  const fires = ring(0, rows, column(0));
  const seen = reads.events.includes('post');
  spots.push({
    spot: fires,
    draw: () => stroke(fires, seen ? place.role : 'rule', theme),
    read: seen,
    steps: false,
    ink: place.role,
  });
  for (const { spot, read, steps, ink } of spots)
    if (read) items.push(join(spot, weight, ink, steps ? [] : [4 * scale, 3 * scale], line));
  // What is carried arrives at the edge of the core.
  const edge = (share: number): Spot =>
    narrow ? { x: core.x + share * core.width, y: core.y } : { x: core.x, y: core.y + share * core.height };
  if (reads.events.includes('pre'))
    items.push(join(edge(narrow ? 0.22 : 0.23), weight, 'pre', [4 * scale, 3 * scale], line));
  for (const { name } of reads.pre)
    items.push(join(edge(narrow ? 0.34 : 0.36), weight, labelOf(state.figure, name).ink, [], line));
  for (const { name } of reads.shared)
    items.push(join(edge(narrow ? 0.6 : 0.6), weight, labelOf(state.figure, name).ink, [], line));
  for (const { draw } of spots) items.push(...draw());
  items.push(...chip(weight, 1.3 * radius, labelOf(state.figure, w), true, theme));
  return items;
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
  const brought = needs.carried.filter(({ anyway }) => !anyway);
  const named = (way: Carried) =>
    way.variable === undefined
      ? `spikes of ${history.network.populations[way.from]?.name}`
      : `${plainLatex(symbolOf(state.figure, way.variable).symbol)} in every step`;
  const w = view.rules[chosenRule(view, state)]?.of.split('.')[1];
  const kept = needs.reads.synapse.flatMap(({ name }) =>
    name === w ? [] : [plainLatex(symbolOf(state.figure, name).symbol)],
  );
  const lines = [
    [
      'In space: ',
      brought.length === 0
        ? 'local. Nothing is carried for it.'
        : `carried for it: ${brought.map(named).join(', ')}.`,
    ],
    [
      'In time: ',
      `local. Of the past the synapse keeps ${kept.length > 0 ? kept.join(', ') : 'the weight alone'}.`,
    ],
  ] as const;
  return lines.flatMap(([head, rest], k): Item[] => {
    const y = box.y + (k + 1) * 1.35 * small;
    const at = { kind: 'text', y, size: small, anchor: 'start' } as const;
    return [
      { ...at, x: box.x, text: head, ink: 'text', bold: true },
      {
        ...at,
        x: box.x + estimateWidth('In space:  ', 1.06 * small),
        text: rest,
        ink: brought.length > 0 && k === 0 ? 'error' : 'text',
      },
    ];
  });
}
