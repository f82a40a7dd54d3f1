import type { Figure } from '../../experiment/figure.ts';
import { populationNames, projectionTitle } from '../../experiment/titles.ts';
import type { Endpoint } from '../../network/network.ts';
import { listPathways } from '../../network/pathways.ts';

/** A text of the network that the reader may rewrite; the same text in several places is one. */
export interface EditableText {
  readonly label: string;
  readonly paths: readonly string[];
  readonly original: string;
}

interface Found {
  readonly kind: string;
  readonly original: string;
  readonly paths: string[];
  readonly populations: string[];
  readonly ends: { readonly from: string; readonly to: string }[];
  readonly rules: string[];
}

const populationTexts = ['equations', 'threshold', 'reset', 'refractory'] as const;

/**
 * Equations, threshold, reset and refractoriness of every population; then, of every projection, the equations of its
 * synapses and what they do on a spike. What they hold for is named as above the typeset equations.
 */
export function editableTexts(figure: Figure): EditableText[] {
  const found = new Map<string, Found>();
  const add = (kind: string, path: string, text: string | undefined): Found | undefined => {
    if (text === undefined) return undefined;
    const key = `${kind}\n${text}`;
    const entry = found.get(key) ?? { kind, original: text, paths: [], populations: [], ends: [], rules: [] };
    entry.paths.push(path);
    found.set(key, entry);
    return entry;
  };
  const { populations, projections = [] } = figure.network;
  const nameOf = populationNames(figure);
  const several = Object.keys(populations).length > 1;
  for (const [name, population] of Object.entries(populations))
    for (const kind of populationTexts) {
      const entry = add(kind, `populations.${name}.${kind}`, population[kind]);
      if (several) entry?.populations.push(nameOf(name));
    }
  const { rules = [] } = figure.views.find((view) => view.kind === 'locality') ?? {};
  projections.forEach((projection, index) => {
    const end = (one: Endpoint) => nameOf(typeof one === 'string' ? one : one.population);
    const ends = { from: end(projection.from), to: end(projection.to) };
    const rule = rules.find(({ of }) => Number.parseInt(of, 10) === index)?.title;
    const own = (kind: string, place: string, text: string | undefined) => {
      const entry = add(kind, `projections.${index}.${place}`, text);
      if (rule !== undefined) entry?.rules.push(rule);
      else entry?.ends.push(ends);
    };
    own('model', 'model', projection.model);
    const pathways = listPathways(projection);
    for (const side of ['pre', 'post'] as const)
      for (const { name, place, statements } of pathways[side])
        own(pathways[side].length > 1 ? `on_${side} ${name}` : `on_${side}`, place, statements);
  });
  return [...found.values()].map(({ paths, original, kind, populations: names, ends, rules: of }) => {
    const owner = [names.join(', '), projectionTitle(ends), of.join(', ')].filter(Boolean).join('; ');
    const [member = kind, pathway] = kind.split(' ');
    const label = pathway === undefined ? labels[member] : `${labels[member]}, ${pathway}`;
    return { paths, original, label: owner ? `${label} (${owner})` : `${label}` };
  });
}

const labels: Readonly<Record<string, string>> = {
  equations: 'Equations',
  threshold: 'Threshold',
  reset: 'Reset',
  refractory: 'Refractory',
  model: 'Synapses',
  on_pre: 'On a presynaptic spike',
  on_post: 'On a postsynaptic spike',
};
