import type { ReactNode } from 'react';
import { useFrame } from './context.ts';
import { SymbolText } from './symbol-text.tsx';

/** Plain text with `$...$`; the mathematics of captions is simple enough for sub- and superscripts. */
export function captionParts(caption: string): ReactNode[] {
  let at = 0;
  return caption.split('$').map((part, k) => {
    const key = at;
    at += part.length + 1;
    return k % 2 === 1 ? <SymbolText key={key} latex={part} /> : part;
  });
}

export function Caption() {
  const { figure } = useFrame();
  return <figcaption className="figure-caption">{captionParts(figure.caption)}</figcaption>;
}
