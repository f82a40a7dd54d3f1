/** Where the setting of a figure of this page is remembered; the number goes up when what is there changes its meaning. */
export function rememberedAt(id: string): string {
  return `spikebook:setting:1:${location.pathname}:${id}`;
}

/** What is remembered there for this tab; null where nothing is, or where the page has no storage. */
export function rememberedText(id: string): string | null {
  try {
    return sessionStorage.getItem(rememberedAt(id));
  } catch {
    return null;
  }
}
