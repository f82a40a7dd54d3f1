import { type Area, type Item, toX } from '../draw/scene.ts';
import { estimateWidth, plainLatex } from '../draw/text.ts';
import type { Theme } from '../tokens.ts';
import type { SweepData, ViewState } from './view.ts';

/** Curves of other sweeps: fainter, over their own closed forms, with their names where they leave the plot. */
export function besideItems(
  others: readonly { readonly label: string; readonly data: SweepData | undefined }[],
  area: Area,
  theme: Theme,
  state: ViewState,
): Item[] {
  const { line, thin } = theme.size;
  return others.flatMap(({ label, data }): Item[] => {
    if (!data || data.x.length === 0) return [];
    const points = project(area, data.x, data.y);
    const { reference } = data;
    return [
      ...(reference && !state.edited
        ? [
            {
              kind: 'polyline',
              points: project(area, reference.x, reference.y),
              ink: 'neutral',
              width: thin,
            } as const,
          ]
        : []),
      { kind: 'polyline', points, ink: 'membrane', width: 0.8 * line, opacity: 0.35 },
      ...nameAt(points, 0.3, label, area, theme),
    ];
  });
}

/** Dashed lines to hold a curve against, with a few words each. */
export function guideItems(guides: NonNullable<SweepData['guides']>, area: Area, theme: Theme): Item[] {
  return guides.flatMap(({ label, x, y }): Item[] => {
    const points = project(area, x, y);
    const dash = [5 * theme.size.scale, 4 * theme.size.scale];
    return [
      { kind: 'polyline', points, ink: 'neutral', width: 1.2 * theme.size.thin, dash },
      ...nameAt(points, 0.9, label, area, theme),
    ];
  });
}

/** The name left of the point where a curve passes this share of the plot's height, or its last one. */
function nameAt(points: Float64Array, share: number, label: string, area: Area, theme: Theme): Item[] {
  const text = plainLatex(label);
  const { small } = theme.size;
  const wanted = area.y + (1 - share) * area.height;
  let at = -1;
  for (let k = 0; k + 1 < points.length; k += 2) {
    if (Number.isNaN(points[k + 1])) continue;
    at = k;
    if ((points[k + 1] as number) <= wanted) break;
  }
  if (at < 0) return [];
  const width = estimateWidth(text, small);
  const x = Math.max((points[at] as number) - 0.5 * small, area.x + width);
  // Above a curve that is level there, which would strike it through.
  let highest = points[at + 1] as number;
  for (let k = 0; k + 1 < points.length; k += 2)
    if ((points[k] as number) >= x - width && (points[k] as number) <= x)
      highest = Math.min(highest, points[k + 1] as number);
  const level = Math.abs(heightAt(points, x - width) - heightAt(points, x)) < 0.5 * small;
  const y = level ? highest - 0.5 * small : (points[at + 1] as number) + 0.3 * small;
  return [{ kind: 'text', x, y, text, ink: 'muted', size: small, anchor: 'end', halo: true }];
}

/** The height of the last point that is not right of x, or of the first. */
function heightAt(points: Float64Array, x: number): number {
  let height = points[1] as number;
  for (let k = 0; k + 1 < points.length && (points[k] as number) <= x; k += 2)
    if (!Number.isNaN(points[k + 1])) height = points[k + 1] as number;
  return height;
}

/** Data to pixels; what lies above the plot lifts the pen. */
export function project(area: Area, xs: Float64Array, ys: Float64Array): Float64Array {
  const points = new Float64Array(2 * xs.length);
  const high = area.yDomain[1];
  xs.forEach((value, k) => {
    const y = ys[k] as number;
    points[2 * k] = toX(area, value);
    points[2 * k + 1] = y > high * 1.05 ? Number.NaN : area.y + area.height * (1 - y / high);
  });
  return points;
}
