/**
 * The entry that runs at build (and on request while developing), in Node: chapters and figures, found by glob, become
 * the book's pages. No reader's machine ever loads this.
 */
import bibtex from '../chapters/references.bib?raw';
import NetworkFormat from '../docs/network-format.md';
import type { Chapter, ChapterModule } from './book/build/chapter.ts';
import { type Assets, type Page, renderDocument } from './book/build/document.ts';
import { chapterPage, documentPage, embedPage, missingPage, openingPage } from './book/build/pages.tsx';
import { headersFile } from './book/build/policy.ts';
import { readReferences } from './book/build/references.ts';
import { setChapter, setWords } from './book/build/setting.tsx';
import { drawStill, type Still } from './book/build/stills.ts';
import type { Figure } from './experiment/figure.ts';
import { figureId } from './experiment/id.ts';
import { themeCss } from './figure/tokens.ts';
import { networkJsonSchema } from './network/json-schema.ts';
import { connect } from './worker/client.ts';
import { floors } from './worker/floors.ts';
import { createLocalPort } from './worker/local.ts';

const chapterModules = import.meta.glob<ChapterModule>('../chapters/*/chapter.mdx', { eager: true });
const figureModules = import.meta.glob<{ figure: Figure }>('../chapters/*/*.figure.ts', { eager: true });

const figures = new Map(
  Object.entries(figureModules).map(([path, { figure }]) => [figureId(path), { path, figure }]),
);

/** The figure that a reader meets first. */
const openingFigure = 'hodgkin-huxley';

export interface Wanted extends Omit<Assets, 'themes'> {
  /** Of `drawStills`. */
  readonly stills: ReadonlyMap<string, Still>;
  /** Where the site will live, for the page that is shown at any missing address: `/` or `/spikebook/`. */
  readonly base?: string;
}

/**
 * The still picture of every figure, by id. With `run` each is run for its duration, by the code that runs it in the page;
 * without, while developing, the axes are empty.
 */
export async function drawStills(run: boolean): Promise<ReadonlyMap<string, Still>> {
  const client = run ? connect({ create: () => createLocalPort(floors), isolated: false }) : undefined;
  const stills = new Map<string, Still>();
  for (const [id, { figure }] of figures) stills.set(id, await drawStill(id, figure, client));
  return stills;
}

/** The book's pages, each a path from the root of the site and its HTML. */
export function renderPages(wanted: Wanted): readonly { path: string; html: string }[] {
  const stills = new Map([...wanted.stills].map(([id, { markup }]) => [id, markup]));
  const assets: Assets = { ...wanted, themes: themeCss() };
  const references = readReferences(bibtex);
  const declared = new Map([...figures].map(([id, { figure }]) => [id, figure] as const));
  const surroundings = { references, stills, figures: declared };
  const chapters = Object.entries(chapterModules)
    .map(([path, module]) => setChapter(path, module, surroundings))
    .sort((a, b) => a.order - b.order);
  const format = setWords('docs/network-format.md', NetworkFormat, surroundings);
  const pages: Page[] = [
    openingPage(chapters, stillOf(stills, openingFigure)),
    ...chapters.map((chapter) => chapterPage(chapter, chapters)),
    ...[...figures].map(([id, { path, figure }]) =>
      embedPage(id, figure, stillOf(stills, id), chapterOf(path, chapters)),
    ),
    documentPage('network-format', 'The network format', format.body, chapters),
  ];
  const documents = pages.map((page) => ({ path: page.path, html: renderDocument(page, assets) }));
  const missing = missingPage(chapters, wanted.base ?? '/');
  return [...documents, { path: missing.path, html: renderDocument(missing, assets) }];
}

/** What else the site publishes, by path. */
export function documents(): Readonly<Record<string, string>> {
  return {
    _headers: headersFile,
    'network-format.schema.json': `${JSON.stringify(networkJsonSchema(), undefined, 2)}\n`,
  };
}

function stillOf(stills: ReadonlyMap<string, string>, id: string): string {
  const still = stills.get(id);
  if (still === undefined) throw new Error(`There is no figure ${id}.`);
  return still;
}

function chapterOf(path: string, chapters: readonly Chapter[]): Chapter | undefined {
  return chapters.find((chapter) => path.includes(`/chapters/${chapter.name}/`));
}
