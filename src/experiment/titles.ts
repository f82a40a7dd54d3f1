import type { Figure } from './figure.ts';

/** Populations go by the names that the figure's pictures give them. */
export function populationNames(figure: Figure): (name: string) => string {
  const labels = new Map<string, string>();
  for (const view of figure.views)
    if (view.kind === 'raster' || view.kind === 'rate')
      for (const { name, label } of view.populations) if (!labels.has(name) && label) labels.set(name, label);
  return (name) => labels.get(name) ?? name.replaceAll('_', ' ');
}

/** `a → c, b → c, d`: the projections that are alike, those from one population together. */
export function projectionTitle(ends: readonly { readonly from: string; readonly to: string }[]): string {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of ends) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  return [...targets].map(([from, to]) => `${from} → ${[...to].join(', ')}`).join('; ');
}
