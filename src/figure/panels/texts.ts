import type { Figure } from '../../experiment/figure.ts';
import { listPathways } from '../../network/pathways.ts';

/** A text of the network that the reader may rewrite; the same text in several places is one. */
export interface EditableText {
  readonly label: string;
  readonly paths: readonly string[];
  readonly original: string;
}

const populationTexts = ['equations', 'threshold', 'reset', 'refractory'] as const;

/** Equations, threshold, reset and refractoriness of every population, and what its synapses do on a spike. */
export function editableTexts(figure: Figure): EditableText[] {
  const found = new Map<string, { paths: string[]; kind: string; original: string; owners: string[] }>();
  const add = (kind: string, path: string, owner: string, text: string | undefined) => {
    if (text === undefined) return;
    const key = `${kind}\n${text}`;
    const entry = found.get(key) ?? { paths: [], kind, original: text, owners: [] };
    entry.paths.push(path);
    entry.owners.push(owner);
    found.set(key, entry);
  };
  const { populations, projections = [] } = figure.network;
  const several = Object.keys(populations).length > 1;
  for (const [name, population] of Object.entries(populations))
    for (const kind of populationTexts)
      add(kind, `populations.${name}.${kind}`, several ? name : '', population[kind]);
  projections.forEach((projection, index) => {
    const nameOf = (end: typeof projection.from) => (typeof end === 'string' ? end : end.population);
    const owner = `${nameOf(projection.from)} to ${nameOf(projection.to)}`;
    const pathways = listPathways(projection);
    for (const side of ['pre', 'post'] as const)
      for (const { place, statements } of pathways[side])
        add(`on_${side}`, `projections.${index}.${place}`, owner, statements);
  });
  return [...found.values()].map(({ paths, kind, original, owners }) => {
    const owner = owners.filter((name) => name !== '').join(', ');
    return { paths, original, label: owner ? `${labels[kind]} (${owner})` : (labels[kind] ?? kind) };
  });
}

const labels: Readonly<Record<string, string>> = {
  equations: 'Equations',
  threshold: 'Threshold',
  reset: 'Reset',
  refractory: 'Refractory',
  on_pre: 'On a presynaptic spike',
  on_post: 'On a postsynaptic spike',
};
