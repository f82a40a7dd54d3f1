import type { Span } from './ast.ts';

/** One complaint about a text: where, what was found, what was expected, and the nearest known name. */
export interface Diagnostic {
  /** Which text, as a path into the network: `populations.E.equations`, `projections.0.on_pre`. */
  readonly source: string;
  readonly span: Span;
  /** One-based, for people. */
  readonly line: number;
  readonly column: number;
  /** One clear sentence that says what was found and what was expected. */
  readonly message: string;
  /** The nearest known name, where there is one: the editor offers it. */
  readonly suggestion?: string;
}

/** Thrown by everything that reads a reader's text; never anything else is thrown for bad text. */
export class LanguageError extends Error {
  override readonly name = 'LanguageError';
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(describe).join('\n'));
  }
}

export function describe(diagnostic: Diagnostic): string {
  const { source, line, column, message } = diagnostic;
  return `${source}, line ${line}, column ${column}: ${message}`;
}

/** Turns offsets into a one-based line and column. */
export function locate(
  text: string,
  source: string,
  span: Span,
  message: string,
  suggestion?: string,
): Diagnostic {
  const before = text.slice(0, span.start);
  const line = before.split('\n').length;
  const column = span.start - (before.lastIndexOf('\n') + 1) + 1;
  return { source, span, line, column, message, ...(suggestion ? { suggestion } : {}) };
}
