import type { FigureSession } from '../figure/session.ts';

/** Live figures by their elements, so that the panel finds the one in focus. */
const sessions = new WeakMap<Element, FigureSession>();
/** Tells the panel to look for its figure; once it was fetched. */
let follow = () => {};
/** Whether the panel stood open on this page when the reader left it, in this tab: on the way back it is open again. */
let asLeft = wasOpen();

export function rememberFigure(element: Element, session: FigureSession): void {
  sessions.set(element, session);
  if (asLeft) toggleChip(false);
  follow();
}

/** The live figure in an element; undefined before it lives. */
export function sessionOf(element: Element): FigureSession | undefined {
  return sessions.get(element);
}

/** Opens the chip panel beside the page, with the keyboard in it, or closes it. Fetched when it is first wanted. */
export function toggleChip(focused = true): void {
  asLeft = false;
  void import('./chip-panel.ts').then((chip) => {
    follow = chip.follow;
    chip.toggleChip(sessionOf, focused);
  });
}

function wasOpen(): boolean {
  try {
    return sessionStorage.getItem('spikebook:chip') === location.pathname;
  } catch {
    return false;
  }
}
