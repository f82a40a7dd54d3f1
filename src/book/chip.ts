import type { FigureSession } from '../figure/session.ts';
import type { OpenPanel } from '../panel/open.tsx';
import type { Subject } from '../panel/subject.ts';
import { keepPlace, keepTop } from './place.ts';
import { presentFigure } from './present-figure.ts';

/** Live figures by their elements, so that the panel finds the one in focus. */
const sessions = new WeakMap<Element, FigureSession>();
let panel: (OpenPanel & { readonly subjectOf: (session: FigureSession) => Subject }) | undefined;
let opening = false;

export function rememberFigure(element: Element, session: FigureSession): void {
  sessions.set(element, session);
  follow();
}

/** Opens the chip panel beside the page, or closes it. Fetched when it is first wanted. */
export async function toggleChip(): Promise<void> {
  if (panel) {
    const { close } = panel;
    panel = undefined;
    removeEventListener('scroll', soon);
    document.removeEventListener('focusin', soon);
    inPlace(close);
    return;
  }
  if (opening) return;
  opening = true;
  try {
    const [{ openPanel }, { subjectOf }] = await Promise.all([
      import('../panel/open.tsx'),
      import('./chip-subject.ts'),
    ]);
    inPlace(() => {
      panel = { ...openPanel(() => void toggleChip()), subjectOf };
    });
    addEventListener('scroll', soon, { passive: true });
    document.addEventListener('focusin', soon);
    follow();
  } finally {
    opening = false;
  }
}

/** The panel takes room from the page: the figure that the reader looks at stays where it is. */
function inPlace(change: () => void): void {
  const figure = presentFigure();
  const seen = figure && figure.getBoundingClientRect().top < innerHeight;
  if (seen && figure.getBoundingClientRect().bottom > 0) keepTop(figure, change);
  else keepPlace(change);
}

let asked = false;

/** Once a frame, however often the page scrolls. */
function soon(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    follow();
  });
}

function follow(): void {
  if (!panel || document.activeElement?.closest('.chip')) return;
  const element = presentFigure();
  const session = element && sessions.get(element);
  panel.follow(session && panel.subjectOf(session));
}
