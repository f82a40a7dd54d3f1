import { expect, test } from 'vitest';
import { type ChapterModule, chapterName, slug } from './chapter.ts';
import { readReferences } from './references.ts';
import { setChapter } from './setting.tsx';

const references = readReferences(
  '@article{A2000, author = {Abbott, L. F.}, title = {T}, year = {2000}, doi = {10.1/x}}',
);
const surroundings = { references, stills: new Map([['lif', '<figure data-figure="lif"></figure>']]) };
const meta = { title: 'T', order: 1, summary: 'S' };
const path = 'chapters/demo/chapter.mdx';

/** A chapter as MDX would compile it: a component that is given the book's elements. */
function chapter(words: (e: Record<string, React.ElementType>) => React.ReactNode): ChapterModule {
  return { meta, default: ({ components = {} }) => words(components as Record<string, React.ElementType>) };
}

test('collects the sections, each with an address of its own', () => {
  const module = chapter(({ h2: H2 = 'h2' }) => (
    <>
      <H2>
        How fast is <em>it</em>?
      </H2>
      <H2>How fast is it?</H2>
    </>
  ));
  expect(setChapter(path, module, surroundings).sections).toEqual([
    { id: 'how-fast-is-it', title: 'How fast is it?' },
    { id: 'how-fast-is-it-2', title: 'How fast is it?' },
  ]);
});

test('cites in the sentence, in the margin and in the list', () => {
  const { body } = setChapter(
    path,
    chapter(({ Cite = 'i' }) => (
      <p>
        As known <Cite id="A2000" />.
      </p>
    )),
    surroundings,
  );
  expect(body).toContain('<a href="#ref-A2000">Abbott 2000</a>');
  expect(body).toContain('<li id="ref-A2000">');
  expect(body.match(/https:\/\/doi\.org\/10\.1\/x/g)).toHaveLength(2);
});

test('lists only what the chapter cites', () => {
  expect(
    setChapter(
      path,
      chapter(() => <p>Words.</p>),
      surroundings,
    ).body,
  ).not.toContain('References');
});

test('puts the still picture where the figure stands', () => {
  const { body } = setChapter(
    path,
    chapter(({ Figure = 'i' }) => <Figure id="lif" />),
    surroundings,
  );
  expect(body).toContain('<figure data-figure="lif"></figure>');
});

test('a work or a figure that is not there stops the build and is named', () => {
  const cites = chapter(({ Cite = 'i' }) => <Cite id="Nobody1900" />);
  const shows = chapter(({ Figure = 'i' }) => <Figure id="lif2" />);
  expect(() => setChapter(path, cites, surroundings)).toThrow('cites Nobody1900');
  expect(() => setChapter(path, shows, surroundings)).toThrow('there is no lif2.figure.ts (there are lif)');
});

test('a chapter says its title, order and summary', () => {
  expect(chapterName('../chapters/neuron-models/chapter.mdx', meta)).toBe('neuron-models');
  expect(() => chapterName(path, undefined)).toThrow('must export meta');
});

test('makes addresses of headings', () => {
  expect(slug('What keeps a network firing, and why?')).toBe('what-keeps-a-network-firing-and-why');
  expect(slug('Gütig’s rule')).toBe('gu-tig-s-rule');
});
