import type { Ink } from '../tokens.ts';

/**
 * What a view draws, as a display list: no canvas, no DOM. Coordinates are CSS pixels from the upper left corner;
 * colours are names of inks, so that one scene is painted in any theme, on a canvas or as SVG.
 */
export type Item =
  | {
      readonly kind: 'polyline';
      /** x0, y0, x1, y1, ...; NaN lifts the pen. */
      readonly points: Float64Array;
      readonly ink: Ink;
      readonly width: number;
      readonly opacity?: number;
      readonly dash?: readonly number[];
    }
  /** Unconnected straight lines: x0, y0, x1, y1 each. */
  | {
      readonly kind: 'segments';
      readonly points: Float64Array;
      readonly ink: Ink;
      readonly width: number;
      readonly opacity?: number;
      readonly dash?: readonly number[];
    }
  /** Squares of `size` centred on x0, y0, ...: many of them, fast. */
  | {
      readonly kind: 'dots';
      readonly points: Float32Array;
      readonly ink: Ink;
      readonly size: number;
      readonly opacity?: number;
    }
  /** A filled shape: its corners x0, y0, x1, y1, ... */
  | {
      readonly kind: 'polygon';
      readonly points: Float64Array;
      readonly ink: Ink;
      readonly opacity?: number;
    }
  | {
      readonly kind: 'circle';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill?: Ink;
      readonly stroke?: Ink;
      readonly width?: number;
    }
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly ink: Ink;
      readonly opacity?: number;
      readonly radius?: number;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      /** Plain text; `_` and `^` introduce a sub- or superscript of one character or a group in braces. */
      readonly text: string;
      readonly ink: Ink;
      /** Takes the text colour of the role rather than that of its marks. */
      readonly size: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly italic?: boolean;
      readonly bold?: boolean;
      /** A quarter turn to the left, for axis titles. */
      readonly upright?: boolean;
      /** An edge of the background's colour, for text that lines may cross. */
      readonly halo?: boolean;
    }
  /** Palette colours from the upper left corner, row by row, stretched without smoothing. */
  | {
      readonly kind: 'image';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly columns: number;
      readonly rows: number;
      readonly pixels: Uint8Array;
      /** `#rrggbb`. */
      readonly palette: readonly string[];
    };

/** An area with axes, for reading a value under the pointer and for dragging. */
export interface Area {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  /** Equal ratios of x are equal distances. */
  readonly log?: true;
}

/** Where a value stands on the horizontal axis. */
export function toX({ x, width, xDomain: [from, to], log }: Area, value: number): number {
  const share = log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return x + share * width;
}

/** Something that can be taken hold of: dragging it sets parameters from the values at the pointer. */
export interface Handle {
  readonly area: string;
  /** Parameter set from the value on this axis. */
  readonly x?: string;
  readonly y?: string;
  /** Where it is now, in pixels; a coordinate that is absent spans the area. */
  readonly at: { readonly x?: number; readonly y?: number };
  /** Parameter that is 0 or 1 and changes to the other when the area is touched. */
  readonly toggle?: string;
  /** The whole area takes hold of it, as in a map. */
  readonly everywhere?: boolean;
  /** Taking hold of it takes this preset of the figure; nothing is dragged. */
  readonly preset?: string;
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly items: readonly Item[];
  readonly areas: readonly Area[];
  readonly handles: readonly Handle[];
}

/** Pixel -> value in an area. */
export function invert(area: Area, x: number, y: number): { x: number; y: number } {
  const [x0, x1] = area.xDomain;
  const [y0, y1] = area.yDomain;
  const part = (x - area.x) / area.width;
  return {
    x: area.log ? Number((x0 * (x1 / x0) ** part).toPrecision(3)) : x0 + part * (x1 - x0),
    y: y1 - ((y - area.y) / area.height) * (y1 - y0),
  };
}

/** Value -> pixel in an area. */
export function project(area: Area, x: number, y: number): { x: number; y: number } {
  const [y0, y1] = area.yDomain;
  return {
    x: toX(area, x),
    y: area.y + ((y1 - y) / (y1 - y0)) * area.height,
  };
}

/** The area under a point, or undefined. */
function areaAt(scene: Scene, x: number, y: number): Area | undefined {
  return scene.areas.find((a) => x >= a.x && x <= a.x + a.width && y >= a.y && y <= a.y + a.height);
}

/** The handle within `reach` pixels of a point; a handle that is held everywhere yields to a nearer one. */
export function handleAt(scene: Scene, x: number, y: number, reach: number): Handle | undefined {
  const area = areaAt(scene, x, y);
  const near = scene.handles.find((handle) => {
    const home = scene.areas.find((a) => a.id === handle.area);
    if (!home || x < home.x - reach || x > home.x + home.width + reach) return false;
    if (y < home.y - reach || y > home.y + home.height + reach) return false;
    const dx = handle.at.x === undefined ? 0 : x - handle.at.x;
    const dy = handle.at.y === undefined ? 0 : y - handle.at.y;
    return Math.hypot(dx, dy) <= reach;
  });
  return near ?? scene.handles.find((handle) => handle.everywhere && handle.area === area?.id);
}
