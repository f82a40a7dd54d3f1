import { fitFigure, unfitFigure } from './lecture/fit.ts';

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
