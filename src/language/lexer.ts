/** Splits equation text into tokens. Comments and blank space are dropped; places are kept. */
import type { Span } from './ast.ts';
import { Report, throwIfAny } from './report.ts';

/** Longest text of one equation, statement or expression field, in characters. */
export const TEXT_LIMIT = 20_000;

export interface Token {
  readonly kind: 'number' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly span: Span;
  /** Whether a new line lies between the token before and this one. */
  readonly startsLine: boolean;
}

const SPACE = /(?:[ \t\r\f]|\\\r?\n|#[^\n]*)+/y;
const NUMBER = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /\*\*=|\/\/=|\*\*|\/\/|[-+*/%]=|<=|>=|==|!=|[-+*/%<>=(),:;]/y;

const HINTS: Readonly<Record<string, string>> = {
  '&': 'write `and`',
  '|': 'write `or`',
  '!': 'write `not`',
  '~': 'write `not`',
  '^': 'write `**` for a power',
  µ: 'write `u` for micro, as in `um`',
  μ: 'write `u` for micro, as in `um`',
  Ω: 'write `ohm`',
  '−': 'write `-`',
  '·': 'write `*`',
  '×': 'write `*`',
};

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Throws `LanguageError` for text that is too long or holds a character that no equation can hold. */
export function tokenize(text: string, source: string): Token[] {
  const report = new Report(text, source);
  if (text.length > TEXT_LIMIT) {
    const span = { start: TEXT_LIMIT, end: text.length };
    report.add(span, `This text has ${text.length} characters; at most ${TEXT_LIMIT} are read.`);
    throwIfAny([report]);
  }
  const tokens: Token[] = [];
  let startsLine = true;
  let at = 0;
  const push = (kind: Token['kind'], word: string) => {
    tokens.push({ kind, text: word, span: { start: at, end: at + word.length }, startsLine });
    at += word.length;
    startsLine = false;
  };
  while (at < text.length) {
    const space = match(SPACE, text, at);
    if (space !== '') {
      at += space.length;
      continue;
    }
    if (text[at] === '\n') {
      startsLine = true;
      at++;
      continue;
    }
    const number = match(NUMBER, text, at);
    const name = match(NAME, text, at);
    const operator = match(OPERATOR, text, at);
    if (number !== '') {
      checkNumber(report, text, at, number);
      push('number', number);
    } else if (name !== '') push('name', name);
    else if (operator !== '') push('operator', operator);
    else {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const hint = HINTS[character];
      const span = { start: at, end: at + character.length };
      report.add(span, `\`${character}\` cannot stand in an equation${hint ? `: ${hint}` : ''}.`);
      at += character.length;
    }
  }
  throwIfAny([report]);
  push('end', '');
  return tokens;
}

function checkNumber(report: Report, text: string, start: number, number: string): void {
  const end = start + number.length;
  if (!Number.isFinite(Number(number))) report.add({ start, end }, `\`${number}\` is too large a number.`);
  const unit = match(NAME, text, end);
  if (unit !== '') {
    const span = { start, end: end + unit.length };
    report.add(span, `\`${number}${unit}\` needs a sign between number and name: \`${number}*${unit}\`.`);
  }
}
