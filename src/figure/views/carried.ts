import type { CarriedView } from '../../experiment/figure.ts';
import type { Carried, Needs } from '../../network/compiled.ts';
import type { Area, Item } from '../draw/scene.ts';
import { estimateWidth, plainLatex } from '../draw/text.ts';
import type { History } from '../history.ts';
import type { Theme } from '../tokens.ts';
import { chosenRule, costOf, energyWords, extraOf, needsIn, rateWords } from './rules.ts';
import { symbolOf } from './symbols.ts';
import type { Draw, ViewState } from './view.ts';

/** Ends of the bars, in packets a second: equal ratios are equal lengths. */
const [least, most] = [1, 1e6];

/** What is read, by where it lives: columns, as shares of the width. */
const columns = [
  { at: 0, title: 'synapse' },
  { at: 0.27, title: 'its neuron' },
  { at: 0.5, title: 'elsewhere' },
] as const;

/** A row for each rule: what it reads, what is carried for it, and what that costs beside the spikes that come anyway. */
export const drawCarried: Draw<CarriedView> = (view, { history }, size, theme, state) => {
  const { small } = theme.size;
  const head = 2.9 * small;
  const area: Area = {
    id: 'rules',
    x: 0,
    y: head,
    width: size.width,
    height: size.height - head,
    xDomain: [0, 1],
    // A pointer on the k-th row means the number k.
    yDomain: [view.rules.length + 0.5, 0.5],
  };
  const items: Item[] = heads(view, size.width, theme, history, state);
  const row = area.height / view.rules.length;
  view.rules.forEach(({ of, title }, k) => {
    const place = { x: 0, y: area.y + k * row, width: size.width, height: row };
    const chosen = k === chosenRule(view, state);
    items.push(...rowItems(view, `${k + 1} ${title}`, of, place, chosen, history, theme, state));
  });
  return {
    ...size,
    items,
    areas: [area],
    handles: [{ area: 'rules', y: view.chosen, at: {}, everywhere: true }],
  };
};

function heads(
  view: CarriedView,
  width: number,
  theme: Theme,
  history: History | undefined,
  state: ViewState,
): Item[] {
  const { small } = theme.size;
  const first = needsIn(history, view.rules[0]?.of ?? '');
  const cost = costOf(first?.anyway ?? [], view, history, state);
  const text = (x: number, y: number, words: string, anchor: 'start' | 'end'): Item => ({
    kind: 'text',
    x,
    y,
    text: words,
    ink: 'muted',
    size: small,
    anchor,
  });
  const room = width * (1 - columns[2].at) - 0.8 * small;
  const wide = estimateWidth(`${columns[2].title} carried for it`, small) + small < room;
  return [
    text(
      0.4 * small,
      1.1 * small,
      `spikes, carried anyway: ${rateWords(cost)}, ${energyWords(cost)}`,
      'start',
    ),
    ...columns.map(({ at, title }) => text(at * width + 0.4 * small, 2.35 * small, title, 'start')),
    text(width - 0.4 * small, 2.35 * small, wide ? 'carried for it' : 'carried', 'end'),
  ];
}

function rowItems(
  view: CarriedView,
  title: string,
  of: string,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  chosen: boolean,
  history: History | undefined,
  theme: Theme,
  state: ViewState,
): Item[] {
  const { small, rule, scale } = theme.size;
  const needs = needsIn(history, of);
  const items: Item[] = [
    {
      kind: 'segments',
      points: Float64Array.of(x, y, x + width, y),
      ink: 'rule',
      width: rule,
    },
  ];
  if (chosen) items.push({ kind: 'rect', x, y, width, height, ink: 'raised', radius: 3 * scale });
  const upper = y + 0.5 * (height - 2.3 * small) + 0.9 * small;
  const lower = upper + 1.2 * small;
  const at = { kind: 'text', size: small } as const;
  items.push({
    ...at,
    x: x + 0.4 * small,
    y: upper,
    text: title,
    ink: chosen ? 'accent' : 'text',
    anchor: 'start',
    bold: chosen,
  });
  if (!needs) return items;
  const extra = extraOf(needs);
  const read = readWords(needs, state);
  const cost = costOf(extra, view, history, state);
  const right = x + width - 0.4 * small;
  const words = extra.length === 0 ? 'nothing' : `${rateWords(cost)}, ${energyWords(cost)}`;
  items.push(
    { ...at, x: right, y: upper, text: words, ink: extra.length === 0 ? 'muted' : 'error', anchor: 'end' },
    ...columns.map(
      (column, k): Item => ({
        ...at,
        x: x + column.at * width + 0.4 * small,
        y: lower,
        text: read[k] ?? '',
        ink: 'muted',
        anchor: 'start',
      }),
    ),
  );
  const long = (packets: number) =>
    (Math.min(1, Math.max(0, Math.log(packets / least) / Math.log(most / least))) || 0) * 0.3 * width;
  if (cost.packets > 0)
    items.push({
      kind: 'rect',
      x: right - long(cost.packets),
      y: lower - 0.55 * small,
      width: long(cost.packets),
      height: 0.4 * small,
      ink: 'error',
    });
  return items;
}

/** What a rule reads in the synapse, of the neuron, and from elsewhere. */
function readWords({ reads, carried }: Needs, state: ViewState): string[] {
  const name = (variable: string) => plainLatex(symbolOf(state.figure, variable).symbol);
  const names = (list: Needs['reads']['post']) => list.map((read) => name(read.name));
  const far = carried.map(({ variable }: Carried) => (variable === undefined ? 'spikes' : name(variable)));
  const own = [...(reads.events.includes('post') ? ['spikes'] : []), ...names(reads.post)];
  return [names(reads.synapse), own, [...new Set(far)]].map((part) => part.join(', '));
}
