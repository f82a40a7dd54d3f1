import type { FigureKey } from '../figure/keys.ts';

const inTheBook = {
  c: 'Contents',
  t: 'Light or dark',
  p: 'Projector: large type, high contrast',
  n: 'Next figure',
  N: 'Previous figure',
  s: 'Next section',
  S: 'Previous section',
  f: 'This figure over the whole screen',
  h: 'The chip beside the page',
  '+': 'Larger type',
  '-': 'Smaller type',
  l: 'Lecture view: one section at a time (arrows move, w shows the words)',
  g: 'Progress: which tasks you have done',
  '?': 'This list',
} as const;
export type BookKey = keyof typeof inTheBook;

/** The key 0 is told where it belongs in the order: an object would put it first. */
const inAFigure: readonly (readonly [FigureKey, string])[] = [
  ['k', 'Play or pause'],
  ['.', 'One step'],
  ['0', 'Start again from 0'],
  ['z', 'Undo (also Ctrl Z)'],
  ['Z', 'Redo (also Shift Ctrl Z)'],
];

/** Opens the list of all keys: those of the book, and those of the figure that has the focus. */
export function showKeys(dialog: HTMLDialogElement): void {
  dialog
    .querySelector('.keys')
    ?.replaceChildren(...group('In the book', Object.entries(inTheBook)), ...group('In a figure', inAFigure));
  if (!dialog.open) dialog.showModal();
}

function group(title: string, keys: readonly (readonly [string, string])[]): readonly Element[] {
  const heading = document.createElement('div');
  heading.className = 'keys-group';
  heading.textContent = title;
  return [
    heading,
    ...keys.map(([key, says]) => {
      const row = document.createElement('div');
      const term = document.createElement('dt');
      const cap = document.createElement('kbd');
      cap.textContent = key;
      term.append(cap);
      const description = document.createElement('dd');
      description.textContent = says;
      row.append(term, description);
      return row;
    }),
  ];
}
