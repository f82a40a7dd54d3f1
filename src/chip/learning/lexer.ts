/** Splits the text of a rule into tokens; blank space, new lines and comments are dropped, places kept. */
import type { Span } from '../../language/ast.ts';
import type { Report } from '../../language/report.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly span: Span;
}

const SPACE = /(?:\s|#[^\n]*)+/y;
const WORD = /(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|([-+*^()])/uy;

const HINTS: Readonly<Record<string, string>> = {
  '·': 'write `*`',
  '×': 'write `*`',
  '−': 'write `-`',
  '/': 'the engine does not divide; multiply by a power of two such as `2^-3`',
  '[': 'write `(`',
  ']': 'write `)`',
};

/** Tokens of `report.text` from `start` to `end`; characters that no rule can hold are reported and skipped. */
export function tokenize(report: Report, start: number, end: number): Token[] {
  const text = report.text.slice(0, end);
  const tokens: Token[] = [];
  let at = start;
  while (at < end) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    if (at >= end) break;
    WORD.lastIndex = at;
    const found = WORD.exec(text);
    const word = found?.[0] ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
    const span = { start: at, end: at + word.length };
    at = span.end;
    if (found) {
      const kind = found[1] !== undefined ? 'number' : found[2] !== undefined ? 'name' : 'operator';
      tokens.push({ kind, text: word, span });
    } else {
      const hint = HINTS[word];
      report.add(span, `\`${word}\` cannot stand in a learning rule${hint ? `: ${hint}` : ''}.`);
    }
  }
  const stop = Math.max(start, report.text.slice(start, end).trimEnd().length + start);
  tokens.push({ kind: 'end', text: '', span: { start: stop, end: stop } });
  return tokens;
}
