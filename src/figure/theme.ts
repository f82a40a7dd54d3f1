import { type Theme, type ThemeName, themes } from './tokens.ts';

/** The theme that the page shows now, its letters as large as the reader wants them. */
export function presentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  const dark = () => matchMedia('(prefers-color-scheme: dark)').matches;
  const theme =
    chosen && chosen in themes ? themes[chosen as ThemeName] : dark() ? themes.dark : themes.light;
  const { style } = document.documentElement;
  const asked = (name: string) => Number(style.getPropertyValue(name)) || 1;
  return sized(theme, asked('--type-asked'), theme.name === 'projector' ? asked('--screen') : 1);
}

let last:
  | { readonly theme: Theme; readonly type: number; readonly screen: number; readonly result: Theme }
  | undefined;

/** Letters larger by `type`, and everything by `screen`, as `themeCss` has it. */
function sized(theme: Theme, type: number, screen: number): Theme {
  if (type === 1 && screen === 1) return theme;
  if (last?.theme !== theme || last.type !== type || last.screen !== screen) {
    const entries = Object.entries(theme.size).map(([name, value]) => [name, value * screen]);
    const size = Object.fromEntries(entries) as typeof theme.size;
    const letters = { label: size.label * type, small: size.small * type };
    last = { theme, type, screen, result: { ...theme, size: { ...size, ...letters } } };
  }
  return last.result;
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
