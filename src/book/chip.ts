import type { FigureSession } from '../figure/session.ts';
import type { OpenPanel } from '../panel/open.tsx';
import type { Subject } from '../panel/subject.ts';
import { keepFigure } from './place.ts';
import { focusedFigure, presentFigure } from './present-figure.ts';

/** Live figures by their elements, so that the panel finds the one in focus. */
const sessions = new WeakMap<Element, FigureSession>();
let panel: (OpenPanel & { readonly subjectOf: (session: FigureSession) => Subject }) | undefined;
let opening = false;

export function rememberFigure(element: Element, session: FigureSession): void {
  sessions.set(element, session);
  if (asLeft) {
    asLeft = false;
    void toggleChip(false);
  }
  follow();
}

const place = 'spikebook:chip';
/** Whether the panel stood open on this page when the reader left it, in this tab: on the way back it is open again. */
let asLeft = stored() === location.pathname;

function stored(): string | null {
  try {
    return sessionStorage.getItem(place);
  } catch {
    return null;
  }
}

function store(open: boolean): void {
  asLeft = false;
  try {
    if (open) sessionStorage.setItem(place, location.pathname);
    else sessionStorage.removeItem(place);
  } catch {
    // No storage here: the panel is closed on the way back.
  }
}

/** Opens the chip panel beside the page, with the keyboard in it, or closes it. Fetched when it is first wanted. */
export async function toggleChip(focused = true): Promise<void> {
  if (panel) {
    store(false);
    const { close } = panel;
    panel = undefined;
    removeEventListener('scroll', soon);
    document.removeEventListener('focusin', soon);
    // The panel gives its room back: the figure that the reader looks at stays where it is.
    keepFigure(close);
    return;
  }
  if (opening) return;
  opening = true;
  try {
    const [{ openPanel }, { subjectOf }] = await Promise.all([
      import('../panel/open.tsx'),
      import('./chip-subject.ts'),
    ]);
    left = focusedFigure();
    keepFigure(() => {
      const opened = openPanel(() => void toggleChip(), keepFigure);
      if (focused) opened.focus();
      panel = { ...opened, subjectOf };
    });
    store(true);
    addEventListener('scroll', soon, { passive: true });
    document.addEventListener('focusin', soon);
    follow();
  } finally {
    opening = false;
  }
}

let asked = false;
/** The figure that the focus was in when it went into the panel: meant until it leaves the screen. */
let left: HTMLElement | undefined;

/** Once a frame, however often the page scrolls. */
function soon(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    follow();
  });
}

/** The figure in focus; whoever is at work in the panel keeps the one that it shows. */
function follow(): void {
  if (!panel || panel.busy()) return;
  const { top = 0, bottom = 0 } = left?.getBoundingClientRect() ?? {};
  if (focusedFigure() || bottom <= 0 || top >= innerHeight) left = undefined;
  const element = left ?? presentFigure();
  const session = element && sessions.get(element);
  panel.follow(session && panel.subjectOf(session));
}
