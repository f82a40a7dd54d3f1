import { fitFigure, unfitFigure } from './lecture/fit.ts';

/** Next or previous figure of the page, brought to the top of the screen and given the focus. */
export function moveToFigure(by: 1 | -1): void {
  moveAmong([...document.querySelectorAll<HTMLElement>('figure[data-figure]')], by);
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

/** The figure that has the focus, or the one nearest the middle of the screen. */
function presentFigure(): HTMLElement | undefined {
  const focused = document.activeElement?.closest<HTMLElement>('figure[data-figure]');
  if (focused) return focused;
  const middle = innerHeight / 2;
  const distance = (figure: HTMLElement) => {
    const { top, bottom } = figure.getBoundingClientRect();
    return top > middle ? top - middle : bottom < middle ? middle - bottom : 0;
  };
  const shown = [...document.querySelectorAll<HTMLElement>('figure[data-figure]')].filter(
    (figure) => figure.offsetParent !== null,
  );
  return shown.sort((a, b) => distance(a) - distance(b))[0];
}

/** The present figure over the whole screen, and back. */
export function switchFullScreen(): void {
  if (document.fullscreenElement) {
    void document.exitFullscreen();
    return;
  }
  const figure = presentFigure();
  if (!figure?.requestFullscreen) return;
  const follow = () => {
    if (document.fullscreenElement === figure) fitFigure(figure, innerHeight * 0.6);
    else {
      if (!('lecture' in document.documentElement.dataset)) unfitFigure(figure);
      document.removeEventListener('fullscreenchange', follow);
    }
  };
  document.addEventListener('fullscreenchange', follow);
  // A frame that is not allowed to fill the screen stays as it is.
  figure.requestFullscreen().catch(() => document.removeEventListener('fullscreenchange', follow));
}
