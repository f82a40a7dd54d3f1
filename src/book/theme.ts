/** Light, dark and projector: the system's preference until the reader chooses. `public/theme.js` did it for the first paint. */

export type Theme = 'light' | 'dark' | 'projector';

const place = 'spikebook:theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export function followSystem(): void {
  system.addEventListener('change', () => {
    if (!stored()) show(system.matches ? 'dark' : 'light');
  });
}

/** From light to dark and back; from the projector to what the room outside has. */
export function switchTheme(): void {
  choose(present() === 'dark' ? 'light' : 'dark');
}

export function switchProjector(): void {
  if (present() === 'projector') choose(system.matches ? 'dark' : 'light');
  else choose('projector');
}

export function present(): Theme | undefined {
  return document.documentElement.dataset.theme as Theme | undefined;
}

function choose(theme: Theme): void {
  // Larger type moves the words, and beside a panel that grows with it no browser holds them.
  void import('./place.ts').then(({ keepFigure }) => keepFigure(() => show(theme)));
  try {
    // A choice that is the system's own is no choice: the page follows the system again.
    if (theme === (system.matches ? 'dark' : 'light')) localStorage.removeItem(place);
    else localStorage.setItem(place, theme);
  } catch {
    // No storage here: the choice lasts as long as the page.
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

/** Without keeping it: for as long as the page shows it. */
export function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}
