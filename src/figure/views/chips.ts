/** Cores and the variables on them. */
import type { Item } from '../draw/scene.ts';
import type { Ink, Theme } from '../tokens.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Spot {
  readonly width: number;
  readonly height: number;
}

/** The outline of a core. */
export function frame({ x, y, width, height }: Box, ink: Ink, { size }: Theme): Item[] {
  const [r, b] = [x + width, y + height];
  return [
    { kind: 'rect', x, y, width, height, ink: 'raised' },
    { kind: 'polyline', points: Float64Array.of(x, y, r, y, r, b, x, b, x, y), ink, width: size.thin },
  ];
}

/** A variable where it lives; one that is not read is faint. */
export function chip(
  { x, y }: Spot,
  radius: number,
  { text, ink }: { readonly text: string; readonly ink: Ink },
  read: boolean,
  theme: Theme,
): Item[] {
  const { label } = theme.size;
  return [
    ring({ x, y }, radius, ink, read, theme),
    {
      kind: 'text',
      x,
      y: y + 0.34 * label,
      text,
      ink: read ? ink : 'muted',
      size: label,
      anchor: 'middle',
      italic: true,
    },
  ];
}

/** A neuron's spikes: an upright stroke in the place of a name. */
export function spike({ x, y }: Spot, radius: number, ink: Ink, read: boolean, theme: Theme): Item[] {
  const height = 0.5 * radius;
  return [
    ring({ x, y }, radius, ink, read, theme),
    {
      kind: 'segments',
      points: Float64Array.of(x, y - height, x, y + height),
      ink: read ? ink : 'neutral',
      width: 1.4 * theme.size.mark,
    },
  ];
}

function ring({ x, y }: Spot, radius: number, ink: Ink, read: boolean, { size }: Theme): Item {
  const [stroke, width] = read ? [ink, size.line] : (['rule', size.thin] as const);
  return { kind: 'circle', x, y, radius, fill: 'background', stroke, width };
}

/** What is read, joined to what it changes: dashed where it is read at spikes, solid in every step. */
export function join(from: Spot, to: Spot, ink: Ink, steps: boolean, { size }: Theme): Item {
  return {
    kind: 'segments',
    points: Float64Array.of(from.x, from.y, to.x, to.y),
    ink,
    width: size.line,
    ...(steps ? {} : { dash: [4 * size.scale, 3 * size.scale] }),
  };
}
