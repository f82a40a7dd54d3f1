import type { Item } from '../draw/scene.ts';
import type { Ink, Theme } from '../tokens.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The outline of a core. */
export function frame(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  ink: Ink,
  { size }: Theme,
): Item[] {
  const [r, b] = [x + width, y + height];
  return [
    { kind: 'rect', x, y, width, height, ink: 'raised', radius: 4 * size.scale },
    {
      kind: 'polyline',
      points: Float64Array.of(x, y, r, y, r, b, x, b, x, y),
      ink,
      width: size.thin,
    },
  ];
}

/** A variable where it lives; one that is not read is faint. */
export function chip(
  { x, y }: Spot,
  radius: number,
  { text, ink }: { readonly text: string; readonly ink: Ink },
  read: boolean,
  { size }: Theme,
): Item[] {
  return [
    {
      kind: 'circle',
      x,
      y,
      radius,
      fill: 'background',
      stroke: read ? ink : 'rule',
      width: read ? size.line : size.thin,
    },
    {
      kind: 'text',
      x,
      y: y + 0.34 * size.label,
      text,
      ink: read ? ink : 'muted',
      size: size.label,
      anchor: 'middle',
      italic: true,
    },
  ];
}

/** What is read, joined to what it changes. */
export function join(from: Spot, to: Spot, ink: Ink, dash: readonly number[], width: number): Item {
  return {
    kind: 'segments',
    points: Float64Array.of(from.x, from.y, to.x, to.y),
    ink,
    width,
    ...(dash.length > 0 ? { dash } : {}),
  };
}
