import type { View } from '../experiment/figure.ts';
import { invert, type Scene } from './draw/scene.ts';
import type { FigureSession } from './session.ts';

/** Tells of the neuron whose row of a raster is at this point of the picture. */
export function pickNeuron(
  session: FigureSession,
  view: View,
  scene: Scene | undefined,
  x: number,
  y: number,
): void {
  const area = scene?.areas[0];
  const { history } = session.picture;
  if (view.kind !== 'raster' || !area || !history) return;
  if (x < area.x || x > area.x + area.width || y < area.y || y > area.y + area.height) return;
  let index = Math.floor(invert(area, x, y).y);
  for (const { name } of view.populations) {
    const size = history.sizeOf(name);
    if (index >= 0 && index < size) {
      for (const tell of session.pickers) tell(name, index);
      return;
    }
    index -= size;
  }
}
