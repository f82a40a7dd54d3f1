import { isTyping } from '../figure/keys.ts';
import { toggleChip } from './chip.ts';
import { switchProjector, switchTheme } from './theme.ts';

/** What a key does, for the reader's hands and for the list that `?` opens: one table. */
interface Key {
  readonly key: string;
  readonly says: string;
  readonly does: () => void;
}

const bookKeys: readonly Key[] = [
  { key: 'c', says: 'Contents', does: () => toggleDialog('contents') },
  { key: 't', says: 'Light or dark', does: switchTheme },
  { key: 'p', says: 'Projector: large type, high contrast', does: switchProjector },
  { key: 'n', says: 'Next figure', does: () => move('moveToFigure', 1) },
  { key: 'N', says: 'Previous figure', does: () => move('moveToFigure', -1) },
  { key: 's', says: 'Next section', does: () => move('moveToSection', 1) },
  { key: 'S', says: 'Previous section', does: () => move('moveToSection', -1) },
  { key: 'f', says: 'This figure over the whole screen', does: switchFullScreen },
  { key: 'h', says: 'The chip beside the page', does: () => void toggleChip() },
  { key: '+', says: 'Larger type', does: () => changeType(1) },
  { key: '-', says: 'Smaller type', does: () => changeType(-1) },
  {
    key: 'l',
    says: 'Lecture view: one section at a time (arrows move, w shows the words)',
    does: toggleLecture,
  },
  { key: 'g', says: 'Progress: which tasks you have done', does: () => toggleDialog('progress') },
  { key: '?', says: 'This list', does: () => toggleDialog('keys') },
];

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
    const key = bookKeys.find((one) => one.key === pressed);
    if (!key) return;
    event.preventDefault();
    key.does();
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
  if (name === 'keys') void import('./key-list.ts').then(({ showKeys }) => showKeys(dialog, bookKeys));
  else dialog.showModal();
}

/** A click outside closes it, and so does a link in it that stays on the page. */
function closeByItself(dialog: HTMLDialogElement): void {
  dialog.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a');
    if (event.target === dialog || link) dialog.close();
  });
}
