/** What travels between the cores of a locality view. */
import type { LocalityView } from '../../experiment/figure.ts';
import { seconds } from '../../experiment/quantities.ts';
import type { Carried, Needs } from '../../network/compiled.ts';
import type { Item } from '../draw/scene.ts';
import type { History } from '../history.ts';
import type { Ink, Theme } from '../tokens.ts';
import { type Box, chip, frame, type Spot, spike } from './chips.ts';
import { costOf, energyWords, numberOf, rateWords } from './rules.ts';
import { labelOf } from './symbols.ts';
import type { ViewState } from './view.ts';

export interface Sketch {
  readonly view: LocalityView;
  readonly history: History | undefined;
  readonly needs: Needs | undefined;
  readonly theme: Theme;
  readonly state: ViewState;
  /** The sources stand above the synapses, not beside them. */
  readonly narrow: boolean;
}

export interface Place {
  readonly name: string;
  /** In the network's list. */
  readonly population: number;
  readonly label: string;
  readonly role: Ink;
  readonly size: number;
}

/** A way, and where it meets the core of the synapses. */
export interface Arrival {
  readonly way: Carried;
  readonly spot: Spot;
}

/** A core beside that of the synapses at `home`, with what travels between the two. */
export function source(
  place: Place,
  box: Box,
  home: Box,
  sketch: Sketch,
): { readonly items: readonly Item[]; readonly arrivals: readonly Arrival[] } {
  const { needs, theme, state, narrow } = sketch;
  const { label, small } = theme.size;
  const touches = ({ from, to }: Carried) => from === place.population || to === place.population;
  const read = (needs?.carried ?? []).filter(touches);
  const unread = (needs?.anyway ?? []).filter(
    (way) => touches(way) && !read.some((one) => one.anyway && one.from === way.from),
  );
  const ways = [...unread, ...read];
  const live = ways.length > 0;
  const middle = { x: box.x + box.width / 2, y: box.y + Math.max(3.1 * label, 0.5 * box.height) };
  const radius = 1.05 * label;
  const items: Item[] = [
    ...frame(box, live ? place.role : 'rule', theme),
    {
      kind: 'text',
      x: middle.x,
      y: box.y + 1.35 * label,
      text: place.size > 1 ? `${place.size} ${place.label}` : place.label,
      ink: live ? place.role : 'muted',
      size: narrow ? small : label,
      anchor: 'middle',
    },
  ];
  // What leaves this core: a spike, or a variable that lives here.
  const sent = ways.filter(({ from }) => from === place.population);
  sent.forEach(({ variable }, k) => {
    const shift = (k - (sent.length - 1) / 2) * 2.5 * radius;
    const spot = narrow ? { ...middle, x: middle.x + shift } : { ...middle, y: middle.y + shift };
    const used = read.includes(sent[k] as Carried);
    items.push(
      ...(variable === undefined
        ? spike(spot, radius, place.role, used, theme)
        : chip(spot, radius, labelOf(state.figure, variable), used, theme)),
    );
  });
  const arrivals: Arrival[] = [];
  const across = (narrow ? box.width : box.height) / Math.max(1, ways.length);
  ways.forEach((way, k) => {
    const start = (narrow ? box.x : box.y) + k * across;
    const band: Box = narrow
      ? { x: start, y: box.y + box.height, width: across, height: home.y - box.y - box.height }
      : { x: box.x + box.width, y: start, width: home.x - box.x - box.width, height: across };
    const used = read.includes(way);
    const { room, items: words } = caption(way, used, place, band, sketch);
    items.push(...words, ...packets(way, used, place, room, sketch));
    if (used && way.to !== place.population)
      arrivals.push({
        way,
        spot: narrow ? { x: room.x + room.width / 2, y: home.y } : { x: home.x, y: room.y + room.height / 2 },
      });
  });
  return { items, arrivals };
}

function inkOf(way: Carried, place: Place, { view, history, state }: Sketch): Ink {
  if (way.variable !== undefined) return labelOf(state.figure, way.variable).ink;
  if (way.from === place.population) return place.role;
  const from = history?.network.populations[way.from]?.name;
  return view.places.find(({ population }) => population === from)?.role ?? 'neutral';
}

/** How many packets, how far and at what price; and the room that is left for them. */
function caption(
  way: Carried,
  used: boolean,
  place: Place,
  band: Box,
  sketch: Sketch,
): { readonly room: Box; readonly items: readonly Item[] } {
  const { view, history, state, theme, narrow } = sketch;
  const { small, scale } = theme.size;
  const cost = costOf([way], view, history, state);
  const hops = numberOf(view.hops, state);
  const what = way.variable === undefined ? 'spikes' : labelOf(state.figure, way.variable).text;
  const back = way.from === place.population ? '' : narrow ? '↑ ' : '← ';
  const words = narrow
    ? [`${back}${what}`, rateWords(cost), energyWords(cost)]
    : [
        `${back}${what} ${rateWords(cost)}`,
        `${hops} ${hops === 1 ? 'hop' : 'hops'}, ${energyWords(cost)}`,
        ...(used ? [] : ['not read']),
      ];
  // Where the way is low its price is left out, then whether it is read: the next way begins below.
  const rows = Math.max(1, Math.floor((band.height - 0.2 * small) / (1.2 * small)));
  if (words.length > rows) words.splice(1, words.length - rows);
  const top = band.y + (narrow ? 1.3 : 1.15) * small;
  const items = words.map(
    (text, k): Item => ({
      kind: 'text',
      x: band.x + band.width / 2,
      y: top + k * 1.2 * small,
      text,
      ink: k === 0 && used ? inkOf(way, place, sketch) : 'muted',
      size: small,
      anchor: 'middle',
      bold: k === 0 && used,
    }),
  );
  const y = top + (words.length - 1) * 1.2 * small + 0.55 * small;
  const height = band.y + band.height - y - (narrow ? 0 : 3 * scale);
  return { room: { x: band.x, y, width: band.width, height }, items };
}

/** The packets of the last moments, a lane for each neuron, with a tick where a hop ends. */
function packets(way: Carried, used: boolean, place: Place, room: Box, sketch: Sketch): Item[] {
  const { view, history, state, theme, narrow } = sketch;
  const { rule, scale, mark } = theme.size;
  if (!history || room.height < 4) return [];
  const steps = seconds(view.travel, 'travel') / history.network.dt;
  const outward = way.from === place.population;
  const count = history.network.populations[way.from]?.size ?? 1;
  const breadth = Math.min((narrow ? 0.8 * room.width : room.height) * 0.94, Math.max(8, count * 9) * scale);
  const lane = breadth / count;
  /** `along` from 0 at the source to 1 at the synapses, `shift` in pixels from the middle. */
  const at = (along: number, shift: number): [number, number] =>
    narrow
      ? [room.x + room.width / 2 + shift, room.y + along * room.height]
      : [room.x + along * room.width, room.y + room.height / 2 + shift];
  const points: number[] = [];
  const put = (step: number, index: number) => {
    const share = Math.min(1, (history.end - step) / steps);
    points.push(...at(outward ? share : 1 - share, (index + 0.5 - count / 2) * lane));
  };
  if (way.each === 'step')
    for (let step = Math.max(history.start, Math.ceil(history.end - steps)); step < history.end; step++)
      for (let index = 0; index < count; index++) put(step, index);
  else {
    const ring = history.spikes[way.of ?? way.from];
    for (let k = ring?.search(history.end - steps) ?? 0; k < (ring?.length ?? 0); k++)
      put(ring?.step(k) ?? 0, ring?.index(k) ?? 0);
  }
  const half = breadth / 2;
  const hops = Math.max(1, Math.round(numberOf(view.hops, state)));
  const lines = [-half, half].flatMap((shift) => [...at(0, shift), ...at(1, shift)]);
  for (let k = 1; k < hops; k++) lines.push(...at(k / hops, -half), ...at(k / hops, half));
  const size =
    way.each === 'step'
      ? Math.min(2.2 * scale, Math.max(1.6, 0.75 * lane))
      : Math.max(3.8 * scale, Math.min(2.6 * mark, 0.75 * lane));
  return [
    { kind: 'segments', points: Float64Array.from(lines), ink: 'rule', width: rule },
    {
      kind: 'dots',
      points: Float32Array.from(points),
      ink: inkOf(way, place, sketch),
      size,
      opacity: used ? 1 : 0.45,
    },
  ];
}
