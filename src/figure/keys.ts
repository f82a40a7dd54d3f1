import type { FigureSession } from './session.ts';

/** The keys of the figure that has the focus, was touched last, or fills most of the screen. */
const figureKeys = {
  k: (session: FigureSession) => (session.store.getState().playing ? session.pause() : session.play()),
  '.': (session: FigureSession) => session.advance(1),
  '0': (session: FigureSession) => session.restart(),
  z: (session: FigureSession) => session.undo(),
  Z: (session: FigureSession) => session.redo(),
} as const;
export type FigureKey = keyof typeof figureKeys;

const live = new Map<HTMLElement, FigureSession>();
let touched: HTMLElement | undefined;

/** Keys reach the figure from now on, and its drags are told apart for undo. Returns what ends it. */
export function followKeys(element: HTMLElement, session: FigureSession): () => void {
  if (live.size === 0) document.addEventListener('keydown', press);
  live.set(element, session);
  const touch = () => {
    touched = element;
  };
  const hold = () => session.undoing.hold();
  const release = () => session.undoing.release();
  element.addEventListener('pointerdown', touch);
  element.addEventListener('focusin', touch);
  element.addEventListener('pointerdown', hold, true);
  addEventListener('pointerup', release);
  addEventListener('pointercancel', release);
  return () => {
    live.delete(element);
    if (live.size === 0) document.removeEventListener('keydown', press);
    element.removeEventListener('pointerdown', touch);
    element.removeEventListener('focusin', touch);
    element.removeEventListener('pointerdown', hold, true);
    removeEventListener('pointerup', release);
    removeEventListener('pointercancel', release);
  };
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]')) return;
  const chord = event.ctrlKey || event.metaKey;
  const key = chord ? chordKey(event) : event.key;
  // A field that takes text takes its own text back; a map takes letters for itself, but no chords.
  if (!key || !Object.hasOwn(figureKeys, key) || isTyping(event.target, chord)) return;
  const session = sessionFor();
  if (!session) return;
  event.preventDefault();
  figureKeys[key as FigureKey](session);
}

function chordKey({ key, shiftKey }: KeyboardEvent): FigureKey | undefined {
  const letter = key.toLowerCase();
  if (letter !== 'z' && letter !== 'y') return undefined;
  const again = letter === 'y' || shiftKey;
  return again ? 'Z' : 'z';
}

function sessionFor(): FigureSession | undefined {
  const focused = document.activeElement?.closest<HTMLElement>('figure[data-figure]');
  for (const element of [focused, touched, largest()]) {
    const session = element && live.get(element);
    if (session) return session;
  }
  return undefined;
}

/** The figure that takes the most of the screen. */
function largest(): HTMLElement | undefined {
  let most = 0;
  let found: HTMLElement | undefined;
  for (const element of live.keys()) {
    const { top, bottom } = element.getBoundingClientRect();
    const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
    if (seen > most) {
      most = seen;
      found = element;
    }
  }
  return found;
}

/** Letters belong to a field that takes text and, but for chords, to whatever has made itself an application. */
export function isTyping(target: EventTarget | null, chord = false): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role=textbox]')) return true;
  if (!chord && target.closest('[role=application]')) return true;
  if (target instanceof HTMLInputElement)
    return !['range', 'checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || (!chord && target instanceof HTMLSelectElement);
}
