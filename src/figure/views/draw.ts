import type { Figure, View } from '../../experiment/figure.ts';
import type { Scene } from '../draw/scene.ts';
import type { Theme } from '../tokens.ts';
import type { Draw, Picture, Size, ViewState } from './view.ts';

type Kind = View['kind'];
type ViewOf<K extends Kind> = Extract<View, { readonly kind: K }>;

/** Where each kind of view is drawn: the one place that knows them all. A page fetches those that its figures use. */
const files: { readonly [K in Kind]: () => Promise<Draw<ViewOf<K>>> } = {
  traces: () => import('./traces.ts').then(({ drawTraces }) => drawTraces),
  raster: () => import('./raster.ts').then(({ drawRaster }) => drawRaster),
  rate: () => import('./rate.ts').then(({ drawRate }) => drawRate),
  phase: () => import('./phase.ts').then(({ drawPhase }) => drawPhase),
  curve: () => import('./curve.ts').then(({ drawCurve }) => drawCurve),
  estimates: () => import('./estimates.ts').then(({ drawEstimates }) => drawEstimates),
  transfer: () => import('./transfer.ts').then(({ drawTransfer }) => drawTransfer),
  map: () => import('./map.ts').then(({ drawMap }) => drawMap),
  relation: () => import('./relation.ts').then(({ drawRelation }) => drawRelation),
  aligned: () => import('./aligned.ts').then(({ drawAligned }) => drawAligned),
  wall: () => import('./wall.ts').then(({ drawWall }) => drawWall),
  matrix: () => import('./matrix.ts').then(({ drawMatrix }) => drawMatrix),
  opened: () => import('./opened.ts').then(({ drawOpened }) => drawOpened),
  samples: () => import('./samples.ts').then(({ drawSamples }) => drawSamples),
  convergence: () => import('./convergence.ts').then(({ drawConvergence }) => drawConvergence),
  trains: () => import('./trains.ts').then(({ drawTrains }) => drawTrains),
  synapses: () => import('./synapses.ts').then(({ drawSynapses }) => drawSynapses),
  atlas: () => import('./atlas.ts').then(({ drawAtlas }) => drawAtlas),
  circuit: () => import('./circuit.ts').then(({ drawCircuit }) => drawCircuit),
  statistics: () => import('./statistics.ts').then(({ drawStatistics }) => drawStatistics),
  decomposition: () => import('./decomposition.ts').then(({ drawDecomposition }) => drawDecomposition),
  histogram: () => import('./histogram.ts').then(({ drawHistogram }) => drawHistogram),
  course: () => import('./course.ts').then(({ drawCourse }) => drawCourse),
  locality: () => import('./locality.ts').then(({ drawLocality }) => drawLocality),
  carried: () => import('./carried.ts').then(({ drawCarried }) => drawCarried),
  stack: () => import('./stack.ts').then(({ drawStack }) => drawStack),
};

const drawers = new Map<Kind, Draw<never>>();

/** Fetches what `drawView` needs for this figure. */
export async function loadViews({ views }: Pick<Figure, 'views'>): Promise<void> {
  const wanted = new Set(views.map(({ kind }) => kind));
  await Promise.all(
    [...wanted].map(async (kind) => {
      if (!drawers.has(kind)) drawers.set(kind, await files[kind]());
    }),
  );
}

/** Any view as a scene. Its figure's views must have been loaded. */
export function drawView(view: View, picture: Picture, size: Size, theme: Theme, state: ViewState): Scene {
  const draw = drawers.get(view.kind) as Draw<View> | undefined;
  if (!draw) throw new Error(`The drawing of ${view.kind} views was not loaded.`);
  return draw(view, picture, size, theme, state);
}
