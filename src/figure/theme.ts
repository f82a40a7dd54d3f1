import { type Theme, type ThemeName, themes } from './tokens.ts';

/** The theme that the page shows now. */
export function presentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen && chosen in themes) return themes[chosen as ThemeName];
  return matchMedia('(prefers-color-scheme: dark)').matches ? themes.dark : themes.light;
}

/** Calls back when the page's theme changes; the returned function ends it. */
export function watchTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', listener);
  };
}
