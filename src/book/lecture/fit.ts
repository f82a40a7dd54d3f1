/** Least and most that a figure's pictures are scaled by to fill a screen. */
const bounds = [0.5, 3] as const;

/** Makes a figure's pictures as high as leaves room for its question and its first controls on one screen. */
export function fitFigure(figure: HTMLElement, height: number): void {
  const columns = [...figure.querySelectorAll('.figure-column')];
  const natural = (column: Element) => {
    const views = [...column.querySelectorAll<HTMLElement>('.figure-view')];
    const sum = views.reduce((total, view) => total + Number(view.style.getPropertyValue('--height')), 0);
    return sum + 28 * Math.max(0, views.length - 1);
  };
  const stacked =
    columns.length > 1 &&
    columns[0]?.getBoundingClientRect().left === columns[1]?.getBoundingClientRect().left;
  const heights = columns.map(natural);
  const whole = stacked ? heights.reduce((a, b) => a + b, 0) : Math.max(1, ...heights);
  const scale = Math.min(bounds[1], Math.max(bounds[0], height / Math.max(1, whole)));
  figure.style.setProperty('--size-scale', scale.toFixed(3));
}

export function unfitFigure(figure: HTMLElement): void {
  figure.style.removeProperty('--size-scale');
}
