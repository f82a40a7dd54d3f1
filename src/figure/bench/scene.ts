import { traceNames } from '../../chip/learning/rule.ts';
import { math } from '../../language/math.ts';
import { type Area, type Item, type Scene, toX } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import type { Ink, Theme } from '../tokens.ts';
import { axisRoom, bareXAxis, footRoom, headRoom, viewTitle, xAxis, yAxis } from '../views/axes.ts';
import { thin } from '../views/lines.ts';
import type { Size } from '../views/view.ts';
import type { Name, Outcome } from './setup.ts';

/** Curves that share an axis. */
type Panel = readonly Name[];

const dashes: readonly (readonly number[])[] = [[], [5, 4], [1.5, 3]];
const labels: Readonly<Partial<Record<Name, string>>> = { w: 'w', d: 'd', t: 't' };
const meanings: Readonly<Partial<Record<Name, string>>> = { w: 'weight', d: 'delay', t: 'tag' };

function panelsOf({ shown }: Outcome): Panel[] {
  const traces = (side: string) => shown.filter((name) => name.length > 1 && name.startsWith(side));
  const own = shown.filter((name) => name.length === 1).map((name) => [name]);
  return [traces('x'), traces('y'), ...own].filter((panel) => panel.length > 0);
}

/** Height of the picture in pixels of the reading theme: it depends on how much the rule is about. */
export function heightOf(outcome: Outcome): number {
  return 66 + 106 * panelsOf(outcome).length + 22;
}

function inkOf(name: Name): Ink {
  if (name === 'w') return 'weight';
  if (name === 't') return 'adaptation';
  if (name === 'd') return 'membrane';
  return name.startsWith('x') ? 'pre' : 'post';
}

/** Spikes, traces and variables step by step: the engine's integers in colour, real numbers in grey behind them. */
export function drawOutcome(outcome: Outcome, size: Size, theme: Theme): Scene {
  const panels = panelsOf(outcome);
  const domains = panels.map((panel) => domainOf(panel, outcome));
  const left = Math.max(axisRoom(domains, theme), estimateWidth('post', theme.size.small) + theme.size.small);
  const width = Math.max(10, size.width - left - 0.8 * theme.size.small);
  const head = headRoom(theme);
  const rows = 2.9 * theme.size.small;
  const foot = footRoom(theme);
  const each = (size.height - head - rows - foot) / panels.length;
  const xDomain = [0.5, outcome.steps + 0.5] as const;
  const place = { x: left, width, xDomain };
  const items: Item[] = [];
  const areas: Area[] = [];
  (['pre', 'post'] as const).forEach((side, k) => {
    const area: Area = { id: side, ...place, y: head + (k * rows) / 2, height: rows / 2, yDomain: [0, 1] };
    areas.push(area);
    items.push(...spikeRow(area, side, outcome, theme));
  });
  items.push(viewTitle(areas[0] as Area, 'colour: integers · grey: real numbers', theme));
  panels.forEach((panel, k) => {
    const area: Area = {
      id: panel.join(' '),
      ...place,
      y: head + rows + k * each + head,
      height: Math.max(10, each - head),
      yDomain: domains[k] as [number, number],
    };
    areas.push(area);
    items.push(...panelItems(area, panel, outcome, theme));
    items.push(
      ...(k + 1 < panels.length
        ? [bareXAxis(area, theme)]
        : xAxis(area, undefined, theme, { text: 'step', ink: 'muted' })),
    );
  });
  return { width: size.width, height: size.height, items, areas, handles: [] };
}

function spikeRow(area: Area, side: 'pre' | 'post', { spikes, steps }: Outcome, theme: Theme): Item[] {
  const { small, rule, mark } = theme.size;
  const foot = area.y + area.height - 2;
  const points = spikes[side]
    .filter((step) => step <= steps)
    .flatMap((step) => [toX(area, step), foot, toX(area, step), area.y + 3]);
  return [
    {
      kind: 'segments',
      points: Float64Array.of(area.x, foot, area.x + area.width, foot),
      ink: 'neutral',
      width: rule,
    },
    { kind: 'segments', points: Float64Array.from(points), ink: side, width: 1.4 * mark },
    {
      kind: 'text',
      x: area.x - 0.5 * small,
      y: foot,
      text: side,
      ink: side,
      size: small,
      anchor: 'end',
    },
  ];
}

function panelItems(area: Area, panel: Panel, outcome: Outcome, theme: Theme): Item[] {
  const { label, small, line, thin: fine } = theme.size;
  const [first] = panel;
  const courses = Object.keys(outcome.file.courses);
  const items: Item[] = yAxis(area, { label: labelOf(first as Name), ink: inkOf(first as Name) }, theme);
  let x = area.x + estimateWidth(labelOf(first as Name), label) + 0.5 * label;
  const y = area.y - 0.62 * label;
  const say = (text: string, ink: Ink, italic: boolean) => {
    const letters = italic ? label : small;
    items.push({ kind: 'text', x, y, text, ink, size: letters, anchor: 'start', italic });
    x += estimateWidth(text, letters) + 0.6 * label;
  };
  const meaning = courses.includes(first as Name) ? 'from outside' : meanings[first as Name];
  if (meaning) say(meaning, 'muted', false);
  panel.slice(1).forEach((name, k) => {
    items.push({
      kind: 'segments',
      points: Float64Array.of(x, y - 0.3 * label, x + 1.6 * label, y - 0.3 * label),
      ink: inkOf(name),
      width: line,
      dash: dashes[k + 1] ?? [],
    });
    x += 1.9 * label;
    say(labelOf(name), inkOf(name), true);
  });
  for (const name of panel)
    items.push({
      kind: 'polyline',
      points: thin(realPoints(area, name, outcome)),
      ink: 'neutral',
      width: line,
      opacity: 0.65,
    });
  panel.forEach((name, k) => {
    items.push({
      kind: 'polyline',
      points: thin(stairs(area, outcome.chip[name])),
      ink: inkOf(name),
      width: k === 0 ? line : fine,
      ...(k === 0 ? {} : { dash: dashes[k] ?? [] }),
    });
  });
  return items;
}

/** `x1` as a letter with its index. */
function labelOf(name: Name): string {
  return labels[name] ?? `${name[0]}_${name[1]}`;
}

/** Each value from half a step before to half a step after its step. */
function stairs(area: Area, values: readonly number[]): Float64Array {
  const points = new Float64Array(4 * values.length);
  values.forEach((value, k) => {
    const y = toY(area, value);
    points.set([toX(area, k + 0.5), y, toX(area, k + 1.5), y], 4 * k);
  });
  return points;
}

/** A trace falls between the steps and jumps where the stairs do; a variable changes as they do and stands still between. */
function realPoints(area: Area, name: Name, { real, file }: Outcome): Float64Array {
  const trace = traceNames.find((known) => known === name);
  if (!trace || file.courses[trace]) return stairs(area, real[name]);
  const { tau } = file.settings.traces[trace];
  const keep = tau === 0 ? 0 : math.exp(-1 / tau);
  const points: number[] = [];
  real[name].forEach((value, k, values) => {
    const before = values[k - 1] ?? value;
    const jump = toX(area, k + 0.5);
    if (Math.abs(value - before * keep) > 1e-9)
      points.push(jump, toY(area, before * Math.sqrt(keep)), jump, toY(area, value));
    points.push(toX(area, k + 1), toY(area, value));
  });
  return Float64Array.from(points);
}

function toY(area: Area, value: number): number {
  const [low, high] = area.yDomain;
  return area.y + ((high - value) / (high - low)) * area.height;
}

/** All that is shown, with a little room; traces begin at 0. */
function domainOf(panel: Panel, { chip, real }: Outcome): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const name of panel)
    for (const value of [...chip[name], ...real[name]]) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  const trace = panel.some((name) => name.length > 1);
  const room = Math.max(0.08 * (high - low), trace ? 0.5 : 1);
  return [trace ? Math.min(0, low) : low - room, high + room];
}
