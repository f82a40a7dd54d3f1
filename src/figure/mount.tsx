import { createRoot } from 'react-dom/client';
import type { Figure } from '../experiment/figure.ts';
import type { Client } from '../worker/run.ts';
import { Island } from './island.tsx';
import { followKeys } from './keys.ts';
import { later } from './later.ts';
import { observe } from './observe.ts';
import { rememberedText } from './remembered.ts';
import { followEquation } from './running.ts';
import { FigureSession } from './session.ts';
import { watchSight } from './sight.ts';
import type { Start } from './start.ts';
import { loadViews } from './views/draw.ts';

export interface MountOptions {
  readonly id: string;
  readonly figure: Figure;
  readonly client: Client;
  /** How to begin; absent: as the page's address says. */
  readonly start?: Start;
  /** Told once the figure is live. */
  readonly onLive?: (session: FigureSession) => void;
}

/**
 * Brings the still figure in `element` (a `<figure>` made by `renderStill`, or an empty element) to life in its place.
 * Returns what ends it.
 */
export function mountFigure(element: HTMLElement, options: MountOptions): () => void {
  let end = () => {};
  let ended = false;
  void Promise.all([startFor(options), loadViews(options.figure)]).then(([start]) => {
    if (!ended) end = enliven(element, options, start);
  });
  return () => {
    ended = true;
    end();
  };
}

async function startFor({ id, figure, start }: MountOptions): Promise<Start> {
  if (start) return start;
  const { search, hash } = location;
  const asked = /[?&](seed|t|paused|speed|preset|set\.|hide|lock)/.test(search) || hash.startsWith('#s=');
  if (!asked && rememberedText(id) === null) return {};
  const { startOf } = await import('./start.ts');
  return startOf(id, figure, search, hash);
}

function enliven(
  element: HTMLElement,
  { id, figure, client, onLive }: MountOptions,
  start: Start,
): () => void {
  const stills = [...element.querySelectorAll('.figure-still')].map((still) => still.innerHTML);
  const equation = element.querySelector('.figure-equation')?.innerHTML ?? '';
  const goals = element.querySelector('.figure-goals')?.innerHTML ?? '';
  const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const { until, notice, playing = !reduced, limits, linked, ...beginning } = start;
  const session = new FigureSession({
    id,
    figure,
    client,
    ...beginning,
    ...(limits ? { locked: limits.locked } : {}),
    playing: until === undefined && playing,
  });
  if (notice) explain(session, notice);
  element.classList.add('figure');
  element.setAttribute('role', 'figure');
  element.setAttribute('aria-labelledby', `${id}-question`);
  element.setAttribute('aria-describedby', `${id}-alt`);
  element.dataset.figure = id;
  const goal = until === undefined ? undefined : { seconds: until, thenPlay: playing };
  const ends = [
    derive(session),
    pursue(session),
    linked ? () => {} : remember(session),
    followEquation(session),
    observe(element, session, goal),
    watchSight(element, session),
    print(element, session),
    followKeys(element, session),
  ];
  const root = createRoot(element);
  const ready = () => {
    element.dataset.live = '';
    onLive?.(session);
  };
  root.render(
    <Island
      id={id}
      figure={figure}
      session={session}
      stills={stills}
      equation={equation}
      goals={goals}
      limits={limits}
      onReady={ready}
    />,
  );
  return () => {
    for (const end of ends) end();
    root.unmount();
    session.close();
  };
}

/** Says why the address was not followed; the first beginning of the run, which clears what was said, does not count. */
function explain(session: FigureSession, message: string): void {
  let told = false;
  const leave = session.run.subscribe((event) => {
    if (told || event.kind !== 'begin') return;
    told = true;
    queueMicrotask(() => {
      leave();
      session.store.setState({ refused: { message, diagnostics: [] } });
    });
  });
}

/** What prints the figure as it was left, once the figure is live. */
function print(element: HTMLElement, session: FigureSession): () => void {
  return fetchLater(session, async () => {
    const { printAsLeft } = await import('./print.ts');
    return () => printAsLeft(element, session);
  });
}

/** The tasks are looked after once the figure is live. */
function pursue(session: FigureSession): () => void {
  if (!session.figure.goals) return () => {};
  return fetchLater(session, async () => {
    const { followGoals } = await import('./follow-goals.ts');
    return () => followGoals(session);
  });
}

/** The reader's changes are remembered for this tab; what does so is fetched with the first. */
function remember(session: FigureSession): () => void {
  let end = () => {};
  let ended = false;
  const leave = session.store.subscribe(({ canUndo }) => {
    if (!canUndo) return;
    leave();
    void import('./remember.ts').then(({ rememberSetting }) => {
      if (!ended) end = rememberSetting(session);
    });
  });
  return () => {
    ended = true;
    leave();
    end();
  };
}

/** Begins what is fetched after the figure's first moments; the returned function ends it, begun or not. */
function fetchLater(session: FigureSession, fetch: () => Promise<() => () => void>): () => void {
  let end = () => {};
  let ended = false;
  const cancel = later(session.run, () => {
    void fetch().then((begin) => {
      if (!ended) end = begin();
    });
  });
  return () => {
    ended = true;
    cancel();
    end();
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
  return (
    Object.values(figure.measures ?? {}).some(
      ({ reference, selfConsistent }) => (reference ?? selfConsistent) !== undefined,
    ) ||
    figure.views.some(
      (view) =>
        view.kind === 'samples' ||
        view.kind === 'synapses' ||
        (view.kind === 'phase' && view.nullclines) ||
        (view.kind === 'traces' && view.panels.some((panel) => panel.lines.some((line) => line.reference))),
    )
  );
}
