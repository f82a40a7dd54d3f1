import { ticks as evenTicks } from 'd3-array';
import { unitLabel } from '../../experiment/unit-label.ts';
import { type Area, type Item, toX } from '../draw/scene.ts';
import { estimateWidth, shortened } from '../draw/text.ts';
import { decimalsOf, fixed } from '../format.ts';
import type { Ink, Theme } from '../tokens.ts';

/**
 * At most `count` round numbers in a domain, both ends included where they are round; more, up to `most`, where these would
 * be fewer than three, which is too few to read a value by.
 */
export function roundTicks(from: number, to: number, count: number, most = count): number[] {
  let few: number[] = [from, to];
  for (let wanted = count; wanted > 0; wanted--) {
    const found = evenTicks(from, to, wanted);
    if (found.length > count) continue;
    if (found.length > 2) return found;
    few = found;
    break;
  }
  for (let wanted = count; wanted <= 2 * most; wanted++) {
    const found = evenTicks(from, to, wanted);
    if (found.length > 2 && found.length <= most) return found;
  }
  return few.length > 1 ? few : [from, to];
}

/** Powers of ten in a domain, with their doubles and halves where there is room for `count`. */
function logTicks(from: number, to: number, count: number): number[] {
  const all = evenTicks(Math.floor(Math.log10(from)), Math.log10(to), 20)
    .filter(Number.isInteger)
    .flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)))
    .filter((tick) => tick >= from && tick <= to);
  const tens = all.filter((tick) => Number.isInteger(Math.log10(tick)));
  return all.length <= count || tens.length < 2 ? all : tens;
}

/** Labels of ticks with as many decimals as their step needs. */
export function tickLabels(ticks: readonly number[]): string[] {
  const step = ticks.length > 1 ? Math.abs((ticks[1] as number) - (ticks[0] as number)) : 1;
  return ticks.map((tick) => fixed(tick, decimalsOf(Number(step.toPrecision(6)))));
}

/** Room that the labels of a vertical axis take, with their distance from the line. */
export function axisRoom(domains: readonly (readonly [number, number])[], theme: Theme): number {
  const widths = domains.flatMap(([from, to]) =>
    tickLabels(roundTicks(from, to, 5)).map((label) => estimateWidth(label, theme.size.small)),
  );
  return Math.ceil(Math.max(...widths, theme.size.small) + 0.7 * theme.size.small);
}

export interface YAxis {
  /** Plain label with `_` and `^`. */
  readonly label: string;
  readonly unit?: string | undefined;
  readonly ink: Ink;
  readonly bold?: boolean;
  /** A name in words rather than a symbol: upright. */
  readonly words?: boolean;
}

/** Height above a plot for the name of its vertical axis. */
export function headRoom(theme: Theme): number {
  return Math.round(1.55 * theme.size.label);
}

/** Height below a plot for the labels of its horizontal axis. */
export function footRoom(theme: Theme): number {
  return Math.round(1.65 * theme.size.small);
}

/** Faint rules at round numbers, their labels, and above them what is measured and in which unit. */
export function yAxis(area: Area, axis: YAxis, theme: Theme): Item[] {
  const { label, small, rule } = theme.size;
  const [from, to] = area.yDomain;
  const count = Math.max(2, Math.min(5, Math.floor(area.height / (small * 2.2)) + 1));
  const ticks = roundTicks(from, to, count, Math.floor(area.height / (1.2 * small)) + 1);
  const labels = tickLabels(ticks);
  const lines = new Float64Array(ticks.length * 4);
  const items: Item[] = [{ kind: 'segments', points: lines, ink: 'rule', width: rule, opacity: 0.7 }];
  ticks.forEach((tick, k) => {
    const y = area.y + ((to - tick) / (to - from)) * area.height;
    lines.set([area.x, y, area.x + area.width, y], 4 * k);
    items.push({
      kind: 'text',
      x: area.x - 0.5 * small,
      y: y + 0.34 * small,
      text: labels[k] as string,
      ink: 'muted',
      size: small,
      anchor: 'end',
    });
  });
  const y = area.y - 0.62 * label;
  items.push({
    kind: 'text',
    x: area.x,
    y,
    text: axis.label,
    ink: axis.ink,
    size: label,
    anchor: 'start',
    italic: !axis.words,
    bold: axis.bold ?? false,
  });
  const unit = unitLabel(axis.unit);
  if (unit)
    items.push({
      kind: 'text',
      x: area.x + estimateWidth(axis.label, label) + 0.55 * label,
      y,
      text: unit,
      ink: 'muted',
      size: small,
      anchor: 'start',
    });
  return items;
}

/** Labels below a plot, the unit with the last of them. `offset` is added to what the labels say. */
export function xAxis(
  area: Area,
  unit: string | undefined,
  theme: Theme,
  name?: { text: string; ink: Ink },
): Item[] {
  const { small, rule } = theme.size;
  const [from, to] = area.xDomain;
  // A name stands between the last two labels: as many as leave room for it.
  const between = name && estimateWidth(`${name.text} ${unitLabel(unit)}`, theme.size.label) + 3 * small;
  const count = Math.max(2, Math.min(6, Math.floor(area.width / (between ?? small * 6))));
  const most = Math.max(count, Math.floor(area.width / (between ?? small * 2.6)) + 1);
  const ticks = area.log ? logTicks(from, to, count) : roundTicks(from, to, count, most);
  const labels = area.log ? ticks.map(String) : tickLabels(ticks);
  const bottom = area.y + area.height;
  const lines = new Float64Array(ticks.length * 4 + 4);
  lines.set([area.x, bottom, area.x + area.width, bottom]);
  const items: Item[] = [{ kind: 'segments', points: lines, ink: 'neutral', width: rule }];
  const y = bottom + 1.3 * small;
  const last = ticks.length - 1;
  const end = toX(area, ticks[last] ?? to);
  const nextTo = toX(area, ticks[last - 1] ?? from);
  // Where the name has no room between the last two labels it takes the place of the last but one.
  const without = between !== undefined && last > 1 && end - nextTo < between ? last - 1 : -1;
  ticks.forEach((tick, k) => {
    const x = toX(area, tick);
    lines.set([x, bottom, x, bottom + 0.3 * small], 4 + 4 * k);
    if (k === without) return;
    items.push({
      kind: 'text',
      x,
      y,
      text: labels[k] as string,
      ink: 'muted',
      size: small,
      anchor: 'middle',
    });
  });
  const label = unitLabel(unit);
  const text = labels[last] ?? '';
  if (name) {
    const previous = without < 0 ? nextTo : toX(area, ticks[last - 2] ?? from);
    const width =
      estimateWidth(name.text, theme.size.label) + (label ? estimateWidth(label, small) + 0.4 * small : 0);
    const x = (previous + end) / 2 - width / 2;
    items.push({
      kind: 'text',
      x,
      y,
      text: name.text,
      ink: name.ink,
      size: theme.size.label,
      anchor: 'start',
      italic: true,
    });
    if (label)
      items.push({
        kind: 'text',
        x: x + estimateWidth(name.text, theme.size.label) + 0.4 * small,
        y,
        text: label,
        ink: 'muted',
        size: small,
        anchor: 'start',
      });
  } else if (label) {
    const x = end + estimateWidth(text, small) / 2 + 0.3 * small;
    items.push({ kind: 'text', x, y, text: label, ink: 'muted', size: small, anchor: 'start' });
  }
  return items;
}

/**
 * The title of a view, at the right end of the row above its first plot; shortened to what the texts at the row's left leave,
 * which are among the items `beside`.
 */
export function viewTitle(area: Area, title: string, theme: Theme, beside: readonly Item[] = []): Item {
  const { label, small } = theme.size;
  const y = area.y - 0.62 * label;
  const right = area.x + area.width;
  let left = 0;
  for (const item of beside)
    if (
      item.kind === 'text' &&
      item.anchor === 'start' &&
      item.x < right &&
      Math.abs(item.y - y) < 0.5 * small
    )
      left = Math.max(left, item.x + estimateWidth(item.text, item.size) + small);
  return {
    kind: 'text',
    x: right,
    y,
    text: shortened(title, small, right - left),
    ink: 'muted',
    size: small,
    anchor: 'end',
  };
}

/** Marks of a shared time axis whose labels stand under the last plot of the column. */
export function bareXAxis(area: Area, theme: Theme): Item {
  const y = area.y + area.height;
  return {
    kind: 'segments',
    points: Float64Array.of(area.x, y, area.x + area.width, y),
    ink: 'neutral',
    width: theme.size.rule,
  };
}
