import type { ComponentType } from 'react';

/** What a `chapter.mdx` says of itself: `export const meta = {...}`. */
export interface ChapterMeta {
  readonly title: string;
  /** Its place in the book. */
  readonly order: number;
  /** One sentence for the contents. */
  readonly summary: string;
}

/** A chapter as MDX compiles it. */
export interface ChapterModule {
  readonly default: ComponentType<{ readonly components?: Record<string, unknown> }>;
  readonly meta: ChapterMeta;
}

/** A chapter read and set: its body as HTML, and what the contents and the list of references need of it. */
export interface Chapter extends ChapterMeta {
  /** Its folder's name: `neuron-models`. */
  readonly name: string;
  readonly body: string;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** The goals of its figures, each as `figure:goal`; absent: none. */
  readonly goals?: readonly string[];
}

/** `chapters/neuron-models/chapter.mdx` -> `neuron-models`. Throws on a chapter that lacks part of its `meta`. */
export function chapterName(path: string, meta: ChapterMeta | undefined): string {
  const name = /([^/]+)\/chapter\.mdx$/.exec(path)?.[1];
  if (!name) throw new Error(`${path} is not of the form chapters/NAME/chapter.mdx.`);
  if (
    !meta ||
    typeof meta.title !== 'string' ||
    typeof meta.order !== 'number' ||
    typeof meta.summary !== 'string'
  ) {
    throw new Error(`${path} must export meta with title (text), order (number) and summary (text).`);
  }
  return name;
}

/** The word for a heading in an address: `How does a membrane make a spike?` -> `how-does-a-membrane-make-a-spike`. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
