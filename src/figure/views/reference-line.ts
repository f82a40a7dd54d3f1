import type { Area, Item } from '../draw/scene.ts';
import type { Theme } from '../tokens.ts';
import type { Picture, ViewState } from './view.ts';

/** Pixels between neighbouring points where a closed form bends little, and the largest rise that is not looked into. */
const [apart, rise] = [2, 2];

/** What was drawn last of a form with these values: it changes far more seldom than the picture. */
const drawn = new WeakMap<ViewState['values'], Map<string, { readonly mark: string; readonly item: Item }>>();

/** `lineOf`, computed anew only where something has changed. */
export function referenceLine(
  text: string,
  form: NonNullable<Picture['reference']>,
  area: Area,
  window: number,
  origin: number,
  scale: number,
  theme: Theme,
  { values, edited }: ViewState,
): Item {
  const known = drawn.get(values) ?? new Map();
  drawn.set(values, known);
  const mark = JSON.stringify([area, window, origin, scale, theme.size.thin, edited]);
  const last = known.get(text);
  if (last?.mark === mark) return last.item;
  const item = lineOf(text, form, area, window, origin, scale, theme);
  known.set(text, { mark, item });
  return item;
}

/**
 * A closed form over the window, thin and grey. Points are put between neighbours for as long as they are far apart in
 * height, so that an onset keeps its corner and a jump stands upright.
 */
function lineOf(
  text: string,
  form: NonNullable<Picture['reference']>,
  area: Area,
  window: number,
  origin: number,
  scale: number,
  theme: Theme,
): Item {
  const [low, high] = area.yDomain;
  const heights = (xs: readonly number[]) => {
    const values = form(
      text,
      Float64Array.from(xs, (x) => origin + ((x - area.x) / area.width) * window),
    );
    return xs.map(
      (_, k) => area.y + ((high - (values?.[k] ?? Number.NaN) / scale) / (high - low)) * area.height,
    );
  };
  const count = Math.ceil(area.width / apart);
  let xs = Array.from({ length: count + 1 }, (_, k) => area.x + (k / count) * area.width);
  let ys = heights(xs);
  for (let round = 0; round < 6; round++) {
    const between = xs.flatMap((x, k) =>
      Math.abs((ys[k + 1] ?? Number.NaN) - (ys[k] as number)) > rise ? [(x + (xs[k + 1] as number)) / 2] : [],
    );
    if (between.length === 0) break;
    const found = heights(between);
    const all = [
      ...xs.map((x, k) => [x, ys[k] as number] as const),
      ...between.map((x, k) => [x, found[k] as number] as const),
    ];
    all.sort((a, b) => a[0] - b[0]);
    xs = all.map(([x]) => x);
    ys = all.map(([, y]) => y);
  }
  const [top, bottom] = [area.y - 1, area.y + area.height + 1];
  const points = new Float64Array(2 * xs.length);
  xs.forEach((x, k) => {
    const y = ys[k] as number;
    points.set([x, y < top || y > bottom ? Number.NaN : y], 2 * k);
  });
  return { kind: 'polyline', points, ink: 'neutral', width: theme.size.thin };
}
