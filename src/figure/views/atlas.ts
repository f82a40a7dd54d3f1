import { atlasUnit, isSigned } from '../../experiment/atlas-measures.ts';
import type { AtlasView } from '../../experiment/figure.ts';
import { readAtlas, readingText } from '../crosshair.ts';
import { colourScale } from './atlas-colours.ts';
import { drawPlane } from './plane.ts';
import { ATLAS_LINES, type Draw } from './view.ts';

/** A map of two parameters, a neuron a pixel, with a colour bar and a crosshair to take hold of. */
export const drawAtlas: Draw<AtlasView> = (_view, picture, size, theme, state) => {
  const { atlas } = state.figure;
  if (!atlas) return { ...size, items: [], areas: [], handles: [] };
  const measure = state.measure ?? atlas.measures[0] ?? 'rate';
  const values = picture.atlas?.measures[measure];
  const resolution = picture.atlas?.resolution ?? atlas.resolution;
  const unit = atlasUnit(state.figure, atlas, measure).label;
  const reading = readAtlas(picture, state.figure, atlas, measure, state.values);
  return drawPlane({
    id: 'atlas',
    x: atlas.x,
    y: atlas.y,
    columns: resolution,
    rows: resolution,
    values,
    scale: (values ? undefined : state.stillMap) ?? colourScale(measure, values),
    signed: isSigned(measure),
    heading: unit ? `${measure} (${unit})` : measure,
    unit,
    readout: reading && readingText(reading, unit),
    notes: picture.progress < 1 ? progressNotes(picture.progress, picture.atlas?.why) : [],
    lines: picture.isoLines?.filter((line) => line.measure === ATLAS_LINES) ?? [],
    state,
    size,
    theme,
  });
};

/** How far the map is, and, where the graphics were found too slow, what computes it; the longest first. */
function progressNotes(progress: number, why: string | undefined): readonly string[] {
  const share = `${Math.floor(100 * progress)} %`;
  return [...(why ? [`computing on the processor, ${share}`] : []), `computing ${share}`];
}
