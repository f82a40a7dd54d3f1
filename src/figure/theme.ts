import { type Theme, type ThemeName, themes } from './tokens.ts';

/** The theme that the page shows now, its letters as large as the reader wants them. */
export function presentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  const dark = () => matchMedia('(prefers-color-scheme: dark)').matches;
  const theme =
    chosen && chosen in themes ? themes[chosen as ThemeName] : dark() ? themes.dark : themes.light;
  return withType(theme, Number(document.documentElement.style.getPropertyValue('--type-asked')) || 1);
}

let enlarged: { readonly theme: Theme; readonly type: number; readonly result: Theme } | undefined;

function withType(theme: Theme, type: number): Theme {
  if (type === 1) return theme;
  if (enlarged?.theme !== theme || enlarged.type !== type) {
    const size = { ...theme.size, label: theme.size.label * type, small: theme.size.small * type };
    enlarged = { theme, type, result: { ...theme, size } };
  }
  return enlarged.result;
}

/** Calls back when the page's theme changes; the returned function ends it. */
export function watchTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', listener);
  };
}
