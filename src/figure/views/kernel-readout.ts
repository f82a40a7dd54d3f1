import { unitScale } from '../../experiment/quantities.ts';
import type { Area, Item } from '../draw/scene.ts';
import { quantityLabel, timeLabel } from '../format.ts';
import type { Ink, Theme } from '../tokens.ts';
import type { KernelCourse } from './kernel-course.ts';
import { tag } from './readout.ts';
import { type Stretch, xToTime } from './timebase.ts';

/** The potential, its two parts and what is left, under a resting pointer. */
export function kernelReadout(
  course: KernelCourse,
  areas: readonly Area[],
  shown: readonly Stretch[],
  window: number,
  unit: string,
  potential: { readonly text: string; readonly ink: Ink },
  theme: Theme,
  pointer: { readonly x: number },
): Item[] {
  const [first, parts, rest] = areas;
  if (!first || !parts || !rest || pointer.x < first.x || pointer.x > first.x + first.width) return [];
  const time = xToTime(first, shown, window, pointer.x);
  const row = time === undefined ? -1 : course.times.findIndex((at) => at >= time - 1e-12);
  if (time === undefined || row < 0) return [];
  const { label, small, rule, handle } = theme.size;
  const items: Item[] = [
    {
      kind: 'segments',
      points: Float64Array.of(pointer.x, first.y, pointer.x, rest.y + rest.height),
      ink: 'neutral',
      width: rule,
    },
    ...tag(timeLabel(time, 2), pointer.x, first.y - 0.55 * label, first, 'muted', small, theme),
  ];
  const say = (area: Area, of: keyof KernelCourse, name: string, ink: Ink) => {
    const value = (course[of][row] as number) / unitScale(unit);
    const [low, high] = area.yDomain;
    const y = area.y + ((high - Math.min(Math.max(value, low), high)) / (high - low)) * area.height;
    const text = `${name}${quantityLabel(Math.abs(value) < 1e-9 ? 0 : value, unit)}`;
    items.push(
      { kind: 'circle', x: pointer.x, y, radius: 0.6 * handle, fill: ink },
      ...tag(text, pointer.x, Math.max(y - 0.5 * label, area.y + label), area, ink, label, theme),
    );
  };
  say(first, 'simulated', `${potential.text} = `, potential.ink);
  say(parts, 'input', '', 'excitatory');
  say(parts, 'reset', '', 'post');
  say(rest, 'residual', '', 'error');
  return items;
}
