import type { Figure, MapView, NetworkMap } from '../../experiment/figure.ts';
import { measureUnit } from '../../experiment/measure-unit.ts';
import { shownMeasure } from '../map-measure.ts';
import type { ColourScale } from './atlas-colours.ts';
import { drawPlane } from './plane.ts';
import type { Draw } from './view.ts';

/** A map of two parameters, a run of the whole network a cell, with a colour bar and a crosshair to take hold of. */
export const drawMap: Draw<MapView> = (_view, picture, size, theme, state) => {
  const { figure } = state;
  const { map } = figure;
  const shown = map && shownMeasure(map, state.mapMeasure);
  if (!map || !shown) return { ...size, items: [], areas: [], handles: [] };
  const { heading, unit } = labelOfMeasure(figure, shown.measure);
  const data = picture.map;
  return drawPlane({
    id: 'map',
    x: map.x,
    y: map.y,
    columns: map.columns,
    rows: map.rows,
    // The map made at build lies under the axes until this one has a first coarse picture.
    values: state.stillMap ? undefined : data?.measures[shown.measure],
    scale: mapScale(shown),
    signed: false,
    heading,
    unit,
    undefinedText: data && data.done < data.coarse ? 'not computed yet' : 'not defined',
    state,
    size,
    theme,
    lines: picture.isoLines?.filter(({ measure }) => measure === shown.measure) ?? [],
  });
};

/** The colours of a map of networks: of the range that is declared, whatever the runs give. */
export function mapScale({ range: [low, high], log = false }: NetworkMap['measures'][number]): ColourScale {
  return { low, high, log };
}

function labelOfMeasure(
  figure: Figure,
  name: string,
): { readonly heading: string; readonly unit: string | undefined } {
  const measure = figure.measures?.[name];
  const unit = measure && measureUnit(measure);
  const label = measure?.label ?? name;
  return { heading: unit ? `${label} (${unit})` : label, unit };
}
