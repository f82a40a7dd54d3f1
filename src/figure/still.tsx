import { renderToStaticMarkup } from 'react-dom/server';
import type { Figure, View } from '../experiment/figure.ts';
import { Measures } from '../experiment/measures.ts';
import type { ParameterValues } from '../experiment/quantities.ts';
import { closedForm, namesOver } from '../experiment/reference.ts';
import type { RunEvent } from '../worker/run.ts';
import type { Scene } from './draw/scene.ts';
import { escapeXml, referSvg, toSvg, toSymbols } from './draw/svg.ts';
import { Frame } from './frame/context.ts';
import { FigureFrame } from './frame/frame.tsx';
import Goals from './frame/goals.tsx';
import { isoLineMakers } from './iso-lines.ts';
import { layoutOf } from './layout.ts';
import { portraitFinder } from './nullclines.ts';
import { measuresOnPaper, parametersOnPaper } from './paper.ts';
import { LivePicture } from './picture.ts';
import { createFigureStore } from './store.ts';
import { themes } from './tokens.ts';
import { colourScale } from './views/atlas-colours.ts';
import { drawView } from './views/draw.ts';
import { mapScale } from './views/map.ts';
import type { AtlasData, ViewState } from './views/view.ts';

/** Width of a column on a phone: the second of the two stills of every view. */
const narrow = 358;

export interface StillFigure {
  readonly markup: string;
  /** Pictures that the markup fetches, by path from the root of the site; `book:` stands for the root in the markup. */
  readonly files: ReadonlyMap<string, string>;
}

/** What stands under the figure on paper until it is live, when `printAsLeft` says it; the page's script completes the link. */
function paperFoot(id: string, figure: Figure, { values, measures = {} }: ViewState): string {
  const link = `embed/${escapeXml(id)}/`;
  const lines = [parametersOnPaper(figure, values), measuresOnPaper(figure, measures, {})]
    .filter((parts) => parts.length > 0)
    .map((parts) => `<p class="figure-print-values">${escapeXml(parts.join(' · '))}</p>`);
  return `<div class="figure-paper">${lines.join('')}<p class="figure-print-link"><a href="book:${link}">${link}</a></p></div>`;
}

/** The colours that a map is painted in. */
function stillScale({ kind }: View, { figure, measure }: ViewState, picture: LivePicture) {
  if (kind === 'atlas' && measure) return colourScale(measure, picture.atlas?.measures[measure]);
  return kind === 'map' && figure.map?.measures[0] ? mapScale(figure.map.measures[0]) : undefined;
}

/** A map of noisy pixels is most of a page: in the still each is the mean of four. */
function coarser(atlas: AtlasData): AtlasData {
  const { resolution: fine } = atlas;
  const resolution = fine >> 1;
  const measures = Object.entries(atlas.measures).map(([name, values]) => {
    const mean = Float32Array.from({ length: resolution ** 2 }, (_, k) => {
      const at = 2 * (Math.floor(k / resolution) * fine + (k % resolution));
      return [0, 1, fine, fine + 1].reduce((sum, next) => sum + (values[at + next] ?? Number.NaN) / 4, 0);
    });
    return [name, mean] as const;
  });
  return { ...atlas, resolution, measures: Object.fromEntries(measures) };
}

/** The figure's numbers at the end of the run. */
function measured(figure: Figure, events: readonly RunEvent[], values: ParameterValues) {
  let measures: Measures | undefined;
  for (const event of events) {
    if (event.kind === 'begin') measures = new Measures(figure, event.network, event.step, () => values);
    if (event.kind === 'batch') measures?.add(event.batch);
    if (event.kind === 'weights') measures?.weigh(event.weights);
  }
  return measures?.values ?? {};
}

/**
 * The whole `<figure>` as HTML, without a DOM: question, still pictures, equation, controls and caption, in the very
 * frame that `mountFigure` brings to life. `events` is what a run of the figure sent: begin, batches, sweeps, atlas.
 * `equation` is the typeset model (`typesetModel`). With `apart` the pictures are files of their own, so that a page
 * with many figures stays small; maps, over which the live picture lies, stay in the page.
 */
export function renderStill(
  id: string,
  figure: Figure,
  events: readonly RunEvent[],
  equation = '',
  apart = false,
): StillFigure {
  const picture = new LivePicture(figure);
  for (const event of events) picture.receive(event);
  if (picture.atlas && figure.atlas && 'projection' in figure.atlas) picture.atlas = coarser(picture.atlas);
  const store = createFigureStore(figure);
  const { values, measure } = store.getState();
  const state = { figure, values, measure, measures: measured(figure, events, values) };
  picture.reference = (text, times, over) =>
    closedForm(figure, text, 'reference', namesOver(over)).over(values, over?.name ?? 't', times);
  if (figure.atlas) picture.isoLines = isoLineMakers(figure).map((make) => make(values));
  const plane = figure.views.find((view) => view.kind === 'phase');
  if (plane?.nullclines) picture.portrait = portraitFinder(figure, plane)(values, {}, picture.now).portrait;
  const sides = ['wide', 'narrow'] as const;
  const symbols = sides.map(() => new Map<string, Scene>());
  const stills = layoutOf(figure).cells.map((cell) =>
    [cell.width, narrow]
      .map((width, k) => {
        const scene = drawView(cell.view, picture, { width, height: cell.height }, themes.light, state);
        const own = apart && !scene.items.some((item) => item.kind === 'image');
        if (own) symbols[k]?.set(`v${cell.index}`, scene);
        const svg = own
          ? referSvg(`book:stills/${id}-${sides[k]}.svg#v${cell.index}`)
          : toSvg(scene, { theme: themes.light, variables: true });
        const scale = stillScale(cell.view, state, picture);
        const colours = scale ? ` data-scale="${escapeXml(JSON.stringify(scale))}"` : '';
        return `<div class="still-${sides[k]}"${colours}>${svg}</div>`;
      })
      .join(''),
  );
  const context = { id, figure, store, session: undefined, stills, equation, goals: '' };
  const goals = renderToStaticMarkup(
    <Frame value={context}>
      <Goals />
    </Frame>,
  );
  const body = renderToStaticMarkup(<FigureFrame {...context} goals={goals} />);
  const files = new Map(
    sides.flatMap((side, k) => {
      const scenes = symbols[k];
      if (!scenes || scenes.size === 0) return [];
      return [[`stills/${id}-${side}.svg`, toSymbols(scenes, themes.light)] as const];
    }),
  );
  const markup = `<figure class="figure" id="${escapeXml(id)}" data-figure="${escapeXml(id)}" role="figure" aria-labelledby="${escapeXml(id)}-question" aria-describedby="${escapeXml(id)}-alt">${body}</figure>${paperFoot(id, figure, state)}`;
  return { markup, files };
}
