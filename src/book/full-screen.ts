import { fitFigure, unfitFigure } from './lecture/fit.ts';
import { presentFigure } from './present-figure.ts';

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
