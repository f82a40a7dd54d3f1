import type { View } from '../../experiment/figure.ts';
import type { Scene } from '../draw/scene.ts';
import type { Theme } from '../tokens.ts';
import { drawAtlas } from './atlas.ts';
import { drawCurve } from './curve.ts';
import { drawPhase } from './phase.ts';
import { drawRaster } from './raster.ts';
import { drawRate } from './rate.ts';
import { drawTraces } from './traces.ts';
import type { Picture, Size, ViewState } from './view.ts';

/** Any view as a scene: the one place that knows them all. */
export function drawView(view: View, picture: Picture, size: Size, theme: Theme, state: ViewState): Scene {
  switch (view.kind) {
    case 'traces':
      return drawTraces(view, picture, size, theme, state);
    case 'raster':
      return drawRaster(view, picture, size, theme, state);
    case 'rate':
      return drawRate(view, picture, size, theme, state);
    case 'phase':
      return drawPhase(view, picture, size, theme, state);
    case 'curve':
      return drawCurve(view, picture, size, theme, state);
    case 'atlas':
      return drawAtlas(view, picture, size, theme, state);
  }
}
