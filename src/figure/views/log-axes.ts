import { unitLabel } from '../../experiment/unit-label.ts';
import { type Area, type Item, toX } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import { minus, readable } from '../format.ts';
import type { Ink, Theme } from '../tokens.ts';

/** Powers of ten within a domain, at most `count` of them, equally far apart. */
export function powers([from, to]: readonly [number, number], count: number): number[] {
  const first = Math.ceil(Math.log10(from) - 1e-9);
  const last = Math.floor(Math.log10(to) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first + 1) / count));
  const found: number[] = [];
  for (let power = last; power >= first; power -= stride) found.unshift(power);
  return found;
}

const powerLabel = (power: number) =>
  power < -2 || power > 3 ? minus(`10^{${power}}`) : readable(10 ** power, 1);

/** Room for the labels of a logarithmic vertical axis. */
export function logRoom(domain: readonly [number, number], theme: Theme): number {
  const widths = powers(domain, 6).map((power) => estimateWidth(powerLabel(power), theme.size.small));
  return Math.ceil(Math.max(...widths) + 0.7 * theme.size.small);
}

/** Where a value stands on a logarithmic vertical axis; `toX` knows the horizontal one. */
export const logY = (area: Area, y: number) =>
  area.y + (Math.log(area.yDomain[1] / y) / Math.log(area.yDomain[1] / area.yDomain[0])) * area.height;

/** Rules and labels at powers of ten; above the plot what is measured, below it the swept parameter and its unit. */
export function logAxes(
  area: Area,
  y: { readonly label: string; readonly unit: string },
  x: { readonly text: string; readonly ink: Ink; readonly unit: string | undefined },
  theme: Theme,
): Item[] {
  const { label, small, rule } = theme.size;
  const items: Item[] = [];
  const text = (at: { x: number; y: number }, words: string, anchor: 'start' | 'middle' | 'end'): Item => ({
    kind: 'text',
    ...at,
    text: words,
    ink: 'muted',
    size: small,
    anchor,
  });
  const lines: number[] = [];
  const right = area.x + area.width;
  const bottom = area.y + area.height;
  for (const power of powers(area.yDomain, 6)) {
    const at = logY(area, 10 ** power);
    lines.push(area.x, at, right, at);
    items.push(text({ x: area.x - 0.5 * small, y: at + 0.34 * small }, powerLabel(power), 'end'));
  }
  const ticks = [area.x, bottom, right, bottom];
  const below = bottom + 1.3 * small;
  const found = powers(area.xDomain, 6);
  for (const power of found) {
    const at = toX(area, 10 ** power);
    ticks.push(at, bottom, at, bottom + 0.3 * small);
    items.push(text({ x: at, y: below }, powerLabel(power), 'middle'));
  }
  const unit = unitLabel(x.unit);
  const [last, previous] = [found.at(-1) ?? 0, found.at(-2) ?? found.at(-1) ?? 0];
  const width = estimateWidth(x.text, label) + 0.4 * small + estimateWidth(unit, small);
  const start = (toX(area, 10 ** last) + toX(area, 10 ** previous) - width) / 2;
  items.push(
    { kind: 'segments', points: Float64Array.from(lines), ink: 'rule', width: rule, opacity: 0.7 },
    { kind: 'segments', points: Float64Array.from(ticks), ink: 'neutral', width: rule },
    {
      kind: 'text',
      x: start,
      y: below,
      text: x.text,
      ink: x.ink,
      size: label,
      anchor: 'start',
      italic: true,
    },
    text({ x: start + width - estimateWidth(unit, small), y: below }, unit, 'start'),
  );
  const above = area.y - 0.62 * label;
  items.push(
    { kind: 'text', x: area.x, y: above, text: y.label, ink: 'muted', size: label, anchor: 'start' },
    text({ x: area.x + estimateWidth(y.label, label) + 0.55 * label, y: above }, unitLabel(y.unit), 'start'),
  );
  return items;
}
