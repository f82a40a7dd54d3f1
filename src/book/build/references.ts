import { type Entry, type Name, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';

/** A work that the book rests on, from `chapters/references.bib`. */
export interface Reference {
  /** Its key in the file. */
  readonly key: string;
  /** `Hodgkin and Huxley 1952`. */
  readonly short: string;
  /** Authors, year, title and where it was published, in plain text. */
  readonly authors: string;
  readonly year: string;
  readonly title: string;
  readonly published: string;
  readonly doi?: string;
}

/** Reads BibTeX. Throws where two entries share a key or one lacks an author, a year or a title. */
export function readReferences(bibtex: string): ReadonlyMap<string, Reference> {
  const references = new Map<string, Reference>();
  for (const entry of plugins.input.chain(bibtex, { generateGraph: false })) {
    const key = entry.id;
    if (references.has(key)) throw new Error(`references.bib has two entries named ${key}.`);
    references.set(key, toReference(key, entry));
  }
  return references;
}

function toReference(key: string, entry: Entry): Reference {
  const year = entry.issued?.['date-parts']?.[0]?.[0];
  const names = entry.author ?? [];
  if (names.length === 0) throw new Error(`references.bib: ${key} has no author.`);
  if (year === undefined) throw new Error(`references.bib: ${key} has no year.`);
  if (!entry.title) throw new Error(`references.bib: ${key} has no title.`);
  return {
    key,
    short: `${shortNames(names)} ${year}`,
    authors: list(names.map(longName)),
    year: String(year),
    title: entry.title,
    published: publication(entry),
    ...(entry.DOI ? { doi: entry.DOI } : {}),
  };
}

function shortNames(names: readonly Name[]): string {
  const families = names.map(family);
  if (families.length > 2 || families.at(-1) === 'others') return `${families[0]} et al.`;
  return families.join(' and ');
}

function family(name: Name): string {
  const particle = name['non-dropping-particle'];
  return `${particle ? `${particle} ` : ''}${name.family ?? name.literal ?? ''}`;
}

function longName(name: Name): string {
  if (family(name) === 'others') return 'others';
  return name.given ? `${name.given} ${family(name)}` : family(name);
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function publication(entry: Entry): string {
  const issue = entry.issue ? `(${entry.issue})` : '';
  const volume = entry.volume ? ` ${entry.volume}${issue}` : '';
  const pages = entry.page ? `: ${entry.page.replace(/-+/g, '–')}` : '';
  return `${entry['container-title'] ?? entry.publisher ?? ''}${volume}${pages}`;
}
