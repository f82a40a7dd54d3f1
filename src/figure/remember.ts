import type { Figure } from '../experiment/figure.ts';
import type { Limits } from '../experiment/limits.ts';
import { linkData, readLinkData } from '../experiment/link.ts';
import { beginLog, ownBackend, valuesAt } from '../experiment/log.ts';
import { rememberedAt } from './remembered.ts';
import type { FigureSession } from './session.ts';
import { type Beginning, type FigureState, firstSeed } from './store.ts';

/** Milliseconds of rest after a change before it is written down. */
const rest = 200;
/** Longer texts are not looked at, in characters. */
const longest = 512 * 1024;

/**
 * Writes the reader's values, texts, seed, speed and map down for this tab whenever they change, as the data of a link, and
 * forgets them once the figure is as the book has it. A text is written down once it runs.
 */
export function rememberSetting({ id, figure, store, run }: FigureSession): () => void {
  let edits: FigureState['edits'] = {};
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const write = () => {
    clearTimeout(waiting);
    waiting = undefined;
    const { values, seed, speed, axes } = store.getState();
    try {
      if (asInBook(figure, { values, edits, seed, speed, axes })) {
        sessionStorage.removeItem(rememberedAt(id));
        return;
      }
      const log = beginLog({ figure: id, seed, edits, values, backend: ownBackend(figure) });
      const data = linkData(figure, { log, speed, playing: true, ...(axes ? { axes } : {}) });
      sessionStorage.setItem(rememberedAt(id), JSON.stringify(data));
    } catch {
      // No storage, or no room in it: the setting lasts as long as the page.
    }
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(write, rest);
  };
  const flush = () => {
    if (waiting !== undefined) write();
  };
  const lookAtTexts = async () => {
    const log = await run.log();
    if (ended) return;
    edits = log.edits;
    soon();
  };
  const leaveStore = store.subscribe((state, before) => {
    const { values, seed, speed, axes } = state;
    if (values !== before.values || seed !== before.seed || speed !== before.speed || axes !== before.axes)
      soon();
  });
  const leaveRun = run.subscribe((event) => {
    if (event.kind === 'begin' || event.kind === 'refused') void lookAtTexts();
  });
  addEventListener('pagehide', flush);
  void lookAtTexts();
  return () => {
    flush();
    ended = true;
    leaveStore();
    leaveRun();
    removeEventListener('pagehide', flush);
  };
}

/** What a text that was remembered asks of the figure: nothing where it is not one that `rememberSetting` wrote for it. */
export function readRemembered(id: string, figure: Figure, text: string | null, limits: Limits): Beginning {
  if (text === null || text.length > longest) return {};
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return {};
  }
  const read = readLinkData(id, figure, data);
  if (!read.ok) return {};
  const { log, speed, axes } = read.state;
  const { hidden, locked } = limits;
  const values = Object.entries(valuesAt(log, log.step)).filter(
    ([name]) => !hidden.has(name) && !locked.has(name),
  );
  // What a teacher's link takes away the reader could not take back.
  return {
    values: Object.fromEntries(values),
    ...(hidden.has('edit') ? {} : { edits: log.edits }),
    ...(hidden.has('seed') ? {} : { seed: log.seed }),
    ...(hidden.has('time') ? {} : { speed }),
    ...(axes ? { axes } : {}),
  };
}

type Shown = Pick<FigureState, 'values' | 'edits' | 'seed' | 'speed' | 'axes'>;

function asInBook(figure: Figure, { values, edits, seed, speed, axes }: Shown): boolean {
  return (
    figure.parameters.every(({ name, default: own }) => values[name] === own) &&
    Object.keys(edits).length === 0 &&
    seed === firstSeed &&
    speed === figure.speed &&
    axes === undefined
  );
}
