import type { Span } from './ast.ts';
import { type Diagnostic, LanguageError, locate } from './diagnostic.ts';

/** More complaints than this about one text help nobody. */
const COMPLAINTS = 20;

/** Collects the complaints about one text, so that several independent ones can be shown at once. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];
  readonly text: string;
  readonly source: string;

  constructor(text: string, source: string) {
    this.text = text;
    this.source = source;
  }

  add(span: Span, message: string, suggestion?: string): void {
    if (this.diagnostics.length >= COMPLAINTS) return;
    const known = this.diagnostics.some((d) => d.span.start === span.start && d.message === message);
    if (!known) this.diagnostics.push(locate(this.text, this.source, span, message, suggestion));
  }

  /** The words a span covers, shortened for use in a sentence. */
  quote(span: Span): string {
    const words = this.text
      .slice(span.start, span.end)
      .replace(/#[^\n]*/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    return words.length > 50 ? `${words.slice(0, 47)}...` : words;
  }
}

/** Throws all complaints of several texts together, in the order of the texts and then of the places. */
export function throwIfAny(reports: readonly Report[]): void {
  const all = reports.flatMap((report) =>
    [...report.diagnostics].sort((a, b) => a.span.start - b.span.start),
  );
  if (all.length > 0) throw new LanguageError(all);
}
