import { figureKeys } from '../figure/keys.ts';

interface Key {
  readonly key: string;
  readonly says: string;
}

/** Opens the list of all keys: those of the book, and those of the figure that has the focus. */
export function showKeys(dialog: HTMLDialogElement, bookKeys: readonly Key[]): void {
  dialog
    .querySelector('.keys')
    ?.replaceChildren(...group('In the book', bookKeys), ...group('In a figure', figureKeys));
  if (!dialog.open) dialog.showModal();
}

function group(title: string, keys: readonly Key[]): readonly Element[] {
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
