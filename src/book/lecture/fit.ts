import './fit.css';
import { layoutOf } from '../../figure/layout.ts';
import { linesOf } from '../../figure/least.ts';
import { sessionOf } from '../chip.ts';

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
export function fitFigure(element: HTMLElement, height: number): void {
  element.dataset.fitted = '';
  element.style.setProperty('--picture', `${Math.max(0, Math.floor(height))}px`);
  const figure = sessionOf(element)?.figure;
  if (!figure) return;
  const { cells } = layoutOf(figure);
  const inPage = (['main', 'side'] as const).flatMap((name) => cells.filter(({ column }) => column === name));
  element.querySelectorAll<HTMLElement>('.figure-view').forEach((view, k) => {
    const cell = inPage[k];
    if (cell) view.style.setProperty('--least', linesOf(cell.view, figure).toFixed(2));
  });
}

export function unfitFigure(element: HTMLElement): void {
  delete element.dataset.fitted;
  element.style.removeProperty('--picture');
}
