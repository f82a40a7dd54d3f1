// Runs before the first paint, so that a chosen theme never flashes; src/book/theme.ts does the rest.
(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  let chosen = null;
  try {
    chosen = localStorage.getItem('spikebook:theme');
    const type = Number(localStorage.getItem('spikebook:type'));
    if (type >= 0.5 && type <= 3) root.style.setProperty('--type-asked', String(type));
  } catch {
    // No storage (a private window, an embedding page): the system's preference it is.
  }
  const asked = new URLSearchParams(location.search).get('theme');
  const names = ['light', 'dark', 'projector'];
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme =
    names.find((name) => name === asked) ??
    names.find((name) => name === chosen) ??
    (dark ? 'dark' : 'light');
})();
