import { renderToStaticMarkup } from 'react-dom/server';
import type { Figure } from '../../experiment/figure.ts';
import { type Chapter, type ChapterModule, chapterName, type Section } from './chapter.ts';
import { elements, Setting } from './elements.tsx';
import { ReferenceList } from './reference-list.tsx';
import type { Reference } from './references.ts';
import { SymbolTable } from './symbols.tsx';

/** What the words of a chapter can call upon. */
export interface Surroundings {
  readonly references: ReadonlyMap<string, Reference>;
  /** The still picture of each figure of the book, by id: the markup of a whole `<figure>`. */
  readonly stills: ReadonlyMap<string, string>;
  /** Their declarations, for the table of symbols. */
  readonly figures?: ReadonlyMap<string, Figure>;
}

/** Sets a chapter: MDX with the book's own elements to HTML. Throws where a figure or a work it names is not there. */
export function setChapter(path: string, module: ChapterModule, surroundings: Surroundings): Chapter {
  const name = chapterName(path, module.meta);
  return { ...module.meta, name, ...setWords(path, module.default, surroundings) };
}

/** Sets any text of the book: its HTML, and the sections that can be linked to. */
export function setWords(
  path: string,
  Words: ChapterModule['default'],
  surroundings: Surroundings,
): { readonly body: string; readonly sections: readonly Section[] } {
  const sections: Section[] = [];
  const cited = new Map<string, Reference>();
  const shown = new Set<string>();
  const setting = { path, ...surroundings, sections, cited, anchors: new Set<string>(), shown };
  const words = renderToStaticMarkup(
    <Setting value={setting}>
      <Words components={elements} />
    </Setting>,
  );
  const list = renderToStaticMarkup(<ReferenceList references={[...cited.values()]} />);
  const figures = new Map([...(surroundings.figures ?? [])].filter(([id]) => shown.has(id)));
  const symbols = renderToStaticMarkup(<SymbolTable figures={figures} />);
  return { body: words + symbols + list, sections };
}
