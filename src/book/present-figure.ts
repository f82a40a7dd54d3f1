export function focusedFigure(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>('figure[data-figure]') ?? undefined;
}

/** The figure that has the focus, or the one nearest the middle of the screen. */
export function presentFigure(): HTMLElement | undefined {
  const focused = focusedFigure();
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
