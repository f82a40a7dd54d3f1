import { NetworkError } from '../network/error.ts';
import type { Endpoint } from '../network/network.ts';
import { messageOf } from './error.ts';
import type { Figure } from './figure.ts';
import { splitPath } from './path.ts';
import { populationNames } from './titles.ts';

/**
 * Why a figure's network cannot run, for its reader: where it is in the words of the figure, not as a path into the
 * network. Whatever else was thrown says itself.
 */
export function refusalOf(figure: Figure, error: unknown): string {
  if (!(error instanceof NetworkError)) return messageOf(error);
  const { path, parameter } = error;
  const [kind = '', owner = '', member = '', name = ''] = splitPath(path);
  const meaning = (of: string) =>
    figure.parameters.find(({ sets }) => sets.some((one) => one.path === `${kind}.${owner}.parameters.${of}`))
      ?.meaning;
  const own = parameter === undefined ? undefined : meaning(parameter);
  const sentence = own ? error.sentence.replace(`set ${parameter} to`, `set the ${own} to`) : error.sentence;
  const what =
    member === 'parameters' || member === 'initial' ? (meaning(name) ?? name) : (words[member] ?? member);
  const of = kind === 'populations' ? population(figure, owner) : synapses(figure, kind, owner);
  if (of === undefined) return path ? `${path}: ${sentence}` : capital(sentence);
  return `${capital(what && of ? `${what} (${of})` : what || of)}: ${sentence}`;
}

const words: Readonly<Record<string, string>> = {
  refractory: 'refractory period',
  model: 'equations',
  on_pre: 'presynaptic spikes',
  on_post: 'postsynaptic spikes',
};

/** '' for the only one. */
function population(figure: Figure, name: string): string {
  return Object.keys(figure.network.populations).length > 1 ? populationNames(figure)(name) : '';
}

function synapses(figure: Figure, kind: string, index: string): string | undefined {
  const found = kind === 'projections' ? figure.network.projections?.[Number(index)] : undefined;
  if (!found) return undefined;
  const nameOf = populationNames(figure);
  const end = (one: Endpoint) => nameOf(typeof one === 'string' ? one : one.population);
  return `synapses from ${end(found.from)} to ${end(found.to)}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
