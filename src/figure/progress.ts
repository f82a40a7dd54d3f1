/** Which goals the reader has reached, kept on this device and nowhere else: a list of names for each figure. */
export type Progress = Readonly<Record<string, readonly string[]>>;

/** Where it is kept; the number goes up when what is kept changes its meaning. */
const place = 'spikebook:progress:1';
/** Longer texts are not looked at, and more names are not kept: no progress is that long. */
const longest = 200_000;

const listeners = new Set<() => void>();
/** Where there is no storage, progress lasts as long as the page. */
let unkept: Progress | undefined;

export function readProgress(): Progress {
  if (unkept) return unkept;
  try {
    return parseProgress(localStorage.getItem(place) ?? '') ?? {};
  } catch {
    return {};
  }
}

export function markReached(figure: string, goal: string): void {
  const progress = readProgress();
  const names = (Object.hasOwn(progress, figure) ? progress[figure] : undefined) ?? [];
  if (!names.includes(goal)) writeProgress({ ...progress, [figure]: [...names, goal] });
}

export function writeProgress(progress: Progress): void {
  unkept = undefined;
  try {
    if (Object.keys(progress).length === 0) localStorage.removeItem(place);
    else localStorage.setItem(place, progressText(progress));
  } catch {
    unkept = progress;
  }
  for (const listener of listeners) listener();
}

export function mergeProgress(first: Progress, second: Progress): Progress {
  const merged = new Map(Object.entries(first));
  for (const [figure, names] of Object.entries(second))
    merged.set(figure, [...new Set([...(merged.get(figure) ?? []), ...names])]);
  return Object.fromEntries(merged);
}

/** Calls back when progress changes, in this tab or another. */
export function onProgress(listener: () => void): () => void {
  const other = (event: StorageEvent) => {
    if (event.key === place || event.key === null) listener();
  };
  listeners.add(listener);
  addEventListener('storage', other);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', other);
  };
}

/** As it is kept and as a file. */
export function progressText(progress: Progress): string {
  return `${JSON.stringify({ spikebook: 'progress', version: 1, reached: progress }, undefined, 2)}\n`;
}

/** Undefined where the text is not one that `progressText` wrote; names that are none are left out. */
export function parseProgress(text: string): Progress | undefined {
  if (text.length > longest) return undefined;
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(file) || file.spikebook !== 'progress' || file.version !== 1 || !isRecord(file.reached))
    return undefined;
  const entries = Object.entries(file.reached).flatMap(([figure, names]) => {
    const good = Array.isArray(names) ? [...new Set(names.filter(isName))] : [];
    return isName(figure) && good.length > 0 ? [[figure, good] as const] : [];
  });
  return Object.fromEntries(entries);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9-]{1,80}$/i.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
