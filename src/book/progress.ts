import {
  mergeProgress,
  onProgress,
  parseProgress,
  progressText,
  readProgress,
  writeProgress,
} from '../figure/progress.ts';

const known = new WeakSet<HTMLDialogElement>();

/** Fills the reader's counts in, and lets progress be saved, loaded and forgotten. Fetched when it is first opened. */
export function showProgress(dialog: HTMLDialogElement): void {
  count(dialog);
  if (known.has(dialog)) return;
  known.add(dialog);
  onProgress(() => count(dialog));
  dialog.addEventListener('click', ({ target }) => {
    const action = target instanceof HTMLElement ? target.dataset.progress : undefined;
    if (action === 'save') save();
    else if (action === 'load') load(dialog);
    else if (action === 'forget') forget(dialog);
  });
}

function count(dialog: HTMLDialogElement): void {
  const progress = readProgress();
  const reached = new Set(
    Object.entries(progress).flatMap(([figure, names]) => names.map((name) => `${figure}:${name}`)),
  );
  for (const element of dialog.querySelectorAll<HTMLElement>('[data-goals]')) {
    const goals = element.dataset.goals?.split(' ') ?? [];
    element.textContent = `${goals.filter((goal) => reached.has(goal)).length} of ${goals.length}`;
  }
}

function save(): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([progressText(readProgress())], { type: 'application/json' }));
  link.download = 'spikebook-progress.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** What the file has is added to what is there. */
function load(dialog: HTMLDialogElement): void {
  const field = document.createElement('input');
  field.type = 'file';
  field.accept = '.json,application/json';
  field.addEventListener('change', async () => {
    const file = field.files?.[0];
    if (!file) return;
    const loaded = file.size > 1e6 ? undefined : parseProgress(await file.text());
    if (!loaded) return tell(dialog, 'This file holds no progress that this book has saved.');
    writeProgress(mergeProgress(readProgress(), loaded));
    tell(dialog, 'Loaded, and added to what was there.');
  });
  field.click();
}

function forget(dialog: HTMLDialogElement): void {
  const before = readProgress();
  writeProgress({});
  tell(dialog, 'Forgotten. ');
  const back = document.createElement('button');
  back.type = 'button';
  back.className = 'book-button';
  back.textContent = 'Bring it back';
  back.addEventListener('click', () => {
    writeProgress(before);
    tell(dialog, '');
  });
  dialog.querySelector('.progress-told')?.append(back);
}

function tell(dialog: HTMLDialogElement, sentence: string): void {
  const place = dialog.querySelector('.progress-told');
  if (place) place.textContent = sentence;
}
