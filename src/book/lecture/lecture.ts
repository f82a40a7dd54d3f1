import './lecture.css';
import { present, show } from '../theme.ts';
import { fitFigure, heightBeside, screenScale, unfitFigure } from './fit.ts';
import { type Slide, slidesOf } from './slides.ts';

/**
 * The lecture view: one section at a time at projector size, its figure large, its words beside it when wanted. It shows
 * and hides what is in the page already; nothing is loaded or started twice.
 */
class Lecture {
  readonly #slides: readonly Slide[];
  readonly #article: HTMLElement;
  readonly #bar: HTMLElement;
  readonly #place: HTMLElement;
  readonly #theme = present();
  readonly #sizes = new ResizeObserver(() => this.#fit());
  /** Only a live figure says what its views need. */
  readonly #life = new MutationObserver(() => this.#fit());
  #at = 0;
  /** The most that has stood beside the picture of this slide: a number that grows by a line does not shake it. */
  #beside = 0;

  constructor(article: HTMLElement) {
    this.#article = article;
    this.#slides = slidesOf(article);
    this.#at = this.#startingPoint();
    this.#bar = document.createElement('nav');
    this.#bar.className = 'lecture-bar';
    this.#bar.setAttribute('aria-label', 'Lecture');
    this.#place = document.createElement('output');
    this.#bar.append(
      button('Previous', '←', () => this.move(-1)),
      this.#place,
      button('Next', '→', () => this.move(1)),
      button('Words', 'Words', () => this.words()),
      button('End the lecture view', 'End', () => end()),
    );
    document.body.append(this.#bar);
    document.documentElement.dataset.lecture = '';
    show('projector');
    addEventListener('resize', this.#resize);
    this.#resize();
    this.#draw();
  }

  get section(): string {
    return this.#slides[this.#at]?.section ?? '';
  }

  move(by: number): void {
    const next = Math.min(this.#slides.length - 1, Math.max(0, this.#at + by));
    if (next === this.#at) return;
    this.#at = next;
    this.#draw();
  }

  /** To the first slide of the next or previous section. */
  moveSection(by: number): void {
    const { section } = this;
    let next = this.#at;
    while (this.#slides[next]?.section === section) next += by;
    const there = this.#slides[next]?.section;
    if (there === undefined) return;
    this.#at = this.#slides.findIndex((slide) => slide.section === there);
    this.#draw();
  }

  /** The words of the slide, beside its figure or not. */
  words(): void {
    this.#article.toggleAttribute('data-words');
    this.#resize();
  }

  close(): void {
    removeEventListener('resize', this.#resize);
    this.#sizes.disconnect();
    this.#life.disconnect();
    this.#bar.remove();
    delete document.documentElement.dataset.lecture;
    document.documentElement.style.removeProperty('--screen');
    this.#article.removeAttribute('data-words');
    for (const node of this.#article.querySelectorAll('[data-slide]')) node.removeAttribute('data-slide');
    for (const figure of this.#article.querySelectorAll<HTMLElement>('figure[data-figure]'))
      unfitFigure(figure);
    if (this.#theme) show(this.#theme);
    // The reader goes on where the lecture stood: at its figure, or where it had none at its section.
    const { figure, heading } = this.#slides[this.#at] ?? {};
    (figure ?? heading)?.scrollIntoView({ behavior: 'instant' });
  }

  /** The slide of the figure or section that is in the middle of the screen. */
  #startingPoint(): number {
    const middle = innerHeight / 2;
    let best = 0;
    this.#slides.forEach(({ heading, figure, words }, k) => {
      const first = words[0] ?? figure ?? heading;
      if (first && first.getBoundingClientRect().top <= middle) best = k;
    });
    return best;
  }

  #draw(): void {
    const slide = this.#slides[this.#at];
    if (!slide) return;
    for (const node of this.#article.children) node.setAttribute('data-slide', 'off');
    slide.heading?.setAttribute('data-slide', 'heading');
    for (const node of slide.words) node.setAttribute('data-slide', slide.figure ? 'words' : 'alone');
    slide.figure?.setAttribute('data-slide', 'figure');
    this.#place.textContent = `${this.#at + 1} of ${this.#slides.length}`;
    const address = slide.section ? `#${slide.section}` : location.pathname + location.search;
    history.replaceState(history.state, '', address);
    scrollTo({ top: 0, behavior: 'instant' });
    const landing = slide.heading ?? this.#article.querySelector('h1');
    if (landing instanceof HTMLElement) {
      landing.tabIndex = -1;
      landing.focus({ preventScroll: true });
    }
    this.#beside = 0;
    this.#sizes.disconnect();
    this.#life.disconnect();
    const figure = this.#figure;
    if (figure) {
      this.#sizes.observe(figure);
      this.#life.observe(figure, { attributes: true, attributeFilter: ['data-live'] });
    }
    this.#fit();
  }

  get #figure(): HTMLElement | undefined {
    return this.#slides[this.#at]?.figure?.querySelector<HTMLElement>('figure[data-figure]') ?? undefined;
  }

  readonly #resize = (): void => {
    const scale = screenScale(innerWidth, innerHeight);
    document.documentElement.style.setProperty('--screen', scale.toFixed(3));
    this.#beside = 0;
    this.#fit();
  };

  /** The picture gets what the heading, the question, the numbers, the first sliders and the bar leave of the screen. */
  #fit(): void {
    const figure = this.#figure;
    if (!figure) return;
    const { heading } = this.#slides[this.#at] ?? {};
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const above = heading ? heading.getBoundingClientRect().bottom + scrollY : rem / 2;
    this.#beside = Math.max(this.#beside, heightBeside(figure));
    const bar = this.#bar.getBoundingClientRect().height;
    fitFigure(figure, innerHeight - above - this.#beside - bar - 0.8 * rem);
  }
}

let lecture: Lecture | undefined;

function toggle(): void {
  if (lecture) end();
  else begin();
}

function begin(): void {
  const article = document.querySelector<HTMLElement>('article.chapter');
  if (article) lecture = new Lecture(article);
}

function end(): void {
  lecture?.close();
  lecture = undefined;
}

/** Keys of presenters' remote controls and of hands; true where one was taken. */
function take(key: string): boolean {
  if (!lecture) return false;
  if (key === 'ArrowRight' || key === 'PageDown' || key === 'n') lecture.move(1);
  else if (key === 'ArrowLeft' || key === 'PageUp' || key === 'N') lecture.move(-1);
  else if (key === 's') lecture.moveSection(1);
  else if (key === 'S') lecture.moveSection(-1);
  else if (key === 'w') lecture.words();
  else if (key === 'Escape' || key === 'l') end();
  else return false;
  return true;
}

function button(label: string, text: string, onClick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'book-button';
  made.textContent = text;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', onClick);
  return made;
}

export const lectureView = { toggle, take };
