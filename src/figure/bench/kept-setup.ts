import { roundingNames, type Setup } from './setup.ts';

/** The number goes up when what is there changes its meaning. */
const place = 'spikebook:bench:1';

const texts = ['rule', 'pre', 'post', 'steps', 'seed'] as const;

/** Keeps what the reader typed for this tab. */
export function keepSetup(setup: Setup): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(setup));
  } catch {
    // No storage here: it lasts as long as the page.
  }
}

/** What was kept, if anything that can be used. */
export function keptSetup(): Setup | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Record<string, unknown> | null;
    if (kept === null || !texts.every((name) => typeof kept[name] === 'string')) return undefined;
    return roundingNames.some((name) => name === kept.rounding) ? (kept as unknown as Setup) : undefined;
  } catch {
    return undefined;
  }
}
