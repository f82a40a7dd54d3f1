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
  { key: '?', says: 'This list', does: () => toggleDialog('keys') },
];

/** Keys that act on the figure under the focus; the figure itself listens to them. */
export interface FigureKey {
  readonly key: string;
  readonly says: string;
}

/** Listens for the book's keys, and writes the list of all keys into its dialog. */
export function listenToKeys(figureKeys: readonly FigureKey[]): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return;
    const key = bookKeys.find((one) => one.key === event.key);
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
    else if (control.dataset.action === 'close') control.closest('dialog')?.close();
  });
  for (const dialog of document.querySelectorAll('dialog')) closeByItself(dialog);
  const list = document.querySelector('#keys-dialog .keys');
  list?.replaceChildren(
    ...group('In the book', bookKeys),
    ...(figureKeys.length > 0 ? group('In a figure', figureKeys) : []),
  );
}

function toggleDialog(name: string): void {
  const dialog = document.querySelector<HTMLDialogElement>(`#${name}-dialog`);
  if (!dialog) return;
  if (dialog.open) {
    dialog.close();
    return;
  }
  for (const other of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) other.close();
  dialog.showModal();
}

/** A click outside closes it, and so does a link in it that stays on the page. */
function closeByItself(dialog: HTMLDialogElement): void {
  dialog.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a');
    if (event.target === dialog || link) dialog.close();
  });
}

function group(title: string, keys: readonly FigureKey[]): readonly Element[] {
  const heading = document.createElement('div');
  heading.className = 'keys-group';
  heading.textContent = title;
  return [
    heading,
    ...keys.flatMap(({ key, says }) => {
      const row = document.createElement('div');
      const term = document.createElement('dt');
      const cap = document.createElement('kbd');
      cap.textContent = key;
      term.append(cap);
      const description = document.createElement('dd');
      description.textContent = says;
      row.append(term, description);
      return [row];
    }),
  ];
}

/** Letters belong to a field that takes text, and to whatever has made itself an application. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role=application],[role=textbox]')) return true;
  if (target instanceof HTMLInputElement)
    return !['range', 'checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
