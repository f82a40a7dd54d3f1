import { createRoot } from 'react-dom/client';
import type { Figure } from '../experiment/figure.ts';
import type { Client, OpenOptions } from '../worker/run.ts';
import { Island } from './island.tsx';
import { observe } from './observe.ts';
import { FigureSession } from './session.ts';
import { watchSight } from './sight.ts';

export interface MountOptions {
  readonly id: string;
  readonly figure: Figure;
  readonly client: Client;
  /** From a link: values, texts, seed, and the log to go on from. */
  readonly start?: {
    readonly values?: Readonly<Record<string, number>>;
    readonly edits?: Readonly<Record<string, string>>;
    readonly seed?: number;
    readonly speed?: number;
    readonly log?: NonNullable<OpenOptions['log']>;
  };
  /** Run to this second and stand still there: for tests, print and pictures. */
  readonly frozen?: { readonly seconds: number };
  /** A sentence about a link that could not be followed. */
  readonly notice?: string;
}

/**
 * Brings the still figure in `element` (a `<figure>` made by `renderStill`, or an empty element) to life in its place.
 * Returns what ends it.
 */
export function mountFigure(element: HTMLElement, options: MountOptions): () => void {
  const { id, figure, client, start = {}, frozen } = options;
  const stills = [...element.querySelectorAll('.figure-still')].map((still) => still.innerHTML);
  const equation = element.querySelector('.figure-equation')?.innerHTML ?? '';
  const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const session = new FigureSession({ id, figure, client, ...start, playing: !frozen && !reduced });
  if (options.notice) session.store.setState({ refused: { message: options.notice, diagnostics: [] } });
  element.classList.add('figure');
  element.setAttribute('role', 'figure');
  element.setAttribute('aria-labelledby', `${id}-question`);
  element.setAttribute('aria-describedby', `${id}-alt`);
  element.dataset.figure = id;
  const ends = [derive(session), observe(element, session, frozen?.seconds), watchSight(element, session)];
  const root = createRoot(element);
  const ready = () => {
    element.dataset.live = '';
  };
  root.render(
    <Island id={id} figure={figure} session={session} stills={stills} equation={equation} onReady={ready} />,
  );
  return () => {
    for (const end of ends) end();
    root.unmount();
    session.close();
  };
}

/** Closed forms and nullclines come with the language, which is fetched only where a figure shows them. */
function derive(session: FigureSession): () => void {
  if (!hasDerived(session.figure)) return () => {};
  let end = () => {};
  let ended = false;
  void import('./derived.ts').then(({ deriveCurves }) => {
    if (!ended) end = deriveCurves(session);
  });
  return () => {
    ended = true;
    end();
  };
}

function hasDerived(figure: Figure): boolean {
  return figure.views.some(
    (view) =>
      (view.kind === 'phase' && view.nullclines) ||
      (view.kind === 'traces' && view.panels.some((panel) => panel.lines.some((line) => line.reference))),
  );
}
