/** Next or previous figure of the page, brought to the top of the screen and given the focus. */
export function moveToFigure(by: 1 | -1): void {
  moveAmong([...document.querySelectorAll<HTMLElement>('figure[data-figure],[data-bench]')], by);
}

/** Next or previous section. */
export function moveToSection(by: 1 | -1): void {
  moveAmong([...document.querySelectorAll<HTMLElement>('article h1, article h2')], by);
}

function moveAmong(places: readonly HTMLElement[], by: 1 | -1): void {
  const edge = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const top = (element: HTMLElement) => element.getBoundingClientRect().top - edge;
  const next =
    by > 0 ? places.find((place) => top(place) > 8) : [...places].reverse().find((place) => top(place) < -8);
  if (!next) return;
  if (!next.hasAttribute('tabindex')) next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'start', behavior: 'instant' });
}
