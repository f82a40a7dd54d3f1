import { isTyping } from '../figure/keys.ts';
import { toggleChip } from './chip.ts';
import type { BookKey } from './key-list.ts';
import { switchProjector, switchTheme } from './theme.ts';

/** What each key does; what it says in the list that `?` opens is in `key-list.ts`, fetched only then. */
const bookKeys: Readonly<Record<BookKey, () => void>> = {
  c: () => toggleDialog('contents'),
  t: switchTheme,
  p: switchProjector,
  n: () => move('moveToFigure', 1),
  N: () => move('moveToFigure', -1),
  s: () => move('moveToSection', 1),
  S: () => move('moveToSection', -1),
  f: switchFullScreen,
  h: () => toggleChip(),
  '+': () => changeType(1),
  '-': () => changeType(-1),
  l: toggleLecture,
  g: () => toggleDialog('progress'),
  '?': () => toggleDialog('keys'),
};

let lecture: typeof import('./lecture/lecture.ts')['lectureView'] | undefined;

/** Fetched when it is first wanted, as what follows. */
function switchFullScreen(): void {
  void import('./full-screen.ts').then((full) => full.switchFullScreen());
}

function move(to: 'moveToFigure' | 'moveToSection', by: 1 | -1): void {
  void import('./moving.ts').then((moving) => moving[to](by));
}

function changeType(by: 1 | -1): void {
  void import('./type.ts').then((type) => type.changeType(by));
}

function toggleLecture(): void {
  void import('./lecture/lecture.ts').then(({ lectureView }) => {
    lecture = lectureView;
    lectureView.toggle();
  });
}

/** A link can ask for it: `?view=lecture`. */
export function beginLectureIfAsked(): void {
  if (new URLSearchParams(location.search).get('view') === 'lecture') toggleLecture();
}

/** Listens for the book's keys; figures listen to theirs themselves. */
export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return;
    // Arrows and pages turn slides, but first of all they move the slider that has the focus.
    const moves = /^(Arrow|Page)/.test(event.key) && event.target instanceof HTMLInputElement;
    if (!moves && !document.querySelector('dialog[open]') && lecture?.take(event.key)) {
      event.preventDefault();
      return;
    }
    const pressed = event.key === '=' ? '+' : event.key;
    if (!Object.hasOwn(bookKeys, pressed)) return;
    event.preventDefault();
    bookKeys[pressed as BookKey]();
  });
  document.addEventListener('click', (event) => {
    const control =
      event.target instanceof Element
        ? event.target.closest<HTMLElement>('[data-opens],[data-action]')
        : null;
    if (!control) return;
    if (control.dataset.opens) {
      event.preventDefault();
      toggleDialog(control.dataset.opens);
    } else if (control.dataset.action === 'theme') switchTheme();
    else if (control.dataset.action === 'lecture') toggleLecture();
    else if (control.dataset.action === 'chip') void toggleChip();
    else if (control.dataset.action === 'close') control.closest('dialog')?.close();
  });
  for (const dialog of document.querySelectorAll('dialog')) closeByItself(dialog);
}

function toggleDialog(name: string): void {
  const dialog = document.querySelector<HTMLDialogElement>(`#${name}-dialog`);
  if (!dialog) return;
  if (dialog.open) {
    dialog.close();
    return;
  }
  for (const other of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) other.close();
  if (name === 'progress') void import('./progress.ts').then(({ showProgress }) => showProgress(dialog));
  // Filled before it is seen: it would jump.
  if (name === 'keys') void import('./key-list.ts').then(({ showKeys }) => showKeys(dialog));
  else dialog.showModal();
}

/** A click outside closes it, and so does a link in it that stays on the page. */
function closeByItself(dialog: HTMLDialogElement): void {
  dialog.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a');
    if (event.target === dialog || link) dialog.close();
  });
}
