import { type AtlasAxes, spanAtlas } from '../experiment/atlas-axes.ts';
import { atlasUnit } from '../experiment/atlas-measures.ts';
import type { Atlas, AtlasMeasure, Figure } from '../experiment/figure.ts';
import { measureUnit } from '../experiment/measure-unit.ts';
import type { ParameterValues } from '../experiment/quantities.ts';
import { say } from '../experiment/summary-settings.ts';
import { readable } from './format.ts';
import { shownMeasure } from './map-measure.ts';
import type { Picture } from './views/view.ts';

interface Grid {
  readonly x: { readonly parameter: string; readonly from: number; readonly to: number };
  readonly y: { readonly parameter: string; readonly from: number; readonly to: number };
  readonly columns: number;
  readonly rows: number;
}

/** Where the crosshair stands in a map whose numbers go row by row from the lower left corner. */
function cellAt(figure: Figure, { x, y, columns, rows }: Grid, values: ParameterValues) {
  const place = ({ parameter, from, to }: Grid['x'], count: number) => {
    const own = figure.parameters.find(({ name }) => name === parameter)?.default ?? from;
    const part = ((values[parameter] ?? own) - from) / (to - from);
    return Math.min(count - 1, Math.max(0, Math.floor(part * count)));
  };
  const row = place(y, rows);
  return { row, index: row * columns + place(x, columns) };
}

interface Reading {
  readonly value: number;
  /** Of a map that runs as a whole the number is one so far; of one that runs band after band it is there or not. */
  readonly state: 'done' | 'so far' | 'not yet';
}

/** The number under the crosshair of a map of neurons or synapses; undefined where there is no map. */
export function readAtlas(
  { atlas: data, progress }: Pick<Picture, 'atlas' | 'progress'>,
  figure: Figure,
  atlas: Atlas,
  measure: AtlasMeasure,
  values: ParameterValues,
): Reading | undefined {
  const numbers = data?.measures[measure];
  if (!data || !numbers) return undefined;
  const { resolution } = data;
  const { row, index } = cellAt(figure, { ...atlas, columns: resolution, rows: resolution }, values);
  const value = numbers[index] ?? Number.NaN;
  if (progress >= 1) return { value, state: 'done' };
  // The last map stays until the new one has something to say.
  if (data.progress !== progress) return { value, state: 'not yet' };
  const bands = data.backend === 'cpu' && 'population' in atlas;
  if (!bands) return { value, state: 'so far' };
  return { value, state: row < Math.round(progress * resolution) ? 'done' : 'not yet' };
}

/** What stands beside the crosshair. */
export function readingText({ value, state }: Reading, unit: string | undefined): string {
  if (state === 'not yet') return 'not computed yet';
  const number = Number.isNaN(value) ? 'not defined' : `${readable(value)}${unit ? ` ${unit}` : ''}`;
  return state === 'done' ? number : `${number} so far`;
}

/** What the reader chose of a map. */
interface Chosen {
  readonly values: ParameterValues;
  readonly axes: AtlasAxes | undefined;
  readonly measure: AtlasMeasure | undefined;
  readonly mapMeasure: string | undefined;
}

/** The same for who cannot see it: how far the map is, and the number under the crosshair. */
export function crosshairSentences(
  figure: Figure,
  picture: Pick<Picture, 'atlas' | 'map' | 'progress'>,
  { values, axes, measure, mapMeasure }: Chosen,
): string[] {
  const sentences: string[] = [];
  if (figure.atlas) {
    const atlas = spanAtlas(figure, figure.atlas, axes);
    const shown = measure ?? atlas.measures[0] ?? 'rate';
    const reading = readAtlas(picture, figure, atlas, shown, values);
    const { label } = atlasUnit(figure, atlas, shown);
    const where = picture.atlas?.why ? ' on the processor' : '';
    const share = Math.floor(100 * picture.progress);
    const computed = picture.progress < 1 ? ` ${share} % computed${where},` : '';
    if (reading)
      sentences.push(`Map of ${shown}:${computed} at the crosshair ${readingText(reading, label)}.`);
  }
  const { map } = figure;
  const of = map && shownMeasure(map, mapMeasure);
  if (map && of && picture.map) {
    const { done, coarse, wanted, measures } = picture.map;
    const value = measures[of.measure]?.[cellAt(figure, map, values).index] ?? Number.NaN;
    const declared = figure.measures?.[of.measure];
    const number = Number.isNaN(value)
      ? done < coarse
        ? 'not computed yet'
        : 'not defined'
      : say(value, declared && measureUnit(declared));
    const name = declared?.label ?? of.measure;
    const computed = done < wanted ? ` ${done} of ${wanted} runs,` : '';
    sentences.push(`Map of ${name}:${computed} at the crosshair ${number}.`);
  }
  return sentences;
}
