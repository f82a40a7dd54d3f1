/** Pixels of a screen across and up that the projector's type is made for. */
const [across, up] = [1600, 1080];
const smallest = 0.5;

/** How much smaller than on a full screen all that is projected is on this one: type, lines and pictures alike. */
export function screenScale(width: number, height: number): number {
  return Math.max(smallest, Math.min(1, width / across, height / up));
}

/** Height of all that stands above a figure's picture, and below it down to the end of its first sliders, in CSS pixels. */
export function heightBeside(figure: HTMLElement): number {
  const height = (selector: string) => figure.querySelector(selector)?.getBoundingClientRect().height ?? 0;
  const { top } = figure.getBoundingClientRect();
  const first = figure.querySelector('.figure-sliders') ?? figure.querySelector('.figure-toolbar');
  const bottom = first?.getBoundingClientRect().bottom ?? top;
  // What a tool has opened goes again, and moves no picture.
  return bottom - top - height('.figure-picture') - height('.figure-panel');
}

/** Makes the picture of a figure as high as is told; higher where its views need more so as not to print over themselves. */
export function fitFigure(figure: HTMLElement, height: number): void {
  figure.style.setProperty('--picture', `${Math.max(0, Math.floor(height))}px`);
}

export function unfitFigure(figure: HTMLElement): void {
  figure.style.removeProperty('--picture');
}
