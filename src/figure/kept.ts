import type { Backend } from '../engine/simulation.ts';
import type { View } from '../experiment/figure.ts';
import { type Area, type Item, invert, project, type Scene } from './draw/scene.ts';
import type { Theme } from './tokens.ts';
import { drawView } from './views/draw.ts';
import type { Picture, Size, ViewState } from './views/view.ts';

/** A run as it was when the reader kept it: what it drew, and what it was made of. */
export interface KeptRun {
  readonly key: number;
  readonly name: string;
  readonly picture: Picture;
  readonly values: Readonly<Record<string, number>>;
  readonly edits: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Floating point, or the chip's integers. */
  readonly backend: Backend;
}

/** More would be a tangle. */
export const mostKept = 3;

/** A copy that goes on living when the run does not: rings, lists and numbers; functions stay what they are. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Blob) return value;
  if (ArrayBuffer.isView(value)) return (value as unknown as Float64Array).slice() as unknown as T;
  if (Array.isArray(value)) return value.map(freeze) as T;
  if (value instanceof Map) return new Map([...value].map(([key, member]) => [key, freeze(member)])) as T;
  const copy = Object.create(Object.getPrototypeOf(value)) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value)) copy[key] = freeze(member);
  return copy as T;
}

/**
 * The scene with the kept runs under it: the same view drawn of each, of which only the data stay, thin, dashed and faint,
 * its spikes grey, at the same place of the sweep, and on the axes of the live run. Each is named above the plot.
 */
export function drawKept(
  kept: readonly KeptRun[],
  view: View,
  scene: Scene,
  size: Size,
  theme: Theme,
  state: ViewState,
): Scene {
  // A map shows one run of many; a second one under it would not be seen, nor could two matrices be told apart.
  if (kept.length === 0 || view.kind === 'atlas' || view.kind === 'matrix') return scene;
  const items = kept.flatMap((run, k) => {
    const edited = Object.keys(run.edits).length > 0;
    const old = drawView(view, run.picture, size, theme, {
      figure: state.figure,
      values: run.values,
      edited,
      measure: state.measure,
    });
    return keptItems(run.name, k, old, scene, theme);
  });
  return { ...scene, items: [...items, ...scene.items] };
}

const plain = new Set(['neutral', 'muted', 'text', 'rule', 'background']);

function keptItems(name: string, place: number, old: Scene, scene: Scene, theme: Theme): Item[] {
  const [from, to] = old.areas.length === 1 ? [old.areas[0], scene.areas[0]] : [];
  const moved =
    from && to && (differ(from.yDomain, to.yDomain) || differ(from.xDomain, to.xDomain))
      ? { from, to }
      : undefined;
  const data = old.items.flatMap((item): Item[] => {
    if (item.kind === 'dots')
      return [{ ...item, points: shift(item.points, moved), ink: 'neutral', opacity: quiet(item, 0.3) }];
    if (item.kind !== 'polyline' && item.kind !== 'segments') return [];
    if (item.dash || plain.has(item.ink) || item.points.length < 4) return [];
    return [
      {
        ...item,
        points: shift(item.points, moved),
        width: theme.size.thin,
        dash: [4, 3],
        opacity: quiet(item, 0.45),
      },
    ];
  });
  const area = scene.areas[0];
  if (data.length === 0 || !area) return data;
  // In the row above the plot, between its name and its title, where no line runs.
  const x = area.x + (0.36 + 0.16 * place) * area.width;
  const label = { size: theme.size.small, ink: 'muted', anchor: 'middle', italic: true } as const;
  return [...data, { kind: 'text', text: name, x, y: area.y - 0.62 * theme.size.label, ...label }];
}

/** Never as strong as a line of the live run: one of a fan is faint already. */
function quiet({ opacity = 1 }: { readonly opacity?: number }, most: number): number {
  return most * opacity;
}

const differ = (one: readonly [number, number], other: readonly [number, number]) =>
  one[0] !== other[0] || one[1] !== other[1];

/** Points on the axes of the kept run, on those of the live one, which may have grown; what lies beside them is left out. */
function shift<P extends Float32Array | Float64Array>(points: P, moved?: { from: Area; to: Area }): P {
  if (!moved) return points;
  const { from, to } = moved;
  const copy = points.slice() as P;
  for (let k = 0; k + 1 < copy.length; k += 2) {
    const value = invert(from, copy[k] as number, copy[k + 1] as number);
    const { x, y } = project(to, value.x, value.y);
    const outside = differ(from.xDomain, to.xDomain) && (x < to.x - 1 || x > to.x + to.width + 1);
    copy[k] = outside ? Number.NaN : x;
    copy[k + 1] = outside ? Number.NaN : Math.min(Math.max(y, to.y), to.y + to.height);
  }
  return copy;
}
