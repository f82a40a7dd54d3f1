import type { CarriedView } from '../../experiment/figure.ts';
import type { Carried, Needs } from '../../network/compiled.ts';
import { type Area, type Item, toX } from '../draw/scene.ts';
import { estimateWidth, plainLatex, shortened } from '../draw/text.ts';
import type { History } from '../history.ts';
import type { Theme } from '../tokens.ts';
import { type Cost, chosenRule, costOf, energyWords, extraOf, needsIn, rateWords } from './rules.ts';
import { symbolOf } from './symbols.ts';
import type { Draw, ViewState } from './view.ts';

/** Ends of the bars, in packets a second: equal ratios are equal lengths. */
const domain = [1, 1e6] as const;

/** What is read, by where it lives: columns, as shares of the width. */
const columns = [
  { at: 0, title: 'synapse' },
  { at: 0.27, title: 'its neuron' },
  { at: 0.5, title: 'elsewhere' },
] as const;

/** A rule, ready to be written. */
interface Row {
  readonly title: string;
  readonly chosen: boolean;
  readonly needs: Needs | undefined;
  readonly cost: Cost;
  readonly words: string;
}

/** Where things stand in every row. */
interface Plan {
  /** Upright, the height of one. */
  readonly row: number;
  /** Lines in a row: one where there is no room for what the rule reads. */
  readonly lines: 1 | 2;
  readonly size: number;
  /** Left end and length of the longest bar; without it where there is no room. */
  readonly bar: { readonly x: number; readonly length: number } | undefined;
}

/** A row for each rule: what it reads, what is carried for it, and what that costs beside the spikes that come anyway. */
export const drawCarried: Draw<CarriedView> = (view, { history }, size, theme, state) => {
  const { small } = theme.size;
  const rows = view.rules.map(({ of, title }, k): Row => {
    const needs = needsIn(history, of);
    const extra = needs ? extraOf(needs) : [];
    const cost = costOf(extra, view, history, state);
    const words = extra.length === 0 ? 'nothing' : `${rateWords(cost)}, ${energyWords(cost)}`;
    const chosen = k === chosenRule(view, state);
    return { title: `${k + 1} ${title}`, chosen, needs, cost, words: needs ? words : '' };
  });
  const top = 2.9 * small;
  const foot = 1.8 * small;
  const area: Area = {
    id: 'rules',
    x: 0,
    y: top,
    width: size.width,
    height: Math.max(10, size.height - top - foot),
    xDomain: [0, 1],
    // A pointer on the k-th row means the number k.
    yDomain: [view.rules.length + 0.5, 0.5],
  };
  const plan = planOf(rows, area, theme);
  const items: Item[] = heads(view, plan, size.width, theme, history, state);
  rows.forEach((row, k) => {
    items.push(...rowItems(row, { ...area, y: area.y + k * plan.row, height: plan.row }, plan, theme, state));
  });
  items.push(...scaleItems(plan, area, theme));
  return {
    ...size,
    items,
    areas: [area],
    handles: [{ area: 'rules', y: view.chosen, at: {}, everywhere: true }],
  };
};

/** Two lines a rule where the height allows it; else one, without what is read, its bar between the name and the price. */
function planOf(rows: readonly Row[], { width, height }: Area, { size: { small } }: Theme): Plan {
  const row = height / rows.length;
  const edge = 0.4 * small;
  if (row >= 2.4 * small)
    return { row, lines: 2, size: small, bar: { x: 0.7 * width - edge, length: 0.3 * width } };
  const size = Math.min(small, row / 1.25);
  const widest = (of: (row: Row) => string) => Math.max(...rows.map((one) => estimateWidth(of(one), size)));
  const x = edge + 1.06 * widest(({ title }) => title) + small;
  const length = width - edge - widest(({ words }) => words) - small - x;
  return { row, lines: 1, size, bar: length < 4 * small ? undefined : { x, length } };
}

function heads(
  view: CarriedView,
  { lines }: Plan,
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
  const room = lines === 1 ? width : width * (1 - columns[2].at) - 0.8 * small;
  const wide = estimateWidth(`${columns[2].title} carried for it`, small) + small < room;
  return [
    text(
      0.4 * small,
      1.1 * small,
      `spikes, carried anyway: ${rateWords(cost)}, ${energyWords(cost)}`,
      'start',
    ),
    ...(lines === 1 ? [{ at: 0, title: 'rule' }] : columns).map(({ at, title }) =>
      text(at * width + 0.4 * small, 2.35 * small, title, 'start'),
    ),
    text(width - 0.4 * small, 2.35 * small, wide ? 'carried for it' : 'carried', 'end'),
  ];
}

function rowItems(
  { title, chosen, needs, cost, words }: Row,
  { x, y, width, height }: Area,
  { lines, size, bar }: Plan,
  theme: Theme,
  state: ViewState,
): Item[] {
  const { small, rule, scale } = theme.size;
  const items: Item[] = [
    {
      kind: 'segments',
      points: Float64Array.of(x, y, x + width, y),
      ink: 'rule',
      width: rule,
    },
  ];
  if (chosen) items.push({ kind: 'rect', x, y, width, height, ink: 'raised', radius: 3 * scale });
  const upper = lines === 2 ? y + 0.5 * (height - 2.3 * small) + 0.9 * small : y + 0.5 * height + 0.34 * size;
  const lower = upper + 1.2 * small;
  const at = { kind: 'text', size } as const;
  const right = x + width - 0.4 * small;
  const room = width - 0.8 * small - estimateWidth(words, size) - 0.5 * small;
  items.push({
    ...at,
    x: x + 0.4 * small,
    y: upper,
    text: shortened(title, (chosen ? 1.06 : 1) * size, room),
    ink: chosen ? 'accent' : 'text',
    anchor: 'start',
    bold: chosen,
  });
  if (!needs) return items;
  items.push({
    ...at,
    x: right,
    y: upper,
    text: words,
    ink: words === 'nothing' ? 'muted' : 'error',
    anchor: 'end',
  });
  const read = lines === 2 ? readWords(needs, state) : [];
  items.push(
    ...read.map(
      (text, k): Item => ({
        ...at,
        x: x + (columns[k]?.at ?? 0) * width + 0.4 * small,
        y: lower,
        text,
        ink: 'muted',
        anchor: 'start',
      }),
    ),
  );
  if (bar && cost.packets > domain[0])
    items.push({
      kind: 'rect',
      x: bar.x,
      y: lines === 2 ? lower - 0.55 * small : y + 0.5 * height - 0.2 * size,
      width: toX(axisOf(bar), Math.min(cost.packets, domain[1])) - bar.x,
      height: 0.4 * size,
      ink: 'error',
    });
  return items;
}

const axisOf = ({ x, length }: NonNullable<Plan['bar']>): Area => ({
  id: 'packets',
  x,
  y: 0,
  width: length,
  height: 0,
  xDomain: domain,
  yDomain: [0, 1],
  log: true,
});

/** The axis of the bars under the last of them, with a tick at every power of ten and a number at some. */
function scaleItems({ bar }: Plan, { y, height }: Area, theme: Theme): Item[] {
  if (!bar) return [];
  const { small, rule } = theme.size;
  const bottom = y + height;
  const axis = axisOf(bar);
  const last = Math.round(Math.log10(domain[1]));
  const marks = Array.from({ length: last + 1 }, (_, power) => toX(axis, 10 ** power)).flatMap((at) => {
    return [at, bottom, at, bottom + 0.3 * small];
  });
  const text = { kind: 'text', y: bottom + 1.45 * small, ink: 'muted', size: small } as const;
  return [
    {
      kind: 'segments',
      points: Float64Array.of(bar.x, bottom, bar.x + bar.length, bottom, ...marks),
      ink: 'neutral',
      width: rule,
    },
    {
      ...text,
      x: bar.x - 0.9 * small,
      text: shortened('packets, logarithmic', small, bar.x - 0.9 * small),
      anchor: 'end',
    },
    ...(bar.length < 6 * small ? [0] : [0, last / 2]).map(
      (power): Item => ({
        ...text,
        x: toX(axis, 10 ** power),
        text: power === 0 ? '1' : `10^${power}`,
        anchor: 'middle',
      }),
    ),
    { ...text, x: bar.x + bar.length, text: `10^${last}/s`, anchor: 'end' },
  ];
}

/** What a rule reads in the synapse, of the neuron, and from elsewhere. */
function readWords({ reads, carried }: Needs, state: ViewState): string[] {
  const name = (variable: string) => plainLatex(symbolOf(state.figure, variable).symbol);
  const names = (list: Needs['reads']['post']) => list.map((read) => name(read.name));
  const far = carried.map(({ variable }: Carried) => (variable === undefined ? 'spikes' : name(variable)));
  const own = [...(reads.events.includes('post') ? ['spikes'] : []), ...names(reads.post)];
  return [names(reads.synapse), own, [...new Set(far)]].map((part) => part.join(', '));
}
