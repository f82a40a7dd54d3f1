import type { Item } from '../draw/scene.ts';
import type { Ink } from '../tokens.ts';

/** How the parts of a circuit are drawn; lengths go by `unit`, the size of a label. */
export interface Brush {
  readonly ink: Ink;
  readonly width: number;
  readonly unit: number;
  readonly opacity: number;
}

function lines(points: readonly number[], brush: Brush, width = brush.width): Item {
  const { ink, opacity } = brush;
  return { kind: 'segments', points: Float64Array.from(points), ink, width, opacity };
}

/** A vertical wire. */
export function wire(x: number, from: number, to: number, brush: Brush): Item {
  return lines([x, from, x, to], brush);
}

/** Two plates of the same length at `y`, with the wires to both rails. */
export function capacitor(x: number, top: number, y: number, bottom: number, brush: Brush): Item[] {
  const [half, gap] = [0.85 * brush.unit, 0.22 * brush.unit];
  return [
    lines([x, top, x, y - gap, x, y + gap, x, bottom], brush),
    lines(
      [x - half, y - gap, x + half, y - gap, x - half, y + gap, x + half, y + gap],
      brush,
      1.7 * brush.width,
    ),
  ];
}

/** A box at `y` with an arrow across it, for a conductance that can be set. */
export function resistor(x: number, top: number, y: number, bottom: number, brush: Brush): Item[] {
  const { unit } = brush;
  const [half, long] = [0.4 * unit, 0.95 * unit];
  const box = [
    x - half,
    y - long,
    x + half,
    y - long,
    x + half,
    y + long,
    x - half,
    y + long,
    x - half,
    y - long,
  ];
  const [dx, dy] = [0.8 * unit, 0.7 * unit];
  const [tipX, tipY] = [x + dx, y - dy - 0.25 * unit];
  const head = [tipX - 0.48 * unit, tipY + 0.12 * unit, tipX, tipY, tipX - 0.1 * unit, tipY + 0.48 * unit];
  const { ink, opacity, width } = brush;
  return [
    lines([x, top, x, y - long, x, y + long, x, bottom], brush),
    { kind: 'polyline', points: Float64Array.from(box), ink, width, opacity },
    lines([x - dx, y + dy, tipX, tipY], brush, 0.7 * width),
    { kind: 'polyline', points: Float64Array.from(head), ink, width: 0.7 * width, opacity },
  ];
}

/** A long and a short plate at `y`. */
export function battery(x: number, top: number, y: number, bottom: number, brush: Brush): Item[] {
  const { unit, width } = brush;
  const [long, short, gap] = [0.7 * unit, 0.38 * unit, 0.2 * unit];
  return [
    lines([x, top, x, y - gap, x, y + gap, x, bottom], brush),
    lines([x - long, y - gap, x + long, y - gap], brush),
    lines([x - short, y + gap, x + short, y + gap], brush, 1.7 * width),
  ];
}

/** A blade between two contacts, closed or open. */
export function plugSwitch(
  x: number,
  top: number,
  y: number,
  on: boolean,
  brush: Brush,
  dot: number,
): Item[] {
  const { unit, ink } = brush;
  const bottom = y + 0.9 * unit;
  const upper = y - 0.4 * unit;
  const reach = bottom - upper;
  const tip = on ? [x, upper] : [x + 0.62 * reach, bottom - 0.82 * reach];
  const contact = { kind: 'circle', x, radius: 0.42 * dot, fill: ink } as const;
  return [
    lines([x, top, x, upper], brush),
    lines([x, bottom, ...tip] as number[], brush, 1.5 * brush.width),
    { ...contact, y: upper },
    { ...contact, y: bottom },
  ];
}

/** A circle with an arrow that points into the cell. */
export function source(x: number, top: number, y: number, bottom: number, brush: Brush): Item[] {
  const radius = 1.05 * brush.unit;
  const tip = y - 0.55 * radius;
  return [
    lines([x, top, x, y - radius, x, y + radius, x, bottom], brush),
    { kind: 'circle', x, y, radius, stroke: brush.ink, width: brush.width },
    lines([x, y + 0.6 * radius, x, tip], brush),
    {
      kind: 'polygon',
      points: Float64Array.of(x, tip - 0.1 * radius, x - 0.35 * radius, y, x + 0.35 * radius, y),
      ink: brush.ink,
    },
  ];
}

/**
 * What flows in a wire above its lower end: an arrow as wide as the current, down where it leaves the cell. `share` is
 * the current over that of the widest arrow; below a two-hundredth nothing is drawn.
 */
export function flow(x: number, bottom: number, share: number, brush: Brush): Item[] {
  if (!(Math.abs(share) > 0.005)) return [];
  const { unit, ink } = brush;
  const half = (0.1 + 0.42 * Math.min(1, Math.abs(share))) * unit;
  const head = half + 0.28 * unit;
  const [from, to] = [bottom - 2.5 * unit, bottom - 0.3 * unit];
  const [tail, tip] = share > 0 ? [from, to] : [to, from];
  const neck = tip + (share > 0 ? -1 : 1) * Math.min(1.1 * unit, head);
  const points = [
    x - half,
    tail,
    x + half,
    tail,
    x + half,
    neck,
    x + head,
    neck,
    x,
    tip,
    x - head,
    neck,
    x - half,
    neck,
  ];
  return [{ kind: 'polygon', points: Float64Array.from(points), ink }];
}
