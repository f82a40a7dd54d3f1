import type { Item, Scene } from './scene.ts';

/** A scene and where its upper left corner goes. */
export interface Placed {
  readonly scene: Scene;
  readonly x: number;
  readonly y: number;
}

/** Several scenes as one picture, for files: its handles and areas are gone. */
export function compose(placed: readonly Placed[], width: number, height: number): Scene {
  const items = placed.flatMap(({ scene, x, y }) => scene.items.map((item) => moved(item, x, y)));
  return { width, height, items, areas: [], handles: [] };
}

function moved(item: Item, dx: number, dy: number): Item {
  switch (item.kind) {
    case 'polyline':
    case 'polygon':
    case 'segments':
      return { ...item, points: item.points.map((value, k) => value + (k % 2 === 0 ? dx : dy)) };
    case 'dots':
      return { ...item, points: item.points.map((value, k) => value + (k % 2 === 0 ? dx : dy)) };
    default:
      return { ...item, x: item.x + dx, y: item.y + dy };
  }
}
