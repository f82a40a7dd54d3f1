/** A piece of a chapter that is projected at once: a section's heading, some of its words, and at most one figure. */
export interface Slide {
  /** Anchor of the section; empty for what stands before the first. */
  readonly section: string;
  /** The heading of the section, shown on each of its slides. */
  readonly heading: Element | undefined;
  readonly words: readonly Element[];
  readonly figure: Element | undefined;
}

/** The slides of a chapter in reading order: one a figure, with the words that lead to it; the last of a section keeps what follows. */
export function slidesOf(article: Element): Slide[] {
  const sections: { heading: Element | undefined; nodes: Element[] }[] = [{ heading: undefined, nodes: [] }];
  for (const node of article.children) {
    if (node.tagName === 'H2') sections.push({ heading: node, nodes: [] });
    else sections.at(-1)?.nodes.push(node);
  }
  return sections.flatMap(({ heading, nodes }) => {
    const section = heading?.id ?? '';
    const pieces: { words: Element[]; figure: Element | undefined }[] = [];
    let words: Element[] = [];
    for (const node of nodes) {
      if (!node.classList.contains('figure-place')) words.push(node);
      else {
        pieces.push({ words, figure: node });
        words = [];
      }
    }
    const last = pieces.at(-1);
    if (last) last.words.push(...words);
    else if (words.length > 0) pieces.push({ words, figure: undefined });
    return pieces.map((piece) => ({ section, heading, ...piece }));
  });
}
