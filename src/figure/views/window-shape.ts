import type { EstimatesView } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import { type WindowShape, windowReach, windowWeight } from '../../experiment/rate-estimators.ts';
import type { Area, Handle, Item } from '../draw/scene.ts';
import type { Ink, Theme } from '../tokens.ts';
import { labelOf } from './symbols.ts';
import type { ViewState } from './view.ts';

/** A parameter that is a time, in seconds. */
export function widthOf({ figure, values }: ViewState, name: string): number {
  const parameter = figure.parameters.find((candidate) => candidate.name === name);
  return (values[name] ?? parameter?.default ?? 0) * unitScale(parameter?.unit);
}

interface DrawnWindow {
  readonly items: Item[];
  readonly handle: Handle;
  /** From the window's middle outward, so that the place of its grip is its width in the parameter's unit. */
  readonly grip: Area;
}

/**
 * The window of a sliding estimate as it weighs the spikes around the middle of the axis, or the first bin: at its true
 * width, with a grip to drag it by.
 */
export function drawnWindow(
  { shape, width: name }: EstimatesView['estimates'][number],
  area: Area,
  window: number,
  theme: Theme,
  state: ViewState,
): DrawnWindow | undefined {
  if (shape === 'count' || name === undefined) return undefined;
  const width = widthOf(state, name);
  const pixels = area.width / window;
  const { ink } = labelOf(state.figure, name);
  const lit = state.lit === name;
  const scale = unitScale(state.figure.parameters.find((parameter) => parameter.name === name)?.unit);
  const floor = area.y + area.height;
  const middle = shape === 'bins' ? area.x : area.x + area.width / 2;
  const { thin, handle } = theme.size;
  // Where the grip is from the middle, in widths: the edge of a bin or rectangle, one deviation, the peak of the past.
  const place = { bins: 1, rectangle: 0.5, gauss: 1, alpha: -1 }[shape];
  const x = middle + place * width * pixels;
  const reach = Math.min(area.width / 2, 1e4);
  const farthest = reach / pixels / Math.abs(place) / scale;
  const grip: Area = {
    ...area,
    id: `width-${name}`,
    x: place > 0 ? middle : middle - reach,
    width: reach,
    xDomain: place > 0 ? [0, farthest] : [farthest, 0],
  };
  const peak = 0.62 * area.height;
  const points =
    shape === 'bins'
      ? Float64Array.of(x, floor, x, floor - peak)
      : outline(shape, width, middle, floor, peak, pixels);
  const level = shape === 'gauss' ? Math.exp(-0.5) : shape === 'rectangle' ? 0.5 : 1;
  const at = { x, y: floor - level * peak };
  return {
    handle: { area: grip.id, x: name, at },
    grip,
    items: [
      ...(shape === 'bins' ? [] : [shade(points, floor, ink)]),
      { kind: 'polyline', points, ink, width: thin * (lit ? 1.8 : 1.2) },
      {
        kind: 'circle',
        ...at,
        radius: 0.8 * handle * (lit ? 1.2 : 1),
        fill: ink,
        stroke: 'background',
        width: thin,
      },
    ],
  };
}

/** Weight of a spike at each place around the middle: a spike further left was fired earlier. */
function outline(
  shape: WindowShape,
  width: number,
  middle: number,
  floor: number,
  peak: number,
  pixels: number,
): Float64Array {
  const { back, ahead } = windowReach(shape, width);
  const most = windowWeight(shape, width, shape === 'alpha' ? width : 0);
  const count = Math.max(8, Math.round((back + ahead) * pixels));
  const points = new Float64Array(2 * (count + 3));
  points.set([middle - back * pixels, floor]);
  for (let k = 0; k <= count; k++) {
    // A hair within the ends, where a rectangle still has its weight.
    const lag = back - ((back + ahead) * (k * 0.9998 + 0.0001 * count)) / count;
    points.set([middle - lag * pixels, floor - (peak * windowWeight(shape, width, lag)) / most], 2 * k + 2);
  }
  points.set([middle + ahead * pixels, floor], 2 * count + 4);
  return points;
}

/** The area under a line, as uprights close to each other. */
function shade(points: Float64Array, floor: number, ink: Ink): Item {
  const uprights = new Float64Array(2 * points.length);
  for (let k = 0; k < points.length; k += 2)
    uprights.set([points[k] as number, floor, points[k] as number, points[k + 1] as number], 2 * k);
  return { kind: 'segments', points: uprights, ink, width: 1, opacity: 0.22 };
}
