import type { FigureSession } from '../figure/session.ts';
import { type OpenPanel, openPanel } from '../panel/open.tsx';
import { subjectOf } from './chip-subject.ts';
import { keepFigure } from './place.ts';
import { focusedFigure, presentFigure } from './present-figure.ts';

type SessionOf = (element: Element) => FigureSession | undefined;

let session: SessionOf = () => undefined;
let panel: OpenPanel | undefined;

const place = 'spikebook:chip';

function store(open: boolean): void {
  try {
    if (open) sessionStorage.setItem(place, location.pathname);
    else sessionStorage.removeItem(place);
  } catch {
    // No storage here: the panel is closed on the way back.
  }
}

/** Opens the panel, with the keyboard in it where it is to be `focused`, or closes it. `sessionOf`: of live figures. */
export function toggleChip(sessionOf: SessionOf, focused: boolean): void {
  session = sessionOf;
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
  left = focusedFigure();
  keepFigure(() => {
    panel = openPanel(() => void toggleChip(sessionOf, false), keepFigure);
    if (focused) panel.focus();
  });
  store(true);
  addEventListener('scroll', soon, { passive: true });
  document.addEventListener('focusin', soon);
  follow();
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
export function follow(): void {
  if (!panel || panel.busy()) return;
  const { top = 0, bottom = 0 } = left?.getBoundingClientRect() ?? {};
  if (focusedFigure() || bottom <= 0 || top >= innerHeight) left = undefined;
  const element = left ?? presentFigure();
  const live = element && session(element);
  panel.follow(live && subjectOf(live));
}
