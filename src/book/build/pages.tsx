import type { Figure } from '../../experiment/figure.ts';
import type { Chapter } from './chapter.ts';
import { type Page, rootFrom } from './document.ts';
import { Markup } from './elements.tsx';
import { Contents, framePage } from './frame.tsx';

const book = 'Spikebook';
const about =
  'An explorable textbook of spiking neurons and neuromorphic learning, in which every figure is a live simulation.';

/** The first page: what this is, one figure to touch at once, and the contents. */
export function openingPage(chapters: readonly Chapter[], still: string): Page {
  const path = 'index.html';
  const content = (
    <article className="opening">
      <h1>Spikebook</h1>
      <p className="lead">
        A textbook of spiking neurons in which every figure is a live simulation. Move a slider and it
        answers; rewrite the equation under the picture and it runs what you wrote.
      </p>
      <Markup className="figure-place" html={still} />
      <nav id="contents" aria-labelledby="contents-heading">
        <h2 id="contents-heading">Contents</h2>
        <Contents chapters={chapters} root={rootFrom(path)} />
      </nav>
    </article>
  );
  return { path, title: book, description: about, body: framePage(content, chapters, rootFrom(path)) };
}

export function chapterPage(chapter: Chapter, chapters: readonly Chapter[]): Page {
  const path = `${chapter.name}/index.html`;
  const place = chapters.indexOf(chapter);
  const content = (
    <>
      <Words html={chapter.body} />
      <Neighbours before={chapters[place - 1]} after={chapters[place + 1]} root={rootFrom(path)} />
    </>
  );
  return {
    path,
    title: `${chapter.title} · ${book}`,
    description: chapter.summary,
    body: framePage(content, chapters, rootFrom(path)),
  };
}

/** A page that the reader looks things up in: words only. */
export function documentPage(name: string, title: string, body: string, chapters: readonly Chapter[]): Page {
  const path = `${name}/index.html`;
  const content = <Words html={body} />;
  const frame = framePage(content, chapters, rootFrom(path));
  return { path, title: `${title} · ${book}`, description: title, body: frame };
}

/** One figure alone, for iframes and tests. */
export function embedPage(id: string, figure: Figure, still: string, chapter?: Chapter): Page {
  const { title, question } = figure;
  const path = `embed/${id}/index.html`;
  const root = rootFrom(path);
  const back = chapter ? `${root}${chapter.name}/#${id}` : root;
  const body = `<main class="embed" id="words">
      <h1 class="for-listeners">${title}</h1>
      ${still}
      <p class="embed-foot"><a href="${back}" target="_top">${title} in ${book}</a></p>
    </main>`;
  return { path, title: `${title} · ${book}`, description: question, body, embed: true };
}

export function missingPage(chapters: readonly Chapter[], root: string): Page {
  const content = (
    <article className="chapter">
      <h1>There is no such page</h1>
      <p>
        The address may be of an older edition, or mistyped. All pages are in the{' '}
        <a href={`${root}#contents`}>contents</a>.
      </p>
    </article>
  );
  return {
    path: '404.html',
    root,
    title: `No such page · ${book}`,
    description: 'There is no page at this address.',
    body: framePage(content, chapters, root),
  };
}

function Words({ html }: { readonly html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: set at build from the repository's own words
  return <article className="chapter" dangerouslySetInnerHTML={{ __html: html }} />;
}

function Neighbours(props: {
  readonly before: Chapter | undefined;
  readonly after: Chapter | undefined;
  readonly root: string;
}) {
  const { before, after, root } = props;
  if (!before && !after) return null;
  return (
    <nav className="neighbours" aria-label="Chapters before and after">
      {before && (
        <a rel="prev" href={`${root}${before.name}/`}>
          {before.title}
        </a>
      )}
      {after && (
        <a rel="next" href={`${root}${after.name}/`}>
          {after.title}
        </a>
      )}
    </nav>
  );
}
