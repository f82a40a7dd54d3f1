import { type Area, type Item, project } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import type { Theme } from '../tokens.ts';
import type { IsoLine } from './view.ts';

/** Lines of theory over a coloured plane, dashed, white over black, each with its value on it. */
export function isoLineItems(lines: readonly IsoLine[], area: Area, { size }: Theme): Item[] {
  const { small, thin } = size;
  const placed: { readonly x: number; readonly y: number }[] = [];
  return lines.flatMap(({ level, label, points: given }) => {
    const points = onScreen(given, area);
    const text = label ?? String(level);
    const at = labelPlace(points, area, placed, { width: estimateWidth(text, small), height: small });
    const line = { kind: 'polyline', points } as const;
    const items: Item[] = [
      { ...line, ink: 'shadow', width: thin + 2, opacity: 0.45 },
      { ...line, ink: 'glow', width: thin, dash: [4, 3] },
    ];
    if (!at) return items;
    placed.push(at);
    const width = estimateWidth(text, small) + 0.6 * small;
    const box = { x: at.x - width / 2, y: at.y - 0.7 * small, width, height: 1.4 * small };
    items.push({ kind: 'rect', ...box, ink: 'shadow', opacity: 0.7, radius: 3 });
    const middle = { x: at.x, y: at.y + 0.35 * small, anchor: 'middle' } as const;
    items.push({ kind: 'text', ...middle, text, ink: 'glow', size: small });
    return items;
  });
}

function onScreen(points: Float64Array, area: Area): Float64Array {
  const pixels = new Float64Array(points.length);
  for (let k = 0; k + 1 < points.length; k += 2) {
    const { x, y } = project(area, points[k] ?? Number.NaN, points[k + 1] ?? Number.NaN);
    pixels.set([x, y], k);
  }
  return pixels;
}

/** The point of the line whose label is well inside the plane and farthest from the labels that are there. */
function labelPlace(
  points: Float64Array,
  area: Area,
  placed: readonly { readonly x: number; readonly y: number }[],
  room: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number } | undefined {
  let best: { x: number; y: number } | undefined;
  let farthest = -1;
  for (let k = 0; k + 1 < points.length; k += 2) {
    const [x = Number.NaN, y = Number.NaN] = points.subarray(k, k + 2);
    const inside = Math.min(
      x - area.x - room.width,
      area.x + area.width - room.width - x,
      y - area.y - room.height,
      area.y + area.height - room.height - y,
    );
    if (!(inside > 0)) continue;
    const away = Math.min(inside, ...placed.map((other) => Math.hypot(x - other.x, y - other.y)));
    if (away > farthest) {
      farthest = away;
      best = { x, y };
    }
  }
  return best;
}
