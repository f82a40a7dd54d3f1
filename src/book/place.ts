import { presentFigure } from './present-figure.ts';

/**
 * Makes a change that moves the words about, larger type say, and brings what stood at the top of the screen back there:
 * a heading, paragraph or picture that began there, or the same part of the one that went on there.
 */
export function keepPlace(change: () => void): void {
  const edge = (Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0) + 1;
  const pieces = scrollY > 0 ? [...document.querySelectorAll('article > *, figure > *')] : [];
  const shown = pieces
    .map((element) => ({ element, ...placeOf(element) }))
    .filter(({ top, height }) => height > 1 && top + height > edge);
  const begun = shown.findLast(({ top }) => top < 0);
  const piece = shown.find(({ top }) => top >= 0 && top <= edge) ?? begun;
  change();
  if (!piece) return;
  const now = placeOf(piece.element);
  // The point of it that is held: its beginning, or what stood under the bar.
  const share = piece === begun ? (edge - piece.top) / piece.height : 0;
  const moved = now.top + share * now.height - (piece.top + share * piece.height);
  scrollBy({ top: moved, behavior: 'instant' });
}

/** As `keepPlace`; a figure that the reader looks at stays where it is. */
export function keepFigure(change: () => void): void {
  const figure = presentFigure();
  const seen = figure && figure.getBoundingClientRect().top < innerHeight;
  if (seen && figure.getBoundingClientRect().bottom > 0) keepTop(figure, change);
  else keepPlace(change);
}

/** As `keepPlace`, for a change that leaves less room: this element's top stays where it is, or comes into view. */
function keepTop(element: HTMLElement, change: () => void): void {
  const before = placeOf(element);
  change();
  const edge = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  // What is under a sheet from below is not seen: no lower than the upper third.
  const wanted = Math.min(before.top, Math.max(edge, innerHeight / 3));
  const kept = before.top + before.height > 0 ? wanted : before.top;
  scrollBy({ top: placeOf(element).top - kept, behavior: 'instant' });
}

function placeOf(element: Element): { top: number; height: number } {
  const { top, height } = element.getBoundingClientRect();
  return { top, height };
}
